"""Reads one Word document from standard input: what it says as HTML, its pictures, and what is left
out. Run alone, as a program of its own with bounds on time and memory, since a file may break its
reader in any way at all. It opens nothing but what came in: no address, no file, no entity.

What it writes: four bytes of length, that much JSON, then the pictures one after the other.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import resource
import sys
import zipfile
from typing import Any

MEMORY, SECONDS = 1024**3, 20
MOST_HTML, MOST_PICTURES, MOST_BYTES = 1_000_000, 40, 60 * 1024**2
TOO_LONG = 3
HEADS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/"
COUNTED = {
    f"{WORDS}commentReference": "comments",
    f"{WORDS}object": "objects",
    f"{WORDS}del": "deleted",
    f"{MATH}oMath": "drawings",
    f"{DRAWN}chart}}chart": "drawings",
    f"{DRAWN}diagram}}relIds": "drawings",
}
EDGES = re.compile(r"word/(?:header|footer)\d*\.xml")
STYLES = """
p[style-name='Title'] => h1.title:fresh
p.Heading1 => h2:fresh
p.Heading2 => h3:fresh
p.Heading3 => h4:fresh
p.Heading4 => h4:fresh
p.Heading5 => h4:fresh
p.Heading6 => h4:fresh
p[style-name='heading 1'] => h2:fresh
p[style-name='heading 2'] => h3:fresh
p[style-name='heading 3'] => h4:fresh
p[style-name='heading 4'] => h4:fresh
p[style-name='heading 5'] => h4:fresh
p[style-name='heading 6'] => h4:fresh
p[style-name='Heading 1'] => h2:fresh
p[style-name='Heading 2'] => h3:fresh
p[style-name='Heading 3'] => h4:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Preformatted'] => pre:separator('\\n')
p[style-name='HTML Preformatted'] => pre:separator('\\n')
r[style-name='Inline Code'] => code
u => u
"""


class Pictures:
    """Pictures of the document, each once, in the order met."""

    def __init__(self) -> None:
        self.found: list[bytes] = []
        self.places: dict[str, int] = {}
        self.lost: dict[str, int] = {}
        self.size = 0

    def keep(self, image: Any) -> list[Any]:
        """The element that stands for a picture, or nothing."""
        from mammoth import html  # noqa: PLC0415 -- only what this program needs
        from mammoth.docx.files import InvalidFileReferenceError  # noqa: PLC0415 -- as above

        try:
            with image.open() as stream:
                data = stream.read(MOST_BYTES)
        except InvalidFileReferenceError:
            return self.lose("far")  # it stands somewhere else; nobody goes there
        except KeyError:
            return self.lose("kind")
        if not data.startswith(HEADS):
            return self.lose("kind")
        name = hashlib.sha256(data).hexdigest()
        if name not in self.places:
            if len(self.found) >= MOST_PICTURES or self.size + len(data) > MOST_BYTES:
                return self.lose("many")
            self.places[name] = len(self.found)
            self.found.append(data)
            self.size += len(data)
        words = image.alt_text or ""
        return [html.element("img", {"src": f"word:{self.places[name]}", "alt": words})]

    def lose(self, why: str) -> list[Any]:
        self.lost[why] = self.lost.get(why, 0) + 1
        return []


def counted(data: bytes) -> dict[str, int]:
    """What the document holds beside the words that come along."""
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415 -- only what this program needs

    lost: dict[str, int] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if EDGES.fullmatch(name) and b"<w:t" in archive.read(name):
                lost["edges"] = 1
        if "word/document.xml" not in archive.namelist():
            return lost
        with archive.open("word/document.xml") as stream:
            for _event, element in iterparse(stream, events=("end",)):
                if kind := COUNTED.get(element.tag):
                    lost[kind] = lost.get(kind, 0) + 1
                element.clear()
    return lost


def converted(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    import mammoth  # noqa: PLC0415 -- only what this program needs

    pictures = Pictures()
    made = mammoth.convert_to_html(
        io.BytesIO(data),
        style_map=STYLES,
        convert_image=pictures.keep,
        include_embedded_style_map=False,
        external_file_access=False,
    )
    if len(made.value) > MOST_HTML:
        sys.exit(TOO_LONG)
    return {"html": made.value, "lost": counted(data) | pictures.lost}, pictures.found


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    import defusedxml  # noqa: PLC0415 -- after the bounds stand

    defusedxml.defuse_stdlib()  # also under the hands of mammoth
    said, pictures = converted(sys.stdin.buffer.read())
    head = json.dumps(said | {"sizes": [len(data) for data in pictures]}).encode()
    out = sys.stdout.buffer
    out.write(len(head).to_bytes(4, "big") + head)
    for data in pictures:
        out.write(data)
    out.flush()


if __name__ == "__main__":
    main()
