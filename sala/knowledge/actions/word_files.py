"""A Word document brought into a text that is being written."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from sala.core.file_words import reason_of
from sala.core.files.archives import Unfit
from sala.core.permissions import Refused, denied, require
from sala.core.rich import clean_html, plain_of
from sala.core.thai import clean_line, cut
from sala.core.tries import may_try
from sala.documents.docx_texts import DocxRead, read_docx
from sala.knowledge.actions.pictures import keep_brought_picture
from sala.people.models import Person

AN_HOUR, LONGEST = 30, 60_000


class Brought(NamedTuple):
    """What came out of a document, and in words what did not."""

    title: str
    html: str
    left: list[str]


def bring_document(upload: UploadedFile | None, *, by: Person) -> Brought:
    """Clean HTML of a document. Its pictures are the person's own until a text takes them, drawn
    anew like every picture. Refused with its reason, and nothing is kept."""
    if upload is None:
        raise Refused(denied("value.empty_file", _("เลือกไฟล์ Word ก่อน")))
    if (upload.size or 0) > settings.UPLOAD_MAX_BYTES:
        require(denied("value.file_size", reason_of("value.file_size")))
    if not may_try("word", str(by.pk), most=AN_HOUR, seconds=3600):
        require(denied("state.tries", _("นำเข้าหลายไฟล์ติดกันเกินไป รอสักครู่แล้วลองใหม่")))
    try:
        found = read_docx(upload, upload.name or "")
    except Unfit as unfit:
        require(denied(unfit.code, reason_of(unfit.code)))
    if len(plain_of(found.html)) > LONGEST:
        require(denied("value.file_long", reason_of("value.file_long")))
    html = clean_html(_with_pictures(found, by))
    if not plain_of(html) and "<img" not in html:
        require(denied("value.empty_file", _("ไม่พบข้อความในไฟล์นี้")))
    return Brought(cut(clean_line(found.title), 160), html, _left(found.lost))


def _with_pictures(found: DocxRead, by: Person) -> str:
    html = found.html
    for number, data in enumerate(found.pictures):
        name = f' src="word:{number}"'
        try:
            picture = keep_brought_picture(data, by=by)
        except Refused:
            found.lost["kind"] = found.lost.get("kind", 0) + html.count(name)
        else:
            html = html.replace(name, f' src="/files/{picture.pk}/"')
    return html


def _left(lost: dict[str, int]) -> list[str]:
    """What did not come along, a line each."""
    said = {
        "comments": _("ความเห็นข้างเอกสาร %(n)s จุด"),
        "deleted": _("ข้อความที่ขีดลบไว้ในการติดตามการแก้ไข %(n)s จุด"),
        "edges": _("หัวกระดาษและท้ายกระดาษ"),
        "objects": _("ไฟล์หรือวัตถุที่ฝังไว้ %(n)s ชิ้น"),
        "drawings": _("แผนภูมิ ผังภาพ หรือสูตร %(n)s ชิ้น"),
        "kind": _("รูป %(n)s รูปที่ไม่ใช่ PNG หรือ JPEG หรือเปิดไม่ได้"),
        "far": _("รูป %(n)s รูปที่ลิงก์มาจากที่อื่น ระบบไม่ไปเปิดให้"),
        "many": _("รูป %(n)s รูปที่เกินจำนวนที่รับในครั้งเดียว"),
    }
    return [words % {"n": lost[kind]} for kind, words in said.items() if lost.get(kind)]
