"""Charsets, headers and structures with the faults of real programs."""

import base64
import quopri
from collections.abc import Iterator

from tests.mail.corpus.material import LIST, PEOPLE
from tests.mail.corpus.writing import (
    Made,
    attachment,
    message,
    multipart,
    part,
    quoted,
    reply_to,
    want,
    word,
)

SENDER = PEOPLE[0]
TEXT = "ขอส่งสรุปบทเรียนจากการลงพื้นที่ครับ\nพบว่าน้ำประปาหมู่บ้านขุ่นหลังฝนตก ควรล้างถังกรองทุก 15 วัน"
THAI = TEXT.encode("cp874").replace(b"\n", b"\r\n")
UTF8 = TEXT.encode().replace(b"\n", b"\r\n")


def raw_part(data: bytes, content_type: str | None, how: str = "8bit") -> bytes:
    head = f"Content-Type: {content_type}\r\n" if content_type else ""
    return f"{head}Content-Transfer-Encoding: {how}\r\n\r\n".encode() + data


def charsets() -> Iterator[Made]:
    labels = (
        "windows-874", "WINDOWS-874", "x-windows-874", "cp874", "CP-874", "ms874", "tis-620", "TIS620", "tis620.2533",
        "iso-8859-11", "ISO8859-11", "us-ascii", "iso-8859-1", "windows-1252", "utf-8", "unknown-8bit", "x-unknown", "x-user-defined", "",
    )  # fmt: skip
    for number, label in enumerate(labels):
        kind = f'text/plain; charset="{label}"' if label else "text/plain"
        yield Made(
            f"thai-labelled-{number + 1:02}-{label.lower() or 'nothing'}",
            message(SENDER, "สรุปบทเรียน", raw_part(THAI, kind)),
            want("post", TEXT, held=False),
        )
    for label in ("windows-874", "tis-620", "us-ascii", "iso-8859-1", "x-unknown", ""):
        kind = f"text/plain; charset={label}" if label else "text/plain"
        yield Made(
            f"utf8-labelled-{label or 'nothing'}",
            message(SENDER, "สรุปบทเรียน", raw_part(UTF8, kind)),
            want("post", TEXT, held=False),
        )
    yield Made(
        "thai-no-type-at-all",
        message(SENDER, "สรุปบทเรียน", raw_part(THAI, None)),
        want("post", TEXT),
    )
    yield Made(
        "utf8-bom",
        message(SENDER, "สรุปบทเรียน", raw_part(b"\xef\xbb\xbf" + UTF8, "text/plain; charset=utf-8")),
        want("post", TEXT),
    )
    yield Made(
        "utf16",
        message(
            SENDER,
            "สรุปบทเรียน",
            raw_part(
                base64.b64encode(TEXT.encode("utf-16")), "text/plain; charset=utf-16", "base64"
            ),
        ),
        want("post", TEXT),
    )
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-874"></head><body>{TEXT.replace(chr(10), "<br>")}</body></html>'
    yield Made(
        "html-meta-874",
        message(SENDER, "สรุปบทเรียน", raw_part(page.encode("cp874"), "text/html")),
        want("post", TEXT),
    )
    yield Made(
        "html-lying-meta",
        message(SENDER, "สรุปบทเรียน", raw_part(page.encode(), "text/html; charset=utf-8")),
        want("post", TEXT),
    )
    mixed = (
        THAI
        + b"\r\n\r\n_______________________________________________\r\n"
        + "ท่านได้รับอีเมลฉบับนี้เพราะเป็นสมาชิกกลุ่ม km".encode()
        + b"\r\n"
    )
    yield Made(
        "footer-in-another-charset",
        message(SENDER, "สรุปบทเรียน", raw_part(mixed, "text/plain; charset=windows-874")),
        want("post", TEXT),
    )
    twice = TEXT.encode().decode("cp1252", "ignore") if False else TEXT.encode().decode("latin-1")
    yield Made(
        "encoded-twice",
        message(SENDER, "สรุปบทเรียน", raw_part(twice.encode(), "text/plain; charset=utf-8")),
        want("post", TEXT),
    )
    yield Made(
        "letters-lost",
        message(
            SENDER,
            "สรุป",
            raw_part(
                b"???? ????????? ?????????????? ????????\r\n???????? ????",
                "text/plain; charset=us-ascii",
            ),
        ),
        want("post", held=True, reason="charset-unsettled"),
    )
    yield Made(
        "chinese-unlabelled",
        message(
            SENDER, "hello", raw_part("这是一个没有标明编码的邮件".encode("gbk"), "text/plain")
        ),
        want("post", held=True, reason="charset-unsettled"),
    )
    yield Made(
        "bytes-of-no-charset",
        message(SENDER, "แจ้ง", raw_part(bytes(range(128, 256)) * 3, "text/plain; charset=tis-620")),
        want("post", held=True, reason="charset-unsettled"),
    )
    yield Made(
        "latin-as-labelled",
        message(
            SENDER,
            "Visit",
            raw_part(
                "Le café de Genève vous attend, à bientôt à Bangkok.".encode("latin-1"),
                "text/plain; charset=iso-8859-1",
            ),
        ),
        want("post", "Le café de Genève vous attend, à bientôt à Bangkok.", held=False),
    )
    flowed = "ขอเสนอให้จัดเวทีแลกเปลี่ยน \r\nทุกไตรมาส และให้แต่ละหน่วย \r\nเป็นเจ้าภาพหมุนเวียนกัน\r\n\r\nเห็นว่าอย่างไรบ้างครับ\r\n"
    yield Made(
        "flowed",
        message(
            SENDER, "ข้อเสนอ", raw_part(flowed.encode(), "text/plain; charset=utf-8; format=flowed")
        ),
        want(
            "post",
            "ขอเสนอให้จัดเวทีแลกเปลี่ยน ทุกไตรมาส และให้แต่ละหน่วย เป็นเจ้าภาพหมุนเวียนกัน\nเห็นว่าอย่างไรบ้างครับ",
        ),
    )


