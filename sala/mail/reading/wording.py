"""Is the wording of a message that of a machine? Judged by small signs that must agree, because
people announce their leave, and write about automatic replies, in the same words.
"""

import re
from typing import NamedTuple

from sala.mail.reading.absence import AWAY, MAIL, is_gone, signs_of_absence
from sala.mail.reading.reasons import Reason

LONGEST = 2500  # machines are brief
_AUTO_SUBJECT = re.compile(
    r"^\s*(?:\[[^\]]{0,40}\]\s*)?(?:(?:ข้อความ|การ|ระบบ|อีเมล์?|จดหมาย)?"
    r"(?:ตอบ)?(?:กลับ|รับ)?(?:อีเมล์?|ข้อความ|จดหมาย)?(?:โดย)?อัตโนมัติ|"
    r"(?:ขณะนี้|ตอนนี้)?(?:ผม|ดิฉัน|ข้าพเจ้า)?ไม่อยู่(?:ที่|ใน)?(?:สำนักงาน|ออฟฟิศ|"
    r"ที่ทำงาน|โต๊ะทำงาน|ประเทศ)|แจ้งไม่อยู่(?:สำนักงาน)?|ลาพักผ่อน|ไม่อยู่|"
    r"auto(?:matic(?:ally)?|mated)?[\s-]*(?:generated\s+)?(?:reply|response|respond(?:er)?|answer|"
    r"message)|"
    r"(?:i am |i'm )?(?:currently )?out[\s-]of[\s-](?:the[\s-])?office(?:\s+(?:auto\s*)?reply)?|"
    r"ooo\b|"
    r"(?:vacation|holiday|absence)(?:\s+(?:reply|response|notice|message))?|away from (?:the |"
    r"my )?(?:office|desk)|"
    r"away message|on (?:\w+ )?(?:leave|vacation|holiday)|i am (?:currently )?away)"
    r"\s*(?P<tail>[:：\-–(\[|].*|(?:re|ตอบ(?:กลับ)?)\s*[:：].*|"
    r"ระหว่าง.*|ตั้งแต่.*|until.*|from .*|\d.*|$)",
    re.IGNORECASE,
)
_AUTO_PREFIX = re.compile(
    r"^\s*(?:auto\s*:|\[(?:auto[\s-]?(?:reply|response)|ตอบกลับอัตโนมัติ)\])", re.IGNORECASE
)
_SELF_DECLARED = re.compile(
    rf"(?:^|[\n.!*(]|\s{{2}}|ทั้งนี้|หมายเหตุ[:\s]*)\s*[*(\[-]*\s*(?:นี่คือ|นี่เป็น|นี้คือ|{MAIL}(?:ฉบับ)?นี้)"
    r"[^\n\"“”?]{0,24}?(?:เป็น|คือ|ถูก|ได้ถูก|ส่ง|สร้าง|ตอบ|การ)[^\n\"“”?]{0,40}(?:อัตโนมัติ|จากระบบ|โดยระบบ)"
    rf"|(?:^|\n|[(\[*])\s*(?:ระบบ|{MAIL})?(?:ตอบ|ส่ง|แจ้ง)(?:กลับ|รับ)?{MAIL}?(?:โดย|จาก|"
    rf"ด้วย)?(?:ระบบ)?(?:อัตโนมัติ|ระบบ)"
    r"\s*(?:[*)\]:：.]|\n|$)"
    r"|(?:^|\n|[.!*(]\s*)\s*[*(\[-]*\s*(?:this is an? (?:auto(?:matic|mated|-?generated|"
    r"matically generated|-)?)[^\n\"“?]{0,30}(?:reply|response|message|e-?mail|"
    r"notification)|"
    r"this (?:message|e-?mail|response|reply) (?:is|was|has been) (?:an? )?(?:auto|"
    r"sent auto|generated auto))",
    re.IGNORECASE,
)
_NO_ANSWER = re.compile(
    rf"(?:อย่า|ไม่ต้อง|งด)ตอบ(?:กลับ)?(?:{MAIL})(?:ฉบับ)?นี้|do not (?:reply|"
    rf"respond) to this (?:e-?mail|message)",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"ขอ(?!ง|บ|ขอบ|อภัย|ความ|ให้|แสดง|เรียน|แจ้ง|นแก่น)[ก-ฮเแโใไ]|เห็นด้วย|เสนอให้|เสนอว่า|คิดว่า|ฝาก|"
    r"ส่วน(?:เรื่อง|ร่าง|ที่|แบบ)|ตามที่|ขอส่ง|แนบ|ยินดี|เลยตอบ|เมื่อวาน|"
    r"รบกวน|มอบหมาย|เดี๋ยว|ขอลา|ทุกท่าน|ทุกคน|เพื่อนสมาชิก|เรียน\s?คุณ|ขอตอบ|จึงเรียนมา|เข้าประชุมแทน|attached|"
    r"agree|suggest|i think|yesterday|let us|let's|my vote|we should",
    re.IGNORECASE,
)
_CASUAL = re.compile(r"(?:นะ|ไหม|เลย|ด้วย|แล้วกัน|มั้ย)(?:ค่ะ|คะ|ครับ|จ๊ะ|จ้า)")
_ROBOT = re.compile(
    r"(?:no|do-?not|donot)[._-]?reply|noreply|auto[._-]?(?:reply|mail|responder)|mailer",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|ไหม|มั้ย|หรือเปล่า|หรือไม่|อย่างไร|ยังไง|ช่วยแนะนำ|ใครเคย|มีใคร|บ้าง(?:ครับ|คะ|ค่ะ)|ขอคำแนะนำ|"
    r"how (?:do|can|to)"
)


class Wording(NamedTuple):
    """What the words of a message are judged by."""

    subject: str
    text: str
    sender: str
    answers: bool
    quotes: bool
    attaches: bool = False


def automatic_by_words(said: Wording) -> Reason | None:
    """Is the wording itself that of an automatic reply?

    Someone who writes about them asks, explains and speaks to people; someone who will be away
    says so too, but is not, in the same breath, grateful for a mail and sorry to answer it late.
    """
    if _AUTO_PREFIX.match(said.subject):
        return Reason.AUTO_TEXT
    if len(said.text) > LONGEST:
        return None
    subject = said.subject[:300]
    prefix = _AUTO_SUBJECT.match(subject)
    titled = bool(prefix) and not _ASKS.search(subject)
    declared = bool(_SELF_DECLARED.search(said.text))
    robot = bool(_ROBOT.match(said.sender))
    told_off = bool(_NO_ANSWER.search(said.text))
    machine, human = signs_of_absence(said.text), _human_signs(said)
    score = machine + 2 * told_off + 4 * robot - human
    score += (1 if _ASKS.search(said.text) else 3) * declared
    if titled and prefix:
        score += 3 if prefix["tail"].startswith((":", "：")) else 2
        score += not human and len(said.text) < 400
    absent = AWAY.search(said.text) or is_gone(said.text)
    certain = titled or declared or robot or absent or told_off or (machine >= 4 and not human)
    return Reason.AUTO_TEXT if certain and score >= (3 if said.answers or titled else 4) else None


def _human_signs(said: Wording) -> int:
    """What no machine does: ask, chat, take up the matter, quote, enclose a file."""
    return (
        2 * bool(_ASKS.search(said.text))
        + 2 * bool(_CASUAL.search(said.text))
        + min(2, len(set(_TALK.findall(said.text))))
        + said.quotes
        + said.attaches
    )
