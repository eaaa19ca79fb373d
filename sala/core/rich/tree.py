"""A small tree of well-formed HTML: read, changed, written. It trusts nothing and keeps no rule;
what comes out of it goes through the sanitiser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "wbr", "col"})
DEEPEST = 60
TEXT = ""


@dataclass
class Node:
    """An element, or text when it has no tag."""

    tag: str = TEXT
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    text: str = ""

    @property
    def is_text(self) -> bool:
        return self.tag == TEXT

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def words(self) -> str:
        return "".join(node.text for node in self.walk())

    def has(self, *tags: str) -> bool:
        return any(node.tag in tags for node in self.walk() if node is not self)


def read(html: str) -> Node:
    """The tree of a fragment; elements deeper than `DEEPEST` are opened flat."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def write(node: Node) -> str:
    """The fragment below a node."""
    return "".join(_written(child) for child in node.children)


def _written(node: Node) -> str:
    if node.is_text:
        return escape(node.text, quote=False)
    attrs = "".join(f' {name}="{escape(value)}"' for name, value in sorted(node.attrs.items()))
    if node.tag in VOID:
        return f"<{node.tag}{attrs}>"
    return f"<{node.tag}{attrs}>{write(node)}</{node.tag}>"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID and len(self.open) < DEEPEST:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        siblings = self.open[-1].children
        if siblings and siblings[-1].is_text:
            siblings[-1].text += data
        else:
            siblings.append(Node(text=data))
