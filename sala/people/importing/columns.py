"""What agencies call their columns, in Thai and English."""

from __future__ import annotations

import re
from collections.abc import Sequence

STAFF: dict[str, tuple[str, ...]] = {
    "staff_code": (
        "รหัสพนักงาน", "รหัสบุคลากร", "รหัสเจ้าหน้าที่", "รหัสข้าราชการ", "เลขประจำตัวข้าราชการ",
        "เลขที่ตำแหน่ง", "รหัส", "staffcode", "staffid", "employeeid", "employeecode", "code", "id",
    ),
    "prefix": ("คำนำหน้า", "คำนำหน้าชื่อ", "คำนำหน้านาม", "ยศ", "prefix", "title"),
    "given_name": ("ชื่อ", "ชื่อจริง", "ชื่อตัว", "givenname", "firstname"),
    "family_name": ("นามสกุล", "สกุล", "ชื่อสกุล", "familyname", "lastname", "surname"),
    "full_name": (
        "ชื่อนามสกุล", "ชื่อและนามสกุล", "ชื่อตัวชื่อสกุล", "ชื่อ-สกุล", "ชื่อ-นามสกุล", "fullname", "name",
    ),
    "unit_code": ("รหัสหน่วยงาน", "รหัสสังกัด", "unitcode", "departmentcode"),
    "unit_name": (
        "หน่วยงาน", "สังกัด", "ชื่อหน่วยงาน", "กอง", "ฝ่าย", "กองสำนัก", "สำนักกอง", "ปฏิบัติงานที่",
        "unit", "department", "division", "office",
    ),
    "position": ("ตำแหน่ง", "ชื่อตำแหน่ง", "ตำแหน่งสายงาน", "position", "jobtitle"),
    "email": ("อีเมล", "อีเมล์", "อีเมลล์", "ไปรษณีย์อิเล็กทรอนิกส์", "email", "mail", "emailaddress"),
    "phone": (
        "โทรศัพท์", "เบอร์โทรศัพท์", "เบอร์โทร", "หมายเลขโทรศัพท์", "มือถือ", "phone", "mobile", "tel",
    ),
    "gender": ("เพศ", "gender", "sex"),
    "retires_on": (
        "วันเกษียณ", "วันเกษียณอายุ", "วันที่เกษียณ", "วันครบเกษียณ", "retireson", "retirementdate",
    ),
    "starts_on": (
        "วันที่ดำรงตำแหน่ง", "ตั้งแต่วันที่", "วันเริ่ม", "วันที่เริ่ม", "วันบรรจุ", "startson", "startdate",
    ),
}  # fmt: skip

UNITS: dict[str, tuple[str, ...]] = {
    "code": ("รหัสหน่วยงาน", "รหัส", "unitcode", "code"),
    "name": ("ชื่อหน่วยงาน", "หน่วยงาน", "ชื่อ", "unitname", "name", "unit"),
    "name_en": ("ชื่อภาษาอังกฤษ", "ชื่ออังกฤษ", "nameen", "englishname"),
    "level": ("ระดับ", "ประเภท", "level", "type"),
    "parent_code": (
        "รหัสต้นสังกัด", "รหัสหน่วยงานต้นสังกัด", "สังกัด", "ต้นสังกัด", "ขึ้นกับ", "parentcode", "parent",
    ),
    "province": ("จังหวัด", "province"),
}  # fmt: skip

LEVELS = {
    "ส่วนกลาง": "central",
    "จังหวัด": "province",
    "ภูมิภาค": "province",
    "อำเภอ": "district",
    "ฝ่าย": "division",
    "กอง": "division",
    "สำนัก": "division",
    "ศูนย์": "division",
    "ส่วน": "section",
    "กลุ่มงาน": "section",
    "กลุ่ม": "section",
    "งาน": "section",
}

_NOISE = re.compile(r"[\s().*:_/\-–—]+|\*")


def fold(header: str) -> str:
    """A header as it is compared: no spaces, signs or case. `ชื่อ - สกุล *` → `ชื่อสกุล`."""
    return _NOISE.sub("", header).lower()


def recognise(headers: Sequence[str], known: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Field → header, the first that fits. `ชื่อสกุล` is a whole name where no ชื่อ stands beside."""
    by_fold: dict[str, str] = {}
    for header in headers:
        by_fold.setdefault(fold(header), header)
    found: dict[str, str] = {}
    for field, names in known.items():
        for name in names:
            fitting = by_fold.get(fold(name))
            if fitting is not None and fitting not in found.values():
                found[field] = fitting
                break
    if "family_name" in found and "given_name" not in found and "full_name" not in found:
        found["full_name"] = found.pop("family_name")
    return found
