"""A message that is an order to the list and nothing else: unsubscribe, ขอยกเลิกการรับอีเมลค่ะ.

Not a list of sentences: what remains after taking away the words such an order is made of must be
nothing. A sentence that cancels a meeting keeps its meeting.
"""

import re

LONGEST = 120
_VERBS = re.compile(
    r"ยกเลิก|ถอนตัว|ถอนชื่อ|ถอน|ออกจาก|เลิก|หยุด|งด(?![ิีึืุู])|(?:ลบ|เอา|นำ|ตัด|ปลด)(?=.*ออก)|ไม่(?!ได้|มี)|สมัคร|ระงับ|บอกเลิก"
)
_ENOUGH = re.compile(r"ยกเลิก|ถอนตัว|ถอนชื่อ|บอกเลิก|(?:เลิก|หยุด|งด)รับ|ขอสมัคร|สมัครสมาชิก")
_OBJECTS = re.compile(
    r"อีเมล์|อีเมล|อีเมลล์|เมล์|เมล|จดหมายข่าว|จดหมาย|ข่าวสาร|ข่าว|ข้อความ|สมาชิกภาพ|สมาชิก|กลุ่มเมล|กลุ่ม|รายชื่อ|"
    r"ติดตาม|แจ้งเตือน|ชุมชน|อี-เมล|group mail|e-?mails?|mails?|newsletter|list"
)
_FILLERS = re.compile(
    r"เรียน|แอดมิน|ผู้ดูแลระบบ|ผู้ดูแล|มีความประสงค์|ประสงค์|ต้องการ|อยาก|กรุณา|โปรด|ช่วย|รบกวน|ขอความกรุณา|ขอ|จะ|แจ้ง|"
    r"ความ|การ|เพื่อ|เป็น|รับ|ส่ง|จาก|ให้|ถึง|ของ|ผม|ดิฉัน|ข้าพเจ้า|ฉัน|หนู|เรา|นี้|อีกต่อไป|อีก|ต่อไป|ทั้งหมด|ด้วย|"
    r"นะ|ครับผม|ครับ|คร้าบ|ค่ะ|คะ|จ้า|จ้ะ|หน่อย|ที|ชื่อ|ออก|ไป|มา|ทาง|ระบบ|ในระบบ|ใน|ต้อง|แล้ว|ขอบคุณ|ทันที|ชั่วคราว|นับแต่|บัดนี้|ที่|\d+"
)
_ENGLISH = re.compile(
    r"^(?:please\s+|pls\s+|kindly\s+)*(?:(?:unsubscribe|sign\s?-?off|opt[\s-]?out|remove\s+me|take\s+me\s+off|"
    r"stop\s+(?:sending|e-?mails?|mails?)|leave\s+(?:the\s+|this\s+)?(?:list|group)|"
    r"cancel\s+(?:my\s+)?(?:subscription|membership)|subscribe|join|set\s+(?:no)?mail|digest\s+(?:on|off))"
    r"(?:\s+(?:me|my|us|from|to|off|of|this|the|your|mailing|list|lists|group|emails?|e-mails?|mails?|newsletter|"
    r"please|thanks?|thank\s+you|now|address|\S+@\S+|[\w.-]{1,20})){0,6}|help|stop|leave|end|cancel)$",
    re.IGNORECASE,
)


def is_command(text: str) -> bool:
    """Is this an order to the list and nothing else?"""
    bare = " ".join(re.sub(r"[\s.,!;:()\[\]<>\"'“”*_~-]+", " ", text).split())
    if not bare or len(text) > LONGEST:
        return False
    if bare.isascii():
        return bool(_ENGLISH.match(bare))
    words = re.sub(r"\b(?:unsubscribe|please|km|e-?mail)\b", "ยกเลิก", bare, flags=re.IGNORECASE)
    if not _VERBS.search(words) or ("แล้ว" in words and "ไม่" not in words):
        return False
    meant = bool(_OBJECTS.search(words) or _ENOUGH.search(words))
    rest = _FILLERS.sub(" ", _OBJECTS.sub(" ", _VERBS.sub(" ", words)))
    return meant and not rest.strip()
