"""Header values as bytes on the wire: Thai in encoded words that no character is cut by."""

from __future__ import annotations

import base64

from sala.core.thai import graphemes

_WORD = 45  # bytes in one encoded word: 60 letters of base64, 72 with its frame
_PLAIN = 200  # a longer line of ASCII is folded as encoded words
_SPECIALS = set('()<>[]:;@\\,."')


def encoded(text: str, *, used: int = 0, plain: bool = True) -> str:
    """A header value (RFC 2047), folded; `used` is the width of the header's name. ASCII stays
    as it is where `plain` allows."""
    line = " ".join(text.split())
    if plain and line.isascii() and "=?" not in line and len(line) < _PLAIN:
        return line
    words, word, room = [], b"", _WORD - (used * 3 // 4)
    clusters = graphemes(line)
    if any(len(cluster) > _WORD // 4 for cluster in clusters):
        clusters = list(line)  # marks heaped up without end: cut between code points
    for cluster in clusters:
        piece = cluster.encode("utf-8")
        if word and len(word) + len(piece) > room:
            words.append(word)
            word, room = b"", _WORD
        word += piece
    words.append(word)
    return "\r\n ".join(f"=?utf-8?B?{base64.b64encode(one).decode('ascii')}?=" for one in words)


def mailbox(name: str, address: str, *, used: int = 0) -> str:
    """`A name <address>`; a name with signs of the grammar is encoded too."""
    if not name.strip():
        return address
    shown = encoded(name, used=used, plain=not _SPECIALS & set(name))
    gap = "\r\n " if "\r\n" in shown else " "
    return f"{shown}{gap}<{address}>"
