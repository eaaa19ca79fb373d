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
SIGN_OFF_COMMA = re.compile(
    rf"^[\s*_]*(?:{_SIGN_OFF})\s*,\s*[^\W\d]\S{{0,20}}(?:\s[^\W\d]\S{{0,20}}){{0,2}}$",
    re.IGNORECASE,
)  # Best regards, Somchai: any name, as the very last line
SIGN_OFF_TAIL = re.compile(
    r"^(?P<kept>.*\S)(?:\s{2,}|\s)(?P<off>ขอแสดงความนับถือ(?:อย่าง(?:สูง|ยิ่ง))?|"
    r"ด้วยความเคารพ(?:อย่าง(?:สูง|ยิ่ง))?|"
    r"ด้วยความนับถือ|(?:Best|Kind|Warm)\s+regards)[\s,.]*$",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"^\s*(?:--|—|––|-- -)\s*$")

LOOSE_SEPARATOR = re.compile(r"^\s*(?:(?:[-_=~*—–.]\s?){3,80}|__)$")

_BRAND = (
    r"iphone|ipad|ipod|\bios\b|apple|macbook|galaxy|samsung|ซัมซุง|android|แอนดรอยด์|huawei|หัวเว่ย|"
    r"oppo|ออปโป้|"
    r"vivo|วีโว่|xiaomi|redmi|realme|nokia|\bpoco\b|honor|asus|sony|xperia|oneplus|pixel|motorola|"
    r"blackberry|"
    r"ไอโฟน|ไอแพด|outlook|yahoo|gmail|\bmail\b|windows|hotmail|bluemail|\bspark\b|thunderbird|"
    r"proton|k-9|zimbra|"
    r"roundcube|\baol\b|mailbird|em client|mi phone"
)
_HAND = (
    r"(?:โทรศัพท์(?:มือถือ|เคลื่อนที่)?|มือถือ|สมาร์[ทต]โฟน|แท็บเล[็]?ต|อุปกรณ์(?:เคลื่อนที่|มือถือ|พกพา|สื่อสาร)?|เครื่อง)"
)
DEVICE_LINE = re.compile(
    rf"^[\s*_(<\[-]*(?:"
    rf"(?:(?:ข้อความ|อีเมล|จดหมาย)(?:ฉบับ)?นี้)?(?:ถูก)?ส่ง(?:มา|ถึงคุณ)?(?:จาก|ผ่าน|โดยใช้|"
    rf"ด้วย)[^\n]{{0,30}}?(?:{_BRAND})[^\n]{{0,60}}"
    rf"|(?:ถูก)?ส่ง(?:มา)?(?:จาก|ผ่าน){_HAND}(?:\s*ของ(?:ฉัน|ผม|ดิฉัน|ข้าพเจ้า|เรา))?"
    rf"|sent\s+from\s+my\s+[^\n]{{2,40}}|sent\s+(?:from|via|with|by|"
    rf"using)\s+[^\n]{{0,30}}?(?:{_BRAND}|mobile|phone)[^\n]{{0,60}}"
    rf"|(?:(?:ได้)?รับ|ดาวน์โหลด|ใช้|get|download)\s+(?:แอป\s*)?(?:outlook|yahoo|gmail|bluemail|"
    rf"spark)[^\n]{{0,60}}"
    rf"|(?:envoyé de|enviado desde)[^\n]{{0,60}}"
    rf")[\s.>)\]*_]*$",
    re.IGNORECASE,
)
SPEECH = re.compile(
    r"ครับ|ค่ะ|คะ\b|(?<![ก-ฮ])นะ|นะ(?=ค)|ไม่|แล้ว|(?<!ราย)ได้|ว่า(?!การ|ราชการ|ที่)|เรียบร้อย|ภายใน|ควร|"
    r"please|can't|cannot|\?"
)

