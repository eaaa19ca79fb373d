"""How mail clients write an answer: the shapes of their quotes, in Thai and in English.

Every function takes what was newly written, the sender's signature, what is quoted and who asked,
and gives the content of a message. The shapes follow what the clients send.
"""

from collections.abc import Callable
from html import escape
from typing import NamedTuple

from tests.mail.corpus.material import Person
from tests.mail.corpus.writing import multipart, part


class Answer(NamedTuple):
    new: tuple[str, ...]
    signature: tuple[str, ...]
    old: tuple[str, ...]
    asker: Person
    subject: str
    charset: str = "utf-8"
    how: str = "8bit"

    def plain(self, text: str, more: str = "") -> bytes:
        return part(text, "plain", self.charset, self.how, more)

    def html(self, text: str) -> bytes:
        return part(text, "html", self.charset, self.how)

    def top(self, gap: str = "\n\n") -> str:
        return "\n".join(self.new) + (gap + "\n".join(self.signature) if self.signature else "")

    def marked(self, mark: str = "> ") -> str:
        return "\n".join((mark + line).rstrip() for line in self.old)


def divs(lines: tuple[str, ...], style: str = "") -> str:
    return "".join(f"<div{style}>{escape(line) or '<br>'}</div>" for line in lines)


def paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(
        f'<p class="MsoNormal"><span style="font-size:16.0pt;font-family:&quot;TH SarabunPSK&quot;">'
        f"{escape(line) or '<o:p>&nbsp;</o:p>'}</span></p>\n"
        for line in lines
    )


def outlook_th(a: Answer) -> bytes:
    head = f"จาก: {a.asker.name} <{a.asker.address}>\nส่ง: 5 มกราคม 2569 10:30\nถึง: km@lists.sala.example.go.th\nเรื่อง: {a.subject}"
    return a.plain(f"{a.top()}\n\n{head}\n\n" + "\n".join(a.old) + "\n")


def outlook_en(a: Answer) -> bytes:
    head = f"From: {a.asker.name} [mailto:{a.asker.address}] \nSent: Monday, January 5, 2026 10:30 AM\nTo: km@lists.sala.example.go.th\nCc: 'somsak@example.go.th'\nSubject: {a.subject}"
    return a.plain(f"{a.top()}\n\n-----Original Message-----\n{head}\n\n" + "\n".join(a.old))


def outlook_th_divider(a: Answer) -> bytes:
    head = f"จาก: {a.asker.name}\nส่ง: วันจันทร์ที่ 5 มกราคม 2569 10:30 น.\nถึง: กลุ่มจัดการความรู้\nสำเนา: งานสารบรรณ\nเรื่อง: {a.subject}\nความสำคัญ: สูง"
    return a.plain(f"{a.top()}\n\n-----ข้อความต้นฉบับ-----\n{head}\n\n" + "\n".join(a.old))


def outlook_html_th(a: Answer) -> bytes:
    head = (
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal">'
        f"<b><span lang=TH>จาก:</span></b><span lang=TH> {escape(a.asker.name)} &lt;{a.asker.address}&gt; <br>"
        "<b>ส่ง:</b> 5 มกราคม 2569 10:30<br><b>ถึง:</b> km@lists.sala.example.go.th<br>"
        f"<b>เรื่อง:</b> {escape(a.subject)}<o:p></o:p></span></p></div>"
    )
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!--\np.MsoNormal {margin:0cm;}\n--></style>'
        '<!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit"/></xml><![endif]--></head><body lang="TH">'
        f'<div class="WordSection1">{paragraphs(a.new)}<p class="MsoNormal"><o:p>&nbsp;</o:p></p>\n'
        f"{paragraphs(a.signature)}<div>{head}</div>{paragraphs(a.old)}</div></body></html>"
    )
    return a.html(page)


