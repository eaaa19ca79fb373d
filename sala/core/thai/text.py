"""Thai text as people type it, made the same for storage, comparison and display."""

from __future__ import annotations

import re
import unicodedata

from pythainlp.util import normalize

from sala.core.thai.digits import to_arabic

LEAD_VOWELS = "เแโใไ"
ELLIPSIS = "…"

# Never seen, never meant: soft hyphen, zero-width space and non-joiner, direction marks,
# word joiner, byte order mark, interlinear marks. The zero-width joiner stays in emoji.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_NEWLINE = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile("[^\\S\n]+")
_BLANK_LINES = re.compile("\n{3,}")
_THAI_SPACE = re.compile("(?<=[\u0e00-\u0e7f]) | (?=[\u0e00-\u0e7f])")
# More vowels and marks behind each other than any word has; the rules below cost their square.
_PILE = re.compile("([ะ-ฺๅ็-๎]{16})[ะ-ฺๅ็-๎]+")
_BREATH = re.compile('\\s+|[,;:()\\[\\]{}"“”‘’/|•]+')

# Text already in canonical form, told at a glance: most of what a file of names holds.
_CLUSTER = "[เแโใไ]?[ก-ฮ](?:็|[ัิีึืุู]?[่-๋์]?)(?:าะ|[ะาำ])?"
_WORD = f"(?:[!-~๐-๙ฯๆ–…]|{_CLUSTER})++"
_CANONICAL = re.compile(f"(?:{_WORD}(?: {_WORD})*+)?")

_PIECE = re.compile("\r\n|[\U0001f1e6-\U0001f1ff]{2}|.", re.DOTALL)


def clean_text(text: str) -> str:
    """Text of one or more lines: canonical Thai, no invisible signs, at most one blank line."""
    text = _NEWLINE.sub("\n", text)
    text = _CONTROL.sub("", text)
    lines = [_clean_piece(line) for line in text.split("\n")]
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def clean_line(text: str) -> str:
    """The same for what stands on one line: every run of white space is one space."""
    text = _CONTROL.sub("", _NEWLINE.sub(" ", text))
    return _clean_piece(text.replace("\n", " "))


def _clean_piece(text: str) -> str:
    """Repeat until nothing changes: one rule may make work for another."""
    if _CANONICAL.fullmatch(text):
        return text
    return _normalised(text)


def _normalised(text: str) -> str:
    for _ in range(8):
        cleaned = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
        cleaned = _PILE.sub(r"\1", cleaned)
        cleaned = normalize(_SPACE.sub(" ", cleaned).strip()).strip()
        cleaned = unicodedata.normalize("NFC", cleaned)
        if cleaned == text:
            break
        text = cleaned
    return text


def fold_key(text: str) -> str:
    """The key by which two names count as the same: form, case, spaces and digits aside.

    Thai puts no meaning into a space inside a name (ต้ม ยำ = ต้มยำ); between other words one
    space remains.
    """
    folded = clean_line(to_arabic(clean_line(text)).casefold())
    return clean_line(_THAI_SPACE.sub("", folded))


def graphemes(text: str) -> list[str]:
    """What a reader sees as single characters: a letter with its vowels and tone marks."""
    clusters: list[str] = []
    for piece in _PIECE.findall(text):
        if clusters and _continues(clusters[-1], piece):
            clusters[-1] += piece
        else:
            clusters.append(piece)
    return clusters


def _continues(cluster: str, piece: str) -> bool:
    if cluster[-1] in "\r\n":
        return False
    if cluster[-1] == "\u200d" and unicodedata.category(piece[0]) == "So":
        return True
    return (
        unicodedata.category(piece[0]) in {"Mn", "Mc", "Me"}
        or piece in "\u0e33\u200d"
        or "\U0001f3fb" <= piece <= "\U0001f3ff"
    )


def cut(text: str, length: int) -> str:
    """At most `length` characters as a reader counts them, the last one … when text was lost.

    A vowel written before its consonant is never left alone at the end.
    """
    clusters = graphemes(text)
    if len(clusters) <= length:
        return text
    kept = clusters[: max(length - 1, 0)]
    while kept and (kept[-1] in LEAD_VOWELS or kept[-1].isspace()):
        kept.pop()
    return "".join(kept) + ELLIPSIS


def first_letter(name: str) -> str:
    """The letter that stands for a name on a round badge: its first consonant, or ? for none."""
    for char in name:
        if char.isalnum() and char not in LEAD_VOWELS:
            return char.upper()
    return "?"


def phrases(text: str) -> list[str]:
    """The stretches between spaces and signs, in order: where a Thai writer takes a breath."""
    return [piece for piece in _BREATH.split(clean_text(text)) if piece]
