"""Taking leave: what follows a sign-off, a separator or the sender's own contact block is not part
of the answer.
"""

import re

from sala.mail.reading import marks, phrases
from sala.mail.reading.lines import Line
from sala.mail.reading.names import TITLE, Sender

_HARD_CONTACT = re.compile(
    r"(?:โทร|โทรศัพท์|มือถือ|แฟกซ์|โทรสาร|เบอร์|tel|fax|mobile|phone|cell|ext|ต่อ|ภายใน|"
    r"มท)\s*\.?\s*(?:\([^)]*\)\s*)?[:：.]?\s*[+(]?[\d๐-๙]"
    r"|(?<!\d)0\d[\d -]{6,12}\d(?!\d)|\+66|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|"
    r"https?://|www\.|"
    r"(?:line|ไลน์)\s*(?:(?:id|ไอดี)\b|[:：])|[TMFE]\s*[:.]\s*[\d+(]",
    re.IGNORECASE,
)
_SOFT_CONTACT = re.compile(
    r"^(?:(?:รอง|ผู้ช่วย)?(?:ผู้อำนวยการ|ผอ|หัวหน้า|อธิบดี|เลขา|ปลัด|นัก[ก-๙]|เจ้าหน้าที่|"
    r"เจ้าพนักงาน|พนักงาน|พยาบาล|แพทย์|ทันตแพทย์|เภสัชกร|อาจารย์|ครู|วิศวกร|สถาปนิก|"
    r"นิติกร|"
    r"บรรณารักษ์|ผู้จัดการ|ผู้ประสานงาน|ผู้เชี่ยวชาญ|ที่ปรึกษา|คุณ(?:อำนวย|กิจ|ลิขิต|"
    r"เอื้อ)|ตำแหน่ง)|"
    r"กอง|กรม|สำนัก|ส่วน|ฝ่าย|งาน|กลุ่ม|ศูนย์|กระทรวง|สถาบัน|มหาวิทยาลัย|คณะ|ภาควิชา|"
    r"โรงพยาบาล|รพ|องค์การ|องค์กร|เทศบาล|อบต|อบจ|สนง|บริษัท|แผนก|หน่วย|ชั้น|อาคาร|ถนน|ถ\.|"
    r"เลขที่|\d+/\d+|"
    r"แขวง|เขต|ตำบล|อำเภอ|จังหวัด|ต\.|อ\.|จ\.|กรุงเทพ|"
    r".*(?:director|manager|officer|specialist|engineer|nurse|lecturer|head of|chief|"
    r"department|division|ministry|bureau|office of|university|hospital|bangkok))",
    re.IGNORECASE,
)

_FILLED_IN = re.compile(
    r"[\s*•-]*[^\s:：]{2,20}(?: [^\s:：]{1,12})?\s*[:：]"
)  # ชื่อ: a form, not a card

_CELLS = re.compile(r"\s*[|•·]\s*|\s{3,}|,\s+|\s[-–/]\s")
_MOTTO = re.compile(r"\s*[\"“'‘][^\"”]{4,100}[\"”'’]\s*$")


MAX_TAILS = 12
_LIKE_A_NAME = re.compile(
    r"(?!ขอบ|เรียน|เรื่อง|จึง|แต่|และ|หรือ|ทั้งนี้|โดย|ส่ง|เพื่อ|ตาม|สวัสดี|ติดต่อ|dear|thank|please|see)"
    r"[^\W\d_][^\s\d]{1,18}(?:\s+[^\W\d_(][^\s\d]{1,18}){1,2}(?:,?\s*(?:ph\.?d\.?|"
    r"\([^()]{1,20}\)))?$",
    re.IGNORECASE,
)


def without_leave(run: list[Line], sender: Sender) -> list[Line]:
    """A run of new lines without signature, device line, notices and list footers."""
    found = _said(run, sender)
    kept = {id(line) for line in found}
    for line in run:
        line.out = "" if id(line) in kept else "leave"
    return found


def _said(run: list[Line], sender: Sender) -> list[Line]:
    lines = _without_banner(_stripped([line for line in run if line.mark != "signature"]))
    for _ in range(MAX_TAILS):
        before = len(lines)
        lines = _stripped(_without_tail(lines))
        if len(lines) == before:
            break
    at = next(
        (i for i, line in enumerate(lines) if _begins_leave(lines, i, sender)),
        len(lines),
    )
    kept = lines[:at]
    if (
        at < len(lines)
        and (tail := phrases.SIGN_OFF_TAIL.match(lines[at].text))
        and not phrases.SIGN_OFF_LINE.match(lines[at].text)
    ):
        kept = [*kept, Line(tail["kept"])]
    return _stripped(_without_device_lines(kept))


def _begins_leave(lines: list[Line], at: int, sender: Sender) -> bool:
    line = lines[at]
    if not line.text or len(line.text) > 300:
        return False
    if phrases.SEPARATOR.match(line.text) or phrases.SIGN_OFF_LINE.match(line.text):
        return True
    named = phrases.SIGN_OFF_NAMED.match(line.text)
    if named and _is_name(named["rest"], sender, loose=len(lines) - at <= 8):
        return True
    if at == len(lines) - 1 and phrases.SIGN_OFF_COMMA.match(line.text):
        return True
    if phrases.SIGN_OFF_TAIL.match(line.text):
        return True
    below = lines[at : at + 41]
    if marks.is_rule(line) or phrases.LOOSE_SEPARATOR.match(line.text):
        return len(below) > 1 and _is_all_contact(below[1:])
    return _is_contact_block(below, sender)


