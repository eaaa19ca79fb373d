// The editor of long texts, fetched when a person enters one. Its words stand in the page.
export async function edit(box, mark) {
  const [kit, { escaped, paragraphs, paste, pictures }] = await Promise.all([import(box.dataset.kit), import(box.dataset.incoming)]);
  const area = box.querySelector("textarea");
  const bar = box.querySelector("[data-rich-bar]");
  const say = (text) => { const line = box.querySelector("[data-rich-said]"); line.textContent = text; line.hidden = !text; };
  const html = area.value.startsWith(mark) ? area.value.slice(mark.length) : paragraphs(area.value);
  const home = document.createElement("div");
  home.className = "rich-home";
  area.before(home);
  area.hidden = true;
  area.required = false;
  box.querySelector("[data-rich-look]").hidden = true;
  const label = document.querySelector(`label[for="${area.id}"]`);
  const editor = new kit.Editor({
    element: home,
    injectCSS: false,
    content: html,
    autofocus: "end",
    extensions: [
      kit.Document, kit.Paragraph, kit.Text, kit.HardBreak, kit.Bold, kit.Italic, kit.Underline, kit.Strike,
      kit.Heading.configure({ levels: [2, 3, 4] }), kit.BulletList, kit.OrderedList, kit.ListItem, kit.Blockquote,
      kit.HorizontalRule, kit.Subscript, kit.Superscript, kit.Link, kit.Image.configure({ inline: true }), kit.History, kit.Gapcursor,
      kit.Table.configure({ resizable: false }), kit.TableRow, kit.TableHeader, kit.TableCell,
    ],
    editorProps: {
      attributes: { class: "reading rich", role: "textbox", "aria-multiline": "true", "aria-label": label?.firstChild?.textContent.trim() ?? "" },
      // before ProseMirror reads the clipboard itself: styles in it would break the page's own rules
      handleDOMEvents: { paste: (view, event) => paste(event, { box, editor, say }) },
    },
    onUpdate: () => keep(),
    onTransaction: () => mirror(bar, editor),
  });
  const keep = () => {
    const text = editor.isEmpty ? "" : mark + editor.getHTML();
    if (text === area.value) return;
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  label?.addEventListener("click", (event) => { event.preventDefault(); editor.commands.focus(); });
  bar.hidden = false;
  bar.addEventListener("mousedown", (event) => event.preventDefault()); // what is chosen stays chosen
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-command]");
    if (button) commands[button.dataset.command](editor.chain().focus(), { box, editor, bar, escaped });
  });
  pictures(box, editor, say);
  mirror(bar, editor);
}

const commands = {
  bold: (chain) => chain.toggleBold().run(),
  italic: (chain) => chain.toggleItalic().run(),
  heading: (chain) => chain.toggleHeading({ level: 2 }).run(),
  bullet: (chain) => chain.toggleBulletList().run(),
  ordered: (chain) => chain.toggleOrderedList().run(),
  quote: (chain) => chain.toggleBlockquote().run(),
  undo: (chain) => chain.undo().run(),
  picture: (chain, { box }) => box.querySelector("[data-rich-picture]").showModal(),
  table: (chain, { editor }) =>
    editor.isActive("table") ? chain.addRowAfter().run() : chain.insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run(),
  column: (chain) => chain.addColumnAfter().run(),
  untable: (chain) => chain.deleteTable().run(),
  link: (chain, { editor, bar, escaped }) => {
    if (editor.isActive("link")) { chain.extendMarkRange("link").unsetLink().run(); return; }
    const href = prompt(bar.dataset.link, "https://");
    if (!href || href === "https://") return;
    if (editor.state.selection.empty) chain.insertContent(`<a href="${encodeURI(href)}">${escaped(href)}</a> `).run();
    else chain.setLink({ href }).run();
  },
};
const marks = { bold: "bold", italic: "italic", heading: "heading", bullet: "bulletList", ordered: "orderedList", quote: "blockquote", link: "link", table: "table" };

function mirror(bar, editor) {
  for (const button of bar.querySelectorAll("[data-command]")) {
    const name = marks[button.dataset.command];
    if (name) button.setAttribute("aria-pressed", String(editor.isActive(name)));
    if (button.hasAttribute("data-in-table")) button.hidden = !editor.isActive("table");
  }
}
