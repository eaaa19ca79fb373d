"""Mail as each program writes it, byte for byte, with Thai as each program keeps it."""

from __future__ import annotations

import base64
import smtplib
from email.message import EmailMessage
from email.utils import make_msgid

QUOTED = "ใบส่งของไม่ลงวันที่ ตรวจรับได้ไหม"


def outlook(sender, to, subject, words, *, answers):
    """Outlook on Windows in Thai: windows-874, base64, a header block before the history."""
    body = (
        f"{words}\r\n\r\nขอแสดงความนับถือ\r\nบุญ แก้วกล้า\r\nโทร. 02-123-4567\r\n\r\n"
        "________________________________________\r\n"
        "จาก: อนงค์ ศรีวารี <anong@example.go.th>\r\n"
        "ส่ง: 20 พฤศจิกายน 2569 9:00\r\nถึง: บุญ แก้วกล้า\r\n"
        f"เรื่อง: {subject}\r\n\r\n{QUOTED}\r\n"
    )
    title = base64.b64encode(f"RE: {subject}".encode("cp874")).decode()
    coded = base64.encodebytes(body.encode("cp874")).decode().replace("\n", "\r\n")
    return (
        f"From: =?windows-874?B?{base64.b64encode('บุญ แก้วกล้า'.encode('cp874')).decode()}?="
        f" <{sender}>\r\nTo: <{to}>\r\nSubject: =?windows-874?B?{title}?=\r\n"
        f"Date: Fri, 20 Nov 2026 10:00:00 +0700\r\nMessage-ID: {make_msgid(domain='pc')}\r\n"
        f"In-Reply-To: {answers}\r\nReferences: {answers}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: text/plain; charset="windows-874"\r\n'
        "Content-Transfer-Encoding: base64\r\nX-Mailer: Microsoft Outlook 16.0\r\n"
        f"Thread-Topic: x\r\n\r\n{coded}"
    ).encode("ascii")


def gmail(sender, to, subject, words, *, answers):
    """Gmail in a browser: HTML and a plain copy, the history in gmail_quote."""
    message = EmailMessage()
    message["From"] = f"มาลี ทองดี <{sender}>"
    message["To"] = to
    message["Subject"] = f"Re: {subject}"
    message["Date"] = "Fri, 20 Nov 2026 11:00:00 +0700"
    message["Message-ID"] = make_msgid(domain="mail.gmail.com")
    message["In-Reply-To"] = message["References"] = answers
    said = "เมื่อ ศ. 20 พ.ย. 2026 เวลา 09:00 อนงค์ ศรีวารี &lt;anong@example.go.th&gt; เขียนว่า:"
    message.set_content(
        f'<div dir="ltr">{words}</div><br><div class="gmail_quote"><div dir="ltr"'
        f' class="gmail_attr">{said}<br></div><blockquote class="gmail_quote"'
        f' style="border-left:1px solid #ccc">{QUOTED}</blockquote></div>',
        subtype="html",
    )
    return message.as_bytes()


def out_of_office(sender, to, subject):
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    message["Subject"] = f"ตอบกลับอัตโนมัติ: {subject}"
    message["Auto-Submitted"] = "auto-replied"
    message["Message-ID"] = make_msgid(domain="pc")
    message.set_content("ขณะนี้อยู่ระหว่างลาพักผ่อน กลับมาวันจันทร์")
    return message.as_bytes()


def plain(sender, to, subject, words, *, headers=()):
    message = EmailMessage()
    for name, value in headers:
        message[name] = value
    message["From"] = sender
    message["To"] = to
    message["Subject"] = subject
    message["Message-ID"] = make_msgid(domain="pc")
    message.set_content(words)
    return message.as_bytes()


def post(port, sender, to, raw):
    """Hand it to the MTA, as the sender's own server would."""
    with smtplib.SMTP("127.0.0.1", port, timeout=60) as server:
        server.sendmail(sender, [to], raw)
