"""Undelivered mail: whom it did not reach, why, and whether it ever will.

RFC 3464 parts are believed first, then the address it came back to (VERP), then the wording of the
servers.
"""

import re
from typing import NamedTuple

from sala.mail.reading.charsets import decode
from sala.mail.reading.headers import Headers, addresses, split_fields
from sala.mail.reading.html import html_lines
from sala.mail.reading.mime import Part, leaves

MAX_REPORT = 256 * 1024
_REPORTS = ("message/delivery-status", "message/global-delivery-status")
_DELIVERED = re.compile(
    rb"(?mi)^(?:Action:\s*(?:delivered|relayed|expanded|deliverable)|Status:\s*2\.)"
)
_ADDRESS = r"(?<![\w.+%'=/-])[\w.+%'=/-]{1,128}@[\w-]+(?:\.[\w-]+)+"
_ANY_ADDRESS = re.compile(_ADDRESS)
_VERP = re.compile(
    r"^[\w.-]*?(?:bounces?|return|errors?|owner|verp|"
    r"bnc)[\w.-]*?[+-](?P<local>[\w.+%-]+?)[=](?P<domai"
    r"n>[\w-]+(?:\.[\w-]+)+)(?:[+-][\w]*)?@",
    re.IGNORECASE,
)
_DAEMON = re.compile(
    r"mailer-?daemon|mail-?daemon|postmaster|mail delivery (?:sub)?system|"
    r"delivery[\s-]subsystem|microsoftexchange[0-9a-f]{6,}|mail\s*administrator|"
    r"ระบบนำส่ง(?:จดหมาย|อีเมล)|ผู้ดูแลระบบ(?:อีเมล|จดหมาย|เมล)|system administrator|"
    r"bounce[sd]?@|mailerdaemon|ระบบ(?:จดหมาย|อีเมล)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"undeliver(?:able|ed)|returned mail|mail delivery (?:fail|system|sub)|"
    r"delivery (?:status notification|failure|has failed|report|notification|delayed)|"
    r"failure notice|"
    r"(?:message|mail) (?:could not be|not) delivered|non[- ]?delivery|"
    r"could not (?:be )?send|warning: (?:message|could)|delayed mail|mail could not|"
    r"(?:ส่ง|นำส่ง|จัดส่ง|การส่ง|การนำส่ง|การจัดส่ง)[^\n]{0,24}(?:ไม่(?:สำเร็จ|ได้|ถึง)|"
    r"ล้มเหลว|ล่าช้า|ขัดข้อง)|ไม่(?:สามารถ)?(?:นำ|จัด)?ส่ง(?:จดหมาย|อีเมล|ข้อความ|"
    r"ถึง)?(?:ได้|ไม่ได้)?|"
    r"ตีกลับ|ส่งคืน(?:จดหมาย|อีเมล)?|แจ้งสถานะการ(?:นำ|จัด)?ส่ง|สถานะการ(?:นำ|จัด)ส่ง|"
    r"ส่งไม่(?:ได้|ถึง|สำเร็จ)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:could not|couldn't|cannot|wasn't able to|was not able to|unable to|has not been|"
    r"wasn't|failed to) (?:be )?(?:deliver|sen[dt]|reach)|delivery (?:to|"
    r"has)[^\n]{0,80}(?:fail|delayed)|"
    r"did not reach|undeliver|permanent (?:fatal )?error|"
    r"following address(?:es)?[^\n]{0,20}fail|returned to sender|address not found|"
    r"user unknown|mailbox (?:is )?full|"
    r"(?:ไม่สามารถ|ไม่ได้รับการ|ไม่อาจ)(?:ถูก)?(?:นำ|จัด)?ส่ง|(?:การ)?(?:นำ|"
    r"จัด)?ส่ง[^\n]{0,60}(?:ล้มเหลว|ไม่สำเร็จ|ไม่ถึง|ล่าช้า)|ส่งไม่ถึง|ไม่พบ(?:ที่อยู่|"
    r"ผู้รับ|ผู้ใช้|บัญชี|กล่อง)|กล่องจดหมาย[^\n]{0,20}เต็ม|ตีกลับ",
    re.IGNORECASE,
)
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)")
_SMTP = re.compile(r"(?<![\d.])([45]\d\d)(?:[ \-#]|$)")
_WORDS = (
    (
        "5.2.2",
        re.compile(
            r"mailbox (?:is )?(?:full|quota)|(?:over|exceed\w*)[^\n]{0,20}quota|quota exceeded|"
            r"กล่อง(?:จดหมาย|ขาเข้า)[^\n]{0,20}เต็ม|พื้นที่[^\n]{0,30}เต็ม|เกินโควตา|"
            r"โควตา[^\n]{0,20}เต็ม|เกินขนาดที่กำหนดของกล่อง",
            re.IGNORECASE,
        ),
    ),
    (
        "4.4.7",
        re.compile(
            r"delayed|will (?:be )?(?:retr|keep trying|continue)|still trying|temporar|"
            r"not yet been delivered|ล่าช้า|ชั่วคราว|จะพยายาม(?:ส่ง|นำส่ง)?(?:อีก|ต่อ|ใหม่)|"
            r"ยังไม่(?:ได้|สามารถ)[^\n]{0,12}ส่ง",
            re.IGNORECASE,
        ),
    ),
    (
        "5.1.1",
        re.compile(
            r"user unknown|unknown user|no such (?:user|recipient|mailbox|address)|does(?:n't|"
            r" not) exist|address not found|couldn't be found|not found|invalid (?:recipient|"
            r"mailbox|address)|unknown (?:recipient|address)|mailbox (?:unavailable|not found)|"
            r"recipient[^\n]{0,20}rejected|ไม่พบ(?:ที่อยู่|ผู้รับ|ผู้ใช้|บัญชี|ชื่อ|กล่อง|อีเมล)|"
            r"ไม่มี(?:ผู้ใช้|บัญชี|ที่อยู่|ผู้รับ|ชื่อ|กล่อง)|ไม่มีอยู่",
            re.IGNORECASE,
        ),
    ),
)
_RECIPIENT_HINTS = (
    re.compile(
        rf"(?:to|recipient|recipients?\(s\)|address(?:es)?|ถึง|ผู้รับ|"
        rf"ที่อยู่)[^\n@]{{0,60}}?(?<![\w.+-])({_ADDRESS})",
        re.IGNORECASE,
    ),
    re.compile(rf"^\s*<?({_ADDRESS})>?\s*[:(]", re.MULTILINE),
    re.compile(rf"^\s*<?({_ADDRESS})>?\s*$", re.MULTILINE),
)
_COPY = re.compile(
    r"\n[ \t]*(?:-{2,}[^\n]*(?:copy|original|returned|ต้นฉบับ|สำเนา)[^\n]*|"
    r"-{2,}\s*(?:below this line|this is a copy)[^\n]*|original message headers?:?|"
    r"ส่วนหัวข้อความต้นฉบับ:?|Received: )[^\n]*\n",
    re.IGNORECASE,
)


