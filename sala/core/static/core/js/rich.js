// A long text is a plain box until somebody enters it; then the editor is fetched and takes over.
// What the editor writes into the box begins with MARK, so that the server knows it from typing.
const MARK = "<!--rich-->";
async function enter(box) {
  if (box.dataset.state) return;
  box.dataset.state = "loading";
  try {
    const { edit } = await import(box.dataset.editor);
    await edit(box, MARK);
    box.dataset.state = "ready";
  } catch {
    delete box.dataset.state; // out of reach: the plain box goes on working
  }
}
for (const box of document.querySelectorAll("[data-rich]")) {
  const area = box.querySelector("textarea");
  const look = box.querySelector("[data-rich-look]");
  if (area.value.startsWith(MARK)) {
    look.innerHTML = area.value.slice(MARK.length);
    look.hidden = false;
    area.hidden = true;
    look.setAttribute("aria-label", document.querySelector(`label[for="${area.id}"]`)?.firstChild.textContent.trim() ?? area.name);
    for (const link of look.querySelectorAll("a")) link.tabIndex = -1;
  }
  box.addEventListener("focusin", () => enter(box));
  look.addEventListener("click", (event) => { event.preventDefault(); enter(box); });
}
