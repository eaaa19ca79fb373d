"""A body as lines that know how deep they are quoted and what the client said about them."""

import re
from dataclasses import dataclass

MAX_LINES = 20_000
_INVISIBLE = re.compile(
    "[\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_QUOTED = re.compile(r"[ \t]{0,3}(?:[>＞][ \t]?)+")
_ARTEFACT = re.compile(
    r"\[(?:cid|image|ภาพ|รูปภาพ)\s?:[^\]]{0,200}\]|"
    r"(?P<twice>[^\s<>]{5,200})\s?<(?:mailto:)?(?P=twice)>"
)
_SPACES = re.compile("[\u00a0\u2002-\u200a\u202f\u3000\t]")


@dataclass(slots=True)
class Line:
    """`mark` is what the client's HTML said: attribution, signature, history or indented; empty
    otherwise. `tint` is the colour its letters were given, `out` why the line is not new text.
    """

    text: str
    depth: int = 0
    mark: str = ""
    whole: str = ""
    tint: str = ""
    out: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.text


def clean(text: str) -> str:
    """A line without invisible characters, trailing spaces and what clients put for pictures."""
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text)).rstrip()
    if "[" in text or "<" in text:
        text = _ARTEFACT.sub(r"\g<twice>", text).rstrip()
    return text


def plain_lines(text: str, *, flowed: bool = False, delsp: bool = False) -> list[Line]:
    """Lines of a text/plain body; paragraphs that travelled as format=flowed are put together
    again.
    """
    raw = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").split("\n")
    if flowed:
        raw = _unflowed(raw, delsp=delsp)
    return [quoted_line(line) for line in raw]


def quoted_line(text: str, depth: int = 0, mark: str = "") -> Line:
    """A line with its `>` marks counted and taken off."""
    text = clean(text)
    match = _QUOTED.match(text)
    if not match or (text.startswith(">From ") and not depth):
        return Line(text.removeprefix(">") if match else text, depth, mark, text)
    deep = match[0].count(">") + match[0].count("＞")
    return Line(text[match.end() :], depth + deep, mark, text)


def _unflowed(raw: list[str], *, delsp: bool) -> list[str]:
    """RFC 3676: a line that ends in a space goes on in the next one of the same depth."""
    paragraphs: list[list[str]] = []
    open_depth = -1
    for line in raw:
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:].removeprefix(" ")
        signature = content == "-- "
        goes_on = content.endswith(" ") and not signature
        kept = content[:-1] if goes_on and delsp else content
        if open_depth == depth and not signature:
            paragraphs[-1].append(kept)
        else:
            paragraphs.append([">" * depth + (" " if depth else ""), kept])
        open_depth = depth if goes_on else -1
    return ["".join(pieces) for pieces in paragraphs]