_NOTICE_SIGNS = (
    re.compile(
        r"อีเมล์?|อีเมล|e-?mail|(?:ข้อความ|จดหมาย)(?:นี้|ฉบับนี้|อิเล็กทรอนิกส์)|"
        r"\bmessage\b|การสื่อสารนี้|communication",
        re.IGNORECASE,
    ),
    re.compile(
        r"ความลับ|เอกสารลับ|เพื่อ(?:ใช้ใน)?ราชการเท่านั้น|ลับเฉพาะ|เป็นการเฉพาะ|เฉพาะบุคคล|เฉพาะผู้|confidential|privileged|"
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
        r"ความ(?:คิด)?เห็น[^.]{0,30}ของผู้(?:ส่ง|เขียน)|"
        r"views? (?:or opinions )?expressed|virus|ไวรัส",
        re.IGNORECASE,
    ),
)
NOTICE_TITLE = re.compile(
    r"^[\s*_#=-]*(?:(?:[a-z]+ ){0,3}(?:disclaimer|notice|statement|warning)|confidentiality|"
    r"คำสงวนสิทธิ์?|ข้อสงวนสิทธิ์?|คำเตือน|ข้อจำกัดความรับผิด(?:ชอบ)?|"
    r"ข้อความปฏิเสธความรับผิดชอบ|ข้อปฏิเสธความรับผิด(?:ชอบ)?|ประกาศความเป็นส่วนตัว|"
    r"ประกาศ(?:เรื่อง)?ความลับ|หมายเหตุเรื่องความลับ|คำปฏิเสธความรับผิด(?:ชอบ)?|"
    r"ข้อกำหนดความลับ)[\s*_:=-]*(?:\(.*\))?[\s:]*",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"^[\s*_-]*(?:หมายเหตุ\s*:?\s*|note\s*:\s*)?"
    r"(?:this (?:e-?mail|message|communication)|"
    r"(?:the|any) (?:information|contents?|views|opinions)|"
    r"(?:ข้อความ|ข้อมูล|เนื้อหา|ความเห็น|ความคิดเห็น|เอกสาร)[^\s]{0,12}(?:ใน|ตาม|กับ)[^\s]{0,4}(?:อีเมล|"
    r"จดหมาย|ข้อความ)|"
    r"(?:อีเมล์?|จดหมายอิเล็กทรอนิกส์|จดหมาย|ข้อความ)(?:ฉบับ)?นี้)",
    re.IGNORECASE,
)
_POLITE = re.compile(r"ครับ|ค่ะ|คะ(?![ก-๛])")
_SAYS = re.compile(r"^\W*(?:i|we (?:think|should|need|must))\b|\?\s*$", re.IGNORECASE)
_WARNS = re.compile(r"^\W*(?:คำเตือน|warning)", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:i|i'[dm]|i've|me|we|anyone|does)\b", re.IGNORECASE)
_LINK = re.compile(r"https?://|www\.|@", re.IGNORECASE)
GREEN_LINE = re.compile(
    r"(?:ก่อน(?:ที่จะ|จะ|ที่)?(?:สั่ง)?พิมพ์|before printing|before you print|"
    r"ลดการใช้กระดาษ|ช่วยลดโลกร้อน|think before you print|สิ่งแวดล้อมก่อน)",
    re.IGNORECASE,
)
OUTSIDE_BANNER = re.compile(
    r"(?:caution|warning|external|คำเตือน|ข้อควรระวัง|ระวัง|โปรดระวัง).{0,80}(?:external|"
    r"outside|ภายนอก)(?=.{0,300}(?:e-?mail|sender|message|link|attach|อีเมล|ผู้ส่ง|ลิงก์|แนบ))",
    re.IGNORECASE | re.DOTALL,
)

