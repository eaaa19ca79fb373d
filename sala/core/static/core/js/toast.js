// Toasts go by themselves after a while, never while read or pointed at; errors stay.
// The server may add one to an htmx answer: HX-Trigger: {"toast": {"text": "…"}}.
const shelf = document.getElementById("toasts");
const arm = (toast) => {
  if (toast.dataset.state === "error") return;
  setTimeout(() => { if (toast.matches(":hover, :focus-within")) arm(toast); else toast.remove(); }, 8000);
};
for (const toast of document.querySelectorAll("[data-toast]")) arm(toast);
document.addEventListener("toast", (event) => {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.setAttribute("role", "status");
  toast.textContent = event.detail.text ?? event.detail.value;
  shelf?.append(toast);
  arm(toast);
});
