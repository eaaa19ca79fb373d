"""What people of the demonstration write in their books: a series, stories from work, a comment."""

from __future__ import annotations

from typing import NamedTuple

from sala.communities.models import Community
from sala.home.demo.stage import Agency, Stage
from sala.knowledge.actions.books import BookText, main_book, main_book_of_community, make_book
from sala.knowledge.actions.follows import follow_person, follow_tag
from sala.knowledge.actions.notes import NoteText, write_note
from sala.knowledge.models import Book
from sala.talk.actions.comments import comment_on


class Story(NamedTuple):
    who: str
    book: str  # own, series, group
    day: int
    text: NoteText
    remark: tuple[str, str] = ("", "")


def body(happened: str, did: str = "", learned: str = "") -> str:
    parts = (("เกิดอะไรขึ้น", happened), ("ทำอย่างไร", did), ("ได้เรียนรู้อะไร", learned))
    return "".join(f"<h2>{title}</h2><p>{words}</p>" for title, words in parts if words)


SERIES = "เดินสำนักงานเขต ๖"
STORIES = (
    Story(
        "janpen",
        "series",
        -40,
        NoteText(
            f"{SERIES} (๑) ใบเสร็จหายหนึ่งใบ",
            body(
                "ไปตรวจเยี่ยมอำเภอแรก พบใบเสร็จหายหนึ่งใบ น้องที่รับเงินตกใจจนพูดไม่ออก",
                "นั่งลงข้างเขา เปิดทะเบียนคุมไล่ทีละเลข เจอว่าเย็บติดอยู่หลังใบก่อนหน้า",
                "ก่อนถามว่าใครทำหาย ให้ถามว่าเลขสุดท้ายที่เห็นคือเลขอะไร",
            ),
            reach="public",
            licence="by-nc-nd",
            tags="การเงิน, ตรวจเยี่ยม",
            series=SERIES,
        ),
    ),
    Story(
        "janpen",
        "series",
        -33,
        NoteText(
            f"{SERIES} (๒) โต๊ะที่ไม่มีคนแทน",
            body(
                "อำเภอที่สองปิดรับเงินทุกวันพุธ เพราะเจ้าหน้าที่ไปประชุมและไม่มีคนแทน",
                "ชวนหัวหน้าทำตารางคนแทนหนึ่งแผ่น แปะไว้หลังเคาน์เตอร์",
                "ประชาชนไม่ได้โกรธที่คนน้อย โกรธที่มาแล้วไม่รู้ว่าต้องมาใหม่วันไหน",
            ),
            reach="public",
            licence="by-nc-nd",
            tags="การเงิน, บริการ",
            series=SERIES,
        ),
        ("chutima", "ที่อำเภอเราทำแล้วค่ะ แปะไว้หน้าเคาน์เตอร์ด้วย คนถามน้อยลงมาก"),
    ),
    Story(
        "janpen",
        "series",
        -12,
        NoteText(
            f"{SERIES} (๓) สามบรรทัดก่อนกลับ",
            body(
                "ทุกอำเภอถามเหมือนกันว่าตรวจแล้วจะได้อะไร",
                "ก่อนกลับขอเวลาสิบนาที เขียนสามบรรทัดให้เขาเก็บไว้ ไม่ใช่รายงานส่งกรม",
                "คนจำสามบรรทัดได้ แต่ไม่มีใครเปิดรายงานสามสิบหน้า",
            ),
            reach="public",
            licence="by-nc-nd",
            tags="การเงิน, ตรวจเยี่ยม",
            series=SERIES,
        ),
    ),
    Story(
        "boonsong",
        "own",
        -21,
        NoteText(
            "หลังคารั่ววันส่งมอบงาน",
            body(
                "งานจ้างซ่อมหลังคา ฝนตกวันตรวจรับพอดี น้ำยังหยดอยู่สองจุด",
                "ถ่ายรูปพร้อมวันที่ บันทึกในใบตรวจรับว่ารับเฉพาะส่วนที่แห้ง แล้วนัดตรวจใหม่หลังฝน",
                "ฝนคือผู้ช่วยตรวจงานที่ดีที่สุด นัดตรวจหลังคาในหน้าฝนเสมอ",
            ),
            tags="พัสดุ, ตรวจรับ",
        ),
        ("pinkaew", "ขอนำไปเล่าต่อที่หนองบัวในนะคะ ปีนี้เรามีงานหลังคาสามแห่ง"),
    ),
    Story(
        "boonsong",
        "own",
        -6,
        NoteText(
            "ลวดเย็บทำให้เครื่องสแกนกินกระดาษ",
            body(
                "เครื่องสแกนกินกระดาษทุกเช้า ช่างมาดูสองครั้งก็ไม่พบอะไร",
                "",
                "ดึงลวดเย็บออกแล้วคลี่มุมกระดาษก่อนวาง หายขาด",
            ),
            tags="เครื่องใช้สำนักงาน",
        ),
    ),
    Story(
        "wichai",
        "group",
        -15,
        NoteText(
            "สามอย่างที่ถามก่อนขับรถไปอำเภอ",
            "<p>ก่อนออกรถผมถามทางโทรศัพท์สามข้อ</p><ol><li><p>ไฟหน้าเครื่องติดกี่ดวง สีอะไร</p></li>"
            "<li><p>เครื่องอื่นในห้องพิมพ์ได้ไหม</p></li><li><p>ก่อนเสียเพิ่งย้ายอะไรหรือเปล่า</p></li></ol>"
            "<p>ครึ่งหนึ่งจบที่ข้อสาม <strong>ปลั๊กหลวมเพราะแม่บ้านถูพื้น</strong></p>",
            reach="community",
            tags="คอมพิวเตอร์",
        ),
        ("krit", "ข้อสามใช้ได้จริง เมื่อวานเจอพอดี"),
    ),
    Story(
        "wichai",
        "group",
        -4,
        NoteText(
            "สำรองข้อมูลก่อนวันหยุดยาว",
            "<p>ทำตารางนี้ทุกครั้ง</p><table><tbody><tr><th>วัน</th><th>สิ่งที่ทำ</th></tr>"
            "<tr><td>สองวันก่อน</td><td>ดูว่าแผ่นสำรองครั้งก่อนเปิดได้</td></tr>"
            "<tr><td>วันสุดท้าย</td><td>สำรองแล้วถอดแผ่นออกจากเครื่อง</td></tr></tbody></table>",
            reach="agency",
            tags="คอมพิวเตอร์",
        ),
    ),
    Story(
        "somporn",
        "own",
        -9,
        NoteText(
            "ถามชื่อแขกอย่างไรไม่ให้ห้วน",
            body(
                "แขกต่างประเทศมาติดต่อที่กอง ผมถามชื่อด้วยประโยคที่แปลตรงตัว เขายิ้มแต่หน้าเจื่อน",
                "กลับมาเปิดดูว่าควรพูดอย่างไร แล้วซ้อมกับน้องที่โต๊ะ",
                "ขึ้นต้นด้วยคำขอก่อนเสมอ น้ำเสียงเปลี่ยนทันที",
            ),
            reach="public",
            licence="by",
            tags="ภาษา, บริการ",
        ),
    ),
)


