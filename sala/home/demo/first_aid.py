"""More of the library: first aid for computers, and what other groups learned."""

from __future__ import annotations

from typing import NamedTuple

from sala.home.demo.library import DOCTORS, RECORDS, SUPPLIES, Librarian
from sala.knowledge.actions.loop import say_solved, use
from sala.knowledge.actions.writing import Beginning
from sala.knowledge.kinds import AssetType
from sala.knowledge.models import Category


class Told(NamedTuple):
    who: str
    day: int
    type: str
    home: str
    title: str
    summary: str
    html: str
    tags: tuple[str, ...]
    judges: tuple[str, ...]
    category: str = ""
    symptom: str = ""
    reader: str = ""


def steps(*every: str) -> str:
    return f"<ol>{''.join(f'<li>{one}</li>' for one in every)}</ol>"


ODD_MAIL = "ได้อีเมลแปลก อย่าเพิ่งคลิก ตรวจสี่จุดในหนึ่งนาที"
NO_NET = "อินเทอร์เน็ตใช้ไม่ได้ ไล่จากปลั๊กถึงผู้ให้บริการ"
WIFI = "ใช้ Wi-Fi ในสำนักงานให้เร็วและปลอดภัย"
E_BOOK = "ทำหนังสืออิเล็กทรอนิกส์เล่มแรกของกลุ่ม"

