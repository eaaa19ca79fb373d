"""Mail no person wrote for us: automatic replies, receipts, our own mail coming back, other lists' mail."""

import re

from sala.mail.reading.headers import Headers, addresses, decode_field, one_line
from sala.mail.reading.reasons import Reason

MAX_HOPS = 50
_AUTO_SUBJECT = re.compile(
    r"^\s*(?:\[[^\]]{0,40}\]\s*)?(?:re\s*:\s*)?(?:(?:ข้อความ|การ|ระบบ|อีเมล์?|จดหมาย)?ตอบ(?:กลับ|รับ)?(?:อีเมล์?|ข้อความ|จดหมาย)?(?:โดย)?อัตโนมัติ|"
    r"(?:ขณะนี้|ตอนนี้)?(?:ผม|ดิฉัน|ข้าพเจ้า)?ไม่อยู่(?:ที่|ใน)?(?:สำนักงาน|ออฟฟิศ|ที่ทำงาน|โต๊ะทำงาน|ประเทศ)|แจ้งไม่อยู่(?:สำนักงาน)?|ลาพักผ่อน|ไม่อยู่|"
    r"auto(?:matic(?:ally)?)?[\s-]*(?:generated\s+)?(?:reply|response|respond(?:er)?|answer)|autoreply|autoresponse|out[\s-]of[\s-](?:the[\s-])?office(?:\s+(?:auto\s*)?reply)?|ooo\b|"
    r"vacation(?:\s+(?:reply|response|notice|message))?|away from (?:the )?office|away message|on (?:leave|vacation|holiday)|i am (?:currently )?(?:out of|away))"
    r"\s*(?P<tail>[:：\-–(\[|].*|ระหว่าง.*|ตั้งแต่.*|until.*|from .*|\d.*|$)",
    re.IGNORECASE,
)
_AUTO_PREFIX = re.compile(r"^\s*auto\s*:", re.IGNORECASE)
_SELF_DECLARED = re.compile(
    r"(?:^|[\n.!*(]|\s{2}|ทั้งนี้|หมายเหตุ[:\s]*)\s*[*(\[-]*\s*(?:นี่คือ|นี่เป็น|นี้คือ|(?:อีเมล์?|ข้อความ|จดหมาย|เมล)(?:ฉบับ)?นี้)"
    r"[^\n\"“”?]{0,24}?(?:เป็น|คือ|ถูก|ได้ถูก|ส่ง|สร้าง|ตอบ|การ)[^\n\"“”?]{0,40}อัตโนมัติ"
    r"|(?:^|\n)\s*[*(\[]*(?:ระบบตอบ(?:กลับ|รับ)?(?:อีเมล์?|ข้อความ|จดหมาย)?อัตโนมัติ|ข้อความตอบ(?:กลับ|รับ)?อัตโนมัติ|ตอบ(?:กลับ|รับ)อัตโนมัติ)\s*[*)\]:.]*\s*(?:\n|$|[:：])"
    r"|(?:^|\n|[.!*(]\s*)\s*[*(\[-]*\s*(?:this is an? (?:auto(?:matic|mated|-?generated|matically generated|-)?)[^\n\"“?]{0,30}(?:reply|response|message|e-?mail|notification)|"
    r"this (?:message|e-?mail|response|reply) (?:is|was|has been) (?:an? )?(?:auto|sent auto|generated auto))"
    r"|(?:กรุณา|โปรด)?(?:อย่า|ไม่ต้อง|งด)ตอบ(?:กลับ)?(?:อีเมล์?|ข้อความ|จดหมาย|เมล)(?:ฉบับ)?นี้|(?:please )?do not reply to this (?:e-?mail|message)",
    re.IGNORECASE,
)
_AUTO_SIGNS = (
    re.compile(
        r"ไม่(?:ได้)?อยู่(?:ที่|ใน|ปฏิบัติงานที่)?\s?(?:สำนักงาน|ที่ทำงาน|ออฟฟิศ|โต๊ะ|ประเทศ|หน่วยงาน|กระทรวง|กรม)|ลาพัก(?:ผ่อน|ร้อน)|ลาป่วย|ลากิจ|ลาคลอด|ลาบวช|ลาศึกษา|อยู่ระหว่าง(?:การ)?(?:ลา|เดินทาง|ไปราชการ|ประชุม|อบรม|ฝึกอบรม|ปฏิบัติ)|"
        r"(?:เดินทาง)?ไป(?:ปฏิบัติ)?ราชการ|ไม่สามารถ(?:ตอบ|เข้าถึง|อ่าน|ตรวจสอบ|เช็ค|ใช้|รับ)[^\n]{0,12}(?:อีเมล์?|ข้อความ|จดหมาย|เมล|โทรศัพท์|สาย)|ติด(?:ภารกิจ|ราชการ|ประชุม|อบรม)|"
        r"out of (?:the )?office|on (?:annual |sick |maternity |parental )?(?:leave|vacation|holiday)|away from (?:my|the) (?:desk|office)|(?:limited|no) access to (?:my )?e-?mail|"
        r"business trip|not (?:be )?(?:available|in the office)|be away|currently away",
        re.IGNORECASE,
    ),
    re.compile(
        r"ระหว่าง(?:วันที่)?\s?[\d๐-๙]|ตั้งแต่(?:วันที่)?\s?[\d๐-๙]|ตั้งแต่วัน|จนถึง(?:วัน)?|ถึงวันที่|จะกลับ(?:มา)?(?:ปฏิบัติงาน|ทำงาน|ปฏิบัติหน้าที่|เข้า|ถึง|ใน|วัน|อีกครั้ง)?|กลับมา(?:ปฏิบัติ|ทำงาน)|"
        r"\buntil\b|from [^\n]{3,30} (?:to|until|through)|returning|will (?:return|be back)|back (?:in|on|at)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:หาก|กรณี|ถ้า|เรื่อง|มี)[^\n]{0,30}(?:เร่งด่วน|ด่วน|จำเป็น|ฉุกเฉิน|สอบถาม)[^\n]{0,60}(?:ติดต่อ|โทร|ประสาน|แจ้ง|ส่ง)|ติดต่อ[^\n]{0,60}(?:แทน|เร่งด่วน|ด่วน|ปฏิบัติหน้าที่แทน)|"
        r"(?:urgent|emergency|immediate|assistance)[^\n]{0,80}(?:contact|call|email|reach)|(?:contact|call|reach)[^\n]{0,60}(?:urgent|in my absence|for assistance)|in my absence",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:ขอบคุณ|ขอขอบคุณ|ขอบพระคุณ)[^\n]{0,14}(?:สำหรับ|ที่(?:ท่าน|คุณ)?(?:ได้)?(?:ติดต่อ|ส่ง|สนใจ|เขียน))[^\n]{0,14}(?:อีเมล์?|ข้อความ|จดหมาย|มา|เรา|หน่วยงาน|กลุ่ม)|"
        r"(?:เรา|ผม|ดิฉัน|ข้าพเจ้า|หน่วยงาน|เจ้าหน้าที่|ระบบ)?(?:ได้รับ|รับทราบ)(?:อีเมล์?|ข้อความ|จดหมาย|เมล|เรื่อง|คำร้อง|คำถาม)(?:ของ(?:ท่าน|คุณ)|จาก(?:ท่าน|คุณ))|"
        r"thank(?:s| you) for (?:your (?:e-?mail|message|mail|enquiry|inquiry)|contacting|emailing|writing)|(?:we )?(?:have )?received your (?:e-?mail|message|mail|request|enquiry)",
        re.IGNORECASE,
    ),
    re.compile(
        r"จะ(?:รีบ)?(?:ตอบ|ติดต่อ|ดำเนินการ|แจ้ง)(?:กลับ|ท่าน|คุณ|อีเมล|ข้อความ)*[^\n]{0,30}(?:โดยเร็ว|เมื่อ(?:กลับ|ผม|ดิฉัน|ข้าพเจ้า|เดินทาง)|ภายหลัง|ทันที|ภายใน|หลังจาก|ในวัน|โอกาสแรก)|"
        r"(?:will|shall) (?:reply|respond|get back|answer|contact)[^\n]{0,60}(?:soon|when|upon|within|as|possible|return)",
        re.IGNORECASE,
    ),
)
_ANSWERS = re.compile(
    r"^\s*(?:re|ตอบ|ตอบกลับ|aw|sv)\s*(?:\[\d+\])?\s*[:：]", re.IGNORECASE
)
_ASKS = re.compile(
    r"\?|ไหม|มั้ย|หรือเปล่า|หรือไม่|อย่างไร|ยังไง|ช่วยแนะนำ|ใครเคย|มีใคร|ขอคำแนะนำ|how (?:do|can|to)"
)


