"""The evidence file to carry away: one ZIP that opens offline and proves itself, and a PDF."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from sala.core.models import Attachment, FileState
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal, require
from sala.core.responses import render_text
from sala.core.terms import words
from sala.documents.archive import ArchiveBuilder
from sala.documents.pdf import BASE, own_file, pdf_available, render_pdf
from sala.documents.sheets import csv_bytes
from sala.insights.queries.file import EvidenceFile
from sala.insights.sections import canonical
from sala.meetings.models import Record

MOST_BYTES = 200 * 1024**2
MOST_FILES = 500
MOST_PDF_ROWS = 1_000  # about ten seconds
PAPER = Path(__file__).with_name("paper.css")
THAI_PAGES = '@page { @bottom-center { content: counter(page, thai) " / " counter(pages, thai) } }'
FACES = [
    (f"sarabun-{script}-{weight}-normal.woff2", weight, span)
    for script, span in (("thai", "U+0E00-0E7F"), ("latin", "U+0000-02FF,U+2000-22FF"))
    for weight in (400, 700)
]


def zip_of(
    file: EvidenceFile, attachments: Iterable[Attachment], records: Sequence[Record] = ()
) -> IO[bytes]:
    """Pages, CSV of every table, records of sessions, attachments, gaps, and the list of it all
    with SHA-256."""
    archive = ArchiveBuilder(str(file.cycle), file.taken_at, _about(file))
    with archive:
        left_out = [row.name for row in _put(archive, attachments)]
        if left_out:
            archive.about["left_out"] = left_out
        pages = {row.session.get_absolute_url(): _record(archive, file, row) for row in records}
        shown = file.leading_to(pages)
        page = page_html(shown, "insights/offline.html", faces=_faces(), left_out=left_out)
        archive.add("index.html", page, title=str(file.cycle))
        for section in file.sections:
            rows = [[cell.text for cell in row] for row in section.rows]
            archive.add(section.file_name, csv_bytes(section.headers, rows), title=section.title)
        archive.add("gaps.csv", _gaps(file), title=_("สิ่งที่ยังขาด"))
        if file.frozen:
            title = _("ตัวเลข ณ วันปิดรอบ")
            archive.add("closing-book.json", canonical(file.frozen.figures), title=title)
    return archive.file


def _record(archive: ArchiveBuilder, file: EvidenceFile, record: Record) -> str:
    """One page for each session; gives its path."""
    page = page_html(file, "insights/record.html", faces=_faces(), record=record)
    path = f"records/{record.session.number}.html"
    return archive.add(path, page, title=record.session.title)


def _about(file: EvidenceFile) -> dict[str, object]:
    about: dict[str, object] = {
        "cycle": file.cycle.number,
        "community": file.cycle.community.name,
        "agency": file.cycle.agency.name,
        "gaps": [f"{row.name}: {row.label}" for row in file.gaps],
    }
    return about | ({"closing_book_sha256": file.frozen.sha256} if file.frozen else {})


def _put(archive: ArchiveBuilder, attachments: Iterable[Attachment]) -> list[Attachment]:
    """Add files up to the bounds; gives back those that did not fit or could not be read."""
    left, room, count = [], MOST_BYTES, 0
    for row in attachments:
        if row.state == FileState.REFUSED:
            continue
        if row.state != FileState.KEPT or row.size > room or count >= MOST_FILES:
            left.append(row)
            continue
        try:
            with row.file.open("rb") as stream:
                archive.add(f"attachments/{row.name}", stream, title=row.alt)
        except OSError:
            left.append(row)
            continue
        room, count = room - row.size, count + 1
    return left


def _gaps(file: EvidenceFile) -> bytes:
    rows: list[list[str | int]] = [[row.step, row.name, row.label] for row in file.gaps]
    return csv_bytes([_("ขั้นที่"), _("ขั้น"), _("สิ่งที่ยังขาด")], rows)


def may_print_pdf(file: EvidenceFile) -> Decision:
    """Whether the machine can, and whether the file is short enough to be made while one waits."""
    is_short = file.row_count <= MOST_PDF_ROWS
    reason = _("แฟ้มนี้มี %(rows)s แถว ยาวเกินกว่าจะทำ PDF ในครั้งเดียว ใช้ปุ่มพิมพ์หรือไฟล์ ZIP แทนได้")
    too_long = denied("state.too_long", reason % {"rows": file.row_count})
    return first_refusal(pdf_available(), ALLOWED if is_short else too_long)


def pdf_of(file: EvidenceFile) -> bytes:
    require(may_print_pdf(file))
    return render_pdf(page_html(file, "insights/paper.html", base=settings.SITE_URL))


def page_html(file: EvidenceFile, template: str, *, faces: str = "", **more: object) -> str:
    """A whole page with its style in it, in the digits and words of the agency."""
    with file.in_the_agencys_style():
        context = {"file": file, "cycle": file.cycle, "terms": words(), **more}
        page = render_text(template, context)
    counted = THAI_PAGES if file.has_thai_digits else ""
    style = faces + PAPER.read_text(encoding="utf-8") + counted
    return page.replace("</head>", f"<style>{style}</style></head>", 1)


@cache
def _faces() -> str:
    """The paper face inside the page itself, so that it looks alike on any machine."""
    return "".join(
        f'@font-face{{font-family:"Sarabun Sala";font-weight:{weight};unicode-range:{span};'
        f"src:url(data:font/woff2;base64,{_encoded(name)})}}\n"
        for name, weight, span in FACES
    )


def _encoded(name: str) -> str:
    path = own_file(f"{BASE}{settings.STATIC_URL.strip('/')}/core/fonts/{name}")
    return b64encode(path.read_bytes()).decode()