ITEMS = (
    Told(
        "kriangkrai",
        -21,
        AssetType.HOWTO,
        DOCTORS,
        ODD_MAIL,
        "ไวรัสส่วนใหญ่เข้ามาทางไฟล์แนบที่รีบเปิด ดูสี่จุดนี้ก่อนทุกครั้ง",
        steps(
            "ดูที่อยู่ผู้ส่งทั้งบรรทัด ไม่ใช่ดูแต่ชื่อ",
            "ดูว่าเร่งให้ทำอะไรทันทีหรือไม่ เช่น บัญชีจะถูกปิดในวันนี้",
            "วางเมาส์บนลิงก์โดยไม่คลิก แล้วอ่านที่อยู่ที่ขึ้นมุมล่าง",
            "ถ้ามีไฟล์แนบที่ไม่ได้ขอ โทรถามผู้ส่งด้วยเบอร์ที่เรามีอยู่แล้ว",
        )
        + "<p>ถ้าเผลอเปิดไปแล้ว ให้ดึงสายแลนออกก่อน อย่าปิดเครื่อง แล้วโทรหาศูนย์เทคโนโลยีสารสนเทศ</p>",
        ("ไวรัส", "อีเมล", "ความปลอดภัย"),
        ("wichai",),
        "Software",
        symptom="มีอีเมลเร่งให้เปิดไฟล์หรือกดลิงก์ ไม่แน่ใจว่าจริงหรือปลอม",
    ),
    Told(
        "krit",
        -19,
        AssetType.HOWTO,
        DOCTORS,
        NO_NET,
        "ห้าขั้นที่แก้ได้เองเกินครึ่ง ก่อนแจ้งช่าง",
        steps(
            "ถามโต๊ะข้าง ๆ ว่าใช้ได้ไหม ถ้าใช้ได้ ปัญหาอยู่ที่เครื่องเรา",
            "ดูไฟที่ช่องเสียบสายแลน ถ้าไม่ติด ถอดแล้วเสียบใหม่ให้ได้ยินเสียงคลิก",
            "ปิด Wi-Fi ของเครื่อง รอสิบวินาที แล้วเปิดใหม่",
            "ถอดปลั๊กเราเตอร์ นับถึงสามสิบ แล้วเสียบกลับ รอไฟครบทุกดวง",
            "ถ้ายังไม่ได้ จดเวลาและไฟดวงที่ไม่ติด แล้วโทรหาผู้ให้บริการ",
        ),
        ("อินเทอร์เน็ต", "เครือข่าย"),
        ("wichai",),
        "Network",
        symptom="เปิดเว็บไม่ได้ ส่งหนังสือในระบบไม่ได้",
    ),
    Told(
        "chutima",
        -18,
        AssetType.MANUAL,
        DOCTORS,
        WIFI,
        "ปรับจากเอกสารเทคนิคการใช้ IT ฉบับเดิมซึ่งมีแต่สายแลน",
        "<h2>วางเครื่องกระจายสัญญาณ</h2><p>วางสูงกว่าศีรษะและห่างจากไมโครเวฟ ตู้เหล็กหนึ่งตู้ตัดสัญญาณได้ครึ่งหนึ่ง"
        "</p><h2>ชื่อและรหัสผ่าน</h2><p>แยกชื่อสำหรับผู้มาติดต่อออกจากของเจ้าหน้าที่ เปลี่ยนรหัสของผู้มาติดต่อทุกเดือน</p>"
        "<h2>วัดก่อนบอกว่าช้า</h2><table><tr><th>จุดที่วัด</th><th>ใช้ได้</th><th>ควรขยับ</th></tr>"
        "<tr><td>โต๊ะรับเรื่อง</td><td>เกิน 20 Mbps</td><td>ต่ำกว่า 5 Mbps</td></tr>"
        "<tr><td>ห้องประชุม</td><td>เกิน 50 Mbps</td><td>ต่ำกว่า 20 Mbps</td></tr></table>",
        ("Wi-Fi", "เครือข่าย"),
        ("wichai",),
        "Network",
        reader="ผู้ดูแลเครื่องของทุกอำเภอ",
    ),
    Told(
        "wichai",
        -17,
        AssetType.MANUAL,
        DOCTORS,
        E_BOOK,
        "จากเรื่องที่มีอยู่แล้วเป็นหนังสือหนึ่งเล่ม ภายในหนึ่งชั่วโมง",
        "<h2>เลือกก่อนเขียน</h2><p>เลือกสามถึงห้าเรื่องที่คนถามบ่อย เรื่องที่ยังไม่มีใครลองใช้ให้รอเล่มหน้า</p>"
        "<h2>เรียงอย่างไร</h2><p>เริ่มจากเรื่องที่ทำได้วันนี้ จบด้วยเรื่องที่ต้องขอคนอื่นช่วย</p>"
        "<h2>ก่อนเผยแพร่</h2><ul><li>อ่านออกเสียงหนึ่งรอบ</li><li>ให้คนที่ไม่อยู่ในเรื่องลองทำตาม</li>"
        "<li>ดูว่าทุกบทมีชื่อผู้เขียนและสัญญาอนุญาต</li></ul>",
        ("หนังสือ", "เผยแพร่"),
        ("siriporn",),
        "Service",
        reader="คุณลิขิตของทุกกลุ่ม",
    ),
    Told(
        "thongchai",
        -13,
        AssetType.LESSON,
        SUPPLIES,
        "งานจ้างสามงวด ปฏิทินแผ่นเดียวไม่พอ",
        "สิ่งที่พลาด เหตุที่พลาด และสิ่งที่จะทำครั้งหน้า",
        "<h2>ตั้งใจว่าอย่างไร</h2><p>ใช้ปฏิทินตรวจรับแผ่นเดียวกับงานถนนสามงวด ให้จบงวดละห้าวัน</p>"
        "<h2>เกิดอะไรขึ้น</h2><p>ช่องไม่พอ ต้องเขียนทับกัน งวดที่สองตรวจช้าไปเก้าวันเพราะอ่านวันผิด</p>"
        "<h2>ครั้งหน้า</h2><p>แยกแผ่นตามงวด และให้ผู้รับจ้างเก็บสำเนาไว้หนึ่งแผ่น</p>",
        ("ตรวจรับ", "งานจ้าง"),
        ("anong",),
    ),
    Told(
        "malee",
        -11,
        AssetType.QA,
        RECORDS,
        "หนังสือด่วนถึงอำเภอ ส่งทางไหนแล้วมีคนรับจริง",
        "รวมคำตอบจากเจ้าหน้าที่สารบรรณสี่อำเภอ",
        "<h2>ถาม</h2><p>หนังสือด่วนออกจากจังหวัดบ่ายสามโมง ทำอย่างไรให้อำเภอรู้ก่อนเลิกงาน</p><h2>ตอบ</h2>"
        + steps(
            "ส่งในระบบสารบรรณก่อนเสมอ เพราะเป็นหลักฐาน",
            "โทรบอกเลขหนังสือให้คนรับเวร ไม่ใช่โทรบอกหัวหน้า",
            "ขอให้คนรับตอบชื่อกลับมาหนึ่งบรรทัด เก็บไว้กับเรื่อง",
        ),
        ("สารบรรณ", "หนังสือด่วน"),
        ("siriporn",),
    ),
    Told(
        "pinkaew",
        -27,
        AssetType.PRACTICE,
        SUPPLIES,
        "ถ่ายรูปก่อนเปิดกล่อง ตรวจรับย้อนหลังได้",
        "รูปสามใบ ลดการโต้แย้งเรื่องของชำรุด",
        "<p>ปีก่อนมีของชำรุดสี่ครั้ง ตกลงกับผู้ขายไม่ได้สองครั้ง เพราะไม่มีใครจำได้ว่ากล่องบุบมาก่อนหรือไม่</p>"
        "<h2>ทำอย่างไร</h2>"
        + steps(
            "รูปที่หนึ่ง กล่องปิดทั้งกองกับใบส่งของ",
            "รูปที่สอง มุมที่บุบหรือฉีก ถ้ามี",
            "รูปที่สาม ของที่นำออกครบตามรายการ",
        )
        + "<h2>ผล</h2><p>หกเดือนหลังเริ่มใช้ มีของชำรุดสามครั้ง ผู้ขายเปลี่ยนให้ทั้งสามครั้งภายในเจ็ดวัน</p>",
        ("ตรวจรับ", "หลักฐาน"),
        ("anong", "siriporn"),
    ),
    Told(
        "boonsong",
        -2,
        AssetType.PRACTICE,
        SUPPLIES,
        "คุยกับผู้ขายห้านาทีก่อนวันส่งของ",
        "โทรถามสามข้อ ลดการส่งผิดรุ่น",
        "<p>โทรก่อนวันส่งของสองวัน ถามรุ่น จำนวน และชื่อคนส่ง จดลงปฏิทินตรวจรับ</p>"
        "<p>ตั้งแต่เดือนสิงหาคมมีของส่งผิดรุ่นหนึ่งครั้ง จากเดิมเฉลี่ยเดือนละครั้ง</p>",
        ("ตรวจรับ", "ผู้ขาย"),
        (),
    ),
)


def treat(librarian: Librarian) -> None:
    """Eight items of six kinds; the last one waits for its committee."""
    agency = librarian.agency.unit
    for told in ITEMS:
        home = librarian.community(told.home)
        named = Category.objects.filter(agency=agency, community=home, name=told.category)
        asset = librarian.write(
            told.who,
            told.day,
            Beginning(told.type, told.title, home, f"agency:{agency.pk}", told.html),
            tags=told.tags,
            categories=list(named),
            summary=told.summary,
            symptom=told.symptom,
            reader=told.reader,
        )
        asset = librarian.judge(asset, told.who, told.day + 1, *told.judges)
        if told.title in (ODD_MAIL, NO_NET):
            for handle in ("malee", "wanida", "yanisa"):
                with librarian.stage.at(-6, 13):
                    is_solved = (told.title, handle) != (NO_NET, "wanida")
                    say_solved(asset, by=librarian.people[handle], is_solved=is_solved)
        if told.title == WIFI:
            with librarian.stage.at(-7, 9):
                use(asset, by=librarian.people["wanida"], how="แยกชื่อ Wi-Fi ของผู้มาติดต่อแล้ว")
