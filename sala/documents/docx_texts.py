"""What a Word document says, for a text of the house."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import IO, Any, NamedTuple

from sala.core.file_words import OFFICE
from sala.core.files.archives import Unfit
from sala.core.files.judging import judged
from sala.core.rich.tree import Node, read, write

DOCX = f"{OFFICE}wordprocessingml.document"
READER = Path(__file__).with_name("docx_reader.py")
PATIENCE = 40
log = logging.getLogger(__name__)


class DocxRead(NamedTuple):
    """Unclean HTML whose pictures are called `word:0`, `word:1` …, and how much of what could not
    come along: comments, objects, deleted words, drawings, edges of the page, pictures of a `kind`
    nobody shows, from a `far` machine, or too `many`."""

    title: str
    html: str
    pictures: list[bytes]
    lost: dict[str, int]


def read_docx(source: IO[bytes], name: str) -> DocxRead:
    """Judged like every file, then read by a process of its own; raises `Unfit`."""
    try:
        kind = judged(source, name)
    except Unfit:
        raise
    except Exception as broken:
        log.warning("a file could not be read: %s", type(broken).__name__)
        raise Unfit("value.file_broken") from broken
    if kind != DOCX:
        raise Unfit("value.file_word")
    source.seek(0)
    said, pictures = _read(source.read())
    title, html = _untitled(said["html"])
    return DocxRead(title, html, pictures, said["lost"])


def _read(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    command = [sys.executable, "-I", str(READER)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own program
            command, input=data, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise Unfit("value.file_long") from late
    if done.returncode:
        log.info("a document of %s bytes was not read: %s", len(data), done.returncode)
        is_broken = done.returncode == 1 and b"MemoryError" not in done.stderr
        raise Unfit("value.file_broken" if is_broken else "value.file_long")
    size = int.from_bytes(done.stdout[:4], "big")
    said = json.loads(done.stdout[4 : 4 + size])
    pictures, place = [], 4 + size
    for length in said["sizes"]:
        pictures.append(done.stdout[place : place + length])
        place += length
    return said, pictures


def _untitled(html: str) -> tuple[str, str]:
    """The title of the document apart from its text; links within it, whose ends have no place in
    a text of ours, become words."""
    root = read(html)
    title = ""
    first = next((node for node in root.children if node.words.strip()), None)
    if first is not None and first.attrs.get("class") == "title":
        title = first.words.strip()
        root.children.remove(first)
    _unlink(root)
    return title, write(root)


def _unlink(node: Node) -> None:
    for child in node.children:
        if child.tag == "a" and not child.attrs.get("href", "").startswith(("http", "mailto")):
            child.tag = "span"
            if child.words == "↑":
                child.children = []
        _unlink(child)
