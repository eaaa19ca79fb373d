"""Fictional rows for the gallery of components."""

from __future__ import annotations

from sala.core.context import Place
from sala.core.registries import Work

STEPS = [
    {"number": 1, "name": "หัวข้อความรู้", "url": "#", "state": "done", "word": "เสร็จแล้ว"},
    {"number": 2, "name": "ผู้เข้าร่วม", "url": "#", "state": "done", "word": "เสร็จแล้ว"},
    {"number": 3, "name": "ผู้เชี่ยวชาญ", "url": "#", "state": "gap", "word": "ขาดผู้เชี่ยวชาญภายใน"},
    {"number": 4, "name": "แผนปฏิบัติการ", "url": "#", "state": "done", "word": "เสร็จแล้ว"},
    {
        "number": 5,
        "name": "จัดกิจกรรม",
        "url": "#",
        "state": "now",
        "word": "จัดแล้ว 2 จาก 6",
        "part": "some",
    },
    {
        "number": 6,
        "name": "ประเมินผลการเรียนรู้",
        "url": "#",
        "state": "early",
        "word": "เริ่มบางส่วน",
        "part": "some",
    },
    {"number": 7, "name": "ติดตามการนำไปใช้", "url": "#", "state": "later", "word": "ยังไม่เริ่ม"},
]
TABS = [
    {"label": "ถามตอบ", "url": "#", "current": True, "count": 4},
    {"label": "พูดคุย", "url": "#", "current": False, "count": None},
    {"label": "ความรู้", "url": "#", "current": False, "count": 27},
]
FIGURES = [
    {"value": "1,246 คน", "text": "ร่วมวงอย่างน้อยหนึ่งครั้ง จาก 71 หน่วยงาน", "url": ""},
    {"value": "212 เรื่อง", "text": "ความรู้ที่มีคนนำไปใช้และเล่าผลกลับมา", "url": "#"},
]
MOMENTS = [
    {
        "when": "27 ต.ค.",
        "iso": "2026-10-27",
        "title": "ครั้งที่ 1 เปิดวง",
        "detail": "มา 13 คน",
        "state": "done",
    },
    {
        "when": "10 พ.ย.",
        "iso": "2026-11-10",
        "title": "ครั้งที่ 2 เอกสารที่มักขาด",
        "detail": "มา 11 คน",
        "state": "now",
        "word": "ยังไม่มีบันทึก",
        "mark": "gap",
        "url": "#",
    },
    {"when": "8 ธ.ค.", "iso": "2026-12-08", "title": "ครั้งที่ 4 เล่าผลที่ลองใช้"},
]
STATES = [
    ("done", "เสร็จแล้ว"),
    ("now", "กำลังทำ"),
    ("wait", "รอ 2 วัน"),
    ("gap", "ขาด 3 อย่าง"),
    ("stop", "ยังไม่ได้ประเมิน"),
    ("early", "เริ่มบางส่วน"),
    ("later", "ยังไม่เริ่ม"),
]
WORK = [
    Work(
        what="เล่าว่านำไปใช้แล้วเป็นอย่างไร ครบ 30 วัน",
        url="#w1",
        icon="clipboard-check",
        detail="คนพัสดุคุยกัน",
        minutes=2,
        action="ตอบแบบติดตาม",
        is_urgent=True,
    ),
    Work(
        what="ไปวง หนังสือเวียนไม่หล่นหาย ไหม",
        url="#w2",
        icon="calendar-check",
        detail="พฤ. 26 พ.ย. 10.00–11.00 น. ทางไกล",
        action="ไปร่วม",
        post_url="/ui/",
        refuse="ไปไม่ได้",
        refuse_url="/ui/",
    ),
]
BARS = [
    {"label": "อำเภอดงตะวัน · 42 คน", "value": 81},
    {"label": "กองคลังและพัสดุ · 118 คน", "value": 74},
    {"label": "อำเภอหนองบัวใน · 38 คน", "value": 47, "is_other": True},
    {"label": "สำนักงานเลขานุการกรม · 64 คน", "value": None, "is_other": True},
]
CHANGES = [
    {"label": "รู้ลำดับงาน", "before": 5.1, "after": 7.8, "word": "เพิ่ม 2.7"},
    {"label": "อธิบายผู้ขาย", "before": 5.8, "after": 5.6, "word": "ลด 0.2"},
    {"label": "เตรียมเอกสาร", "before": 4.6, "after": None, "word": "ยังไม่วัดหลัง"},
]
SPREADS = [
    {"label": "ได้ลองทำกับงานจริง", "counts": [0, 0, 2, 7, 15], "mean": 4.54, "sd": 0.66},
    {"label": "ทุกคนได้พูด", "counts": [0, 1, 4, 10, 9], "mean": 4.13, "sd": 0.85},
    {"label": "เวลาเหมาะสม", "counts": [0, 0, 0, 0, 0], "mean": None, "sd": None},
]
MONTHS = [
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
]
TREND = [
    {"name": "ปีนี้", "values": [4, 9, 12, 19, 24, 28, 31, 36, 41, 46, None, None]},
    {"name": "ปีก่อน", "values": [6, 10, 13, 16, 19, 22, 24, 27, 30, 33, 36, 38]},
]
PLACES = (
    Place("home", "งานของฉัน", "/", "list-checks"),
    Place("communities", "ชุมชน", "/communities/", "users", current=True),
    Place("knowledge", "คลังความรู้", "/knowledge/", "book-open"),
    Place("people", "คน", "/people/", "user-round"),
    Place("insights", "ภาพรวมผล", "/insights/", "chart-column"),
    Place("search", "ค้นหา", "/search/", "search", slot="me"),
    Place("notices", "แจ้งเตือน", "/notices/", "bell", slot="me", count=3),
    Place("me", "ตั้งค่าของฉัน", "/me/", "settings", slot="me"),
    Place("help", "คู่มือ", "/help/", "info", slot="foot"),
)
