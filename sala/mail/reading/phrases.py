"""The closing words of letters and machines: sign-offs, device lines, notices, footers."""

import re

_SIGN_OFF = (
    r"(?:ขอ)?ขอบ(?:คุณ|พระคุณ)และ(?:ขอ)?แสดงความนับถือ(?:อย่าง(?:สูง|ยิ่ง))?|"
    r"(?:จึง)?ขอแสดงความ(?:นับถือ|เคารพ)(?:และนับถือ|และเคารพ)?(?:อย่าง(?:สูง|ยิ่ง|"
    r"สูงยิ่ง))?(?:มา\s?ณ\s?ที่นี้)?|"
    r"(?:มา)?ด้วย(?:ความ)?(?:รัก|เคารพ|นับถือ|จิตคารวะ|ปรารถนาดี|คารวะ|ไมตรีจิต|ความขอบคุณ|ขอบคุณ)"
    r"(?:และ(?:ความ)?(?:เคารพ|นับถือ|รัก|ห่วงใย|คิดถึง|ขอบคุณ|"
    r"ปรารถนาดี))?(?:รัก)?(?:อย่าง(?:สูง|ยิ่ง|สูงยิ่ง))?(?:ยิ่ง)?|"
    r"เคารพ(?:และ|รัก)?นับถือ(?:อย่าง(?:สูง|ยิ่ง))?|นับถือ|ขอแสดงความขอบคุณและนับถือ|"
    r"(?:with\s+)?(?:my\s+|the\s+)?(?:(?:best|kind|kindest|warm|warmest|many|"
    r"respectful)\s+)?(?:wishes\s+and\s+)?regards|best wishes|"
    r"(?:thanks?(?:\s+you)?|many thanks|thx)\s*(?:and|&|,)\s*(?:(?:best|kind|"
    r"warm)\s+)?regards|thanks\s*&\s*rgds|"
    r"(?:best\s+)?rgds|(?:yours\s+)?(?:very\s+)?sincerely(?:\s+yours)?|yours\s+(?:truly|"
    r"faithfully|respectfully)|"
    r"(?:very\s+)?respectfully(?:\s+yours)?|cordially|br|best|cheers|warmly"
)
_END = r"[\s,.!:;ๆฯ_*~-]*"
SIGN_OFF_LINE = re.compile(
    rf"^[\s*_]*(?:{_SIGN_OFF})(?:\s*(?:ครับ|ค่ะ|คะ|ครับผม|เจ้าค่ะ))?{_END}$", re.IGNORECASE
)
SIGN_OFF_NAMED = re.compile(
    rf"^[\s*_]*(?:{_SIGN_OFF})(?:\s*(?:ครับ|ค่ะ))?[\s,:]+(?P<rest>\S.*)$", re.IGNORECASE
)
SIGN_OFF_TAIL = re.compile(
    r"^(?P<kept>.*\S)(?:\s{2,}|\s)(?P<off>ขอแสดงความนับถือ(?:อย่าง(?:สูง|ยิ่ง))?|"
    r"ด้วยความเคารพ(?:อย่าง(?:สูง|ยิ่ง))?|"
    r"ด้วยความนับถือ|(?:Best|Kind|Warm)\s+regards)[\s,.]*$",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"^\s*(?:--|—|––|-- -)\s*$")

LOOSE_SEPARATOR = re.compile(r"^\s*(?:[-_=~*—–.]\s?){3,80}$")

