"""Where the new text ends: marks, attributions, header blocks, and the sentences that resemble
them.
"""

import pytest

from sala.mail.reading.html import html_lines
from sala.mail.reading.lines import plain_lines
from sala.mail.reading.marks import attribution
from sala.mail.reading.quotes import Cut, cut_quotes


def cut(text: str, *, is_answer: bool = True, is_forward: bool = False) -> Cut:
    return cut_quotes(plain_lines(text), is_answer=is_answer, is_forward=is_forward)


def new(found: Cut) -> list[str]:
    return [line.text for run in found.runs for line in run if line.text]


ATTRIBUTIONS = [
    "เมื่อ จ. 5 ม.ค. 2569 เวลา 10:30 สมศรี <s@x.example> เขียนว่า:",
    "On Mon, Jan 5, 2026 at 10:30 AM S <s@x.example> wrote:",
    "สมศรี <s@x.example> เขียนเมื่อ จ. 5 ม.ค. 2569 เวลา 10:30 น.:",
    "5 มกราคม ๒๕๖๙ ๑๐:๓๐ สมศรี <s@x.example>:",
    "---- On Wed, 24 Feb 2021 14:02:50 +0700 s@x.example wrote ----",
]
SENTENCES = [
    "เมื่อวันที่ 5 มกราคม 2569 เวลา 10.30 น. ศูนย์แจ้งว่า:",
    "ในคู่มือเขียนว่า",
    "He wrote a letter on 5 January 2026 at 10:30.",
    "ประชุมวันที่ 5 มกราคม 2569 เวลา 10.30 น.",
    "ส่งถึง s@x.example ภายใน 5 ม.ค. 2569 เวลา 10:30",
]


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_an_attribution_stands_by_itself(line: str) -> None:
    judged = attribution(line)
    assert judged is not None
    assert judged.strong
    assert new(cut(f"ใหม่\n\n{line}\n\nเก่า")) == ["ใหม่"]


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_is_no_attribution(line: str) -> None:
    judged = attribution(line)
    assert judged is None or not judged.strong
    assert new(cut(f"{line}\nต่อ")) == [line, "ต่อ"]


@pytest.mark.parametrize("width", range(20, 64, 4))
def test_an_attribution_may_be_wrapped_anywhere(width: int) -> None:
    words = ATTRIBUTIONS[0].split(" ")
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    assert new(cut("ใหม่\n\n" + "\n".join(lines) + "\n\n> เก่า")) == ["ใหม่"]


def test_answers_between_quotes_keep_their_order() -> None:
    found = cut("> ก\nหนึ่ง\n> ข\n> > ค\nสอง\n\nสาม")
    assert new(found) == ["หนึ่ง", "สอง", "สาม"]
    assert found.quoted


def test_a_header_block_needs_an_answer_or_an_address() -> None:
    memo = "จาก: กองแผนงาน\nวันที่: 5 มกราคม 2569 เวลา 9.30 น.\nถึง: ทุกกอง\nเรื่อง: ส่งแผน\n\nขอให้ส่ง"
    assert len(new(cut("เรียน\n" + memo, is_answer=False))) == 6
    assert new(cut("ใหม่\n" + memo)) == ["ใหม่"]
    mailed = memo.replace("กองแผนงาน", "กองแผนงาน <plan@x.example>")
    assert new(cut("ใหม่\n" + mailed, is_answer=False)) == ["ใหม่"]


def test_a_forward_stays_whole() -> None:
    block = "จาก: ก <a@x.example>\nส่ง: 5 ม.ค. 2569 10:30\nเรื่อง: ข\n\n> ค\nง"
    found = cut("เพื่อทราบ\n\n" + block, is_forward=True)
    assert new(found) == ["เพื่อทราบ"]
    assert [line.whole for line in found.forward] == block.split("\n")


def test_points_marked_by_their_writer_stay() -> None:
    text = "> ข้อหนึ่ง\n> ข้อสอง"
    assert new(cut(text, is_answer=False)) == text.split("\n")
    assert new(cut(text)) == []


def test_html_of_an_unknown_language_is_cut_by_its_marks() -> None:
    page = (
        '<div>ใหม่</div><div class="gmail_attr">Ngày 5 thg 1, 2026 Lan đã viết:</div>'
        '<blockquote class="gmail_quote">เก่า</blockquote><div>ท้าย</div>'
    )
    found = cut_quotes(html_lines(page), is_answer=True, is_forward=False)
    assert new(found) == ["ใหม่", "ท้าย"]


HEAD = "From: a <a@example.go.th>\nSent: Thursday, March 5, 2026\nTo: b\nSubject: x\n\n"


def test_answers_promised_inside_unmarked_history_are_found() -> None:
    found = cut(f"ตอบด้านล่างครับ\n\n{HEAD}ใช้งบเท่าไร\nตอบ: 5,000 บาท\nที่ไหน\nตอบ: ห้อง 1")
    assert new(found) == ["ตอบด้านล่างครับ", "ตอบ: 5,000 บาท", "ตอบ: ห้อง 1"]


def test_history_nobody_answered_stays_history() -> None:
    assert new(cut(f"รับทราบครับ\n\n{HEAD}ถาม: ที่ไหน\nตอบ: ห้อง 1")) == ["รับทราบครับ"]
