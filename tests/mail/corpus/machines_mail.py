"""Automatic replies, bounces, loops, other lists and commands, and the people who are none of
these.
"""

from collections.abc import Iterator

from tests.mail.corpus.material import LIST, PEOPLE
from tests.mail.corpus.writing import Made, message, multipart, part, reply_to, want

SENDER = PEOPLE[1]
BOUNCES = "km-bounces@lists.sala.example.go.th"
HEADERS = (
    ("auto-replied", "Auto-Submitted: auto-replied\r\n"),
    ("auto-generated", "Auto-Submitted: auto-generated (vacation)\r\n"),
    ("x-autoreply", "X-Autoreply: yes\r\n"),
    ("x-autorespond", "X-Autorespond: ตอบกลับ\r\n"),
    ("suppress", "X-Auto-Response-Suppress: All\r\n"),
    ("precedence", "Precedence: auto_reply\r\n"),
    ("bulk", "Precedence: bulk\r\n"),
    ("junk", "Precedence: junk\r\n"),
)
WORDS = (
    ("ตอบกลับอัตโนมัติ: แบบบันทึกบทเรียน", "ขณะนี้ดิฉันอยู่ระหว่างลาพักผ่อน จะกลับมาปฏิบัติงานวันที่ 12 มกราคม 2569 ค่ะ"),
    (
        "Automatic reply: ประชุมครั้งที่ 4",
        "I am out of the office until 12 January with limited access to email.",
    ),
    (
        "Re: ประชุมครั้งที่ 4",
        "เรียน ผู้ติดต่อ\n\nข้าพเจ้าไม่อยู่ที่สำนักงานระหว่างวันที่ 5-9 มกราคม 2569 เนื่องจากเดินทางไปราชการ\nหากมีเรื่องเร่งด่วนกรุณาติดต่อคุณกนกวรรณ โทร. 0 7555 0121",
    ),
    ("Out of Office: KM วันละนิด", "ขอบคุณสำหรับอีเมล ผมจะตอบกลับโดยเร็วที่สุดเมื่อกลับมา"),
    (
        "Re: ขอความเห็น",
        "ข้อความนี้เป็นการตอบกลับโดยอัตโนมัติ หน่วยงานได้รับอีเมลของท่านแล้ว เจ้าหน้าที่จะติดต่อกลับภายใน 3 วันทำการ",
    ),
    ("ไม่อยู่ที่สำนักงาน", "ไปราชการที่จังหวัดน่าน กลับวันที่ 9 ม.ค. 69"),
    (
        "Re: KM วันละนิด",
        "Thank you for your email. This is an automated response. I am on annual leave from 5 to 9 January. For urgent matters please contact the office.",
    ),
    (
        "AUTO: Wilai Thongchai is out of the office (returning 12/01/2026)",
        "I am out of the office until 12/01/2026.",
    ),
    ("ตอบรับอัตโนมัติ", "ระบบได้รับข้อความของท่านเรียบร้อยแล้ว กรุณาอย่าตอบกลับอีเมลนี้"),
)
PEOPLE_WHO_WRITE_ABOUT_IT = (
    (
        "ตอบกลับอัตโนมัติตั้งอย่างไร",
        "ใครทราบบ้างว่าข้อความตอบกลับอัตโนมัติใน Outlook ตั้งอย่างไร อยากให้ระบบแจ้งว่าไม่อยู่ที่สำนักงานช่วงลาพักผ่อนค่ะ",
    ),
    ("Re: ตั้งค่า out of office", "ผมตั้งแบบนี้ครับ เข้าเมนูไฟล์ เลือกการตอบกลับอัตโนมัติ แล้วใส่วันที่เริ่มและวันสิ้นสุด"),
    ("แจ้งลาพักผ่อน", "เรียนทุกท่าน ผมขอลาพักผ่อนวันที่ 5-9 มกราคม ฝากงานไว้กับพี่อนงค์นะครับ"),
    ("ลดอีเมลตีกลับ", "หน่วยไหนมีปัญหาอีเมลตีกลับบ้าง ของเราส่งไม่ถึงเกือบร้อยฉบับต่อวัน แก้ด้วยการล้างรายชื่อครับ"),
    ("Undeliverable mail policy", "เสนอให้ทำแนวปฏิบัติเมื่อส่งเมลไม่สำเร็จ 5.1.1 ให้ลบที่อยู่ ส่วน 5.2.2 ให้รอครับ"),
    ("ยกเลิกการประชุมวันพรุ่งนี้", "ขอยกเลิกการประชุมวันพรุ่งนี้เนื่องจากวิทยากรป่วยค่ะ"),
    ("unsubscribe button", "ปุ่ม unsubscribe ในจดหมายเล็กไปครับ ผู้สูงอายุกดยาก"),
)
COMMANDS = (
    ("", "unsubscribe"),
    ("", "Unsubscribe."),
    ("Re: KM วันละนิด", "ขอยกเลิก"),
    ("", "ขอยกเลิกครับ"),
    ("ขอยกเลิก", "ขอยกเลิกการรับอีเมลค่ะ"),
    ("", "ยกเลิกการรับข่าวสาร"),
    ("unsubscribe", ""),
    ("Re: ประชุม", "ขอออกจากกลุ่มค่ะ\n\nขอแสดงความนับถือ\nอนงค์ แสงทอง"),
    ("", "unsubscribe\n\nส่งจาก iPhone ของฉัน"),
)


