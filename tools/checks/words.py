"""Words that belong to the agency, and words that belong to no repository."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tools.checks.messages import gathered
from tools.checks.sources import tracked

AGENCY_WORDS = re.compile(r"ชุมชนนักปฏิบัติ|\bCoPs?\b|คุณ(?:เอื้อ|อำนวย|อํานวย|กิจ|ลิขิต)")
# Folders of one machine, written so that this file does not hold what it looks for.
MACHINE = re.compile(r"(?<![\w.])/(?:" + "home|Users|root|work" + r")/[\w.-]+|[A-Z]:\\Users\\")
KEYS = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bghp_\w{36}\b")
READ = {".py", ".html", ".txt", ".md", ".toml", ".js", ".css", ".sh", ".yml", ".json", ".po", ""}
CODE = {".py", ".html", ".js", ".css"}
HERE = Path(__file__)
# The masked first octet of an address (R107) is no unfinished mark.
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX(?!\.)|lorem ipsum)\b", re.IGNORECASE)


def problems(root: Path) -> Iterator[str]:
    yield from agency_words(root)
    for path in tracked(root):
        if path.suffix in READ and "vendored" not in path.parts:
            yield from stray_words(root, path)


def agency_words(root: Path) -> Iterator[str]:
    """A word that an agency may change stands in no source string (R158)."""
    for message, places in gathered(root).values():
        if found := AGENCY_WORDS.search(message.text + " " + message.plural):
            yield f"{places[0]}: {found.group()} is the agency's word: {message.text!r}"


def stray_words(root: Path, path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text("utf-8", errors="replace").split("\n"), 1):
        place = f"{path.relative_to(root)}:{number}"
        if found := MACHINE.search(line):
            yield f"{place}: a folder of one machine: {found.group()}"
        if KEYS.search(line):
            yield f"{place}: a private key"
        if path.suffix in CODE and path != HERE and UNFINISHED.search(line):
            yield f"{place}: an unfinished mark"