def _is_all_contact(lines: list[Line]) -> bool:
    """Under a drawn line, nothing to the end but names, posts and numbers: a signature of sorts."""
    texts = [line.text for line in lines if line.text]
    if not 1 <= len(texts) <= 10 or any(len(text) > 80 for text in texts):
        return False
    contacts, talk = _contacts(texts)
    return any(_HARD_CONTACT.search(text) for text in contacts) and not talk


def _is_contact_block(lines: list[Line], sender: Sender) -> bool:
    """The sender's own name on a line, and under it nothing but ways to reach a person."""
    texts = [line.text for line in lines if line.text]
    texts[:1] = _cells(texts[0], sender)
    first = texts[0]
    if len(lines) > 40 or len(first) > 70 or _FILLED_IN.match(first):
        return False
    if not _is_name(first, sender) and not (
        sender.sounds_like(first) or _names_own_address(texts, sender)
    ):
        return False
    if not 2 <= len(texts) <= 14 or any(len(text) > 200 for text in texts):
        return False
    contacts, talk = _contacts([text for text in texts[1:] if not _MOTTO.match(text)])
    reachable = any(_HARD_CONTACT.search(text) for text in contacts)
    return bool(contacts) and not talk and (reachable or len(contacts) * 2 >= len(texts) - 1)


def _cells(line: str, sender: Sender) -> list[str]:
    """A card on one line, สมชาย ใจดี | ผู้อำนวยการ | โทร. …, as its cells."""
    if len(line) > 300:
        return [line]
    cells = [cell for cell in _CELLS.split(line) if cell]
    return cells if len(cells) > 1 and sender.is_named_in(cells[0]) else [line]


def _names_own_address(texts: list[str], sender: Sender) -> bool:
    """A first line that looks like a name, and the sender's own address further down."""
    head = TITLE.sub("", texts[0]) if texts else ""
    if not sender.address or phrases.SPEECH.search(head):
        return False
    if not _LIKE_A_NAME.match(head) and not sender.goes_by(head):
        return False
    return any(sender.address.lower() in text.lower() for text in texts[1:])


def _contacts(texts: list[str]) -> tuple[list[str], list[str]]:
    """Which lines are ways to reach a person, and which are speech."""
    contacts, talk = [], []
    for text in texts:
        if _HARD_CONTACT.search(text) or _SOFT_CONTACT.match(text.strip("*_ (")):
            contacts.append(text)
        elif len(text) > 60 or phrases.SPEECH.search(text):
            talk.append(text)
    return contacts, talk


def _is_name(text: str, sender: Sender, *, loose: bool = False) -> bool:
    """Is this line the sender's name? After a sign-off, any name in a signature's dress is."""
    if len(text) > 70 or phrases.SPEECH.search(TITLE.sub("", text)):
        return False
    if loose and (text.startswith("(") or TITLE.match(text)) and len(text.split()) <= 4:
        return len(text) <= 45
    return sender.is_named_in(text)


def _without_tail(lines: list[Line]) -> list[Line]:
    """Drop the last paragraph when a machine wrote it, with the rule above it."""
    start = len(lines)
    while start and lines[start - 1].text and not marks.is_rule(lines[start - 1]):
        start -= 1
    paragraph = "\n".join(line.text for line in lines[start:])
    if start == len(lines) and lines:
        return lines[:-1]
    if paragraph and (phrases.is_footer(paragraph) or phrases.is_notice(paragraph)):
        return lines[: start + _own_lines(lines[start:])]
    if len(lines) - start == 1 and phrases.is_device_line(lines[-1].text):
        return lines[:start]
    return lines


def _own_lines(paragraph: list[Line]) -> int:
    """How many lines at the head of a machine's paragraph are still the sender's."""
    texts = [line.text for line in paragraph]
    first = next(
        (i for i, text in enumerate(texts) if phrases.is_footer(text) or phrases.is_notice(text)),
        0,
    )
    if first and any(_is_mechanical(text) for text in texts[:first]):
        first = next(i for i, text in enumerate(texts) if _is_mechanical(text))
    return first


def _is_mechanical(text: str) -> bool:
    return bool(
        phrases.SEPARATOR.match(text)
        or phrases.NOTICE_TITLE.match(text)
        or "mailing list" in text.lower()
    )


def _without_banner(lines: list[Line]) -> list[Line]:
    """A gateway's warning that the mail came from outside, put above the text."""
    end = next((i for i, line in enumerate(lines) if not line.text), len(lines))
    head = "\n".join(line.text for line in lines[:end])
    if len(head) < 500 and end < len(lines) and phrases.OUTSIDE_BANNER.match(head.lstrip("[*_- ")):
        return _stripped(lines[end:])
    return lines


def _without_device_lines(lines: list[Line]) -> list[Line]:
    while lines and phrases.is_device_line(lines[-1].text):
        lines = _stripped(lines[:-1])
    return lines


def _stripped(lines: list[Line]) -> list[Line]:
    """Without blank lines at either end, and without rules drawn under the last one."""
    start, end = 0, len(lines)
    while start < end and not lines[start].text.strip():
        start += 1
    while end > start and (
        not lines[end - 1].text.strip()
        or marks.is_rule(lines[end - 1])
        or phrases.LOOSE_SEPARATOR.match(lines[end - 1].text)
    ):
        end -= 1
    return lines[start:end]