def outlook_web_th(a: Answer) -> bytes:
    plain = (
        f"{a.top()}\n\n________________________________\nจาก: {a.asker.name} <{a.asker.address}>\nส่ง: 5 มกราคม 2569 10:30\n"
        f"ถึง: km@lists.sala.example.go.th <km@lists.sala.example.go.th>\nเรื่อง: {a.subject}\n\n"
        + "\n".join(a.old)
    )
    page = (
        f'<html><body dir="ltr"><div class="elementToProof" style="font-size:12pt">{divs(a.new)}</div>'
        f'<div id="Signature">{divs(a.signature)}</div><div id="appendonsend"></div>'
        '<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri">'
        f"<b>จาก:</b> {escape(a.asker.name)} &lt;{a.asker.address}&gt;<br><b>ส่ง:</b> 5 มกราคม 2569 10:30<br>"
        f"<b>ถึง:</b> km@lists.sala.example.go.th<br><b>เรื่อง:</b> {escape(a.subject)}</font><div>&nbsp;</div></div>"
        f"{divs(a.old)}</body></html>"
    )
    return multipart("alternative", a.plain(plain), a.html(page))


def outlook_web_html(a: Answer) -> bytes:
    page = (
        f'<html><head><style type="text/css" style="display:none;"> P {{margin-top:0;margin-bottom:0;}} </style></head><body dir="ltr">'
        f'{divs(a.new, " style=" + chr(34) + "color:rgb(0,0,0)" + chr(34))}<div id="Signature"><div><p></p>{divs(a.signature)}</div></div>'
        '<div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr">'
        f"<b>From:</b> {escape(a.asker.name)} &lt;{a.asker.address}&gt;<br><b>Sent:</b> Monday, January 5, 2026 10:30 AM<br>"
        f"<b>To:</b> KM<br><b>Subject:</b> {escape(a.subject)}</div><div><br></div>{divs(a.old)}</body></html>"
    )
    return a.html(page)


def outlook_mobile(a: Answer) -> bytes:
    return a.plain(
        f"{chr(10).join(a.new)}\n\nดาวน์โหลด Outlook สำหรับ iOS<https://aka.ms/o0ukef>\n________________________________\n"
        f"From: {a.asker.name} <{a.asker.address}>\nSent: Monday, January 5, 2026 10:30:12 AM\nTo: KM <km@lists.sala.example.go.th>\n"
        f"Subject: {a.subject}\n\n" + "\n".join(a.old)
    )


def _gmail_plain(a: Answer, attribution: str) -> str:
    return f"{a.top(chr(10) + chr(10) + '-- ' + chr(10))}\n\n{attribution}\n\n{a.marked()}\n"


def _gmail_html(a: Answer, attribution: str) -> str:
    signature = (
        f'<span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">'
        f'<div dir="ltr">{divs(a.signature)}</div></div>'
        if a.signature
        else ""
    )
    return (
        f'<div dir="ltr">{divs(a.new)}<div><br clear="all"></div>{signature}</div><br><div class="gmail_quote gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">{attribution}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;'
        f'border-left:1px solid rgb(204,204,204);padding-left:1ex"><div dir="ltr">{divs(a.old)}</div></blockquote></div>'
    )


def gmail_th(a: Answer) -> bytes:
    line = f"ในวันที่ จ. 5 ม.ค. 2026 เวลา 10:30 {a.asker.name} <{a.asker.address}>\nเขียนว่า:"
    rich = f'ในวันที่ จ. 5 ม.ค. 2026 เวลา 10:30 {escape(a.asker.name)} &lt;<a href="mailto:{a.asker.address}">{a.asker.address}</a>&gt; เขียนว่า:'
    return multipart("alternative", a.plain(_gmail_plain(a, line)), a.html(_gmail_html(a, rich)))


def gmail_th_html(a: Answer) -> bytes:
    rich = f'เมื่อ จ. 5 ม.ค. 2569 เวลา 10:30 {escape(a.asker.name)} &lt;<a href="mailto:{a.asker.address}">{a.asker.address}</a>&gt; เขียนว่า:'
    return a.html(_gmail_html(a, rich))


def gmail_old(a: Answer) -> bytes:
    return a.plain(
        _gmail_plain(a, f"5 มกราคม 2569, 10:30, {a.asker.name} <{a.asker.address}> เขียนว่า:")
    )


def gmail_en(a: Answer) -> bytes:
    line = f"On Mon, Jan 5, 2026 at 10:30\u202fAM {a.asker.name} <\n{a.asker.address}> wrote:"
    rich = (
        f"On Mon, Jan 5, 2026 at 10:30 AM {escape(a.asker.name)} &lt;{a.asker.address}&gt; wrote:"
    )
    return multipart("alternative", a.plain(_gmail_plain(a, line)), a.html(_gmail_html(a, rich)))


