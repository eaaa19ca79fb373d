"""Pictures in a text that say nothing yet to who does not see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sala.core.rich.tree import Node, read, write


def _wordless(root: Node) -> Iterator[tuple[str, Node]]:
    for node in root.walk():
        if node.tag == "img" and not node.attrs.get("alt", "").strip():
            source = node.attrs.get("src", "")
            yield source.removeprefix("/files/").removesuffix("/"), node


def wordless(html: str) -> list[str]:
    """Ids of the pictures without a description, in order, each once."""
    if "<img" not in html:
        return []
    return list(dict.fromkeys(number for number, _node in _wordless(read(html))))


def described(html: str, words: Mapping[str, str]) -> str:
    """The text with descriptions given to pictures that had none."""
    if not words:
        return html
    root = read(html)
    for number, node in list(_wordless(root)):
        node.attrs["alt"] = words.get(number, "")
    return write(root)
