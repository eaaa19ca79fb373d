"""The clauses absence notes are made of. Each alone is small evidence: people use them too."""

import re


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


TELLING = 60  # a shorter text is all of one kind by chance
MAIL = r"(?:จดหมายอิเล็กทรอนิกส์|อีเมล์?|อี-?เมล์?|ข้อความ|จดหมาย|เมล์?)"
_DAY = r"[\d๐-๙]{1,2}"
_MONTH = r"(?:(?:ม|มี|พ|ก|ส|ต|ธ)\.?ค|(?:เม|มิ|ก|พ)\.?ย|ก\.?พ|[ก-๛]{3,9}(?:คม|ยน|พันธ์))"
_DATE_EN = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|"
    r"mon|tue|wed|thu|fri|sat|sun|next|the|end)"
)
_PRESSING = r"(?:เร่งด่วน|ด่วน|จำเป็น|ฉุกเฉิน|สอบถาม)"
_REACH = r"(?:ติดต่อ|โทร|ประสาน|แจ้ง|ส่ง|ทัก|ไลน์|line)"

AWAY = _any(
    r"ไม่(?:ได้)?อยู่(?:ที่|ใน|ปฏิบัติงาน|ประจำ)?\s?(?:ที่)?(?:สำนักงาน|ที่ทำงาน|ออฟฟิศ|โต๊ะ|ประเทศ|"
    r"หน่วยงาน|กระทรวง|กรม|การ)",
    r"ลา(?:พัก|ป่วย|กิจ|คลอด|บวช|อุปสมบท|ศึกษา|หยุด)|พัก(?:ร้อน|ผ่อนประจำปี|ฟื้น)|รักษาตัว|นอกสถานที่",
    r"(?:ระหว่าง|ช่วง)(?:การ|ที่)?\s?(?:ลา|เดินทาง|ไป|ประชุม|อบรม|ฝึกอบรม|ปฏิบัติ|สัมมนา|พัก|หยุด|ดูงาน)",
    r"เข้า(?:รับ|ร่วม)(?:การ)?(?:อบรม|ฝึก|ประชุม|สัมมนา|ศึกษา)|ไปเที่ยว|ไป(?:ปฏิบัติ)?ราชการ",
    r"เดินทางไป(?:ต่างประเทศ|ต่างจังหวัด|ประเทศ|ประชุม|อบรม|สัมมนา|ดูงาน)|ปฏิบัติ(?:หน้าที่|งาน|"
    r"ราชการ)(?:อยู่)?(?:ใน|นอก|ณ)",
    r"ติด(?:ภารกิจ|ราชการ|ประชุม|อบรม|สัมมนา|เวร)|อยู่เวร",
    r"(?:หยุด|ปิด|นอกเวลา)(?:ทำการ|ราชการ|สำนักงาน|ภาคเรียน|เทอม)|วันหยุด(?:ราชการ|ยาว|นักขัตฤกษ์|เทศกาล)",
    r"out of (?:the |my )?(?:office|country|town|station)|on (?:\w+ )?(?:leave|vacation|holiday)",
    r"away (?:from|until|on|this|for)|be away|currently away|not (?:be )?(?:available|"
    r"in the office)",
    r"(?:business|official|duty) (?:trip|travel|duty)|travell?ing|unavailable|abroad|overseas",
    r"(?:attending|in) (?:an? |the )?(?:\w+ )?(?:conference|training|seminar|meeting|workshop)",
    r"(?:office|we) (?:is|are|will be) closed",
)
GONE = _any(
    r"เกษียณ|ลาออก|พ้นจาก|(?:ย้าย|โอน)(?:ไป|สังกัด|หน่วยงาน)|ไม่ได้(?:ทำงาน|ปฏิบัติงาน)(?:ที่|ใน|แล้ว)",
    rf"{MAIL}(?:ฉบับ)?(?:นี้)?[^\n]{{0,12}}(?:ไม่มีผู้|ไม่ได้ใช้|ไม่ใช้|เลิกใช้|ยกเลิกการใช้|ไม่ได้รับการ)",
    rf"{MAIL}ใหม่(?:คือ|:)",
    r"no longer (?:work|with|at|employed|in this|us(?:e|ing)|check|monitor)|have (?:left|retired)",
    r"moved to (?:a|an|another|the)? ?(?:new|different|other)",
    r"(?:mailbox|address|account|inbox) is (?:not|no longer) (?:being )?(?:monitored|used|active|"
    r"in use|checked)",
)
NOW = _any("ขณะนี้|ตอนนี้|ในช่วงนี้|ช่วงนี้|ระหว่างนี้|ปัจจุบัน|currently|at the moment|at present")
UNREACHABLE = _any(
    rf"ไม่(?:สามารถ|สะดวก|ได้)(?:ใน)?(?:การ)?(?:ตอบ|เข้าถึง|อ่าน|ตรวจสอบ|เช็[คก]|ใช้|"
    rf"เปิด)[^\n]{{0,12}}(?:{MAIL}|โทรศัพท์|สาย)",
    rf"(?:ตอบ|อ่าน|ตรวจสอบ|เช็[คก])(?:กลับ)?{MAIL}?[^\n]{{0,12}}(?:ช้า|ล่าช้า|ไม่สม่ำเสมอ)",
    r"(?:limited|no|intermittent|sporadic|without|irregular) (?:\w+ )?(?:access|internet)",
    r"(?:slow|delay\w*|late) (?:in |to )?(?:my )?(?:reply|respon)|(?:reply|"
    r"response)[^\n]{0,20}(?:delay|slow|late)",
    r"ขออภัยในความไม่สะดวก|ขออภัยมา\s?ณ\s?ที่นี้|sorry for (?:the|any) inconvenience",
)
INSTITUTION = _any(
    r"(?:วันและ)?เวลา(?:ราชการ|ทำการ)|\d\s?วันทำการ|(?:working|business) days|office hours"
)
ADDRESSED = _any(r"เรียน\s?(?:ท่าน)?(?:ผู้|ที่)(?:ติดต่อ|ส่ง(?!เสริม))", "^dear (?:sender|sir or madam)")
WHEN = _any(
    rf"ระหว่าง(?:วันที่)?\s?[\d๐-๙]|{_DAY}\s?(?:-|–|ถึง)\s?{_DAY}\s?(?=[ก-ฮ])|ตั้งแต่(?:วัน|ที่|"
    rf"เดือน)*\s?[\d๐-๙]",
    r"ตั้งแต่วัน|จนถึง(?:วัน)?|จนกว่าจะ|ถึง(?:วันที่|สิ้น)|กำหนด(?:เดินทาง)?กลับ|เปิดทำการ",
    rf"(?:วันที่|ถึง|กลับ|จนถึง)\s?{_DAY}\s?{_MONTH}",
    r"(?:จะ)?กลับ(?:มา|เข้ามา)?(?:ปฏิบัติ|ทำงาน|เข้า(?:ทำงาน|สำนักงาน|ออฟฟิศ)|วัน|อีก|ใน|ภาย|\s?[\d๐-๙])|"
    r"จะกลับ",
    rf"\b(?:until|through|between|from) {_DATE_EN}|return(?:ing)? (?:on|to|in)|upon (?:my )?return",
    rf"will (?:return|be back)|back (?:in|on|at|to|by) {_DATE_EN}",
)
INSTEAD = _any(
    rf"(?:หาก|กรณี|ถ้า|เรื่อง|มี)[^\n]{{0,30}}{_PRESSING}[^\n]{{0,60}}{_REACH}",
    r"(?:ติดต่อ|ประสาน|ส่ง(?:อีเมล|เมล|เรื่อง|มา)?(?:ที่|ถึง))[^\n]{0,60}(?:แทน|เร่งด่วน|ด่วน)",
    r"(?:^|\n|โปรด|กรุณา|สามารถ|ความรับผิดชอบ\s?|ความกรุณา)(?:ติดต่อ|"
    r"ประสาน)(?:ได้)?(?:ที่)?\s?[^\n]{0,60}(?:@|\d{3})",
    r"(?:urgent|emergency|immediate|assistance)[^\n]{0,80}(?:contact|call|e-?mail|reach)",
    r"(?:contact|call|reach|write to)[^\n]{0,60}(?:urgent|instead|in my absence|for assistance|@)",
    r"in my absence|(?:someone|colleague)[^\n]{0,30} will (?:get back|contact|assist|reply)",
)
RECEIVED = _any(
    r"(?:ขอบคุณ|ขอขอบคุณ|ขอบพระคุณ)[^\n]{0,14}(?:สำหรับ|ที่(?:ท่าน|คุณ)?(?:ได้)?(?:ติดต่อ|ส่ง|สนใจ|เขียน))"
    rf"[^\n]{{0,14}}(?:{MAIL}|มา|เรา|หน่วยงาน|กลุ่ม)",
    rf"(?:ได้รับ|รับทราบ)(?:{MAIL}|เรื่อง|คำร้อง|คำถาม)(?:ของ(?:ท่าน|คุณ)|จาก(?:ท่าน|คุณ)|แล้ว|เรียบร้อย)",
    r"thank(?:s| you) for (?:your (?:e-?mail|message|mail|enquiry|inquiry|note)|contacting|"
    r"emailing|writing)",
    r"received your (?:e-?mail|message|mail|request|enquiry)",
    r"your (?:e-?mail|message|mail|request|enquiry) has been received",
)
LATER = _any(
    r"จะ(?:รีบ)?(?:ตอบ|ติดต่อ|ดำเนินการ|แจ้ง)(?:กลับ|ท่าน|คุณ|อีเมล|ข้อความ)*[^\n]{0,30}(?:โดยเร็ว|เมื่อ|ภายหลัง|"
    r"ทันที|ภายใน|หลังจาก|ในวัน|โอกาสแรก)",
    r"(?:กลับ|แล้ว)(?:มา)?(?:แล้ว)?(?:จะ|ค่อย)(?:รีบ|ไล่|ทยอย)?(?:ตอบ|ติดต่อ)",
    r"will be (?:answered|processed|attended|dealt with)|"
    r"(?:will|shall) (?:reply|respond|get back|answer|contact|attend)[^\n]{0,60}(?:soon|when|upon|"
    r"within|as|"
    r"possible|return|to you)",
)
OTHERS = (UNREACHABLE, INSTITUTION, ADDRESSED, WHEN, INSTEAD, RECEIVED, LATER)
_CLAUSE = re.compile(r"\n|[.!?]\s|(?<=[ก-๛)])[ ]+(?=[ก-๛(])")
_COURTESY = _any(
    r"ติดต่อ|โทร|ด่วน|ขออภัย|ขอบ(?:พระ)?คุณ|เรียน|สวัสดี|กลับ|@|\d[\d -]{7,}",
    rf"{_DAY} ?[ก-๛]+\.? ?[\d๐-๙]{{2,4}}|regards|thank|dear|contact|please",
)


def signs_of_absence(text: str) -> int:
    """How much of what absence notes consist of is there: away, just now, till when, who instead;
    and is there hardly anything else?
    """
    away = AWAY.search(text)
    found = sum(bool(sign.search(text)) for sign in OTHERS) + bool(away) + 2 * is_gone(text)
    found += away is not None and bool(NOW.search(text, max(0, away.start() - 40), away.start()))
    return found + (found >= 2 and len(text) > TELLING and _is_nothing_else(text))


def is_gone(text: str) -> bool:
    """Says that nobody will read mail at this address again."""
    return bool(GONE.search(text))


def _is_nothing_else(text: str) -> bool:
    """Do clauses of absence notes and the courtesies around them make up nearly all of it?"""
    signs = (AWAY, GONE, NOW, _COURTESY, *OTHERS)
    clauses = [clause for clause in _CLAUSE.split(text) if len(clause) > 11]
    other = sum(len(c) for c in clauses if not any(sign.search(c) for sign in signs))
    return other * 4 <= sum(len(clause) for clause in clauses)
