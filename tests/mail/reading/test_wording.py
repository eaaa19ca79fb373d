"""Absence notes and people who write in the same words; addresses that say what a mail is."""

import pytest

from sala.mail.reading.addressed import is_farewell, reply_token
from sala.mail.reading.headers import split_fields
from sala.mail.reading.wording import Wording, automatic_by_words

LIST = frozenset(["km@lists.example.go.th"])


def is_automatic(text: str, subject: str = "Re: เรื่องในกลุ่ม") -> bool:
    said = Wording(subject, text, "a@example.go.th", answers=True, quotes=False)
    return automatic_by_words(said) is not None


@pytest.mark.parametrize(
    "text",
    [
        "ขณะนี้ข้าพเจ้าลาพักผ่อน จะกลับมาปฏิบัติงานวันที่ 9 มีนาคม 2569 หากเร่งด่วนติดต่อคุณอร 02 555 0142",
        "I am on annual leave until 9 March with limited access to e-mail.",
        "ข้าพเจ้าเกษียณอายุราชการแล้ว โปรดติดต่อ saraban@example.go.th แทน",
        "ได้รับจดหมายอิเล็กทรอนิกส์ของท่านแล้ว จะดำเนินการภายใน 15 วัน (ตอบรับโดยระบบ)",
    ],
)
def test_an_absence_note_is_a_machine(text: str) -> None:
    assert is_automatic(text)


@pytest.mark.parametrize(
    "text",
    [
        "ติดราชการที่ขอนแก่น ขอส่งคุณมาลีเข้าประชุมแทนครับ",
        "วันที่ 23-27 ดิฉันไปราชการค่ะ ถ้าด่วนติดต่อคุณแดงแทนได้เลยนะคะ",
        "ขอลาพักผ่อนวันที่ 20 ค่ะ จะกลับมาทำงานวันที่ 23",
        "ขอบคุณสำหรับอีเมลค่ะ จะส่งข้อมูลให้ภายในวันศุกร์",
        "ใครเคยตั้งข้อความตอบกลับอัตโนมัติว่าขณะนี้ลาพักผ่อน จะกลับวันที่ 9 บ้างครับ",
    ],
)
def test_someone_who_will_be_away_is_a_person(text: str) -> None:
    assert not is_automatic(text)


def test_an_answer_to_an_automatic_reply_is_a_persons() -> None:
    assert is_automatic("รับทราบ", "Automatic reply: นัดประชุม")
    assert not is_automatic("รบกวนปิดด้วย", "Re: Automatic reply: นัดประชุม")


@pytest.mark.parametrize(
    ("to", "token"),
    [
        ("reply+k3v9q2@lists.example.go.th", "k3v9q2"),
        ("km+r.abc123@lists.example.go.th", "abc123"),
        ("km+abc123@lists.example.go.th", "abc123"),
        ("km-reply-abc123@lists.example.go.th", "abc123"),
        ("no-reply-abc123@lists.example.go.th", None),
        ("km+unsubscribe@lists.example.go.th", None),
        ("km@lists.example.go.th", None),
        ("someone+abc123@elsewhere.example", None),
    ],
)
def test_reply_tokens(to: str, token: str | None) -> None:
    assert reply_token(split_fields(f"To: {to}".encode()), LIST) == token


@pytest.mark.parametrize(
    ("to", "farewell"),
    [
        ("km+unsubscribe@lists.example.go.th", True),
        ("KM-leave@lists.example.go.th", True),
        ("other+unsubscribe@elsewhere.example", False),
        ("leave@lists.example.go.th", False),
        ("km@lists.example.go.th", False),
    ],
)
def test_an_address_can_be_an_order(to: str, farewell: bool) -> None:
    assert is_farewell(split_fields(f"To: {to}".encode()), LIST) is farewell
