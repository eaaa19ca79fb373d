"""A few days of mail to one community, taken in as real mail is: posted, held, left out, refused."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime
from typing import NamedTuple

from sala.communities.models import Community
from sala.home.demo.stage import Agency, Stage
from sala.mail.intake import take_in
from sala.mail.storing import Arrived, store
from sala.mail.tokens import list_address, reply_address
from sala.talk.models import Thread

COMMUNITY = "หมอคอมประจำอำเภอ"
PRINTERS = "แนะนำตัวกันหน่อย อำเภอไหนใช้เครื่องพิมพ์รุ่นอะไร"


class Note(NamedTuple):
    """`who` answers by the address the question gave; without one it goes to the list."""

    day: int
    hour: int
    who: str
    sender: str
    subject: str
    text: str
    is_automatic: bool = False


NOTES = (
    Note(
        -2, 15, "chutima", "", f"Re: {PRINTERS}",
        "ห้องธุรการใช้อิงก์เจ็ทสองเครื่องค่ะ หัวพิมพ์ตันถ้าไม่ได้ใช้เกินสัปดาห์"
        " ตอนนี้ตั้งให้พิมพ์หน้าทดสอบทุกวันจันทร์ ไม่ตันอีกเลย",
    ),
    Note(
        -2, 15, "boonsong", "", f"ตอบกลับอัตโนมัติ: {PRINTERS}",
        "ขณะนี้อยู่ระหว่างลาพักผ่อน กลับมาปฏิบัติงานวันจันทร์ หากเร่งด่วนติดต่องานธุรการ", is_automatic=True,
    ),
    Note(
        -1, 9, "", "sales@printer-shop.example.com", "เสนอราคาหมึกพิมพ์ราคาพิเศษ",
        "เรียนทุกท่าน บริษัทมีหมึกเทียบเท่าลดราคาถึงสิ้นเดือน สนใจติดต่อกลับได้ครับ",
    ),
    Note(
        -1, 10, "", "krit", "เครื่องพิมพ์ภูนกยูงกลับมาใช้ได้แล้ว",
        "เปลี่ยนลูกยางดึงกระดาษตามที่พี่วิชัยบอก หายครับ อะไหล่ราคาไม่ถึงสองร้อย",
    ),
    Note(-1, 11, "kriangkrai", "", f"Re: {PRINTERS}", ""),
)  # fmt: skip


def receive(stage: Stage, agency: Agency) -> None:
    """Each message at its time, through the same door as any other."""
    community = Community.objects.get(agency=agency.unit, name=COMMUNITY)
    thread = Thread.objects.get(community=community, title=PRINTERS)
    for note in NOTES:
        with stage.at(note.day, note.hour) as moment:
            person = agency.people.get(note.who or note.sender)
            to = list_address(community.handle)
            if note.who and person:
                to = reply_address(person.pk, "thread", thread.pk)
            message = EmailMessage()
            sender = person.email if person else note.sender
            message["From"] = f"{person.full_name} <{sender}>" if person else sender
            message["To"], message["Subject"] = to, note.subject
            message["Date"] = format_datetime(moment)
            message["Message-ID"] = f"<demo{abs(note.day)}{note.hour}{note.who}@example.go.th>"
            if note.is_automatic:
                message["Auto-Submitted"] = "auto-replied"
            message.set_content(note.text)
            store([Arrived(message.as_bytes(), sender, (to.lower(),))], source="demo")
            take_in()
