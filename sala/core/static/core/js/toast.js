// Toasts go by themselves after a while, never while read or pointed at; errors stay.
// The server may add one to an htmx answer: HX-Trigger: {"toast": {"text": "…"}}.
const shelf = document.getElementById("toasts");
const arm = (toast) => {
  if (toast.dataset.state === "error") return;
  setTimeout(() => { if (toast.matches(":hover, :focus-within")) arm(toast); else toast.remove(); }, 8000);
};
for (const toast of document.querySelectorAll("[data-toast]")) arm(toast);
const say = (text, state = "") => {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.dataset.state = state;
  toast.setAttribute("role", state === "error" ? "alert" : "status");
  toast.textContent = text;
  for (const old of shelf.querySelectorAll("[data-state=error]")) old.remove();
  shelf.append(toast);
  arm(toast);
};
document.addEventListener("toast", (event) => say(event.detail.text ?? event.detail.value));
document.addEventListener("htmx:sendError", () => say(shelf.dataset.offline, "error"));
document.addEventListener("htmx:responseError", () => say(shelf.dataset.fault, "error"));
