"""Names of files: what is shown says what the file is, and hides nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from sala.core.file_words import DOCUMENTS, PACKED, RUNS
from sala.core.thai import cut

FORBIDDEN = frozenset('<>:"/\\|?*')
KNOWN = {extension.lstrip(".") for extension in DOCUMENTS.values()} | {"jpeg", "jpe", "gif", "text"}
LONGEST = 120


def clean_name(raw: str) -> str:
    """One line without the letters nobody sees: those that turn the writing around (which make
    `annexe.exe` out of `ann\\u202eexe.exe`), controls, and those no disk takes."""
    last = unicodedata.normalize("NFC", raw).replace("\\", "/").rpartition("/")[2]
    seen = (
        " " if letter.isspace() or letter in FORBIDDEN else letter
        for letter in last
        if unicodedata.category(letter) not in {"Cc", "Cf", "Co", "Cs", "Cn"} or letter.isspace()
    )
    return " ".join("".join(seen).split()).strip(" .")


def ending_of(name: str) -> str:
    """The last ending in small letters, without its dot."""
    return clean_name(name).rpartition(".")[2].lower() if "." in clean_name(name) else ""


def runs(name: str) -> bool:
    return ending_of(name) in RUNS


def is_packed(name: str) -> bool:
    return ending_of(name) in PACKED


def name_for(raw: str, media_type: str, kinds: Mapping[str, str] = DOCUMENTS) -> str:
    """The name to keep: its ending is that of the kind the bytes are."""
    name, extension = clean_name(raw), kinds.get(media_type, "")
    stem, dot, ending = name.rpartition(".")
    if dot and (f".{ending.lower()}" == extension or ending.lower() in KNOWN):
        name = stem
    return (cut(name.strip(" ."), LONGEST) or "file") + extension