def headed(name: str, sender: str, line: str, /, **expected: object) -> Made:
    """A message whose header lines are given as they stand; surrogates are raw bytes."""
    head = f"From: {sender}\r\nTo: {LIST}\r\nSubject: {line}\r\nDate: Mon, 05 Jan 2026 10:30:00 +0700\r\n"
    return Made(
        f"header-{name}",
        head.encode("utf-8", "surrogateescape") + raw_part(UTF8, "text/plain; charset=utf-8"),
        want("post", TEXT, **expected),
    )


def raw(text: str, charset: str = "cp874") -> str:
    return text.encode(charset).decode("ascii", "surrogateescape")


def cut(text: str, size: int, charset: str = "utf-8", how: str = "B", gap: str = "\r\n ") -> str:
    """Encoded words cut every `size` bytes, through characters when it so falls."""
    data = text.encode("cp874" if charset != "utf-8" else charset)
    pieces = [data[i : i + size] for i in range(0, len(data), size)]
    words = [base64.b64encode(p).decode() if how == "B" else quoted(p) for p in pieces]
    return gap.join(f"=?{charset}?{how}?{item}?=" for item in words)


def headers() -> Iterator[Made]:
    name, subject, address = (
        "สมชาย ใจดี",
        "ขอเชิญประชุมคณะทำงานจัดการความรู้ ครั้งที่ 2/2569",
        "somchai@example.go.th",
    )
    good = {"from": address, "from_name": name, "subject": subject, "held": False}
    first, last = name.split()
    yield headed(
        "adjacent-words",
        f"{word(first)} {word(' ' + last)} <{address}>",
        f"{word(subject[:18])}\r\n {word(subject[18:])}",
        **good,
    )
    yield headed("cut-base64", f"{cut(name, 7)} <{address}>", cut(subject, 10), **good)
    yield headed("cut-q", f"{cut(name, 8, how='Q')} <{address}>", cut(subject, 11, how="Q"), **good)
    yield headed(
        "cut-no-gap", f"{cut(name, 7, gap='')} <{address}>", cut(subject, 20, gap=""), **good
    )
    yield headed(
        "cut-tabs",
        f"{cut(name, 7, gap=chr(9))} <{address}>",
        cut(subject, 20, gap="\r\n\t"),
        **good,
    )
    yield headed("quoted-words", f'"{cut(name, 9, gap=" ")}" <{address}>', cut(subject, 30), **good)
    yield headed(
        "tis-words",
        f"{cut(name, 6, 'TIS-620')} <{address}>",
        cut(subject, 12, "windows-874", "Q"),
        **good,
    )
    yield headed("raw-tis", f"{raw(name)} <{address}>", raw(subject), **good)
    yield headed("raw-tis-quoted", f'"{raw(name)}" <{address}>', raw(subject), **good)
    yield headed("raw-utf8", f'"{name}" <{address}>', subject, **good)
    yield headed(
        "raw-folded",
        f"{raw(first)}\r\n {raw(last)} <{address}>",
        f"{raw(subject[:34])}\r\n {raw(subject[34:].strip())}",
        **{**good, "subject": " ".join((subject[:34] + " " + subject[34:]).split())},
    )
    as_latin = base64.b64encode(subject.encode("cp874")).decode()
    yield headed(
        "labelled-latin",
        f"=?iso-8859-1?B?{base64.b64encode(name.encode('cp874')).decode()}?= <{address}>",
        f"=?iso-8859-1?B?{as_latin}?=",
        **good,
    )
    yield headed(
        "labelled-utf8",
        f"=?utf-8?B?{base64.b64encode(name.encode('cp874')).decode()}?= <{address}>",
        f"=?UTF-8?B?{as_latin}?=",
        **good,
    )
    yield headed(
        "labelled-874-is-utf8",
        f"=?windows-874?B?{base64.b64encode(name.encode()).decode()}?= <{address}>",
        f"=?TIS-620?B?{base64.b64encode(subject.encode()).decode()}?=",
        **good,
    )
    yield headed(
        "no-padding",
        f"=?utf-8?B?{base64.b64encode(name.encode()).decode().rstrip('=')}?= <{address}>",
        word(subject),
        **good,
    )
    yield headed(
        "language-tag", f"=?utf-8*th?Q?{quoted(name.encode())}?= <{address}>", word(subject), **good
    )
    yield headed(
        "spaces-in-q",
        f"=?utf-8?Q?{quoted(first.encode())} {quoted(last.encode())}?= <{address}>",
        word(subject),
        **good,
    )
    yield headed("comment-name", f"{address} ({word(name)})", word(subject), **good)
    yield headed(
        "prefix-and-word",
        f"{word(name)} <{address}>",
        f"[KM] Re: {word(subject)}",
        **{**good, "subject": f"[KM] Re: {subject}"},
    )
    yield headed(
        "mixed-charsets",
        f"{word(first, 'tis-620')} {word(' ' + last)} <{address}>",
        word(subject),
        **good,
    )
    yield headed(
        "comma-inside",
        f'"{raw("ใจดี, สมชาย")}" <{address}>',
        word(subject),
        **{**good, "from_name": "ใจดี, สมชาย"},
    )
    yield headed("bare-address", address, word(subject), **{**good, "from_name": None})
    yield headed(
        "twice-encoded",
        f"{word(name)} <{address}>",
        f"=?utf-8?B?{base64.b64encode(word(subject).encode()).decode()}?=",
        **good,
    )
    yield headed(
        "two-authors",
        f"a@example.go.th, {address}",
        word(subject),
        held=True,
        reason="sender-unsettled",
    )
    yield headed(
        "no-author",
        "undisclosed",
        word(subject),
        **{"held": True, "reason": "sender-unsettled", "from": None},
    )
    yield Made(
        "header-injection",
        headed("x", address, "=?utf-8?Q?=E0=B8=81=0D=0ABcc:_victim@example.com?=").raw,
        want("reject", reason="header-injection"),
    )


