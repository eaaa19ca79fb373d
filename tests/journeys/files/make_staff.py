"""Makes the staff lists of the journey. Everybody in them is invented.

    python tests/journeys/files/make_staff.py

writes `staff.xlsx`, saved by LibreOffice (`soffice` must be on the machine), and `staff.csv` in
TIS-620, as a personnel system of the same agency exports it half a year later: other columns,
Thai digits, one person moved and one new.
"""

from __future__ import annotations

import csv
import io
import itertools
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
COUNT = 300
MEN = [
    "กฤษฎา", "ไกรวิทย์", "ชยพล", "ณรงค์", "ทวีศักดิ์", "ธนกฤต", "นพดล", "บุญส่ง", "ปรีชา",
    "พงศกร", "ภูวดล", "มานพ", "ยุทธนา", "วรพจน์", "สุรชัย",
]  # fmt: skip
WOMEN = [
    "กานดา", "จันทร์เพ็ญ", "ชุติมา", "ดวงพร", "ทัศนีย์", "นภาพร", "บุษบา", "ปาริชาต",
    "พิมพ์ใจ", "มะลิ", "รัตนา", "ลำไย", "วนิดา", "ศิริพร", "อรวรรณ",
]  # fmt: skip
FAMILIES = [
    "แก้วดง", "จันทร์ลอย", "ดอนทราย", "ทุ่งรวง", "นาเรียง", "บัวหลวงงาม", "ป่าตาลเดี่ยว",
    "พรมลำธาร", "เรือนริมน้ำ", "ลมหนาว",
]  # fmt: skip
UNITS = (
    "กองคลังและพัสดุ",
    "กองการเจ้าหน้าที่",
    "สำนักงานเลขานุการกรม",
    "ที่ว่าการอำเภอดงตะวัน",
    "ที่ว่าการอำเภอหนองบัวใน",
    "ที่ว่าการอำเภอท่าลาน",
)
POSITIONS = (
    "นักวิชาการพัสดุปฏิบัติการ",
    "เจ้าพนักงานธุรการชำนาญงาน",
    "นักวิชาการเงินและบัญชีชำนาญการ",
    "นักทรัพยากรบุคคลปฏิบัติการ",
    "เจ้าพนักงานพัสดุปฏิบัติงาน",
)
MONTHS = [
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.",
    "ธ.ค.",
]  # fmt: skip
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


class Someone(NamedTuple):
    code: str
    prefix: str
    given: str
    family: str
    unit: str
    position: str
    email: str
    since: str
    retires: str


def everybody() -> list[Someone]:
    """Three hundred different names; every seventh person has no address for mail."""
    given = [name for pair in zip(MEN, WOMEN, strict=True) for name in pair]
    names = itertools.product(FAMILIES, given)
    return [_someone(number, *name) for number, name in enumerate(names, start=1)][:COUNT]


def _someone(number: int, family: str, given: str) -> Someone:
    code = str(20000 + number)
    prefix = "นาย" if given in MEN else ("นาง", "นางสาว")[number % 3 == 0]
    month = MONTHS[number % 12]
    return Someone(
        code=code,
        prefix=prefix,
        given=given,
        family=family,
        unit=UNITS[number % len(UNITS)],
        position=POSITIONS[number % len(POSITIONS)],
        email="" if number % 7 == 0 else f"s{code}@kbt.example.go.th",
        since=f"{number % 28 + 1} {month} {2550 + number % 17}",
        retires=f"30 ก.ย. {2572 + number % 25}",
    )


def first_list() -> list[list[str]]:
    """As typed by hand: a title above the header, and five rows that cannot be taken."""
    people = everybody()
    rows = [
        ["บัญชีรายชื่อข้าราชการและพนักงานราชการ กรมบริการท้องที่"],
        ["ข้อมูล ณ วันที่ 1 ตุลาคม 2569"],
        [],
        ["ลำดับ", "รหัสพนักงาน", "คำนำหน้า", "ชื่อ", "นามสกุล", "ตำแหน่ง", "สังกัด", "อีเมล",
         "วันที่ดำรงตำแหน่ง", "วันเกษียณ"],
    ]  # fmt: skip
    wrong = [
        people[4]._replace(given="อุบล", email=""),
        Someone("", "นาย", "เอกชัย", "ไม่มีรหัส", UNITS[0], POSITIONS[0], "", "", ""),
        Someone("20901", "นาง", "โฉมยง", "ที่อยู่ผิด", UNITS[1], POSITIONS[1], "chomyong@", "", ""),
        Someone("20902", "นาย", "ฉลอง", "ไร้สังกัด", "", POSITIONS[2], "", "", ""),
        Someone("20903", "นาย", "ฤทธิ์", "วันเพี้ยน", UNITS[2], POSITIONS[3], "", "32 ม.ค. 2560", ""),
    ]
    for number, one in enumerate([*people, *wrong], start=1):
        rows.append([str(number), *one[:4], one.position, one.unit, one.email, *one[7:]])
    return rows


def second_list() -> list[list[str]]:
    """The same people as another system writes them."""
    people = everybody()
    people[1] = people[1]._replace(unit=UNITS[4], position="นักวิชาการพัสดุชำนาญการ")
    people.append(
        Someone("20301", "นางสาว", "ใหม่", "เพิ่งบรรจุ", UNITS[0], POSITIONS[0],
                "s20301@kbt.example.go.th", "1 ต.ค. 2569", "")
    )  # fmt: skip
    rows = [["รหัสบุคลากร", "ชื่อ-สกุล", "หน่วยงาน", "ชื่อตำแหน่ง", "ไปรษณีย์อิเล็กทรอนิกส์"]]
    for one in people:
        name = f"{one.prefix}{one.given}  {one.family}"
        rows.append([one.code.translate(THAI_DIGITS), name, one.unit, one.position, one.email])
    return rows


def as_csv(rows: list[list[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


def save_by_libreoffice(rows: list[list[str]], target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{target.stem}.csv"
        source.write_text(as_csv(rows), encoding="utf-8")
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
                   "--infilter=CSV:44,34,76,1", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
                   "--outdir", str(target.parent), str(source)]  # fmt: skip
        subprocess.run(command, check=True)


if __name__ == "__main__":
    save_by_libreoffice(first_list(), HERE / "staff.xlsx")
    (HERE / "staff.csv").write_bytes(as_csv(second_list()).encode("tis-620"))