def automatic() -> Iterator[Made]:
    for name, more in HEADERS:
        yield Made(
            f"auto-header-{name}",
            message(SENDER, "Re: ประชุมครั้งที่ 4", part("ไม่อยู่ค่ะ"), more=more + reply_to()),
            want("auto"),
        )
    for number, (subject, text) in enumerate(WORDS):
        yield Made(
            f"auto-words-{number + 1}",
            message(PEOPLE[number % 8], subject, part(text), more=reply_to() if number % 2 else ""),
            want("auto"),
        )
    for number, (subject, text) in enumerate(PEOPLE_WHO_WRITE_ABOUT_IT):
        kind = "reply" if number % 2 else "post"
        yield Made(
            f"person-{number + 1}",
            message(PEOPLE[number % 8], subject, part(text), more=reply_to() if number % 2 else ""),
            want(kind, text),
        )
    yield Made(
        "auto-no",
        message(SENDER, "ข่าว", part("คนเขียนเองค่ะ"), more="Auto-Submitted: no\r\n"),
        want("post", "คนเขียนเองค่ะ"),
    )
    receipt = (
        b"Content-Type: multipart/report; report-type=disposition-notification; boundary=r\r\n\r\n--r\r\n"
        + part("ข้อความถูกเปิดอ่านแล้ว")
        + b"\r\n--r\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n--r--\r\n"
    )
    yield Made("auto-read-receipt", message(SENDER, "อ่านแล้ว: ประชุม", receipt), want("auto"))


def commands() -> Iterator[Made]:
    for number, (subject, text) in enumerate(COMMANDS):
        yield Made(
            f"command-{number + 1}", message(PEOPLE[1], subject, part(text)), want("command")
        )
    empties = (
        "",
        "\n\n  \n",
        "--\nอนงค์ แสงทอง\nโทร 02-555-0170",
        "เมื่อ จ. 5 ม.ค. 2569 เวลา 10:30 x <x@example.go.th> เขียนว่า:\n> ถามมา\n",
        "ส่งจาก iPhone ของฉัน",
    )
    for number, text in enumerate(empties):
        yield Made(
            f"empty-{number + 1}",
            message(PEOPLE[1], "Re: ประชุม", part(text), more=reply_to()),
            want("reject", reason="no-new-text"),
        )


def dsn(recipient: str, status: str, action: str = "failed", original: str = "") -> bytes:
    fields = f"Reporting-MTA: dns; mx.example.go.th\r\nArrival-Date: Mon, 5 Jan 2026 10:30:00 +0700\r\n\r\n{original}Final-Recipient: rfc822; {recipient}\r\nAction: {action}\r\nStatus: {status}\r\nDiagnostic-Code: smtp; 550 {status} delivery problem\r\n"
    return (
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="dsn"\r\n\r\n--dsn\r\n'
        + part(
            "This is the mail system at host mx.example.go.th.\nI'm sorry to have to inform you that your message could not be delivered."
        )
        + b"\r\n--dsn\r\nContent-Type: message/delivery-status\r\n\r\n"
        + fields.encode()
        + b"\r\n--dsn\r\nContent-Type: message/rfc822\r\n\r\nFrom: x@example.go.th\r\nSubject: test\r\nList-Id: <km.lists.sala.example.go.th>\r\n\r\nhello\r\n--dsn--\r\n"
    )


