"""Kinds of files people exchange, and why a file is left out. Pure knowledge."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."

PICTURES: dict[str, str] = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
}
PAPERS: dict[str, str] = PICTURES | {"application/pdf": ".pdf"}
DOCUMENTS: dict[str, str] = PAPERS | {
    f"{OFFICE}wordprocessingml.document": ".docx",
    f"{OFFICE}spreadsheetml.sheet": ".xlsx",
    f"{OFFICE}presentationml.presentation": ".pptx",
    f"{OPEN}text": ".odt",
    f"{OPEN}spreadsheet": ".ods",
    f"{OPEN}presentation": ".odp",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/zip": ".zip",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "video/mp4": ".mp4",
}
# Endings that a machine may run, or that run something in what opens them.
_RUNS = """
    ade adp apk app appx bat bin chm class cmd com cpl deb dll dmg docm dotm elf exe gadget hta
    htm html img inf ins iso jar js jse jsp lnk mde mht mhtml msc msi msix msp mst one php pif
    pl potm ppam ppsm pptm ps1 psm1 py pyw reg rpm scf scr sct sh sldm svg svgz swf sys url vb
    vbe vbs vhd vhdx wsc wsf wsh xhtml xht xlam xlm xlsm xltm xll xsl xslt
"""
_PACKED = "7z ace arj bz2 cab gz lha lz lzh lzma rar tar tgz xz z zip zst"
RUNS = frozenset(_RUNS.split())
PACKED = frozenset(_PACKED.split())

REASONS: dict[str, str | Promise] = {
    "value.empty_file": _("ไฟล์นี้ว่างเปล่า"),
    "value.file_size": _("ไฟล์ใหญ่เกินกำหนด"),
    "value.file_count": _("แนบไฟล์เกินจำนวนที่กำหนด"),
    "value.file_kind": _("ไม่ใช่ชนิดไฟล์ที่รับ ส่งเป็น PDF Word Excel PowerPoint หรือรูปแทนได้"),
    "value.file_heic": _("รูปแบบ HEIC ยังเปิดดูในเว็บไม่ได้ บันทึกเป็น JPEG แล้วส่งอีกครั้ง"),
    "value.file_old": _("เป็นไฟล์ Office รุ่นเก่า บันทึกเป็น docx xlsx หรือ pptx แล้วส่งอีกครั้ง"),
    "value.file_runs": _("เป็นชนิดไฟล์ที่สั่งให้เครื่องทำงานได้ จึงไม่รับเพื่อความปลอดภัยของทุกคน"),
    "value.file_macro": _("มีคำสั่งอัตโนมัติ (มาโคร) อยู่ข้างใน บันทึกแบบไม่มีมาโครแล้วส่งอีกครั้ง"),
    "value.file_bomb": _("คลายออกมาแล้วใหญ่ผิดปกติ จึงไม่รับ"),
    "value.file_nested": _("มีไฟล์บีบอัดซ้อนอยู่ข้างใน คลายชั้นในออกก่อนแล้วส่งอีกครั้ง"),
    "value.file_locked": _("ใส่รหัสผ่านไว้ จึงตรวจความปลอดภัยไม่ได้"),
    "value.file_double": _("เป็นไฟล์สองชนิดซ้อนกันในไฟล์เดียว จึงไม่รับ"),
    "value.file_broken": _("เปิดไฟล์นี้ไม่ได้ ลองบันทึกใหม่แล้วส่งอีกครั้ง"),
    "value.file_word": _("ไม่ใช่ไฟล์ Word แบบ .docx เปิดใน Word แล้วบันทึกเป็น .docx ก่อน"),
    "value.file_long": _("เอกสารนี้ยาวหรือหนักเกินไป แบ่งเป็นหลายไฟล์แล้วนำเข้าทีละไฟล์"),
    "value.picture_size": _("รูปนี้มีขนาดใหญ่เกินไป"),
    "value.broken_picture": _("เปิดรูปนี้ไม่ได้ ลองบันทึกใหม่แล้วส่งอีกครั้ง"),
    "state.file_waiting": _("กำลังตรวจไวรัส เปิดได้เมื่อตรวจแล้ว"),
    "state.file_suspect": _("ตรวจพบสิ่งน่าสงสัย จึงกักไว้ไม่ให้เปิด"),
}


def reason_of(code: str) -> str:
    return str(REASONS.get(code, REASONS["value.file_broken"]))
