/* Made by tools/assets.py from css/ and js/: change those, not this file. */
{ // confirm.js
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
}
{ // copy.js
// <button data-copy="https://…" data-copied="คัดลอกแล้ว">: copies and says so in its own label.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const label = button.querySelector("[data-label]") ?? button;
  const before = label.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    label.textContent = button.dataset.copied;
    setTimeout(() => { label.textContent = before; }, 2500);
  } catch {
    prompt("", button.dataset.copy);
  }
});
}
{ // dialog.js
// <button data-dialog="id"> opens <dialog id="id">; a form with method=dialog inside closes it.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  if (event.target.closest("[data-print]")) window.print();
});
}
{ // draft.js
// Never lose writing. A line made by {% draft_line %} inside a form keeps what is typed:
// on the server when it has data-url, else (or when the server is out of reach) in this browser.
const arrived = performance.getEntriesByType("navigation")[0]?.type === "navigate";
const hasErrors = Boolean(document.querySelector(".form-errors"));
const fields = (form) =>
  [...form.elements].filter((field) => field.name && field.matches("textarea, input[type=text], input:not([type])"));
const store = {
  get: (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; } },
  keys: () => { try { return Object.keys(localStorage).filter((key) => key.startsWith("draft:")); } catch { return []; } },
  drop: (key) => { try { localStorage.removeItem(key); } catch { /* storage refused */ } },
};

function say(line, words) {
  line.querySelector("[data-words]").textContent = words;
  line.hidden = false;
}

async function keep(line, form) {
  const key = `draft:${line.dataset.draft}`;
  const values = Object.fromEntries(fields(form).map((field) => [field.name, field.value]));
  const clock = new Date().toLocaleTimeString("th-TH", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  if (line.dataset.url) {
    try {
      const body = new FormData(form);
      for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
      body.set("form", line.dataset.draft);
      const answer = await fetch(line.dataset.url, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
      if (answer.ok) { store.drop(key); say(line, `${line.dataset.kept} ${clock}`); return; }
    } catch { /* out of reach: keep it here */ }
  }
  if (store.set(key, values)) say(line, `${line.dataset.url ? line.dataset.offline : line.dataset.kept} ${clock}`);
}

function restore(line, form) {
  const key = `draft:${line.dataset.draft}`;
  const kept = store.get(key);
  if (!kept) return;
  if (kept.sent && arrived && !hasErrors) { store.drop(key); return; }
  let changed = false;
  for (const field of fields(form)) {
    const value = (kept.sent ?? kept)[field.name];
    if (value && !field.value) { field.value = value; changed = true; }
  }
  if (changed) say(line, line.dataset.restored);
}

for (const line of document.querySelectorAll("[data-draft]")) {
  const form = line.closest("form");
  let timer = 0;
  restore(line, form);
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(line, form), 1200);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    const values = Object.fromEntries(fields(form).map((field) => [field.name, field.value]));
    store.set(`draft:${line.dataset.draft}`, { sent: values });
  });
}
// The answer to a sent form is another page: its draft has done its work. Not so where the answer
// is an error or the sign-in that had run out.
const isRefused = document.body.matches("[data-keep-drafts]") || location.pathname.startsWith("/account/");
for (const key of store.keys()) {
  const here = [...document.querySelectorAll("[data-draft]")].some((line) => `draft:${line.dataset.draft}` === key);
  if (arrived && !here && !isRefused && store.get(key)?.sent) store.drop(key);
}
// a shared computer keeps nothing after signing out
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-clear-drafts]")) return;
  for (const key of store.keys()) store.drop(key);
});
}
{ // file.js
// The name of a chosen file stands in the page's own words: .file holds [data-file-said] and the control.
document.addEventListener("change", ({ target }) => {
  const said = target.closest?.(".file")?.querySelector("[data-file-said]");
  if (!said) return;
  const files = [...target.files];
  const names = files.map((file) => file.name).join(", ");
  said.textContent = files.length > 3 ? `${files.length} ${said.dataset.many}` : names || said.dataset.none;
});
}
{ // focus.js
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
}
{ // leave.js
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
}
{ // menu.js
// A <details data-menu> closes like a menu: Escape, a click elsewhere, focus gone.
const close = (menu) => menu.removeAttribute("open");
for (const menu of document.querySelectorAll("details[data-menu]")) {
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) close(menu); });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) close(menu);
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    close(menu);
    menu.querySelector("summary").focus();
  });
}
}
{ // once.js
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
}
{ // rich.js
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
}
{ // tabs.js
// On a phone the row of tabs scrolls: the present one is brought into sight.
const present = document.querySelector(".tabs [aria-current]");
const show = () => {
  const row = present.parentElement;
  row.scrollLeft = present.offsetLeft - row.offsetLeft - (row.clientWidth - present.offsetWidth) / 2;
};
if (present) { show(); document.fonts.ready.then(show); }
}
{ // theme.js
// Light or dark, kept in a cookie so that the server prints it and nothing flashes.
const root = document.documentElement;
const isDark = () =>
  root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
for (const button of document.querySelectorAll("[data-theme-toggle]")) {
  button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    button.setAttribute("aria-pressed", String(isDark()));
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax${secure}`;
  });
}
}
{ // toast.js
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
}
