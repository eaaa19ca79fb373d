"""Single lines that belong to the machinery of a mail client: attributions, header labels,
dividers.

Each function judges by several small signs together, so that a sentence which merely resembles one
stays a sentence.
"""

import re
from typing import NamedTuple

from sala.mail.reading.dates import has_clock, has_date
from sala.mail.reading.lines import Line

ADDRESS = re.compile(r"(?<![\w.+%=-])[\w.+%=-]{1,128}@[\w-]+(?:\.[\w-]+)+")
_WRAP = "*_ \t"
_VERB_END = re.compile(
    r"(?:ได้เขียนข้อความ|ได้เขียนไว้|เขียนไว้ว่า|ได้เขียนว่า|เขียนข้อความว่า|เขียนว่า|เขียนไว้|ได้เขียน|เขียน|"
    r"ตอบว่า|ได้ตอบว่า|ส่งข้อความว่า|พิมพ์ว่า|ได้ส่งข้อความ|wrote|writes|schrieb|a écrit|escribió|"
    r"написал)\s*(?P<colon>[:：])?\s*-{0,5}\s*$",
    re.IGNORECASE,
)
_VERB_INSIDE = re.compile(
    r"(?:เขียนเมื่อ|เขียนในวันที่|เขียนวันที่|ได้เขียนเมื่อ|wrote on)\b.*[:：]\s*$", re.IGNORECASE
)
_OPENING = re.compile(
    r"^[-*_ ]*(?:เมื่อ|ในวัน|ณ วันที่|วันที่|วัน(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์)|"
    r"On\s|At\s|Am\s|Le\s|\d{1,4}[/. -]|\d{1,2}\s?[ก-ฮ])",
    re.IGNORECASE,
)
_RUN_IN = re.compile(
    r"^(?P<head>(?:On|ในวัน|เมื่อ|วัน)[^\n]{10,250}?(?:wrote|เขียนว่า|เขียน|ได้เขียนข้อความ|"
    r"เขียนข้อความ)\s*[:：])(?:\s{2,}|(?<=>:)\s)\s*\S",
    re.IGNORECASE,
)
_RUNS_ON = re.compile(r">\s*(?:ได้)?(?:wrote|เขียนว่า|เขียนข้อความ|เขียน)\s*[:：]\s", re.IGNORECASE)
_QUOTING = re.compile(r"^(?:quoting|citing|อ้างถึง|อ้างอิง|อ้างข้อความ)[^\n]{1,200}[:：]$", re.IGNORECASE)
_BARE_TAIL = re.compile(
    r"(?:<[^<>@\s]+@[^<>\s]+>|\[[^\]@\s]+@[^\]\s]+\])\s*(?:\([^()]*\)\s*)?[:：]\s*$"
)

_FROM = "จาก|ผู้ส่ง|ส่งจาก|ส่งโดย|From|Von|De|送信者"
_SENT = (
    "ส่งเมื่อ|ส่งแล้ว|ส่งวันที่|วันที่ส่ง|วันที่/เวลา|วันเวลา|วัน-เวลา|วันที่และเวลา|"
    "วันที่|เวลา|ส่ง|เมื่อ|"
    "Sent|Date|Received|Datum|Gesendet"
)
_TO = "ถึง|ผู้รับ|ส่งถึง|To|An"
_COPY = (
    "สำเนาถึง|สำเนาลับถึง|สำเนาลับ|สำเนาเรียน|สำเนา|ซีซี|คัดลอกถึง|คัดลอก|แอบสำเนาถึง|"
    "ตอบกลับถึง|ตอบกลับไปยัง|ตอบกลับ|"
    "Cc|Bcc|Reply-To|Reply to"
)
_ABOUT = "เรื่อง|หัวเรื่อง|หัวข้อ|หัวจดหมาย|ชื่อเรื่อง|หัวข้อเรื่อง|Subject|Betreff|Topic"
_OTHER = (
    "ความสำคัญ|ระดับความสำคัญ|ลำดับความสำคัญ|สิ่งที่แนบมา|สิ่งที่แนบ|ไฟล์แนบ|แนบไฟล์|เอกสารแนบ|"
    "Importance|Attachments?|Sensitivity|Organization|In-Reply-To|Message-ID|Priority|"
    "X-Mailer|ในนามของ|On behalf of"
)
_LABELS = {
    "from": _FROM,
    "sent": _SENT,
    "to": _TO,
    "copy": _COPY,
    "about": _ABOUT,
    "other": _OTHER,
}
_LABEL = re.compile(
    r"^[*_ \t|]*(?:"
    + "|".join(f"(?P<{key}>{words})" for key, words in _LABELS.items())
    + r")[*_ \t]*[:：][*_]*(?:\s|(?=\S))",
    re.IGNORECASE,
)