NAMES = (
    (
        "rfc2231",
        "Content-Disposition: attachment; filename*=UTF-8''%E0%B8%A3%E0%B8%B2%E0%B8%A2%E0%B8%87%E0%B8%B2%E0%B8%99%202569.pdf",
        "รายงาน 2569.pdf",
    ),
    (
        "rfc2231-parts",
        "Content-Disposition: attachment;\r\n filename*0*=UTF-8''%E0%B8%A3%E0%B8%B2%E0%B8%A2;\r\n filename*1*=%E0%B8%87%E0%B8%B2%E0%B8%99;\r\n filename*2=.pdf",
        "รายงาน.pdf",
    ),
    (
        "rfc2231-cut-character",
        "Content-Disposition: attachment;\r\n filename*0*=UTF-8''%E0%B8%A3%E0;\r\n filename*1*=%B8%B2%E0%B8%A2.pdf",
        "ราย.pdf",
    ),
    (
        "rfc2231-874",
        "Content-Disposition: attachment; filename*=windows-874''%C3%D2%C2%A7%D2%B9.pdf",
        "รายงาน.pdf",
    ),
    (
        "encoded-word",
        'Content-Disposition: attachment; filename="=?UTF-8?B?4Lij4Liy4Lii4LiH4Liy4LiZLnBkZg==?="',
        "รายงาน.pdf",
    ),
    (
        "encoded-words-cut",
        'Content-Disposition: attachment;\r\n filename="=?UTF-8?B?4Lij4Liy4Lii4Lg=?=\r\n =?UTF-8?B?h+C4suC4mS5wZGY=?="',
        "รายงาน.pdf",
    ),
    (
        "raw-tis",
        'Content-Disposition: attachment; filename="' + raw("รายงาน.pdf") + '"',
        "รายงาน.pdf",
    ),
    (
        "raw-utf8",
        'Content-Disposition: attachment; filename="แบบฟอร์ม กพร.3 (แก้ไข).pdf"',
        "แบบฟอร์ม กพร.3 (แก้ไข).pdf",
    ),
    ("name-in-type", "Content-Disposition: attachment\r\nX-Note: x", None),
)


