// A form is sent once: a second tap while the first is under way does nothing.
// The server keeps the promise too (one-time keys); this only spares the waiting.
const busy = new WeakSet();
const free = (form) => {
  busy.delete(form);
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (busy.has(form)) { event.preventDefault(); event.stopImmediatePropagation(); return; }
  busy.add(form);
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => free(form), 10000);
}, true);
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) free(form);
});
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.forms) free(form);
});
// a refused act keeps its place but does nothing
document.addEventListener("click", (event) => {
  if (event.target.closest("[aria-disabled=true]")) event.preventDefault();
});
