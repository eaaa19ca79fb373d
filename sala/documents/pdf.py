"""HTML to PDF, on the same machine, from our own files only.

WeasyPrint draws with Pango, a library of the operating system; where it is missing everything else
works and `pdf_available` says what to do instead.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from sala.core.permissions import ALLOWED, Decision, denied, require

if TYPE_CHECKING:
    from collections.abc import Mapping

PDF_TYPE = "application/pdf"
BASE = "https://document.invalid/"
HERE = Path(__file__).resolve().parent
FACE = "Sarabun-Sala"
_FONTS = "/_fonts/"
_STATIC_KINDS = {".css", ".png", ".jpg", ".jpeg", ".svg", ".webp", ".woff2", ".ttf"}
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]", re.IGNORECASE)
_SHAPE = re.compile(rb"<([0-9a-f]{4})> <[0-9a-f]*>")
_PART_OF_AM = re.compile(r"(?P<aa>uni0E32\.am)|uni0E4D(?P<tone>0E4[89AB])?(?:\.narrow)?")
_TONES = {"0E48": "่", "0E49": "้", "0E4A": "๊", "0E4B": "๋"}


class ForeignAddressError(ValueError):
    """An address that is not ours; the renderer leaves the thing out and goes on."""


def pdf_available() -> Decision:
    """Whether this machine can make PDF; asked once, since libraries do not come and go."""
    if _renderer() is None:
        return denied(
            "state.pdf_missing",
            _("เครื่องแม่ข่ายนี้ยังไม่มีส่วนประกอบสำหรับทำ PDF ใช้ปุ่มพิมพ์แล้วเลือก “บันทึกเป็น PDF” ได้ในระหว่างนี้"),
        )
    return ALLOWED


def render_pdf(html: str, *, files: Mapping[str, bytes] | None = None) -> bytes:
    """A tagged PDF. `files` are pictures by the address the HTML uses for them.

    Nothing else is fetched: static files of the product and `data:` pictures only. Raises Refused
    where `pdf_available` refuses.
    """
    require(pdf_available())
    weasyprint = _renderer()
    fetcher = _fetcher({urljoin(BASE, address): data for address, data in (files or {}).items()})
    fonts = weasyprint.text.fonts.FontConfiguration()
    style = weasyprint.CSS(
        string=(HERE / "print.css").read_text(encoding="utf-8"),
        base_url=BASE,
        url_fetcher=fetcher,
        font_config=fonts,
    )
    document = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher)
    made: bytes = document.write_pdf(
        stylesheets=[style], font_config=fonts, pdf_tags=True, finisher=_mend_text_layer
    )
    return made


@lru_cache(maxsize=1)
def _renderer() -> Any:
    """Loaded late: it takes a second and fails with OSError where Pango is missing."""
    try:
        weasyprint = import_module("weasyprint")
        import_module("weasyprint.text.fonts")
    except (ImportError, OSError):
        return None
    return weasyprint


def _fetcher(files: Mapping[str, bytes]) -> Any:
    urls = import_module("weasyprint.urls")

    def fetch(self: Any, url: str, headers: dict[str, str] | None = None) -> Any:
        if _PICTURE.match(url):
            return urls.URLFetcher.fetch(self, url, headers)
        data = files[url] if url in files else own_file(url).read_bytes()
        kind = guess_type(urlsplit(url).path)[0] or "application/octet-stream"
        return urls.URLFetcherResponse(url, data, {"Content-Type": kind})

    own_files = type("OwnFiles", (urls.URLFetcher,), {"fetch": fetch})
    return own_files(allowed_protocols={"data"})


def own_file(url: str) -> Path:
    """The file behind an address of our static files or faces; any other address is refused."""
    if not url.startswith(BASE):
        raise ForeignAddressError(url)
    path = unquote(urlsplit(url).path)
    static = urlsplit(urljoin(BASE, settings.STATIC_URL)).path
    if path.startswith(_FONTS):
        found = _inside(HERE / "fonts", path.removeprefix(_FONTS))
    elif path.startswith(static):
        name = path.removeprefix(static)
        found = _inside(Path(settings.STATIC_ROOT), name) or _in_apps(name)
    else:
        found = None
    if found is None or found.suffix.lower() not in _STATIC_KINDS:
        raise ForeignAddressError(url)
    return found


def _inside(folder: Path, name: str) -> Path | None:
    """The file of that name below the folder, never beside it."""
    if "\x00" in name:
        return None
    path = (folder / name).resolve()
    return path if path.is_relative_to(folder.resolve()) and path.is_file() else None


def _in_apps(name: str) -> Path | None:
    if ".." in name.split("/") or name.startswith("/") or "\x00" in name:
        return None
    found = finders.find(name)
    return Path(found) if isinstance(found, str) else None


def _mend_text_layer(document: Any, pdf: Any) -> None:
    """Say what the parts of ำ stand for, whatever the renderer made of them: the ring nothing,
    ring and tone the tone, its own า the ำ. Else a search for น้ำ finds no page; see
    docs/decisions/003-thai-in-pdf.md."""
    for entry in pdf.objects:
        if not isinstance(entry, dict) or FACE.encode() not in _bytes(entry.get("BaseFont")):
            continue
        if reference := _bytes(entry.get("ToUnicode")):
            stream = pdf.objects[int(reference.split()[0])].stream
            stream[:] = [_mended(line) for line in stream]


def _mended(line: bytes) -> bytes:
    match = _SHAPE.fullmatch(line) if isinstance(line, bytes) else None
    if match is None or (text := _parts_of_am().get(int(match[1], 16))) is None:
        return line
    return b"<%s> <%s>" % (match[1], text.encode("utf-16-be").hex().encode())


@lru_cache(maxsize=1)
def _parts_of_am() -> dict[int, str]:
    """Number of the shape and what it stands for; the same numbers in both weights."""
    ttlib = import_module("fontTools.ttLib")
    with ttlib.TTFont(HERE / "fonts" / "sarabun-sala-400.ttf") as font:
        names = font.getGlyphOrder()
    found = ((place, _PART_OF_AM.fullmatch(name)) for place, name in enumerate(names))
    return {
        place: "ำ" if match["aa"] else _TONES.get(match["tone"], "")
        for place, match in found
        if match
    }


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value or "").encode()