def gmail_wrote_on(a: Answer) -> bytes:
    return a.plain(
        _gmail_plain(a, f"{a.asker.name} <{a.asker.address}> เขียนเมื่อ จ. 5 ม.ค. 2569 เวลา 10:30 น.:")
    )


def iphone_th(a: Answer) -> bytes:
    text = f"{chr(10).join(a.new)}\n\nส่งจาก iPhone ของฉัน\n\nเมื่อ 5 ม.ค. 2569 เวลา 10:30 {a.asker.name} <{a.asker.address}> เขียนว่า:\n\n{a.marked()}\n"
    page = (
        f'<html><body dir="auto">{divs(a.new)}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">ส่งจาก iPhone ของฉัน</div>'
        f'<div dir="ltr"><br><blockquote type="cite">เมื่อ 5 ม.ค. 2569 เวลา 10:30 {escape(a.asker.name)} &lt;{a.asker.address}&gt; เขียนว่า:<br><br></blockquote></div>'
        f'<blockquote type="cite"><div dir="ltr">\ufeff{divs(a.old)}</div></blockquote></body></html>'
    )
    return multipart("alternative", a.plain(text), a.html(page))


def iphone_en_html(a: Answer) -> bytes:
    page = (
        f'<html><head><meta http-equiv="content-type" content="text/html; charset={a.charset}"></head><body dir="auto">{divs(a.new)}'
        '<div><br></div><div id="AppleMailSignature" dir="ltr">Sent from my iPhone</div><div dir="ltr"><br>'
        f'On 5 Jan 2569 BE, at 10:30, {escape(a.asker.name)} &lt;<a href="mailto:{a.asker.address}">{a.asker.address}</a>&gt; wrote:<br><br></div>'
        f'<blockquote type="cite"><div dir="ltr">{divs(a.old)}</div></blockquote></body></html>'
    )
    return a.html(page)


def samsung_th(a: Answer) -> bytes:
    text = (
        f"{chr(10).join(a.new)}\n\n\n\nส่งจากสมาร์ทโฟน Samsung Galaxy ของฉัน\n\n-------- ข้อความเดิม --------\nจาก: {a.asker.name} <{a.asker.address}> \n"
        f"วันที่: 5/1/69 10:30  (GMT+07:00) \nถึง: km@lists.sala.example.go.th \nหัวเรื่อง: {a.subject} \n\n"
        + "\n".join(a.old)
    )
    return a.plain(text)


def samsung_en_html(a: Answer) -> bytes:
    page = (
        f'<html><body><div dir="auto">{divs(a.new)}</div><div><br></div><div align="left" dir="auto" id="composer_signature"><div style="font-size:12px">Sent from my Galaxy</div></div>'
        f'<div><br></div><div align="left" dir="auto" style="font-size:100%"><div>-------- Original message --------</div><div>From: {escape(a.asker.name)} &lt;{a.asker.address}&gt; </div>'
        f"<div>Date: 5/1/26  10:30  (GMT+07:00) </div><div>To: km@lists.sala.example.go.th </div><div>Subject: {escape(a.subject)} </div><div><br></div></div>{divs(a.old)}</body></html>"
    )
    return a.html(page)


def zimbra_th(a: Answer) -> bytes:
    return a.plain(
        f"{a.top()}\n\n----- เมื่อ 5 ม.ค. 2569 เวลา 10:30,{a.asker.name} {a.asker.address} เขียน:\n\n{a.marked()}"
    )


def zimbra_th_html(a: Answer) -> bytes:
    page = (
        f'<html><body><div style="font-family: arial">{divs(a.new)}<div><br></div>{divs(a.signature)}<hr id="zwchr" data-marker="__DIVIDER__">'
        f'<div data-marker="__HEADERS__"><b>จาก: </b>"{escape(a.asker.name)}" &lt;{a.asker.address}&gt;<br><b>ถึง: </b>"km" &lt;km@lists.sala.example.go.th&gt;<br>'
        f'<b>ส่งแล้ว: </b>จันทร์, 5 มกราคม, 2569 10:30:00<br><b>เรื่อง: </b>{escape(a.subject)}<br></div><div><br></div><div data-marker="__QUOTED_TEXT__">{divs(a.old)}</div></div></body></html>'
    )
    return a.html(page)


