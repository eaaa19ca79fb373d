"""What changed between two wordings, word by word: Thai has no spaces to cut at, so a dictionary
cuts. Blocks are matched first, then the words inside those that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from html import escape
from importlib import import_module
from typing import NamedTuple

from sala.core.rich.tree import Node, read

LEAVES = {"p", "h2", "h3", "h4", "li", "pre", "td", "th", "caption", "figcaption"}
HEADINGS = {"h2", "h3", "h4", "th", "caption"}
ALIKE = 0.3
PIECE = 1000  # letters cut into words at once: a dictionary takes long over a run without a border
# Pairs of equal words (or blocks) that are looked at. Where texts would need more, what differs is
# shown as taken out and put in whole: a page of two long texts must not take minutes.
AT_ONCE, IN_ALL = 200_000, 1_000_000
NEAR = 40  # blocks further on among which one that says nearly the same is looked for


class Block(NamedTuple):
    """A paragraph, heading, item or cell, and its words."""

    tag: str
    words: tuple[str, ...]


class Difference(NamedTuple):
    """Ready to print (built of escaped words alone), and how much changed."""

    html: str
    added: int
    removed: int

    @property
    def is_empty(self) -> bool:
        return not self.added and not self.removed


def words_of(text: str) -> tuple[str, ...]:
    """The words, with the spaces and signs between them; joined they are the text again."""
    tokenize = import_module("pythainlp.tokenize").word_tokenize
    pieces = (text[start : start + PIECE] for start in range(0, len(text), PIECE))
    return tuple(
        word for piece in pieces for word in tokenize(piece, engine="newmm", keep_whitespace=True)
    )


def blocks_of(html: str) -> list[Block]:
    return [Block(tag, words_of(text)) for tag, text in _leaves(read(html), "p") if text.strip()]


def _leaves(node: Node, tag: str) -> Iterator[tuple[str, str]]:
    """Text in reading order; an element that holds blocks gives its own words apart."""
    loose = ""
    for child in node.children:
        if child.tag in LEAVES or child.has(*LEAVES):
            yield tag, loose
            loose = ""
            yield from _leaves(child, child.tag if child.tag in LEAVES else tag)
        elif child.tag == "br":
            loose += "\n"
        elif child.tag == "img":
            loose += f"[{child.attrs.get('alt', '')}]"
        else:
            loose += child.words
    yield tag, loose


class _Comparing:
    """Compares within a budget, so that texts made to be dear are told as wholly different."""

    def __init__(self) -> None:
        self.left = IN_ALL

    def is_affordable(self, one: Sequence[Hashable], other: Sequence[Hashable]) -> bool:
        """Pays for one comparison when there is enough left for it."""
        counts = Counter(other)
        price = len(one) + len(other) + sum(counts[item] for item in one)
        if price > AT_ONCE or price > self.left:
            return False
        self.left -= price
        return True

    def steps(
        self, one: Sequence[Hashable], other: Sequence[Hashable]
    ) -> list[tuple[str, int, int, int, int]]:
        """How one becomes the other, as `SequenceMatcher` tells it."""
        if one == other:
            return [("equal", 0, len(one), 0, len(other))] if one else []
        if self.is_affordable(one, other):
            return list(SequenceMatcher(None, one, other, autojunk=False).get_opcodes())
        return [("replace", 0, len(one), 0, len(other))]

    def are_alike(self, one: Sequence[Hashable], other: Sequence[Hashable]) -> bool:
        """Whether two blocks say nearly the same."""
        short, long = sorted((len(one), len(other)))
        if 2 * short < ALIKE * (short + long) or not self.is_affordable(one, other):
            return False
        return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def difference(before: str, after: str) -> Difference:
    """Both are clean HTML. The result holds `ins` and `del` around the words that changed."""
    old, new = blocks_of(before), blocks_of(after)
    comparing = _Comparing()
    parts: list[str] = []
    added = removed = 0
    for kind, i1, i2, j1, j2 in comparing.steps(old, new):
        if kind == "equal":
            parts += [_written(block.tag, escape("".join(block.words))) for block in new[j1:j2]]
            continue
        for one, other in _paired(comparing, old[i1:i2], new[j1:j2]):
            html, more, less = _changed(comparing, one, other)
            parts.append(html)
            added, removed = added + more, removed + less
    return Difference("".join(parts), added, removed)


def _paired(
    comparing: _Comparing, old: list[Block], new: list[Block]
) -> Iterator[tuple[Block | None, Block | None]]:
    """Blocks that say nearly the same stand together; the rest went or came."""
    at = 0
    for block in new:
        near = range(at, min(at + NEAR, len(old)))
        found = next((n for n in near if comparing.are_alike(old[n].words, block.words)), None)
        if found is None:
            yield None, block
            continue
        for gone in old[at:found]:
            yield gone, None
        yield old[found], block
        at = found + 1
    for gone in old[at:]:
        yield gone, None


def _changed(comparing: _Comparing, old: Block | None, new: Block | None) -> tuple[str, int, int]:
    tag = (new or old or Block("p", ())).tag
    one, other = (old.words if old else ()), (new.words if new else ())
    inner, added, removed = [], 0, 0
    for kind, i1, i2, j1, j2 in comparing.steps(one, other):
        if kind == "equal":
            inner.append(escape("".join(other[j1:j2])))
            continue
        if i2 > i1:
            inner.append(f"<del>{escape(''.join(one[i1:i2]))}</del>")
            removed += sum(1 for word in one[i1:i2] if word.strip())
        if j2 > j1:
            inner.append(f"<ins>{escape(''.join(other[j1:j2]))}</ins>")
            added += sum(1 for word in other[j1:j2] if word.strip())
    return _written(tag, "".join(inner)), added, removed


def _written(tag: str, inner: str) -> str:
    inner = inner.replace("\n", "<br>")
    if tag in HEADINGS:
        return f"<h3>{inner}</h3>"
    return f"<p>– {inner}</p>" if tag == "li" else f"<p>{inner}</p>"
