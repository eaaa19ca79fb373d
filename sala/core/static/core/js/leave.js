// <form data-leave>: warn before leaving what was typed and neither sent nor kept as a draft.
const dirty = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-leave]");
  if (form) dirty.add(form);
});
document.addEventListener("submit", (event) => dirty.delete(event.target));
addEventListener("beforeunload", (event) => {
  for (const form of dirty) if (form.isConnected) event.preventDefault();
});