def thunderbird_th(a: Answer) -> bytes:
    return a.plain(
        f"{a.top(chr(10) + chr(10) + '-- ' + chr(10))}\n\nเมื่อ 5/1/2569 10:30, {a.asker.name} เขียนว่า:\n{a.marked()}\n",
        "; format=flowed",
    )


def thunderbird_en_html(a: Answer) -> bytes:
    lines = "<br>\n".join(escape(line) for line in a.new)
    page = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body><p>{lines}</p><div class="moz-signature">-- <br>{divs(a.signature)}</div>'
        f'<div class="moz-cite-prefix">On 5/1/2026 10:30, {escape(a.asker.name)} wrote:<br></div><blockquote type="cite" cite="mid:1@example.go.th">{divs(a.old)}</blockquote></body></html>'
    )
    return a.html(page)


def thunderbird_below(a: Answer) -> bytes:
    return a.plain(
        f"On 5/1/2026 10:30, {a.asker.name} wrote:\n{a.marked()}\n\n{a.top(chr(10) + '-- ' + chr(10))}\n"
    )


def roundcube(a: Answer) -> bytes:
    return a.plain(
        f"On 2026-01-05 10:30, {a.asker.name} wrote:\n{a.marked()}\n\n{a.top()}\n",
        "; format=flowed",
    )


def roundcube_html(a: Answer) -> bytes:
    page = (
        f'<html><body style="font-size: 10pt">{divs(a.new)}<div id="signature">-- <br>{divs(a.signature)}</div><p id="reply-intro">On 2026-01-05 10:30, {escape(a.asker.name)} wrote:</p>'
        f'<blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid; margin: 0">{divs(a.old)}</blockquote></body></html>'
    )
    return a.html(page)


def yahoo_th(a: Answer) -> bytes:
    text = f"{a.top()}\n\n    ในวันที่ วันจันทร์ที่ 5 มกราคม พ.ศ. 2569 10 นาฬิกา 30 นาที 00 วินาที GMT+7, {a.asker.name} <{a.asker.address}> ได้เขียนข้อความ:  \n \n {chr(10).join(a.old)}"
    page = (
        f'<html><body><div class="ydp1">{divs(a.new)}<div><br></div><div class="signature">{divs(a.signature)}</div></div><div id="ydp2yahoo_quoted_1" class="ydp2yahoo_quoted">'
        f'<div style="font-size:13px"><div>ในวันที่ วันจันทร์ที่ 5 มกราคม พ.ศ. 2569 10 นาฬิกา 30 นาที 00 วินาที GMT+7, {escape(a.asker.name)} &lt;{a.asker.address}&gt; ได้เขียนข้อความ:</div>'
        f"<div><br></div><div>{divs(a.old)}</div></div></div></body></html>"
    )
    return multipart("alternative", a.plain(text), a.html(page))


def yahoo_en(a: Answer) -> bytes:
    return a.plain(
        f"{chr(10).join(a.new)}\n\nSent from Yahoo Mail on Android \n \n  On Mon, Jan 5, 2026 at 10:30, {a.asker.name}<{a.asker.address}> wrote:   {a.old[0]}\n"
        + "\n".join(a.old[1:])
    )


def apple_mail(a: Answer) -> bytes:
    return a.plain(
        f"{a.top()}\n\n> On 5 Jan 2026, at 10:30, {a.asker.name} <{a.asker.address}> wrote:\n> \n{a.marked()}\n"
    )


CLIENTS: tuple[tuple[Callable[[Answer], bytes], bool], ...] = (
    (outlook_th, True),
    (outlook_en, True),
    (outlook_th_divider, True),
    (outlook_html_th, True),
    (outlook_web_th, True),
    (outlook_web_html, True),
    (outlook_mobile, False),
    (gmail_th, True),
    (gmail_th_html, True),
    (gmail_old, True),
    (gmail_en, True),
    (gmail_wrote_on, True),
    (iphone_th, False),
    (iphone_en_html, False),
    (samsung_th, False),
    (samsung_en_html, False),
    (zimbra_th, True),
    (zimbra_th_html, True),
    (thunderbird_th, True),
    (thunderbird_en_html, True),
    (thunderbird_below, True),
    (roundcube, False),
    (roundcube_html, True),
    (yahoo_th, True),
    (yahoo_en, False),
    (apple_mail, True),
)
"""Each client, and whether its answers here carry a signature of the sender."""
