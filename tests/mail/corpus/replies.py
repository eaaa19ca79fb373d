"""Answers of every client with every kind of signature and charset."""

from collections.abc import Iterator
from itertools import count

from tests.mail.corpus.clients import CLIENTS, Answer
from tests.mail.corpus.material import LETTERS, PEOPLE, QUESTIONS, SUBJECTS, Person
from tests.mail.corpus.writing import Made, message, reply_to, want

# Signature separators the clients themselves put in: the others need words of leave.
DASHED = ("gmail", "thunderbird", "roundcube")
CHARSETS = (
    ("utf-8", "quoted-printable"),
    ("utf-8", "base64"),
    ("windows-874", "8bit"),
    ("tis-620", "quoted-printable"),
    ("UTF-8", "8bit"),
    ("iso-8859-11", "base64"),
)
ANSWERS_EACH = 7
LEAVES: tuple[tuple[str, ...], ...] = (
    ("ขอแสดงความนับถือ", "{name}"),
    ("Best regards,", "{name}"),
    ("ด้วยความเคารพอย่างสูง",),
    (),
    ("{contact}",),
    ("ขอแสดงความนับถืออย่างยิ่ง", "", "{contact}"),
    ("--", "{contact}"),
)
PREFIXES = ("Re: ", "ตอบ: ", "RE: ", "ตอบกลับ: ", "Re: [KM] ")


def signature(number: int, person: Person) -> tuple[str, ...]:
    lines: list[str] = []
    for line in LEAVES[number % len(LEAVES)]:
        lines.extend(
            person.contact if line == "{contact}" else [line.replace("{name}", person.name)]
        )
    return tuple(lines)


def made() -> Iterator[Made]:
    numbers = count()
    for client, signed in CLIENTS:
        name = client.__name__
        for turn in range(ANSWERS_EACH):
            number = next(numbers)
            person = PEOPLE[number % len(PEOPLE)]
            asker = PEOPLE[(number + 3) % len(PEOPLE)]
            charset, how = CHARSETS[(number + turn) % len(CHARSETS)]
            if name == "gmail_en" or charset.lower() == "utf-8":
                charset = "utf-8"
            if name == "iphone_th" and charset != "utf-8":
                charset, how = "utf-8", "base64"
            own = signature(number, person) if signed else ()
            if name.startswith(DASHED) and own[:1] in (("--",), ("---",)):
                own = own[1:]
            subject = SUBJECTS[number % len(SUBJECTS)]
            answer = Answer(
                LETTERS[number % len(LETTERS)],
                own,
                QUESTIONS[number % len(QUESTIONS)],
                asker,
                subject,
                charset,
                how,
            )
            yield Made(
                f"{name}-{turn + 1}",
                message(
                    person,
                    PREFIXES[number % len(PREFIXES)] + subject,
                    client(answer),
                    more=reply_to(number) if number % 3 else "",
                    charset=charset,
                    how="BQ"[number % 2],
                ),
                want(
                    "reply",
                    "\n".join(answer.new),
                    **{
                        "from": person.address,
                        "from_name": person.name,
                        "subject": PREFIXES[number % len(PREFIXES)] + subject,
                    },
                ),
            )


def inline() -> Iterator[Made]:
    """Answers between the lines of the question."""
    for number, (name, text, wanted) in enumerate(INLINE):
        person, asker = PEOPLE[number % 8], PEOPLE[(number + 1) % 8]
        filled = text.replace("{asker}", f"{asker.name} <{asker.address}>")
        answer = Answer((), (), (), asker, "", *CHARSETS[number % 2])
        content = answer.html(filled) if filled.startswith("<") else answer.plain(filled)
        yield Made(
            f"inline-{name}",
            message(person, "Re: คำถามหลายข้อ", content, more=reply_to(number)),
            want("reply", wanted),
        )


INLINE = (
    (
        "gmail",
        "เมื่อ จ. 5 ม.ค. 2569 เวลา 10:30 {asker} เขียนว่า:\n> ข้อ 1 ใช้แบบฟอร์มใด\nใช้แบบ กพร.3 ครับ\n> ข้อ 2 ส่งเมื่อไร\nส่งทุกวันที่ 5 ของเดือนครับ\n> ข้อ 3 ส่งที่ใด\n\nส่งที่กองแผนงาน\n",
        "ใช้แบบ กพร.3 ครับ\nส่งทุกวันที่ 5 ของเดือนครับ\nส่งที่กองแผนงาน",
    ),
    (
        "top-and-inside",
        "ตอบในเนื้อความนะคะ\n\nOn 5/1/2026 10:30, {asker} wrote:\n> เรียน ทุกท่าน\n>\n> มีงบเหลือเท่าไร\n\nเหลือ 120,000 บาทค่ะ\n\n> ใช้ทันไหม\n\nทันค่ะ ถ้าเซ็นสัญญาก่อนสิ้นเดือน\n\n-- \nกนกวรรณ\n",
        "ตอบในเนื้อความนะคะ\nเหลือ 120,000 บาทค่ะ\nทันค่ะ ถ้าเซ็นสัญญาก่อนสิ้นเดือน",
    ),
    (
        "html-split",
        '<div dir="ltr"><div class="gmail_quote"><div dir="ltr" class="gmail_attr">ในวันที่ จ. 5 ม.ค. 2026 เวลา 10:30 x &lt;x@example.go.th&gt; เขียนว่า:<br></div><blockquote class="gmail_quote" style="border-left:1px solid #ccc">จัดที่ไหน</blockquote><div>ห้องประชุม 3 ค่ะ</div><blockquote class="gmail_quote" style="border-left:1px solid #ccc">กี่คน</blockquote><div>ราว 40 คน</div></div></div>',
        "ห้องประชุม 3 ค่ะ\nราว 40 คน",
    ),
    (
        "thunderbird-html",
        '<html><body><div class="moz-cite-prefix">เมื่อ 5/1/2569 10:30, สมศรี เขียนว่า:<br></div><blockquote type="cite" cite="mid:1@x"><p>ใครเป็นวิทยากร</p></blockquote><p>เชิญคุณหมอวิชัยแล้วครับ</p><blockquote type="cite" cite="mid:1@x"><p>ค่าตอบแทนเท่าไร</p></blockquote><p>ตามระเบียบ ชั่วโมงละ 600 บาท</p></body></html>',
        "เชิญคุณหมอวิชัยแล้วครับ\nตามระเบียบ ชั่วโมงละ 600 บาท",
    ),
    (
        "nested",
        "> > ใครรับผิดชอบ\n> งานธุรการครับ\n\nขอแก้เป็นงานพัสดุครับ เพราะย้ายงานเมื่อเดือนที่แล้ว\n",
        "ขอแก้เป็นงานพัสดุครับ เพราะย้ายงานเมื่อเดือนที่แล้ว",
    ),
)
