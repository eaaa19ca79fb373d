// What must be read next gets the focus: the summary of errors, a refusal swapped in by htmx,
// else the part that took the place of what was pressed, so that a keyboard stays where it was.
const lead = (root) => root.querySelector?.("[data-focus]") ?? (root.matches?.("[data-focus]") ? root : null);
lead(document)?.focus();
document.addEventListener("htmx:afterSettle", (event) => {
  const part = event.target;
  const next = lead(part) ?? part.querySelector("[role=alert]");
  if (!next && document.activeElement !== document.body) return;
  const to = next ?? part;
  if (to.tabIndex < 0) to.setAttribute("tabindex", "-1");
  to.focus({ preventScroll: !next });
});