def attachments() -> Iterator[Made]:
    for name, disposition, wanted in NAMES:
        kind = (
            "application/pdf"
            if wanted
            else 'application/pdf; name="=?tis-620?Q?=C3=D2=C2=A7=D2=B9?=.pdf"'
        )
        content = multipart("mixed", part("ส่งไฟล์ตามที่คุยกันครับ"), attachment(disposition, kind=kind))
        yield Made(
            f"attachment-{name}",
            message(SENDER, "ส่งไฟล์", content),
            want("post", "ส่งไฟล์ตามที่คุยกันครับ", attachments=[wanted or "รายงาน.pdf"]),
        )
    two = multipart(
        "mixed",
        part("แนบสองไฟล์ค่ะ"),
        attachment('Content-Disposition: attachment; filename="a.xlsx"'),
        attachment('Content-Disposition: attachment; filename="ภาพกิจกรรม.jpg"', kind="image/jpeg"),
    )
    yield Made(
        "attachment-two",
        message(PEOPLE[1], "แนบไฟล์", two),
        want("post", "แนบสองไฟล์ค่ะ", attachments=["a.xlsx", "ภาพกิจกรรม.jpg"]),
    )
    logo = attachment(
        'Content-Disposition: inline; filename="image001.png"\r\nContent-ID: <image001.png@01>',
        kind="image/png",
    )
    related = multipart(
        "related", part('<p>ตามภาพค่ะ</p><img src="cid:image001.png@01">', "html"), logo
    )
    yield Made(
        "attachment-logo-is-none",
        message(PEOPLE[1], "ภาพ", related),
        want("post", "ตามภาพค่ะ", attachments=[]),
    )
    only = multipart(
        "mixed", part("\r\n"), attachment('Content-Disposition: attachment; filename="scan.pdf"')
    )
    yield Made(
        "attachment-without-words",
        message(PEOPLE[2], "Re: เอกสาร", only, more=reply_to()),
        want("reply", attachments=["scan.pdf"]),
    )
    around = multipart(
        "mixed",
        part("ก่อนภาพ"),
        attachment('Content-Disposition: inline; filename="map.png"', kind="image/png"),
        part("หลังภาพครับ"),
    )
    yield Made(
        "attachment-between-texts",
        message(PEOPLE[2], "แผนที่", around),
        want("post", "ก่อนภาพ\nหลังภาพครับ", attachments=["map.png"]),
    )


def disguises() -> Iterator[Made]:
    """Bodies that are not what their fields say."""
    page = f"<!DOCTYPE html><html><body><p>{TEXT.replace(chr(10), '<br>')}</p></body></html>"
    yield Made("page-called-plain", message(SENDER, "สรุปบทเรียน", part(page)), want("post", TEXT))
    footer = b"\r\n_______________________________________________\r\nKm mailing list\r\nkm@x.example.go.th\r\n"
    under = raw_part(base64.encodebytes(UTF8) + footer, "text/plain; charset=utf-8", "base64")
    yield Made("footer-under-base64", message(SENDER, "สรุปบทเรียน", under), want("post", TEXT))
    bare = raw_part(UTF8, "text/plain; charset=utf-8", "base64")
    yield Made("plain-called-base64", message(SENDER, "สรุปบทเรียน", bare), want("post", TEXT))
    soft = raw_part(quopri.encodestring(UTF8), "text/plain; charset=utf-8", "7bit")
    yield Made("quoted-printable-unsaid", message(SENDER, "สรุปบทเรียน", soft), want("post", TEXT))
    stub = "โปรดเปิดอ่านในรูปแบบเว็บ"
    both = multipart("alternative", part(stub), part(f"<p>{TEXT}</p>", "html"))
    yield Made(
        "plain-points-elsewhere",
        message(SENDER, "สรุปบทเรียน", both),
        want("post", TEXT.replace("\n", " ")),
    )
    yield Made(
        "from-our-bounces",
        message("km-bounces@lists.sala.example.go.th", "x", part("x")),
        want("loop"),
    )
    tagged = message(SENDER, "[KM] Re: เดิม", part("ใหม่ครับ\n\n> เก่า"))
    yield Made("answer-behind-a-tag", tagged, want("reply", "ใหม่ครับ"))


