"""Reads the words of one file from standard input and writes them out. Run alone, as a program of
its own with bounds on time and memory, since a file may break its reader in any way at all."""

from __future__ import annotations

import codecs
import csv
import io
import re
import resource
import sys
import zipfile
from collections.abc import Iterator

MOST_LETTERS, MOST_PAGES, MOST_CELLS, MOST_SLIDES = 400_000, 400, 100_000, 400
MEMORY, SECONDS = 1024**3, 20
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ODF = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")


def pieces(kind: str, data: bytes) -> Iterator[str]:
    """The words of a file, a paragraph or page at a time."""
    if kind == "application/pdf":
        yield from _pdf(data)
    elif kind == f"{OFFICE}wordprocessingml.document":
        yield from _xml(data, ["word/document.xml"], f"{WORDS}t", f"{WORDS}p")
    elif kind == f"{OFFICE}presentationml.presentation":
        yield from _xml(data, _slides(data), f"{DRAWN}t", f"{DRAWN}p")
    elif kind == f"{OFFICE}spreadsheetml.sheet":
        yield from _sheets(data)
    elif kind.startswith(OPEN):
        yield from _open(data)
    elif kind == "text/csv":
        for row in csv.reader(io.StringIO(_decoded(data))):
            yield "  ".join(cell for cell in row if cell)
    elif kind == "text/plain":
        yield _decoded(data)


def _pdf(data: bytes) -> Iterator[str]:
    from pypdf import PdfReader  # noqa: PLC0415 -- only what this file needs

    for number, page in enumerate(PdfReader(io.BytesIO(data)).pages):
        if number >= MOST_PAGES:
            return
        yield page.extract_text()


def _xml(data: bytes, parts: list[str], words: str, paragraph: str) -> Iterator[str]:
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415 -- as above

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in parts:
            with archive.open(part) as stream:
                line: list[str] = []
                for _event, element in iterparse(stream, events=("end",)):
                    if element.tag == words:
                        line.append(element.text or "")
                    elif element.tag.endswith("}tab") or element.tag.endswith("}br"):
                        line.append(" ")
                    elif element.tag == paragraph:
                        yield "".join(line)
                        line.clear()
                        element.clear()


def _slides(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = [
            (int(match[1]), match[0])
            for name in archive.namelist()
            if (match := SLIDE.fullmatch(name))
        ]
    return [name for _number, name in sorted(found)[:MOST_SLIDES]]


def _sheets(data: bytes) -> Iterator[str]:
    from openpyxl import load_workbook  # noqa: PLC0415 -- only what this file needs

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    cells = 0
    for sheet in book.worksheets:
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            cells += len(row)
            if cells > MOST_CELLS:
                return
            yield "  ".join(str(cell) for cell in row if cell is not None)


def _open(data: bytes) -> Iterator[str]:
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415 -- as above

    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as stream:
        for _event, element in iterparse(stream, events=("end",)):
            if element.tag in (f"{ODF}p", f"{ODF}h"):
                yield "".join(element.itertext())
                element.clear()


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp874", "replace")


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    left = MOST_LETTERS
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace")
    for piece in pieces(sys.argv[1], sys.stdin.buffer.read()):
        out.write(piece[:left] + "\n")
        out.flush()  # what was read stands, whatever happens next
        left -= len(piece)
        if left <= 0:
            return


if __name__ == "__main__":
    main()
