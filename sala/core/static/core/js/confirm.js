// <form data-confirm="…">: ask in a dialog before posting. Without a script the form just posts.
const dialog = document.getElementById("confirm");
let waiting = null;
document.addEventListener("submit", (event) => {
  const form = event.target;
  const text = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (!text || !dialog || form.dataset.confirmed) { delete form.dataset.confirmed; return; }
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting = [form, event.submitter];
  dialog.querySelector("[data-text]").textContent = text;
  dialog.querySelector("[data-yes]").textContent = event.submitter?.textContent.trim() || "";
  dialog.returnValue = "";
  dialog.showModal();
}, true);
dialog?.addEventListener("close", () => {
  const [form, submitter] = waiting ?? [];
  waiting = null;
  if (dialog.returnValue !== "yes" || !form) { submitter?.focus(); return; }
  form.dataset.confirmed = "yes";
  form.requestSubmit(submitter?.form === form ? submitter : undefined);
});