_DEVICE = (
    r"iphone|ipad|ipod|ios|apple|mac\b|galaxy|samsung|ซัมซุง|android|แอนดรอยด์|huawei|"
    r"หัวเว่ย|oppo|ออปโป้|vivo|วีโว่|"
    r"xiaomi|redmi|realme|nokia|poco|honor|asus|sony|xperia|oneplus|pixel|motorola|"
    r"blackberry|แบล็กเบอร์รี|"
    r"มือถือ|โทรศัพท์|สมาร์ทโฟน|สมาร์ตโฟน|smart\s?phone|mobile|phone|handheld|tablet|"
    r"แท็บเล็ต|แท็บเลต|ไอโฟน|ไอแพด|"
    r"outlook|yahoo|gmail|\bmail\b|เมล|จดหมาย|windows|hotmail|bluemail|spark|thunderbird|"
    r"proton|nine|k-9|zimbra|roundcube|"
    r"อุปกรณ์|เครื่อง|device|แอป|app\b|แอพ|line\b"
)
DEVICE_LINE = re.compile(
    rf"^[\s*_(<\[-]*(?:(?:(?:ข้อความนี้|อีเมลนี้)?(?:ถูก)?ส่ง(?:มา|ถึงคุณ)?(?:จาก|ผ่าน|"
    rf"โดย(?:ใช้)?|ด้วย))|sent\s+(?:from|via|with|by|using)|"
    rf"(?:รับ|ดาวน์โหลด|ใช้|get|download)\s+(?=outlook|yahoo|gmail|bluemail|spark|แอป)|"
    rf"envoyé de|enviado desde)"
    rf"[^\n]{{0,70}}?(?:{_DEVICE})[^\n]{{0,90}}$",
    re.IGNORECASE,
)
SPEECH = re.compile(r"ครับ|ค่ะ|คะ\b|นะ|ไม่|แล้ว|ได้|ว่า|please|can't|cannot|\?")

_NOTICE_SIGNS = (
    re.compile(
        r"อีเมล์?|อีเมล|e-?mail|ข้อความ(?:นี้|ฉบับนี้|อิเล็กทรอนิกส์)|จดหมายอิเล็กทรอนิกส์|"
        r"\bmessage\b|การสื่อสารนี้|communication",
        re.IGNORECASE,
    ),
    re.compile(
        r"ความลับ|ลับเฉพาะ|เป็นการเฉพาะ|เฉพาะบุคคล|เฉพาะผู้|confidential|privileged|"
        r"proprietary|สงวนสิทธิ์|disclaimer|PDPA|คุ้มครองข้อมูลส่วนบุคคล",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:มิใช่|ไม่ใช่|มิได้เป็น|ไม่ได้เป็น|เฉพาะ|ระบุไว้|"
        r"ที่ระบุ)[^.]{0,14}ผู้(?:ที่ได้)?รับ|ผู้รับ(?:ที่|ตาม|ปลายทาง|โดย|ข้อความ)|recipient|"
        r"addressee|intended|โดยความผิดพลาด|โดยไม่ได้ตั้งใจ|ได้รับ[^.]{0,20}ผิดพลาด|in error|"
        r"by mistake",
        re.IGNORECASE,
    ),
    re.compile(
        r"ลบ(?:ทิ้ง|อีเมล|ข้อความ|ออก)|กรุณาลบ|โปรดลบ|และลบ|ทำลาย|delete|destroy|"
        r"แจ้ง(?:กลับ)?(?:ให้)?ผู้ส่ง|แจ้งให้ผู้ส่ง|notify|ติดต่อผู้ส่ง",
        re.IGNORECASE,
    ),
    re.compile(
        r"เผยแพร่|ทำซ้ำ|คัดลอก|เปิดเผย|ส่งต่อ|ดัดแปลง|disclos|distribut|copying|dissemin|"
        r"unauthori[sz]ed|prohibited|ห้าม|liab|ไม่รับผิดชอบ|ความรับผิด|ความ(?:คิด)?เห็นส่วน(?:ตัว|บุคคล)|ผูกพัน|"
        r"views? (?:or opinions )?expressed|virus|ไวรัส",
        re.IGNORECASE,
    ),
)
NOTICE_TITLE = re.compile(
    r"^[\s*_#=-]*(?:disclaimer|confidentiality(?:\s+notice)?|legal notice|privacy notice|"
    r"คำสงวนสิทธิ์?|ข้อสงวนสิทธิ์?|คำเตือน|ข้อจำกัดความรับผิด(?:ชอบ)?|"
    r"ข้อความปฏิเสธความรับผิดชอบ|ข้อปฏิเสธความรับผิด(?:ชอบ)?|ประกาศความเป็นส่วนตัว|"
    r"ประกาศ(?:เรื่อง)?ความลับ|หมายเหตุเรื่องความลับ|คำปฏิเสธความรับผิด(?:ชอบ)?|"
    r"ข้อกำหนดความลับ)[\s*_:=-]*(?:\(.*\))?[\s:]*",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"^[\s*_-]*(?:this (?:e-?mail|message|communication)|the (?:information|contents?)|"
    r"(?:ข้อความ|ข้อมูล|เนื้อหา|ความเห็น|ความคิดเห็น|เอกสาร)[^\s]{0,12}(?:ใน|ตาม|กับ)[^\s]{0,4}(?:อีเมล|จดหมาย|ข้อความ)|"
    r"(?:อีเมล์?|จดหมายอิเล็กทรอนิกส์|จดหมาย|ข้อความ)(?:ฉบับ)?นี้)",
    re.IGNORECASE,
)
_POLITE = re.compile(r"ครับ|ค่ะ|นะคะ")
GREEN_LINE = re.compile(
    r"(?:ก่อน(?:ที่จะ|จะ|ที่)?(?:สั่ง)?พิมพ์|before printing|before you print|"
    r"ลดการใช้กระดาษ|ช่วยลดโลกร้อน|think before you print|สิ่งแวดล้อมก่อน)",
    re.IGNORECASE,
)
OUTSIDE_BANNER = re.compile(
    r"(?:caution|warning|external|คำเตือน|ข้อควรระวัง|ระวัง|โปรดระวัง).{0,80}(?:external|"
    r"outside|ภายนอก)",
    re.IGNORECASE | re.DOTALL,
)

