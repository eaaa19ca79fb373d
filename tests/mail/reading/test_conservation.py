"""Nothing of a body that can be decoded disappears: every word is in the text or among what was
left out, with its reason. Bodies are put together from the machinery of mail clients in any order.
"""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from sala.mail.reading.message import Reading, read
from tests.mail.corpus.writing import message, part
from tests.mail.reading.test_fuzz import EXAMPLES

WORD = re.compile(r"คำ\d+ใด")
MACHINERY = [
    "{}",
    "{} ครับ",
    "> {}",
    ">> {}",
    "  {}",
    "-- ",
    "-- {}",
    "________________________________",
    "-----Original Message-----",
    "---------- Forwarded message ---------",
    "-------- ข้อความต้นฉบับ --------",
    "จาก: {} <a@example.go.th>",
    "ส่ง: 4 มีนาคม 2569 16:20 {}",
    "ถึง: {}",
    "เรื่อง: {}",
    "From: {} <a@example.go.th>",
    "Sent: Wednesday, March 4, 2026",
    "Subject: {}",
    "เมื่อ พ. 4 มี.ค. 2569 เวลา 16:20 {} <a@example.go.th> เขียนว่า:",
    "On Wed, 4 Mar 2026 at 16:20, {} <a@example.go.th> wrote:",
    "ขอแสดงความนับถือ",
    "ขอแสดงความนับถือ {}",
    "Best regards, {}",
    "สมชาย ใจดี",
    "สมชาย ใจดี ({})",
    "โทร. 0 2555 0142 {}",
    "ส่งจาก iPhone ของฉัน",
    "อีเมลฉบับนี้เป็นความลับ หากท่านมิใช่ผู้รับที่ระบุ โปรดลบ {}",
    "You received this message because {} unsubscribe https://x.example",
    "ตอบด้านล่าง {}",
    "ตอบ: {}",
    "[image: ภาพ.png] {}",
    "",
]
TAGS = ["div", "p", "span", "blockquote", "li", "td", "b", "pre", "h1", "a"]
SHAPES = [
    "",
    ' class="gmail_quote"',
    ' class="gmail_signature"',
    ' id="divRplyFwdMsg"',
    ' type="cite"',
    ' style="color:#0070C0"',
    ' id="appendonsend"',
]

lines = st.lists(st.sampled_from(MACHINERY), min_size=1, max_size=14)
SENDER = "สมชาย ใจดี <somchai@example.go.th>"
answers = st.sampled_from(["", "Re: ", "Fwd: "])


def filled(patterns: list[str]) -> str:
    """The lines with a word of their own in each, so that one that vanished has a name."""
    return "\n".join(
        pattern.replace("{}", f"คำ{number}ใด", 1).replace("{}", f"คำ{number + 500}ใด")
        for number, pattern in enumerate(patterns)
    )


def missing(reading: Reading, body: str) -> set[str]:
    found = "\n".join([reading.text or "", *(text for _, text in reading.left_out)])
    return set(WORD.findall(body)) - set(WORD.findall(found))


def sent(subject: str, content: bytes) -> Reading:
    return read(message(SENDER, subject, content), ["km@lists.example.go.th"])


@settings(max_examples=EXAMPLES)
@given(lines, answers)
def test_every_word_of_a_plain_body_is_somewhere(patterns: list[str], prefix: str) -> None:
    body = filled(patterns)
    reading = sent(f"{prefix}เรื่อง", part(body))
    assert not missing(reading, body), body
    assert all(why in ("quoted", "leave") for why, _ in reading.left_out)


@settings(max_examples=EXAMPLES)
@given(
    st.lists(
        st.tuples(st.sampled_from(TAGS), st.sampled_from(SHAPES), st.sampled_from(MACHINERY)),
        min_size=1,
        max_size=14,
    ),
    st.booleans(),
)
def test_every_word_of_a_page_is_somewhere(
    elements: list[tuple[str, str, str]], closed: bool
) -> None:
    body = "".join(
        f"<{tag}{shape}>{filled([pattern]).replace('คำ0', f'คำ{number}')}"
        + (f"</{tag}>" if closed else "")
        for number, (tag, shape, pattern) in enumerate(elements)
    )
    body = re.sub(r"<(?=a@|somchai@)", "&lt;", body)
    reading = sent("Re: เรื่อง", part(body, "html"))
    assert not missing(reading, body), body
