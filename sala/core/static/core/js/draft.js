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
