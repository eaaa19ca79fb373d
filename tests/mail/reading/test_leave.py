"""Signatures and what else is no part of an answer; names, devices, notices, orders to the list."""

import pytest

from sala.mail.reading.commands import is_command
from sala.mail.reading.lines import plain_lines
from sala.mail.reading.names import Sender, sounds
from sala.mail.reading.phrases import is_device_line, is_footer, is_notice
from sala.mail.reading.signatures import without_leave

SOMCHAI = Sender("สมชาย ใจดี", "somchai@x.example")


def left(text: str, sender: Sender = SOMCHAI) -> str:
    return "\n".join(line.text for line in without_leave(plain_lines(text), sender))


@pytest.mark.parametrize(
    "leave",
    [
        "-- \nสมชาย",
        "ขอแสดงความนับถือ\nสมชาย",
        "ด้วยความเคารพอย่างสูง",
        "Best regards,\nSomchai",
        "ขอแสดงความนับถือ (นายสมชาย ใจดี)",
        "นายสมชาย ใจดี\nนักวิชาการสาธารณสุข\nโทร. 0 2555 0142",
        "Somchai Jaidee\nPublic Health Officer\nTel. 02 555 0142",
        "สมชาย ใจดี | นักวิชาการ | กรมอนามัย | โทร. 0 2555 0142",
        'สมชาย ใจดี\nนักวิชาการ\nโทร. 0 2555 0142\n"น้ำดี ชีวิตดี ทำได้ทุกวัน"',
        "Somchai\nHealth Division\nsomchai@x.example",
        "Chai J.\nsomchai@x.example\n02-555-0142",
        "ส่งจาก iPhone ของฉัน",
        "________________________________\nกลุ่มงานพัสดุ\nโทร. 0 2555 0142",
    ],
)
def test_leave_is_taken_off(leave: str) -> None:
    assert left(f"เห็นด้วยครับ\n\n{leave}") == "เห็นด้วยครับ"


@pytest.mark.parametrize(
    "text",
    [
        "ขอบคุณครับ",
        "จึงเรียนมาเพื่อโปรดทราบ",
        "นายวิชัย สอนเก่ง\nโทร. 081-555-0177",
        "ด้วยความเคารพ ผมไม่เห็นด้วย",
        "สมชาย ใจดี\nอนงค์ แสงทอง",
        "ส่งจากมือถือไม่ได้ครับ",
        "ชื่อ: สมชาย ใจดี\nโทร: 0 2555 0142",
        "สมชาย ใจดี, อนงค์ แสงทอง, บุญ",
        "ขอบคุณครับ\nสมชาย",
    ],
)
def test_what_is_said_stays(text: str) -> None:
    assert left(f"เรียน ทุกท่าน\n\n{text}") == f"เรียน ทุกท่าน\n\n{text}"


@pytest.mark.parametrize(
    ("thai", "latin"),
    [
        ("สมชาย", "Somchai"),
        ("ณัฐพงศ์", "Nattapong"),
        ("วราภรณ์", "Waraporn"),
        ("ประเสริฐ", "Prasert"),
        ("ธีรพงษ์", "Theerapong"),
        ("กนกวรรณ", "Kanokwan"),
    ],
)
def test_one_name_in_two_scripts(thai: str, latin: str) -> None:
    assert sounds(thai)[:2] == sounds(latin)[:2]


def test_another_name_does_not_sound_like_it() -> None:
    assert not SOMCHAI.sounds_like("Wilai Thongchai")
    assert not SOMCHAI.sounds_like("Somchai")
    assert SOMCHAI.sounds_like("Mr. Somchai Jaidee")


def test_device_lines() -> None:
    assert is_device_line("Sent from my Galaxy")
    assert is_device_line("ดาวน์โหลด Outlook สำหรับ Android<https://aka.ms/x>")
    assert not is_device_line("ส่งจากเครื่องโทรสารของจังหวัด")


def test_notices_and_footers_are_not_talk_about_them() -> None:
    notice = "อีเมลฉบับนี้เป็นความลับ หากท่านมิใช่ผู้รับที่ระบุ โปรดแจ้งผู้ส่งและลบอีเมลนี้ทันที"
    assert is_notice(notice)
    assert not is_notice("เอกสารลับส่งทางอีเมลได้ไหมคะ")
    assert is_footer("ยกเลิกการรับอีเมล: https://x.example/u")
    assert not is_footer("ถ้าจะยกเลิกการรับของ กดที่ลิงก์นี้ได้เลยครับ")


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("unsubscribe", True),
        ("ขอยกเลิก", True),
        ("รบกวนยกเลิกการรับข่าวสารทางอีเมลด้วยนะครับ", True),
        ("ขอยกเลิกการประชุม", False),
        ("ยกเลิกแล้วครับ", False),
        ("ไม่ได้รับอีเมลครับ", False),
        ("เนื่องจากย้ายหน่วยงานแล้ว ขอถอนชื่อออกจากรายชื่ออีเมลกลุ่มครับ", True),
        ("Dear admin, I would like to unsubscribe from this list. Thank you", True),
        ("ปุ่มยกเลิกการรับอีเมลในหน้าเว็บกดไม่ติดครับ", False),
        ("ขอนำข้อความออกจากกลุ่มครับ", False),
        ("Please remove my name from the list of speakers", False),
        ("Please help me with the form", False),
        ("", False),
    ],
)
def test_an_order_is_nothing_else(text: str, command: bool) -> None:
    assert is_command(text) is command