PLAIN_BOUNCES = (
    (
        "exchange",
        '"System Administrator" <postmaster@example.go.th>',
        "Undeliverable: ประชุม",
        "Your message did not reach some or all of the intended recipients.\n\n      Subject:  ประชุม\n      Sent: 5/1/2569 10:30\n\nThe following recipient(s) cannot be reached:\n\n      somsak@dept.example.go.th on 5/1/2569 10:31\n            The e-mail account does not exist at the organization this message was sent to.\n            <mx.example.go.th #5.1.1>",
        "somsak@dept.example.go.th",
        "5.1.1",
        True,
    ),
    (
        "exchange-th",
        "ผู้ดูแลระบบอีเมล <postmaster@example.go.th>",
        "ไม่สามารถนำส่งได้: ประชุม",
        "การนำส่งไปยังผู้รับหรือกลุ่มเหล่านี้ล้มเหลว:\n\nsomsak@dept.example.go.th\nไม่พบที่อยู่อีเมลที่คุณป้อน โปรดตรวจสอบที่อยู่อีเมลของผู้รับแล้วลองส่งใหม่\n\nข้อมูลการวินิจฉัยสำหรับผู้ดูแลระบบ:\nเซิร์ฟเวอร์ที่สร้าง: mx.example.go.th\n550 5.1.10 RESOLVER.ADR.RecipientNotFound",
        "somsak@dept.example.go.th",
        "5.1.10",
        True,
    ),
    (
        "postfix",
        "MAILER-DAEMON@mx.example.go.th (Mail Delivery System)",
        "Undelivered Mail Returned to Sender",
        "This is the mail system at host mx.example.go.th.\n\n<somsak@dept.example.go.th>: host mail.dept.example.go.th[192.0.2.5] said: 452 4.2.2\n    Mailbox full (in reply to RCPT TO command)",
        "somsak@dept.example.go.th",
        "4.2.2",
        False,
    ),
    (
        "qmail",
        "MAILER-DAEMON@mail.example.go.th",
        "failure notice",
        "Hi. This is the qmail-send program at mail.example.go.th.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<somsak@dept.example.go.th>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <x@example.go.th>",
        "somsak@dept.example.go.th",
        "5.1.1",
        True,
    ),
    (
        "exim",
        "Mail Delivery System <Mailer-Daemon@host.example.go.th>",
        "Mail delivery failed: returning message to sender",
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  somsak@dept.example.go.th\n    mailbox is full: retry timeout exceeded",
        "somsak@dept.example.go.th",
        "5.2.2",
        False,
    ),
    (
        "gmail-th",
        "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        "Delivery Status Notification (Failure)",
        "** ไม่พบที่อยู่ **\n\nข้อความของคุณไม่ได้รับการส่งถึง somsak@dept.example.go.th เพราะไม่พบที่อยู่หรือที่อยู่ไม่สามารถรับอีเมลได้\n\nการตอบกลับมีดังนี้:\n550 5.1.1 The email account that you tried to reach does not exist.",
        "somsak@dept.example.go.th",
        "5.1.1",
        True,
    ),
    (
        "full-th",
        "postmaster@mail.example.go.th",
        "แจ้งการส่งจดหมายไม่สำเร็จ",
        "ระบบไม่สามารถส่งจดหมายถึง somsak@dept.example.go.th ได้ เนื่องจากกล่องจดหมายของผู้รับเต็ม (552 5.2.2)",
        "somsak@dept.example.go.th",
        "5.2.2",
        False,
    ),
    (
        "delay-th",
        "MAILER-DAEMON <mailer-daemon@mail.example.go.th>",
        "แจ้งเตือน: การนำส่งล่าช้า",
        "ยังไม่สามารถนำส่งข้อความถึง somsak@dept.example.go.th ได้ ระบบจะพยายามส่งอีกภายใน 4 วัน\nท่านไม่ต้องดำเนินการใด ๆ\n451 4.4.1 connection timed out",
        "somsak@dept.example.go.th",
        "4.4.1",
        False,
    ),
)