FOOTER = re.compile(
    r"(?:คุณ|ท่าน)(?:ได้|กำลัง)?(?:รับ|ได้รับ)(?:อีเมล์?|ข้อความ|จดหมาย|"
    r"เมล)?[^\n]{0,40}(?:เพราะ|เนื่องจาก|ในฐานะ|จากกลุ่ม)|"
    r"you (?:are receiv|receiv|got)[^\n]{0,60}because|you are subscribed to|"
    r"to unsubscribe|unsubscribe (?:from|at|here|link)|manage (?:your )?(?:subscription|"
    r"preferences)|"
    r"หาก(?:คุณ|ท่าน)?(?:ไม่)?ต้องการ(?:ยกเลิก|รับ|ออกจาก|หยุด|เลิก)[^\n]{0,40}(?:สมาชิก|"
    r"อีเมล์?|ข้อความ|ข่าวสาร|กลุ่ม|จดหมาย|เมล)|"
    r"(?:ยกเลิก|เลิก)(?:การ)?(?:รับ|เป็นสมาชิก|สมัคร)[^\n]{0,40}(?:https?://|คลิก|กด|"
    r"ที่นี่|ได้ที่|@)|"
    r"(?:คลิก|กด)[^\n]{0,30}(?:ยกเลิก|เลิกรับ|ออกจากกลุ่ม)|"
    r"mailing list\b[^\n]{0,60}$|mailman/listinfo|/postorius/lists|groups\.google\.com|"
    r"list-unsubscribe|"
    r"ตั้งค่าการรับอีเมล|เปลี่ยนการตั้งค่าอีเมล|จัดการการสมัคร|จัดการการรับ|ส่งอีเมลเปล่า",
    re.IGNORECASE,
)
_SCAN = re.compile(
    r"(?:this (?:e-?mail|message) (?:has been|was) (?:checked|scanned)|ตรวจสอบไวรัส|"
    r"สแกนไวรัส|virus-free|ปลอดไวรัส|(?:ไม่มี|ไม่พบ)ไวรัส|avast|avg\.com|scanned by|MailScanner)",
    re.IGNORECASE,
)


def is_device_line(text: str) -> bool:
    """A phone's own line: ส่งจาก iPhone ของฉัน, Get Outlook for iOS. A sentence about phones is not
    one.
    """
    return len(text) < 130 and bool(DEVICE_LINE.match(text)) and not SPEECH.search(text)


def is_notice(paragraph: str) -> bool:
    """A paragraph of lawyers' or scanners' words."""
    if len(paragraph) > 5000:
        return False
    signs = sum(bool(sign.search(paragraph)) for sign in _NOTICE_SIGNS)
    title = NOTICE_TITLE.match(paragraph)
    if title:
        return signs >= 2 or title.end() == len(paragraph)
    if signs >= 2 and _ABOUT_ITSELF.match(paragraph) and not _POLITE.search(paragraph):
        return True
    if signs >= 3 and len(paragraph) > 60 and not _POLITE.search(paragraph):
        return True
    return signs >= 4 or (len(paragraph) < 300 and bool(_SCAN.search(paragraph)))


def is_footer(paragraph: str) -> bool:
    """A paragraph a list or a printing campaign added."""
    return len(paragraph) < 1200 and bool(
        FOOTER.search(paragraph) or (len(paragraph) < 400 and GREEN_LINE.search(paragraph))
    )