def automatic_by_header(headers: Headers) -> Reason | None:
    """What the headers admit about a machine having answered."""
    submitted = headers.text("auto-submitted").lower().split(";")[0].strip()
    if submitted and submitted != "no":
        return Reason.AUTO_HEADER
    if headers.has(
        "x-autoreply",
        "x-autorespond",
        "x-autoresponder",
        "x-auto-reply",
        "x-autogenerated",
        "x-vacation",
    ):
        if headers.text("x-autoreply").lower() not in ("no", "false", "0"):
            return Reason.AUTO_HEADER
    if headers.text("precedence").lower() in (
        "auto_reply",
        "auto-reply",
        "autoreply",
        "junk",
        "auto",
    ):
        return Reason.AUTO_HEADER
    suppress = {
        word.strip().lower()
        for word in headers.text("x-auto-response-suppress").split(",")
    }
    if suppress & {"all", "autoreply"}:
        return Reason.AUTO_HEADER
    if headers.text("x-failed-recipients") == "" and headers.has(
        "x-mail-autoreply", "x-autoreply-from", "x-cron-env"
    ):
        return Reason.AUTO_HEADER
    return None


def automatic_by_words(subject: str, text: str, *, answers: bool) -> Reason | None:
    """Is the wording itself that of an automatic reply? Someone who writes about them asks, names and explains."""
    prefix = _AUTO_SUBJECT.match(subject)
    if _AUTO_PREFIX.match(subject):
        return Reason.AUTO_TEXT
    asks = bool(_ASKS.search(text))
    score = sum(bool(sign.search(text)) for sign in _AUTO_SIGNS)
    if _SELF_DECLARED.search(text):
        score += 3 if not asks else 1
    if prefix and not _ASKS.search(subject):
        score += 3 if prefix["tail"].startswith((":", "：")) else 2
        if not asks and not score - 2 and len(text) < 400:
            score += 1
    if asks:
        score -= 1
    return (
        Reason.AUTO_TEXT
        if score >= (3 if answers or prefix else 4) and len(text) < 2500
        else None
    )


