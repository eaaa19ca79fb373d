"""Bytes to text, Thai first.

A label is a claim, not a fact: UTF-8 proves itself, Thai in one byte is recognised by how its
marks sit on its consonants. Where neither label nor bytes settle the matter, `sure` is False and
nobody should post the text.
"""

import codecs
import re
from typing import NamedTuple

THAI_LABELS = frozenset(
    [
        "tis620",
        "tis6200",
        "tis62025291",
        "tis62025330",
        "windows874",
        "cp874",
        "xwindows874",
        "iso885911",
        "iso8859112001",
        "mswin874",
        "ibm874",
        "cp1162",
        "thai",
        "xthai",
        "win874",
        "874",
        "dos874",
        "ms874",
        "isoir166",
        "macthai",
        "xmacthai",
    ]
)
WEAK_LABELS = frozenset(
    [
        "usascii",
        "ascii",
        "iso88591",
        "latin1",
        "windows1252",
        "cp1252",
        "iso885915",
        "unknown8bit",
        "xunknown",
        "unknown",
        "utf8",
        "utf80",
        "xuserdefined",
        "8bit",
        "binary",
        "none",
        "default",
        "ansi",
        "ansix341968",
        "xiso88591",
        "iso646us",
    ]
)
LATIN_LABELS = frozenset(["iso88591", "latin1", "windows1252", "cp1252", "iso885915", "xiso88591"])
STATEFUL = frozenset(["iso2022jp", "iso2022kr", "iso2022cn", "hzgb2312", "utf7"])

_MARKS = "ัิีึืฺุู็่้๊๋์ํ๎"
_FAULTS = re.compile(
    rf"(?<![ก-ฮ{_MARKS}])[{_MARKS}]"
    rf"|(?<![ก-ฮ{_MARKS}])[ะาำ]"
    r"|[เแโใไ](?![ก-ฮเ])"
    r"|(?<=[A-Za-z])[ก-๛](?=[A-Za-z])"
)
_ISOLATED = re.compile(r"(?<![ก-๛.])[ก-ฮะ-ู๐-๙](?![ก-๛.])")  # not พ.ย.
_THAI = re.compile(r"[ก-๛]")
_WESTERN_WRECK = re.compile(r"à[¸¹]")
_THAI_WRECK = re.compile(r"(?:เ[ธน][^\s]){3,}")


class Decoded(NamedTuple):
    text: str
    sure: bool


def canonical(label: str | None) -> str:
    """A charset label without its punctuation: `X-Windows-874` and `windows_874` are one."""
    return re.sub(r"[^a-z0-9]", "", (label or "").lower())


def decode(data: bytes, label: str | None = None) -> Decoded:
    """The text of `data`, and whether it can be trusted. Never raises and never invents
    characters.
    """
    name = canonical(label)
    if data.isascii() and name not in STATEFUL:
        return Decoded(data.decode("ascii"), sure=True)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data, "utf-16") or _unsure(data)
    return (
        _as_utf8(data, name)
        or _as_thai(data, name)
        or _as_declared(data, name, label)
        or _mixed_lines(data, name)
        or _cut_utf8(data)
        or _unsure(data)
    )


def is_wrecked(text: str) -> bool:
    """True for text that lost its letters before it reached us: question marks or boxes where Thai
    stood.
    """
    lost = text.count("\ufffd")
    if lost > max(2, len(text) // 50):
        return True
    marks = sum(len(run) for run in re.findall(r"\?{3,}", text))
    return marks >= 10 and text.isascii() and marks > sum(c.isalpha() for c in text)


def _strict(data: bytes, codec: str) -> Decoded | None:
    try:
        return Decoded(data.decode(codec), sure=True)
    except (UnicodeError, LookupError):
        return None


def _unsure(data: bytes) -> Decoded:
    return Decoded(data.decode("ascii", "ignore"), sure=False)


def _as_utf8(data: bytes, name: str) -> Decoded | None:
    if name in STATEFUL or name.startswith(("utf16", "utf32")):
        return None
    found = _strict(data, "utf-8-sig")
    if found is None:
        return None
    if name in THAI_LABELS and len(data) <= 3:
        return None  # three bytes may be either: believe the label
    return _repaired(found.text)


def _repaired(text: str) -> Decoded:
    """Undo text that was already read once with the wrong charset and encoded again."""
    if len(_WESTERN_WRECK.findall(text)) >= 2:
        return _read_again(text, "cp1252")
    if _THAI_WRECK.search(text) and len(re.findall("เ[ธน]", text)) * 4 > len(_THAI.findall(text)):
        return _read_again(text, "cp874")
    return Decoded(text, sure=True)


def _read_again(text: str, codec: str) -> Decoded:
    try:
        data = b"".join(_byte_of(character, codec) for character in text)
        return Decoded(data.decode("utf-8"), sure=True)
    except UnicodeError:
        return Decoded(text, sure=codec == "cp874")


def _byte_of(character: str, codec: str) -> bytes:
    code = ord(character)
    if code < 0xA0:
        return bytes([code])
    return character.encode(codec)


def _as_thai(data: bytes, name: str) -> Decoded | None:
    """Thai in one byte. The less the label speaks for it, the more faultless it must be."""
    found = _strict(data, "cp874")
    if found is None or name.startswith(("utf16", "utf32")) or name in STATEFUL:
        return None
    thai = len(_THAI.findall(found.text))
    faults = len(_FAULTS.findall(found.text))
    if name in THAI_LABELS:
        return found if faults * 5 <= thai else None
    faults += len(_ISOLATED.findall(found.text))
    if name in WEAK_LABELS or not _known(name):
        return found if thai >= 2 and faults * 12 <= thai else None
    return found if thai >= 8 and faults * 40 <= thai else None


def _known(name: str) -> bool:
    if not name:
        return False
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _as_declared(data: bytes, name: str, label: str | None) -> Decoded | None:
    if name in LATIN_LABELS:
        letters = sum(chr(byte).isalpha() for byte in data if byte < 0x80)
        high = sum(byte >= 0x80 for byte in data)
        return _strict(data, "cp1252") if high * 3 <= letters else None
    if not name or name in WEAK_LABELS or name in THAI_LABELS:
        return None
    return _strict(data, label or "") or _strict(data, name)


def _mixed_lines(data: bytes, name: str) -> Decoded | None:
    """A body in one charset with a footer added in another."""
    lines = data.split(b"\n")
    if len(lines) < 2 or len(lines) > 5000:
        return None
    texts: list[str] = []
    for line in lines:
        if line.isascii():
            found: Decoded | None = Decoded(line.decode("ascii"), sure=True)
        else:
            found = _strict(line, "utf-8") or _as_thai(line, name)
        if found is None:
            return None
        texts.append(found.text)
    return Decoded("\n".join(texts), sure=True)


def _cut_utf8(data: bytes) -> Decoded | None:
    """UTF-8 whose very last character was cut by a size limit."""
    for lost in (1, 2, 3):
        found = _strict(data[:-lost], "utf-8")
        if found is not None and len(data) > 24 and data[-lost] >= 0xC0:
            return found
    return None
