// The name of a chosen file stands in the page's own words: .file holds [data-file-said] and the control.
document.addEventListener("change", ({ target }) => {
  const said = target.closest?.(".file")?.querySelector("[data-file-said]");
  if (!said) return;
  const files = [...target.files];
  const names = files.map((file) => file.name).join(", ");
  said.textContent = files.length > 3 ? `${files.length} ${said.dataset.many}` : names || said.dataset.none;
});