def is_answer(subject: str) -> bool:
    """Does the subject begin as answers do: Re:, ตอบ:, ตอบกลับ:?"""
    return bool(_ANSWERS.match(subject))


def loop(headers: Headers, own: frozenset[str]) -> Reason | None:
    """Our own mail come back, another list's mail, or mail that has travelled in circles."""
    if headers.has("x-loop", "x-sala-loop"):
        return Reason.OWN_MAIL
    sender = _addresses(headers, "from") | _addresses(headers, "sender")
    if own & sender:
        return Reason.OWN_MAIL
    listed = headers.text("list-id").lower()
    if listed or headers.has(
        "list-post",
        "mailing-list",
        "x-mailing-list",
        "x-mailman-version",
        "x-beenthere",
    ):
        ids = {address.replace("@", ".") for address in own}
        posts = headers.text("list-post").lower()
        ours = any(name in listed for name in ids) or any(
            address in posts for address in own
        )
        return Reason.OWN_MAIL if ours else Reason.OTHER_LIST
    if len(headers.all("received")) > MAX_HOPS:
        return Reason.TOO_MANY_HOPS
    precedence = headers.text("precedence").lower()
    if precedence == "list":
        return Reason.OTHER_LIST
    if precedence == "bulk" or headers.has(
        "feedback-id", "x-campaign-id", "x-mailchimp-id"
    ):
        return Reason.BULK if headers.has("list-unsubscribe", "feedback-id") else None
    return Reason.BULK if headers.has("list-unsubscribe") else None


def _addresses(headers: Headers, name: str) -> set[str]:
    return {
        found.address.lower()
        for value in headers.all(name)
        for found in addresses(value)
    }


def subject_of(headers: Headers) -> tuple[str, bool]:
    """The decoded subject, and whether its charset could be settled."""
    value = headers.raw("subject")
    if value is None:
        return "", True
    decoded = decode_field(value)
    return one_line(decoded.text), decoded.sure