_ORIGINAL_WORDS = (
    r"original\s+(?:message|appointment|email|mail)|ข้อความต้นฉบับ|ข้อความเดิม|"
    r"ข้อความดั้งเดิม|ข้อความตั้งต้น|ข้อความเริ่มต้น|"
    r"ข้อความแรก|ข้อความก่อนหน้า(?:นี้)?|ต้นฉบับ|จดหมายต้นฉบับ|จดหมายเดิม|อีเมลต้นฉบับ|"
    r"อีเมล์ต้นฉบับ|อีเมลเดิม|อีเมลฉบับเดิม|"
    r"การนัดหมายต้นฉบับ|ข้อความที่ตอบกลับ|previous message|reply message|ตอบกลับข้อความ|"
    r"ข้อความตอบกลับ|original"
)
_FORWARD_WORDS = (
    r"forwarded\s+(?:message|e-?mail|by\b.*)|begin forwarded message|start of forwarded message|"
    r"(?:เริ่ม(?:ต้น)?)?(?:ข้อความ|จดหมาย|อีเมล์?)ที่(?:ถูก)?ส่งต่อ(?:มา)?|"
    r"(?:เริ่ม(?:ต้น)?)?(?:การ)?ส่งต่อ(?:ข้อความ|จดหมาย|อีเมล์?)|"
    r"(?:ข้อความ|จดหมาย|อีเมล์?)ส่งต่อ|(?:ข้อความ|จดหมาย|อีเมล์?)ถูกส่งต่อ"
)
_BAR = r"(?:[-_=*~—–#]\s?){2,}"
_ORIGINAL = re.compile(
    rf"^\s*{_BAR}\s*(?:{_ORIGINAL_WORDS})\s*[:：]?\s*(?:{_BAR})?\s*[:：]?$", re.IGNORECASE
)
_FORWARD = re.compile(
    rf"^\s*{_BAR}\s*(?:{_FORWARD_WORDS})\s*[:：]?\s*(?:{_BAR})?\s*[:：]?$"
    r"|^(?:begin forwarded message|เริ่ม(?:ต้น)?(?:ข้อความ|จดหมาย|อีเมล์?)ที่(?:ถูก)?ส่งต่อ(?:มา)?|"
    r"เริ่ม(?:ต้น)?(?:การ)?ส่งต่อข้อความ|ข้อความที่ส่งต่อ)\s*[:：]?$",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"^\W{2,}.{0,30}(?:(?:type|write|enter|reply).{0,30}above|(?:พิมพ์|เขียน|ตอบ).{0,24}(?:เหนือ|"
    r"ด้านบน))"
    r".{0,20}(?:line|เส้น|บรรทัด|ข้อความ)",
    re.IGNORECASE,
)
_RULE = re.compile(r"^\s*[_=—–*-]{10,}\s*$|^\s*_{5,}\s*$")


def label_of(line: Line) -> str:
    """Which header label a line begins with: from, sent, to, copy, about, other; or none."""
    match = _LABEL.match(line.text[:200])
    return (match.lastgroup or "") if match else ""


def is_original_divider(line: Line) -> bool:
    return len(line.text) < 90 and bool(_ORIGINAL.match(line.text))


def is_forward_divider(line: Line) -> bool:
    return len(line.text) < 90 and bool(_FORWARD.match(line.text))


def is_reply_above(line: Line) -> bool:
    return len(line.text) < 120 and bool(_ABOVE.search(line.text))


def is_rule(line: Line) -> bool:
    return line.mark == "rule" or bool(_RULE.match(line.text))


CERTAIN = 5  # address, date, clock and opening words: no line above can add to it


class Attribution(NamedTuple):
    """`strong` stands by itself; one that is not needs a quote right under it."""

    strong: bool
    signs: int


def attribution(text: str) -> Attribution | None:
    """Judge a line, or a wrapped one put together: does it say who wrote what follows, when?"""
    text = text.strip(_WRAP)
    run_in = _RUN_IN.match(text)
    if run_in:
        text = run_in["head"]
    if not 5 < len(text) <= 400:
        return None
    address, date, clock = bool(ADDRESS.search(text)), has_date(text), has_clock(text)
    signs = 2 * address + date + clock + bool(_OPENING.match(text))
    if _QUOTING.match(text):
        return Attribution(strong=address, signs=signs)
    if _BARE_TAIL.search(text):
        return Attribution(strong=True, signs=signs + 1) if date or clock else None
    inside, ending = bool(_VERB_INSIDE.search(text)), _VERB_END.search(text)
    if not inside and not ending:
        told = address or (date and clock)
        return Attribution(strong=False, signs=signs) if told and text[-1:] in ":：" else None
    colon = inside or bool(ending and ending["colon"])
    if not (address or date or clock):
        return Attribution(strong=False, signs=0) if colon and len(text) < 80 else None
    return Attribution(strong=address and signs >= (3 if colon else 4), signs=signs)


def may_end_attribution(text: str) -> bool:
    """Cheap test before the dear one."""
    return (
        text.endswith((":", "："))
        or bool(_VERB_END.search(text[-40:]))
        or (">" in text[:300] and bool(_RUNS_ON.search(text[:300])))
    )
