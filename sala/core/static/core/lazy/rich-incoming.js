// What comes into a long text from outside: what is pasted, and pictures.
export const escaped = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
export const paragraphs = (text) =>
  text.trim().split(/\n{2,}/).map((part) => `<p>${escaped(part).replaceAll("\n", "<br>")}</p>`).join("");

async function post(box, url, fields) {
  const body = new FormData();
  const csrfmiddlewaretoken = box.closest("form").querySelector("[name=csrfmiddlewaretoken]").value;
  for (const [name, value] of Object.entries({ ...fields, csrfmiddlewaretoken })) body.append(name, value);
  return (await fetch(url, { method: "POST", body })).json();
}

// What is copied from Word or a web page is made clean by the server, which says what was lost.
export function paste(event, { box, editor, say }) {
  const html = event.clipboardData.getData("text/html");
  const file = [...event.clipboardData.files].find((one) => one.type.startsWith("image/"));
  if (!html && !file || html.includes("data-pm-slice")) return false;
  event.preventDefault();
  if (!html) { choose(box, file); return true; }
  const plain = event.clipboardData.getData("text/plain");
  post(box, box.dataset.paste, { html })
    .then((found) => { editor.chain().focus().insertContent(found.html).run(); say(found.said); })
    .catch(() => { editor.chain().focus().insertContent(paragraphs(plain)).run(); say(box.dataset.plain); });
  return true;
}

function choose(box, file) {
  const files = new DataTransfer();
  files.items.add(file);
  const control = box.querySelector("[data-rich-picture] [type=file]");
  control.files = files.files;
  control.dispatchEvent(new Event("change", { bubbles: true }));
  box.querySelector("[data-rich-picture]").showModal();
}

export function pictures(box, editor, say) {
  const dialog = box.querySelector("[data-rich-picture]");
  const [file, alt] = dialog.querySelectorAll("input");
  const error = dialog.querySelector("[data-error]");
  dialog.querySelector("[data-put]").addEventListener("click", async () => {
    error.textContent = "";
    if (!file.files[0] || !alt.value.trim()) { error.textContent = dialog.dataset.missing; return; }
    const found = await post(box, box.dataset.pictures, { picture: file.files[0], alt: alt.value }).catch(() => ({ error: dialog.dataset.failed }));
    if (found.error) { error.textContent = found.error; return; }
    dialog.close();
    file.value = alt.value = "";
    file.dispatchEvent(new Event("change", { bubbles: true }));
    editor.chain().focus().setImage({ src: found.url, alt: found.alt }).run();
    say("");
  });
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
}