def bounces() -> Iterator[Made]:
    daemon = "MAILER-DAEMON@mx.example.go.th"
    more = "Auto-Submitted: auto-replied\r\nReturn-Path: <>\r\n"
    for status, permanent in (
        ("5.1.1", True),
        ("5.2.2", False),
        ("4.4.1", False),
        ("5.7.1", True),
        ("5.2.1", True),
        ("5.0.0", True),
    ):
        action = "delayed" if status.startswith("4") else "failed"
        found = {"recipient": "somsak@dept.example.go.th", "status": status, "permanent": permanent}
        yield Made(
            f"bounce-dsn-{status}",
            message(
                daemon,
                "Undelivered Mail Returned to Sender",
                dsn("somsak@dept.example.go.th", status, action),
                to=BOUNCES,
                more=more,
            ),
            want("bounce", bounce=found),
        )
    for name, sender, subject, text, recipient, code, permanent in PLAIN_BOUNCES:
        found = {"recipient": recipient, "status": code, "permanent": permanent}
        yield Made(
            f"bounce-{name}",
            message(sender, subject, part(text), to=BOUNCES, more="Return-Path: <>\r\n"),
            want("bounce", bounce=found),
        )
    verp = "km-bounces+somsak=dept.example.go.th@lists.sala.example.go.th"
    found = {"recipient": "somsak@dept.example.go.th", "status": "5.1.1", "permanent": True}
    yield Made(
        "bounce-verp",
        message(
            daemon, "Undeliverable", dsn("other@elsewhere.example.com", "5.1.1"), to=verp, more=more
        ),
        want("bounce", bounce=found),
    )
    wording = "Sorry, your message could not be delivered. 550 5.1.1 User unknown"
    yield Made(
        "bounce-verp-words",
        message(
            daemon, "Returned mail: see transcript for details", part(wording), to=verp, more=more
        ),
        want("bounce", bounce=found),
    )
    yield Made(
        "bounce-none-success",
        message(
            daemon,
            "Delivery report",
            dsn("somsak@dept.example.go.th", "2.0.0", "delivered"),
            to=BOUNCES,
            more=more,
        ),
        want("auto"),
    )


def loops() -> Iterator[Made]:
    cases = (
        ("own-list-id", SENDER, "List-Id: กลุ่มจัดการความรู้ <km.lists.sala.example.go.th>\r\nPrecedence: list\r\n", "our-own-mail"),
        ("own-x-loop", SENDER, f"X-Loop: {LIST}\r\n", "our-own-mail"),
        ("own-address", f"KM <{LIST}>", "", "our-own-mail"),
        ("other-list", SENDER, "List-Id: <news.other.example.com>\r\nList-Unsubscribe: <mailto:x@other.example.com>\r\n", "another-list"),
        ("google-group", SENDER, "Mailing-list: list hr@groups.example.com; contact hr+owners@groups.example.com\r\nList-ID: <hr.groups.example.com>\r\n", "another-list"),
        ("precedence", SENDER, "Precedence: list\r\n", "another-list"),
        ("newsletter", "ข่าวประชาสัมพันธ์ <news@shop.example.com>", "List-Unsubscribe: <https://shop.example.com/u>\r\n", "bulk-mail"),
        ("hops", SENDER, "".join(f"Received: from a{n} by b{n}; Mon, 5 Jan 2026 10:30:00 +0700\r\n" for n in range(60)), "too-many-hops"),
    )  # fmt: skip
    for name, sender, more, reason in cases:
        yield Made(
            f"loop-{name}",
            message(sender, "ข่าว KM", part("เนื้อหาข่าว"), more=more),
            want("loop", reason=reason),
        )
    plus = "km+r.Zx81-abc_9@lists.sala.example.go.th"
    yield Made(
        "reply-by-token",
        message(PEOPLE[0], "เรื่องใหม่", part("ตอบผ่านที่อยู่เฉพาะครับ"), to=plus),
        want("reply", "ตอบผ่านที่อยู่เฉพาะครับ"),
    )
    yield Made(
        "post-re-without-quote",
        message(PEOPLE[0], "Re: คิดถึงบ้าน", part("เขียนใหม่ทั้งฉบับครับ")),
        want("post", "เขียนใหม่ทั้งฉบับครับ"),
    )
    both = multipart("alternative", part("เนื้อหา"), part("<p>เนื้อหา</p>", "html"))
    yield Made("post-plain", message(PEOPLE[0], "เรื่องใหม่", both), want("post", "เนื้อหา"))
