"""The English catalogue says everything the sources say, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polib

from tools.checks.messages import Message, gathered

CATALOGUE = "locale/en/LC_MESSAGES/django.po"
PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|%(?!%)[sd]")
THAI = re.compile(r"[\u0e00-\u0e7f]")


def problems(root: Path) -> Iterator[str]:
    wanted = gathered(root)
    catalogue = load(root)
    there = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue}
    for key, (message, places) in sorted(wanted.items()):
        if key not in there:
            yield f"{places[0]}: not in {CATALOGUE} (run make messages): {message.text!r}"
    for key, entry in sorted(there.items()):
        if entry.obsolete:
            continue
        if key not in wanted:
            yield f"{CATALOGUE}:{entry.linenum}: stands nowhere any more: {entry.msgid!r}"
        else:
            yield from faults(entry, wanted[key][0])


def load(root: Path) -> polib.POFile:
    path = root / CATALOGUE
    return polib.pofile(str(path), encoding="utf-8") if path.exists() else polib.POFile()


def faults(entry: polib.POEntry, message: Message) -> Iterator[str]:
    place = f"{CATALOGUE}:{entry.linenum}"
    if not entry.translated():
        yield f"{place}: not translated: {entry.msgid!r}"
        return
    for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
        if named(text) - named(entry.msgid) - named(entry.msgid_plural):
            yield f"{place}: names a value the source does not have: {text!r}"
        if missing := named(entry.msgid) - named(text) - OPTIONAL:
            yield f"{place}: leaves out {', '.join(sorted(missing))}: {text!r}"
        if THAI.search(text) and entry.comment != "Thai on purpose":
            yield f"{place}: Thai in the English text: {text!r}"


OPTIONAL = {"count", "n"}  # "one person" may leave the number out


def named(text: str) -> set[str]:
    return {first or second for first, second in PLACE.findall(text or "")} - {""}
