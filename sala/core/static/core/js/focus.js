// What must be read next gets the focus: the summary of errors, a refusal swapped in by htmx.
const lead = (root) => root.querySelector?.("[data-focus]")?.focus();
lead(document);
document.addEventListener("htmx:afterSettle", (event) => lead(event.target));