def write(stage: Stage, agency: Agency) -> None:
    """Every note at its time, written, commented on and followed by the people themselves."""
    people = agency.people
    with stage.at(-45):
        series = make_book(
            BookText(
                "จากสมุดเยี่ยมสำนักงาน",
                about="เรื่องเล่าจากการเดินเยี่ยมสำนักงานทีละแห่ง",
                tags="การเงิน, บริการ",
                reach="public",
            ),
            by=people["janpen"],
        )
    for story in STORIES:
        _write(story, stage, agency, series)
    with stage.at(-3):
        follow_person(people["janpen"], by=people["boonsong"])
        follow_person(people["boonsong"], by=people["chutima"])
        follow_tag("คอมพิวเตอร์", by=people["boonsong"])


def _write(story: Story, stage: Stage, agency: Agency, series: Book) -> None:
    writer = agency.people[story.who]
    with stage.at(story.day, 11):
        if story.book == "group":
            group = Community.objects.get(agency=agency.unit, name="หมอคอมประจำอำเภอ")
            book = main_book_of_community(group, by=writer)
        else:
            book = series if story.book == "series" else main_book(writer)
        note = write_note(book, story.text, by=writer)
    who, words = story.remark
    if who:
        with stage.at(story.day + 1, 10):
            comment_on(note, text=words, by=agency.people[who])