_FOOTER_SURE = re.compile(
    r"(?:คุณ|ท่าน)(?:ได้|กำลัง)?(?:รับ|ได้รับ)(?:อีเมล์?|ข้อความ|จดหมาย|เมล)[^\n]{0,40}"
    r"(?:เพราะ|เนื่องจาก|ในฐานะ|จากกลุ่ม|ผ่านกลุ่ม)|"
    r"you (?:are receiv|receiv|got)[^\n]{0,60}because|you are subscribed to|mailman/listinfo|"
    r"/postorius/lists|groups\.google\.com|list-unsubscribe|"
    r"mailing list\n|mailing list\b[^\n]{0,60}$|"
    r"to unsubscribe (?:from|send|click|visit)",
    re.IGNORECASE,
)
_FOOTER_MAYBE = re.compile(
    r"unsubscribe|manage (?:your )?(?:subscription|preferences)|"
    r"(?:ยกเลิก|เลิก)(?:การ)?(?:รับ|เป็นสมาชิก|สมัคร|ติดตาม)|"
    r"ออกจากกลุ่ม|ตั้งค่าการรับ|เปลี่ยนการตั้งค่า|จัดการการ(?:สมัคร|รับ)|ส่งอีเมลเปล่า|ตอบกลับอีเมลนี้เพื่อ",
    re.IGNORECASE,
)
_FOOTER_WAY = re.compile(r"https?://|www\.|@|คลิก|กดที่|ที่นี่|click|here", re.IGNORECASE)
_PAPER = re.compile(r"อีเมล|สิ่งแวดล้อม|กระดาษ|โลก|environment|e-?mail|ต้นไม้", re.IGNORECASE)
_SCAN = re.compile(
    r"(?:this (?:e-?mail|message) (?:has been|was) (?:checked|scanned)|ตรวจสอบไวรัส|"
    r"สแกนไวรัส|virus-free|ปลอดไวรัส|(?:ไม่มี|ไม่พบ)ไวรัส|avast|avg\.com|scanned by|MailScanner)",
    re.IGNORECASE,
)


def is_device_line(text: str) -> bool:
    """A phone's own line: ส่งจาก iPhone ของฉัน, Get Outlook for iOS. A sentence about phones is not
    one.
    """
    return (
        len(text) < 130
        and bool(DEVICE_LINE.match(text))
        and not SPEECH.search(text.removeprefix("ได้"))
    )


def is_notice(paragraph: str) -> bool:
    """A paragraph of lawyers' or scanners' words; a person would say ครับ or ค่ะ."""
    if len(paragraph) > 5000 or _POLITE.search(paragraph) or _SAYS.search(paragraph):
        return False
    if len(paragraph) < 500 and OUTSIDE_BANNER.match(paragraph.lstrip("[*_- ")):
        return True
    found = [bool(sign.search(paragraph)) for sign in _NOTICE_SIGNS]
    signs, to_strangers = sum(found), found[2] or found[3]
    title = NOTICE_TITLE.match(paragraph)
    if title:
        return signs > bool(_WARNS.match(paragraph)) or title.end() == len(paragraph)
    if signs >= 2 and _ABOUT_ITSELF.match(paragraph):
        return True
    if signs >= 3 and to_strangers and len(paragraph) > 60:
        return True
    return signs >= 4 or (len(paragraph) < 300 and bool(_SCAN.search(paragraph)))


def is_footer(paragraph: str) -> bool:
    """A paragraph a list or a printing campaign added; a person would say ครับ, ค่ะ or I."""
    if len(paragraph) > 1200:
        return False
    personal = _POLITE.search(paragraph) or _FIRST_PERSON.search(paragraph)
    if personal and not _LINK.search(paragraph):
        return False
    if _FOOTER_SURE.search(paragraph):
        return True
    if _POLITE.search(paragraph):
        return False
    if _FOOTER_MAYBE.search(paragraph) and _FOOTER_WAY.search(paragraph):
        return True
    return len(paragraph) < 400 and bool(GREEN_LINE.search(paragraph) and _PAPER.search(paragraph))