class Bounce(NamedTuple):
    recipient: str | None
    status: str | None
    permanent: bool


def is_permanent(status: str | None) -> bool:
    """Only 5.x is for good, and a full mailbox (5.2.2) may be emptied."""
    return bool(status) and str(status).startswith("5.") and status != "5.2.2"


def verp_recipient(headers: Headers) -> str | None:
    """The member named in the address a bounce came back to: bounces+name=domain@ours."""
    for name in ("delivered-to", "x-original-to", "envelope-to", "to", "cc"):
        for value in headers.all(name):
            for found in addresses(value):
                match = _VERP.match(found.address)
                if match:
                    return f"{match['local']}@{match['domain']}"
    return None


def find_bounce(root: Part, subject: str) -> Bounce | None:
    """The bounce in this message, or None when it is none."""
    reported = [part for part in leaves(root) if part.type in _REPORTS]
    verp = verp_recipient(root.headers)
    for part in reported:
        found = _from_report(part, verp)
        if found:
            return found
    if any(_DELIVERED.search(part.excerpt(MAX_REPORT)) for part in reported):
        return None
    if not _looks_returned(root, subject, verp):
        return None
    text = _COPY.split("\n" + _readable(root), maxsplit=1)[0]
    return _from_words(root, text, subject, verp)


