// The editor of long texts, fetched when a person enters one. Its words stand in the page.
const escaped = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
const paragraphs = (text) =>
  text.trim().split(/\n{2,}/).map((part) => `<p>${escaped(part).replaceAll("\n", "<br>")}</p>`).join("");

export async function edit(box, mark) {
  const kit = await import(box.dataset.kit);
  const area = box.querySelector("textarea");
  const bar = box.querySelector("[data-rich-bar]");
  const say = (text) => { const line = box.querySelector("[data-rich-said]"); line.textContent = text; line.hidden = !text; };
  const html = area.value.startsWith(mark) ? area.value.slice(mark.length) : paragraphs(area.value);
  const home = document.createElement("div");
  home.className = "rich-home";
  area.before(home);
  area.hidden = true;
  area.required = false;
  box.querySelector("[data-rich-look]").hidden = true;
  const label = document.querySelector(`label[for="${area.id}"]`);
  const editor = new kit.Editor({
    element: home,
    injectCSS: false,
    content: html,
    autofocus: "end",
    extensions: [
      kit.Document, kit.Paragraph, kit.Text, kit.HardBreak, kit.Bold, kit.Italic, kit.Underline, kit.Strike,
      kit.Heading.configure({ levels: [2, 3, 4] }), kit.BulletList, kit.OrderedList, kit.ListItem, kit.Blockquote,
      kit.HorizontalRule, kit.Subscript, kit.Superscript, kit.Link, kit.Image.configure({ inline: true }), kit.History, kit.Gapcursor,
      kit.Table.configure({ resizable: false }), kit.TableRow, kit.TableHeader, kit.TableCell,
    ],
    editorProps: {
      attributes: { class: "reading rich", role: "textbox", "aria-multiline": "true", "aria-label": label?.firstChild?.textContent.trim() ?? "" },
      // before ProseMirror reads the clipboard itself: styles in it would break the page's own rules
      handleDOMEvents: { paste: (view, event) => paste(event, { box, editor, say }) },
    },
    onUpdate: () => keep(),
    onTransaction: () => mirror(bar, editor),
  });
  const keep = () => {
    const text = editor.isEmpty ? "" : mark + editor.getHTML();
    if (text === area.value) return;
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  label?.addEventListener("click", (event) => { event.preventDefault(); editor.commands.focus(); });
  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-command]");
    if (button) commands[button.dataset.command](editor.chain().focus(), { box, editor, bar });
  });
  pictures(box, editor, say);
  mirror(bar, editor);
}

const commands = {
  bold: (chain) => chain.toggleBold().run(),
  italic: (chain) => chain.toggleItalic().run(),
  heading: (chain) => chain.toggleHeading({ level: 2 }).run(),
  bullet: (chain) => chain.toggleBulletList().run(),
  ordered: (chain) => chain.toggleOrderedList().run(),
  quote: (chain) => chain.toggleBlockquote().run(),
  undo: (chain) => chain.undo().run(),
  picture: (chain, { box }) => box.querySelector("[data-rich-picture]").showModal(),
  table: (chain, { editor }) =>
    editor.isActive("table") ? chain.addRowAfter().run() : chain.insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run(),
  column: (chain) => chain.addColumnAfter().run(),
  untable: (chain) => chain.deleteTable().run(),
  link: (chain, { editor, bar }) => {
    if (editor.isActive("link")) { chain.extendMarkRange("link").unsetLink().run(); return; }
    const href = prompt(bar.dataset.link, "https://");
    if (!href || href === "https://") return;
    if (editor.state.selection.empty) chain.insertContent(`<a href="${encodeURI(href)}">${escaped(href)}</a> `).run();
    else chain.setLink({ href }).run();
  },
};
const marks = { bold: "bold", italic: "italic", heading: "heading", bullet: "bulletList", ordered: "orderedList", quote: "blockquote", link: "link", table: "table" };

function mirror(bar, editor) {
  for (const button of bar.querySelectorAll("[data-command]")) {
    const name = marks[button.dataset.command];
    if (name) button.setAttribute("aria-pressed", String(editor.isActive(name)));
    if (button.hasAttribute("data-in-table")) button.hidden = !editor.isActive("table");
  }
}

async function post(box, url, fields) {
  const body = new FormData();
  const csrfmiddlewaretoken = box.closest("form").querySelector("[name=csrfmiddlewaretoken]").value;
  for (const [name, value] of Object.entries({ ...fields, csrfmiddlewaretoken })) body.append(name, value);
  return (await fetch(url, { method: "POST", body })).json();
}

// What is copied from Word or a web page is made clean by the server, which says what was lost.
function paste(event, { box, editor, say }) {
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
  box.querySelector("[data-rich-picture] [type=file]").files = files.files;
  box.querySelector("[data-rich-picture]").showModal();
}

function pictures(box, editor, say) {
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
    editor.chain().focus().setImage({ src: found.url, alt: found.alt }).run();
    say("");
  });
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
}
