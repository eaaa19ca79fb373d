"""What Word means by its styles: lists written as paragraphs, titles, bold by style.

Word puts a list on the clipboard as paragraphs of the class MsoListParagraph with the bullet or
the number as text; without this they would arrive as "๑.  ข้อแรก".
"""

from __future__ import annotations

import re

from sala.core.rich.tree import Node

_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d)", re.IGNORECASE)
_IGNORE = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*[\(]?([0-9๐-๙]{1,3}|[a-zA-Zก-ฮ]|[ivxIVX]{1,5})[.)]")
_TITLES = {"msotitle": "h2", "msosubtitle": "h3"}
MOST_LEVELS = 5


def understand(root: Node) -> None:
    """Change the tree in place."""
    for node in list(root.walk()):
        _name_by_style(node)
        node.children = _with_lists(node.children)


def _name_by_style(node: Node) -> None:
    style = node.attrs.get("style", "").lower().replace(" ", "")
    kind = node.attrs.get("class", "").lower().split(" ")[0]
    if node.tag == "p" and kind in _TITLES:
        node.tag = _TITLES[kind]
    if node.tag in ("b", "strong") and re.search(r"(?:^|;)font-weight:normal", style):
        node.tag = "span"
    if node.tag != "span" or _IGNORE.search(style):
        return
    for mark, tag in (
        (r"(?:^|;)font-weight:(bold|[6-9]00)", "strong"),
        (r"(?:^|;)font-style:italic", "em"),
        (r"text-decoration(-line)?:[a-z ]*underline", "u"),
        (r"text-decoration(-line)?:[a-z ]*line-through", "s"),
    ):
        if re.search(mark, style):
            node.children = [Node(tag, children=node.children)]


def _level(node: Node) -> int:
    if node.tag not in ("p", "h2", "h3", "h4", "h5", "h6"):
        return 0
    found = _LEVEL.search(node.attrs.get("style", ""))
    return min(int(found[1]), MOST_LEVELS) if found else 0


def _with_lists(children: list[Node]) -> list[Node]:
    """Runs of list paragraphs become lists; deeper levels hang in the item above."""
    out: list[Node] = []
    stack: list[Node] = []  # the open lists, outermost first
    for child in children:
        level = _level(child)
        if not level:
            if not (child.is_text and not child.text.strip()):
                stack = []
            out.append(child)
            continue
        mark = _take_mark(child)
        tag = "ol" if _NUMBER.match(mark) else "ul"
        item = Node("li", children=[Node("p", children=child.children)])
        del stack[level:]
        if len(stack) == level and stack[-1].tag != tag and level == 1:
            stack = []
        while len(stack) < level:
            fresh = Node(tag)
            home = stack[-1].children[-1].children if stack and stack[-1].children else None
            (out if home is None else home).append(fresh)
            stack.append(fresh)
            if home is None:
                stack = [fresh] * level
        stack[-1].children.append(item)
    return out


def _take_mark(node: Node) -> str:
    """The text of the bullet, taken out of the paragraph."""
    for parent in node.walk():
        for index, child in enumerate(parent.children):
            if _IGNORE.search(child.attrs.get("style", "")):
                del parent.children[index]
                return child.words
    return ""