def _looks_returned(root: Part, subject: str, verp: str | None) -> bool:
    """Sent by a mail system, back to where mail comes back, and about mail that did not arrive."""
    if root.headers.has("x-failed-recipients"):
        return True
    found = addresses(root.headers.raw("from") or b"")
    sender = " ".join(f"{item.name} {item.address}" for item in found)
    daemon = bool(_DAEMON.search(sender)) or not found
    null_path = (root.headers.raw("return-path") or b"x").strip() == b"<>"
    report = root.type == "multipart/report"
    if not (daemon or null_path or report or verp):
        return False
    if _SUBJECT.search(subject):
        return daemon or null_path or report or bool(_BODY.search(_readable(root)[:3000]))
    if not daemon:
        return False
    text = _COPY.split("\n" + _readable(root)[:4000], maxsplit=1)[0]
    return bool(_BODY.search(text)) and bool(_STATUS.search(text) or _recipient(root, text))


def _from_report(part: Part, verp: str | None) -> Bounce | None:
    """The first recipient that failed in an RFC 3464 report; a report of success is no bounce."""
    delayed: Bounce | None = None
    for block in re.split(rb"\r?\n[ \t]*\r?\n", part.excerpt(MAX_REPORT).strip()):
        fields = split_fields(block)
        action = fields.text("action").lower()
        status = _STATUS.search(fields.text("status")) or _STATUS.search(
            fields.text("diagnostic-code")
        )
        recipient = _typed(fields.text("original-recipient")) or _typed(
            fields.text("final-recipient")
        )
        if not recipient and not status:
            continue
        code = status[1] if status else None
        if action in ("delivered", "relayed", "expanded", "deliverable") or (code or "").startswith(
            "2."
        ):
            continue
        final = action != "delayed"
        found = Bounce(verp or recipient, code, is_permanent(code) and final if code else final)
        if final:
            return found
        delayed = delayed or found
    return delayed


def _typed(value: str) -> str | None:
    match = _ANY_ADDRESS.search(value.partition(";")[2] or value)
    return match[0] if match else None


def _from_words(root: Part, text: str, subject: str, verp: str | None) -> Bounce:
    failed = root.headers.text("x-failed-recipients")
    recipient = verp or (_ANY_ADDRESS.search(failed) or [None])[0] or _recipient(root, text)
    status = _STATUS.search(text) or _STATUS.search(subject)
    code = (
        status[1]
        if status
        else next((code for code, words in _WORDS if words.search(f"{subject}\n{text}")), None)
    )
    smtp = None if status else _SMTP.search(text)
    if smtp and (code is None or code[0] != smtp[1][0]):
        code = f"{smtp[1][0]}.0.0"
    return Bounce(recipient, code, is_permanent(code) if code else True)


def _recipient(root: Part, text: str) -> str | None:
    ours = {
        found.address.lower()
        for name in ("to", "from", "sender")
        for value in root.headers.all(name)
        for found in addresses(value)
    }
    for hint in (*_RECIPIENT_HINTS, re.compile(f"({_ADDRESS})")):
        for match in hint.finditer(text):
            address = match[1].strip(".'")
            if address.lower() not in ours and not _DAEMON.search(address):
                return address
    return None


def _readable(root: Part) -> str:
    """The text of a report, from whichever part holds it."""
    for part in leaves(root):
        if part.type == "text/plain" and part.end > part.start:
            return decode(part.excerpt(MAX_REPORT), part.params.get("charset")).text.replace(
                "\r\n", "\n"
            )
    for part in leaves(root):
        if part.type == "text/html":
            source = decode(part.excerpt(MAX_REPORT), part.params.get("charset")).text
            return "\n".join(line.text for line in html_lines(source))
    return ""
