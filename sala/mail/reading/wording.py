"""Is the wording of a message that of a machine? Judged by small signs that must agree, because
people announce their leave, and write about automatic replies, in the same words.
"""

import re
from typing import NamedTuple

from sala.mail.reading.reasons import Reason

LONGEST = 2500  # machines are brief
_MAIL = r"(?:จดหมายอิเล็กทรอนิกส์|อีเมล์?|อี-?เมล์?|ข้อความ|จดหมาย|เมล์?)"
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
_AUTO_PREFIX = re.compile(r"^\s*auto\s*:", re.IGNORECASE)
_SELF_DECLARED = re.compile(
    rf"(?:^|[\n.!*(]|\s{{2}}|ทั้งนี้|หมายเหตุ[:\s]*)\s*[*(\[-]*\s*(?:นี่คือ|นี่เป็น|นี้คือ|{_MAIL}(?:ฉบับ)?นี้)"
    r"[^\n\"“”?]{0,24}?(?:เป็น|คือ|ถูก|ได้ถูก|ส่ง|สร้าง|ตอบ|การ)[^\n\"“”?]{0,40}(?:อัตโนมัติ|จากระบบ|โดยระบบ)"
    rf"|(?:^|\n|[(\[*])\s*(?:ระบบ|{_MAIL})?(?:ตอบ|ส่ง|แจ้ง)(?:กลับ|รับ)?{_MAIL}?(?:โดย|จาก|"
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
    rf"(?:อย่า|ไม่ต้อง|งด)ตอบ(?:กลับ)?(?:{_MAIL})(?:ฉบับ)?นี้|do not (?:reply|"
    rf"respond) to this (?:e-?mail|message)",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"ไม่(?:ได้)?อยู่(?:ที่|ใน|ปฏิบัติงาน|ประจำ)?\s?(?:ที่)?(?:สำนักงาน|ที่ทำงาน|ออฟฟิศ|โต๊ะ|ประเทศ|"
    r"หน่วยงาน|กระทรวง|กรม|การ)|ลา(?:พัก|ป่วย|กิจ|คลอด|บวช|อุปสมบท|ศึกษา|หยุด)|"
    r"(?:ระหว่าง|ช่วง)(?:การ|ที่)?\s?(?:ลา|เดินทาง|ไป|ประชุม|อบรม|ฝึกอบรม|ปฏิบัติ|สัมมนา|พัก|หยุด|ดูงาน)|"
    r"เข้า(?:รับ|ร่วม)(?:การ)?(?:อบรม|ฝึก|ประชุม|สัมมนา|ศึกษา)|ไปเที่ยว|ไป(?:ปฏิบัติ)?ราชการ|"
    r"ติด(?:ภารกิจ|ราชการ|ประชุม|อบรม|สัมมนา)|"
    r"(?:หยุด|ปิด|นอกเวลา)(?:ทำการ|ราชการ)|วันหยุด(?:ราชการ|ยาว|นักขัตฤกษ์|เทศกาล)|"
    r"out of (?:the )?office|on (?:\w+ )?(?:leave|vacation|holiday)|away (?:from|until|on|this|"
    r"for)|"
    r"(?:business|official|duty) (?:trip|travel)|travell?ing|unavailable|abroad|overseas|"
    r"(?:attending|in) (?:an? |the )?(?:\w+ )?(?:conference|training|seminar|meeting|workshop)|"
    r"not (?:be )?(?:available|in the office)|be away|currently away|(?:office|we) (?:is|are|"
    r"will be) closed",
    re.IGNORECASE,
)
_GONE = re.compile(
    rf"เกษียณ|ลาออก|พ้นจาก|(?:ย้าย|โอน)(?:ไป|สังกัด|หน่วยงาน)|ไม่ได้(?:ทำงาน|ปฏิบัติงาน)(?:ที่|ใน|แล้ว)|"
    rf"{_MAIL}(?:ฉบับ)?(?:นี้)?[^\n]{{0,12}}(?:ไม่มีผู้|ไม่ได้ใช้|ไม่ใช้|เลิกใช้|ยกเลิกการใช้|ไม่ได้รับการ)|"
    rf"{_MAIL}ใหม่(?:คือ|:)|"
    r"no longer (?:work|with|at|employed|in this)|have (?:left|retired)|"
    r"(?:mailbox|address|account|inbox) is (?:not|no longer) (?:being )?(?:monitored|used|active|"
    r"in use|checked)",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"ขณะนี้|ตอนนี้|ในช่วงนี้|ช่วงนี้|ระหว่างนี้|ปัจจุบัน|currently|at the moment|at present", re.IGNORECASE
)
_AUTO_SIGNS = (
    re.compile(
        rf"ไม่(?:สามารถ|สะดวก|ได้)(?:ใน)?(?:การ)?(?:ตอบ|เข้าถึง|อ่าน|ตรวจสอบ|เช็[คก]|ใช้|"
        rf"เปิด)[^\n]{{0,12}}(?:{_MAIL}|โทรศัพท์|สาย)|"
        rf"(?:ตอบ|อ่าน|ตรวจสอบ|เช็[คก])(?:กลับ)?{_MAIL}?[^\n]{{0,12}}(?:ช้า|ล่าช้า|ไม่สม่ำเสมอ)|"
        r"(?:limited|no|intermittent|sporadic|without|irregular) (?:\w+ )?(?:access|internet)|"
        r"(?:slow|delay\w*|late) (?:in |to )?(?:my )?(?:reply|respon)|"
        r"ขออภัยในความไม่สะดวก|ขออภัยมา\s?ณ\s?ที่นี้|sorry for (?:the|any) inconvenience",
        re.IGNORECASE,
    ),
    re.compile(r"เรียน\s?(?:ท่าน)?ผู้(?:ติดต่อ|ส่ง(?!เสริม))|^dear (?:sender|sir or madam)", re.IGNORECASE),
    re.compile(
        r"ระหว่าง(?:วันที่)?\s?[\d๐-๙]|[\d๐-๙]{1,2}\s?(?:-|–|ถึง)\s?[\d๐-๙]{1,2}\s?(?=[ก-ฮ])|"
        r"ตั้งแต่(?:วัน|ที่|เดือน)*\s?[\d๐-๙]|ตั้งแต่วัน|จนถึง(?:วัน)?|จนกว่าจะ|ถึง(?:วันที่|สิ้น)|"
        r"(?:จะ)?กลับ(?:มา|เข้ามา)?(?:ปฏิบัติ|ทำงาน|เข้า(?:ทำงาน|สำนักงาน|ออฟฟิศ)|วัน|อีก|ใน|ภาย|"
        r"\s?[\d๐-๙])|จะกลับ|"
        r"\buntil\b|from [^\n]{1,30} (?:to|until|through)|return(?:ing)? (?:on|to|in)|"
        r"upon (?:my )?return|"
        r"will (?:return|be back)|back (?:in|on|at|to)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:หาก|กรณี|ถ้า|เรื่อง|มี)[^\n]{0,30}(?:เร่งด่วน|ด่วน|จำเป็น|ฉุกเฉิน|สอบถาม)[^\n]{0,60}(?:ติดต่อ|"
        r"โทร|ประสาน|แจ้ง|ส่ง|ไลน์|LINE)|(?:ติดต่อ|ประสาน|ส่ง)[^\n]{0,60}(?:แทน|เร่งด่วน|ด่วน)|"
        r"(?:^|\n|โปรด|กรุณา|สามารถ|ความรับผิดชอบ\s?)ติดต่อ(?:ได้)?(?:ที่)?\s?[^\n]{0,40}(?:@|\d{3})|"
        r"(?:urgent|emergency|immediate|assistance)[^\n]{0,80}(?:contact|call|email|reach)|"
        r"(?:contact|call|reach|write to)[^\n]{0,60}(?:urgent|instead|in my absence|"
        r"for assistance)|in my absence",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:ขอบคุณ|ขอขอบคุณ|ขอบพระคุณ)[^\n]{0,14}(?:สำหรับ|ที่(?:ท่าน|คุณ)?(?:ได้)?(?:ติดต่อ|ส่ง|สนใจ|เขียน))"
        rf"[^\n]{{0,14}}(?:{_MAIL}|มา|เรา|หน่วยงาน|กลุ่ม)|"
        rf"(?:ได้รับ|รับทราบ)(?:{_MAIL}|เรื่อง|คำร้อง|คำถาม)(?:ของ(?:ท่าน|คุณ)|จาก(?:ท่าน|คุณ)|แล้ว|เรียบร้อย)|"
        r"thank(?:s| you) for (?:your (?:e-?mail|message|mail|enquiry|inquiry|note)|contacting|"
        r"emailing|writing)|"
        r"(?:received your|your) (?:e-?mail|message|mail|request|enquiry)(?: has been received)?",
        re.IGNORECASE,
    ),
    re.compile(
        r"จะ(?:รีบ)?(?:ตอบ|ติดต่อ|ดำเนินการ|แจ้ง)(?:กลับ|ท่าน|คุณ|อีเมล|ข้อความ)*[^\n]{0,30}(?:โดยเร็ว|เมื่อ|"
        r"ภายหลัง|"
        r"ทันที|ภายใน|หลังจาก|ในวัน|โอกาสแรก)|(?:กลับ|แล้ว)(?:มา)?(?:จะ|ค่อย)ตอบ|"
        r"(?:will|shall) (?:reply|respond|get back|answer|contact|attend)[^\n]{0,60}(?:soon|when|"
        r"upon|within|as|"
        r"possible|return)",
        re.IGNORECASE,
    ),
)
_TALK = re.compile(
    r"เห็นด้วย|ขอเสนอ|เสนอให้|เสนอว่า|คิดว่า|ฝาก|ส่วน(?:เรื่อง|ร่าง|ที่|แบบ)|ตามที่|ขอส่ง|แนบ|ยินดี|เลยตอบ|เมื่อวาน|"
    r"รบกวน|มอบหมาย|เดี๋ยว|ขอลา|ทุกท่าน|ทุกคน|เพื่อนสมาชิก|เรียน\s?คุณ|ขอตอบ|จึงเรียนมา|เข้าประชุมแทน|attached|"
    r"agree|suggest|i think|yesterday",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\n|[.!?]\s|(?<=[ก-๛)])[ ]+(?=[ก-๛(])")
_SMALL_TALK = re.compile(
    r"ติดต่อ|โทร|ด่วน|ขออภัย|ขอบ(?:พระ)?คุณ|เรียน|สวัสดี|กลับ|@|\d[\d -]{7,}|"
    r"[\d๐-๙]{1,2} ?[ก-๛]+\.? ?[\d๐-๙]{2,4}|"
    r"regards|thank|dear|contact|please",
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
    machine, human = _machine_signs(said.text), _human_signs(said)
    score = machine + 2 * told_off + 2 * robot - human
    score += (1 if _ASKS.search(said.text) else 3) * declared
    if titled and prefix:
        score += 3 if prefix["tail"].startswith((":", "：")) else 2
        score += not human and len(said.text) < 400
    absent = _AWAY.search(said.text) or _GONE.search(said.text)
    certain = titled or declared or robot or absent or told_off or (machine >= 4 and not human)
    return Reason.AUTO_TEXT if certain and score >= (3 if said.answers or titled else 4) else None


def _machine_signs(text: str) -> int:
    """How much of what absence notes consist of is there: away, just now, till when, who instead;
    and is there hardly anything else?
    """
    away = _AWAY.search(text)
    found = sum(bool(sign.search(text)) for sign in _AUTO_SIGNS)
    found += bool(away) + 2 * bool(_GONE.search(text))
    found += away is not None and bool(_NOW.search(text, max(0, away.start() - 40), away.start()))
    return found + (found >= 2 and _is_nothing_else(text))


def _is_nothing_else(text: str) -> bool:
    """Do clauses of absence notes and the courtesies around them make up nearly all of it?"""
    signs = (_AWAY, _GONE, _NOW, _SELF_DECLARED, _SMALL_TALK, *_AUTO_SIGNS)
    clauses = [clause for clause in _CLAUSE.split(text) if len(clause) > 11]
    other = sum(len(c) for c in clauses if not any(sign.search(c) for sign in signs))
    return other * 4 <= sum(len(clause) for clause in clauses)


def _human_signs(said: Wording) -> int:
    """What no machine does: ask, chat, take up the matter, quote, enclose a file."""
    return (
        2 * bool(_ASKS.search(said.text))
        + 2 * bool(_CASUAL.search(said.text))
        + min(2, len(set(_TALK.findall(said.text))))
        + said.quotes
        + said.attaches
    )