def structures() -> Iterator[Made]:
    deep = part("ลึกมาก")
    for level in range(200):
        deep = multipart("mixed", deep, boundary=f"level{level}")
    yield Made("nested-200", message(SENDER, "ลึก", deep), want("reject", reason="nested-too-deep"))
    some = part("ข้อความอยู่ชั้นในสุดค่ะ")
    for level in range(8):
        some = multipart("mixed", some, boundary=f"level{level}")
    yield Made("nested-8", message(SENDER, "ซ้อนกัน", some), want("post", "ข้อความอยู่ชั้นในสุดค่ะ"))
    many = multipart("mixed", *[part(str(number)) for number in range(1500)], boundary="many")
    yield Made(
        "parts-1500", message(SENDER, "หลายส่วน", many), want("reject", reason="too-many-parts")
    )
    yield Made(
        "no-last-boundary",
        message(
            SENDER,
            "ขาดท้าย",
            multipart("mixed", part("ข้อความยังอยู่ครบครับ"), boundary="xx").removesuffix(b"--xx--\r\n"),
        ),
        want("post", "ข้อความยังอยู่ครบครับ"),
    )
    yield Made(
        "boundary-undeclared",
        message(SENDER, "ไม่มีขอบ", b"Content-Type: multipart/mixed\r\n\r\n" + UTF8),
        want("post", TEXT),
    )
    yield Made(
        "huge-line", message(SENDER, "บรรทัดยาว", part("ก" * 40_000)), want("post", "ก" * 40_000)
    )
    yield Made(
        "lf-only",
        message(SENDER, "สรุปบทเรียน", raw_part(UTF8, "text/plain; charset=utf-8")).replace(
            b"\r\n", b"\n"
        ),
        want("post", TEXT),
    )
    yield Made(
        "mbox-line",
        b"From somchai@example.go.th Mon Jan  5 10:30:00 2026\n"
        + message(SENDER, "สรุปบทเรียน", raw_part(UTF8, "text/plain; charset=utf-8")),
        want("post", TEXT, **{"from": SENDER.address}),
    )
    empty = multipart(
        "alternative",
        part(" \r\n"),
        part("<html><body><div>เนื้อหาอยู่ใน HTML เท่านั้นครับ</div></body></html>", "html"),
    )
    yield Made(
        "empty-plain-alternative",
        message(SENDER, "HTML", empty),
        want("post", "เนื้อหาอยู่ใน HTML เท่านั้นครับ"),
    )
    lost = multipart(
        "alternative",
        part("?????? ???? ????????? ??????????", charset="us-ascii"),
        part("<p>ข้อความไทยอยู่ที่นี่ค่ะ</p>", "html"),
    )
    yield Made(
        "plain-lost-its-letters",
        message(SENDER, "HTML", lost),
        want("post", "ข้อความไทยอยู่ที่นี่ค่ะ", held=False),
    )
    sealed = b'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="s"\r\n\r\n--s\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--s\r\nContent-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n--s--\r\n'
    yield Made("encrypted", message(SENDER, "ลับ", sealed), want("reject", reason="encrypted"))
    yield Made(
        "not-a-message",
        "ไฟล์นี้ไม่ใช่จดหมาย\nเป็นเพียงบันทึก\n".encode(),
        want("reject", reason="not-a-message"),
    )
    signed = multipart(
        "signed",
        part("ลงลายมือชื่อดิจิทัลแล้วครับ"),
        b"Content-Type: application/pgp-signature; name=signature.asc\r\n\r\n-----BEGIN PGP SIGNATURE-----\r\n",
    )
    yield Made(
        "signed",
        message(SENDER, "ลงนาม", signed),
        want("post", "ลงลายมือชื่อดิจิทัลแล้วครับ", attachments=[]),
    )
