"""Whole letters where the line between text and machinery is fine: forwards, memos, notices,
footers, pages.
"""

from collections.abc import Iterator

from tests.mail.corpus.material import PEOPLE
from tests.mail.corpus.writing import Made, message, part, reply_to, want

_BLOCK = "จาก: สมศรี รักงาน <somsri@example.go.th>\nส่ง: 5 มกราคม 2569 10:30\nถึง: สมชาย ใจดี <somchai.j@dhs.example.go.th>\nเรื่อง: แนวทางใหม่\n\nเรียน ทุกท่าน\n\nกรมมีแนวทางใหม่ตามแนบ\n\nขอแสดงความนับถือ\nสมศรี รักงาน"
FORWARDS = (
    ("outlook-th", "FW: แนวทางใหม่", "เรียน สมาชิก\n\nส่งต่อมาเพื่อทราบครับ\n\n" + _BLOCK, None),
    ("outlook-th-alone", "ส่งต่อ: แนวทางใหม่", _BLOCK, None),
    (
        "gmail",
        "Fwd: แนวทางใหม่",
        "น่าสนใจค่ะ\n\n---------- Forwarded message ---------\nจาก: สมศรี รักงาน <somsri@example.go.th>\nDate: จ. 5 ม.ค. 2026 เวลา 10:30\nSubject: แนวทางใหม่\nTo: <km@lists.sala.example.go.th>\n\n\nกรมมีแนวทางใหม่ตามแนบ\n\nสมศรี",
        None,
    ),
    (
        "gmail-th",
        "Fwd: แนวทางใหม่",
        "---------- ข้อความที่ส่งต่อ ---------\nจาก: สมศรี <somsri@example.go.th>\nวันที่: จ. 5 ม.ค. 2569 เวลา 10:30\nหัวเรื่อง: แนวทางใหม่\nถึง: สมชาย\n\nกรมมีแนวทางใหม่\n> เดิมใช้แบบ ก\nตอนนี้ใช้แบบ ข",
        None,
    ),
    (
        "apple",
        "Fwd: แนวทางใหม่",
        "ฝากดูค่ะ\n\nเริ่มต้นข้อความที่ส่งต่อ:\n\nจาก: สมศรี <somsri@example.go.th>\nเรื่อง: แนวทางใหม่\nวันที่: 5 มกราคม 2569 10:30:00 GMT+7\nถึง: สมชาย <somchai@example.go.th>\n\nกรมมีแนวทางใหม่",
        None,
    ),
    (
        "signed-above",
        "Fwd: แนวทางใหม่",
        "ฝากพิจารณาครับ\n\nขอแสดงความนับถือ\nสมชาย ใจดี\n\n---------- Forwarded message ---------\nFrom: สมศรี <somsri@example.go.th>\nDate: Mon, Jan 5, 2026\nSubject: แนวทางใหม่\nTo: <x@example.go.th>\n\nกรมมีแนวทางใหม่",
        "ฝากพิจารณาครับ\n---------- Forwarded message ---------\nFrom: สมศรี <somsri@example.go.th>\nDate: Mon, Jan 5, 2026\nSubject: แนวทางใหม่\nTo: <x@example.go.th>\nกรมมีแนวทางใหม่",
    ),
)
_LEGAL_TH = "อีเมลฉบับนี้และเอกสารแนบเป็นความลับและมีไว้สำหรับผู้รับที่ระบุไว้เท่านั้น หากท่านไม่ใช่ผู้รับที่ถูกต้อง กรุณาแจ้งผู้ส่งและลบอีเมลนี้ทันที ห้ามเผยแพร่หรือทำซ้ำ"
_LEGAL_EN = "This e-mail and any attachments are confidential and intended solely for the use of the individual to whom it is addressed.\nIf you have received this email in error please notify the sender and delete it."
LETTERS = (
    ("legal-th", "ส่งรายงานตามแนบครับ\n\n" + _LEGAL_TH, "ส่งรายงานตามแนบครับ"),
    ("legal-en", "ส่งรายงานตามแนบครับ\n\n" + _LEGAL_EN, "ส่งรายงานตามแนบครับ"),
    ("legal-titled", "เห็นชอบครับ\n\nDISCLAIMER:\n" + _LEGAL_EN, "เห็นชอบครับ"),
    (
        "legal-ruled",
        "เห็นชอบค่ะ\n\n________________________________\nคำเตือน: " + _LEGAL_TH,
        "เห็นชอบค่ะ",
    ),
    (
        "legal-both",
        "รับทราบ\n\nขอแสดงความนับถือ\nสมชาย ใจดี\n\n" + _LEGAL_TH + "\n\n" + _LEGAL_EN,
        "รับทราบ",
    ),
    ("green", "ยืนยันเข้าร่วมค่ะ\n\nโปรดคำนึงถึงสิ่งแวดล้อมก่อนพิมพ์อีเมลฉบับนี้", "ยืนยันเข้าร่วมค่ะ"),
    (
        "mailman",
        "เรื่องนี้เคยคุยเมื่อปีก่อนครับ\n_______________________________________________\nKm mailing list\nKm@lists.other.example.go.th\nhttps://lists.other.example.go.th/mailman/listinfo/km",
        "เรื่องนี้เคยคุยเมื่อปีก่อนครับ",
    ),
    (
        "google-footer",
        'มีใครสนใจบ้างคะ\n\n-- \nYou received this message because you are subscribed to the Google Groups "KM" group.\nTo unsubscribe from this group and stop receiving emails from it, send an email to km+unsubscribe@groups.example.com.',
        "มีใครสนใจบ้างคะ",
    ),
    (
        "our-footer",
        "ดีมากครับ\n\n--\nท่านได้รับอีเมลฉบับนี้เพราะเป็นสมาชิกกลุ่มจัดการความรู้\nหากต้องการยกเลิกการรับ กดที่ https://sala.example.go.th/u/1",
        "ดีมากครับ",
    ),
    (
        "secret-is-the-topic",
        "เรื่องชั้นความลับของเอกสาร ขอเสนอให้ใช้ 3 ระดับ คือ ลับ ลับมาก ลับที่สุด ตามระเบียบ พ.ศ. 2544\nหน่วยใดมีแนวปฏิบัติดี ๆ ขอแบ่งปันครับ",
        None,
    ),
    ("respect-in-a-sentence", "ด้วยความเคารพ ผมไม่เห็นด้วยกับข้อ 2 ครับ\nเพราะขัดกับระเบียบพัสดุ", None),
    ("thanks-stay", "ส่งแล้วค่ะ\nขอบคุณค่ะ", None),
    ("name-last-stays", "ฝากพี่ช่วยตรวจด้วยนะคะ\nขอบคุณค่ะ\nแอน", None),
    (
        "another-persons-contact",
        "วิทยากรที่แนะนำคือ\n\nนายวิชัย สอนเก่ง\nโทร. 081-555-0177\nwichai@example.ac.th",
        None,
    ),
    (
        "memo",
        "จาก: กองแผนงาน\nถึง: ทุกกลุ่มงาน\nเรื่อง: ส่งแผนปฏิบัติการ\n\nขอให้ส่งแผนปฏิบัติการภายในวันที่ 30 มกราคม",
        None,
    ),
    (
        "when-sentence",
        "เมื่อวันที่ 5 มกราคม 2569 เวลา 10.30 น. ได้จัดประชุมที่ศาลากลาง\nที่ประชุมมีมติเห็นชอบ",
        None,
    ),
    ("said-sentence", "ในคู่มือเขียนว่า:\nให้ล้างมือก่อนและหลังสัมผัสผู้ป่วย\nแต่หน้างานทำได้แค่ครึ่งเดียว", None),
    ("phone-sentence", "ส่งจากมือถือไม่ได้ครับ ไฟล์ใหญ่เกินไป\nต้องใช้คอมพิวเตอร์", None),
    (
        "table-of-dates",
        "กำหนดการ\n09.00 - 09.30 ลงทะเบียน\n09.30 - 12.00 แลกเปลี่ยนเรียนรู้\n13.00 - 15.00 ถอดบทเรียน",
        None,
    ),
    ("more-than-five", "> 50 คน ใช้ห้องใหญ่\nน้อยกว่านั้นใช้ห้องเล็กครับ", None),
    (
        "closing-on-one-line",
        "จึงเรียนมาเพื่อโปรดทราบ   ขอแสดงความนับถือ\n(นายสมชาย ใจดี)\nนักวิชาการ",
        "จึงเรียนมาเพื่อโปรดทราบ",
    ),
    (
        "banner",
        "[คำเตือน: อีเมลนี้ส่งมาจากภายนอกองค์กร โปรดระวังลิงก์และไฟล์แนบ]\n\nพรุ่งนี้เจอกันครับ",
        "พรุ่งนี้เจอกันครับ",
    ),
)
# Sentences of people that look like machinery. Every one stays as it was written, as post and as reply.
TRAPS = (
    ("original-kept", "เอกสารที่ต้องส่ง\n- ต้นฉบับเก็บที่งานสารบรรณ\n- สำเนา 2 ชุดส่งกองคลัง"),
    (
        "travel",
        "รายละเอียดการเดินทาง\n----------\nจาก: กรุงเทพฯ\nถึง: เชียงใหม่\nวันที่: 5 มีนาคม 2569 เวลา 07.30 น.\n----------\nพบกันที่สนามบินครับ",
    ),
    (
        "centre-says",
        "เมื่อวันที่ 5 มกราคม 2569 เวลา 10.30 น. ศูนย์ฯ แจ้งว่า:\n1. น้ำจะล้นตลิ่งคืนนี้\n2. ให้ย้ายของขึ้นที่สูง",
    ),
    (
        "manual-says",
        "เมื่อวันที่ 5 มกราคม 2569 เวลา 10.30 น. ท่านอธิบดีเขียนว่า:\nให้ทุกหน่วยรายงานภายในสิ้นเดือน\nเราจะเริ่มอย่างไรดีคะ",
    ),
    ("above-the-line", "ให้ผู้เข้าประชุมเขียนชื่อเหนือเส้นประ\nแล้วส่งคืนเจ้าหน้าที่"),
    ("invited-as-speaker", "เรียน อาจารย์สมศรี\n\nท่านได้รับเชิญในฐานะวิทยากรเนื่องจากมีประสบการณ์ตรง"),
    ("check-before-printing", "ส่งร่างรายงานมาแล้ว\n\nฝากตรวจคำผิดก่อนพิมพ์ภายในพรุ่งนี้"),
    (
        "cancel-by-link",
        "เปิดลงทะเบียนแล้วค่ะ\n\nหากต้องการยกเลิกการลงทะเบียน คลิกที่ https://example.go.th/c ได้เลยค่ะ",
    ),
    ("flood-outside", "คำเตือน น้ำท่วมถนนภายนอกศูนย์\n\nขอให้ใช้ประตู 3 แทนครับ"),
    ("sent-by-fax", "แบบตอบรับของกองคลังมาแล้ว\nส่งจากเครื่องโทรสารของจังหวัด"),
    ("sent-by-post", "เอกสารตัวจริงจะตามไป\nส่งด้วยจดหมายลงทะเบียน"),
    ("mayor", "ด้วยความเคารพ นายกเทศมนตรีควรเป็นผู้ลงนามในบันทึกข้อตกลงฉบับนี้ตามระเบียบใหม่\nขอให้ทบทวนอีกครั้ง"),
    ("questions-marks", "จริงหรือคะ????????????\nเพิ่งทราบวันนี้เอง"),
    (
        "mail-settings",
        "ตั้งค่าเมลแบบนี้ครับ\nSMTP: mail.example.go.th\nFrom: saraban@example.go.th\nพอร์ต 587",
    ),
    ("form-fields", "กรอกตามนี้\nชื่อเรื่อง: การจัดการขยะ\nผู้ส่ง: กลุ่มงานสิ่งแวดล้อม\nผู้รับ: กองแผนงาน"),
    ("dashes-inside", "สรุปสองข้อ -- ประหยัดเวลา และ -- ลดกระดาษ\nลองทำดูนะครับ"),
    ("thanks-with-respect", "ขอบคุณท่านผู้อำนวยการด้วยความเคารพ ที่อนุญาตให้ไปศึกษาดูงาน"),
    ("no-mail-came", "ไม่ได้รับอีเมลครับ"),
    ("deleted-mail", "ลบอีเมลแล้วครับ"),
    ("delete-this", "ลบข้อความนี้ด้วยครับ"),
    ("stopped-already", "หยุดส่งเมลแล้วค่ะ"),
    ("help-needed", "ขอความช่วยเหลือเรื่องเครื่องพิมพ์หน่อยครับ"),
    ("please-do-not-answer-here", "ไม่ต้องตอบกลับอีเมลนี้นะคะ กรอกในแบบฟอร์มได้เลยค่ะ"),
    ("away-and-friendly", "วันที่ 23-27 ดิฉันไปราชการที่น่านค่ะ ถ้าด่วนติดต่อคุณแดงแทนได้เลยนะคะ"),
    (
        "confidence",
        "เรื่องการรักษาความลับ\n\nผู้รับเอกสารต้องลงนาม และทำลายสำเนาเมื่อใช้เสร็จ ห้ามเผยแพร่ เราควรเขียนไว้ในคู่มือด้วยครับ",
    ),
    ("bounced-mail", "Undelivered Mail Returned to Sender แปลว่าส่งไม่ถึงครับ ให้ดูรหัส 5.1.1 ว่าไม่มีผู้ใช้"),
    (
        "someone-elses-card",
        "ผู้ประสานงานคนใหม่\n\nนางสาวพิมพ์ใจ ดีงาม\nนักวิชาการเกษตรชำนาญการ\nโทร. 0 2555 0199\nphimjai@agri.example.go.th",
    ),
    (
        "regards-inside",
        "With regards to the budget, we should wait.\nBest practice is to ask the committee first.",
    ),
    ("signature-is-the-topic", "ลายเซ็นท้ายอีเมลควรมีชื่อ ตำแหน่ง และเบอร์โทร 0 2555 0100 เท่านั้นครับ"),
    ("star-lines", "*** ด่วน ***\nส่งแบบสำรวจภายใน 16.30 น. วันนี้\n*** ด่วน ***"),
    ("link-last", "อ่านเพิ่มเติมได้ที่\nhttps://www.example.go.th/km/lesson-12"),
    ("name-list", "ผู้เข้าร่วม\nสมชาย ใจดี\nอนงค์ แสงทอง\nบุญมี ศรีสวัสดิ์"),
)
PAGES = (
    (
        "list",
        "<p>สิ่งที่ต้องเตรียม</p><ul><li>บัตรประชาชน</li><li>แบบฟอร์ม</li></ul><ol><li>ยื่นคำขอ</li><li>รอรับบัตร</li></ol>",
        "สิ่งที่ต้องเตรียม\n- บัตรประชาชน\n- แบบฟอร์ม\n1. ยื่นคำขอ\n2. รอรับบัตร",
    ),
    (
        "table",
        "<table><tr><th>หน่วย</th><th>จำนวน</th></tr><tr><td>กองคลัง</td><td>12</td></tr></table>",
        "หน่วย จำนวน\nกองคลัง 12",
    ),
    (
        "hidden",
        '<html><head><title>ข่าว</title><style>p{color:red}</style></head><body><div style="display:none;max-height:0">ดูตัวอย่างที่นี่</div><span style="font-size:0px">ลับ</span><p>ข้อความจริงค่ะ</p><script>alert(1)</script></body></html>',
        "ข้อความจริงค่ะ",
    ),
    ("breaks", "บรรทัดแรก<br>บรรทัดสอง<br/><br>บรรทัดสาม&nbsp;ต่อ", "บรรทัดแรก\nบรรทัดสอง\nบรรทัดสาม ต่อ"),
    (
        "entities",
        "<p>ค่าใช้จ่าย &lt; 5,000 บาท &amp; ไม่เกิน 3 วัน &#3585;&#x0E02;</p>",
        "ค่าใช้จ่าย < 5,000 บาท & ไม่เกิน 3 วัน กข",
    ),
    (
        "links",
        '<p>ดูที่ <a href="https://example.go.th/x?y=1">เว็บไซต์กรม</a> ได้ค่ะ</p>',
        "ดูที่ เว็บไซต์กรม ได้ค่ะ",
    ),
    ("open-tags", "<p>ย่อหน้าหนึ่ง<p>ย่อหน้าสอง<ul><li>ก<li>ข</ul>", "ย่อหน้าหนึ่ง\nย่อหน้าสอง\n- ก\n- ข"),
    ("word-breaks", "<p>การ<wbr>จัด\u200bการ<b>ความ</b><i>รู้</i></p>", "การจัดการความรู้"),
    (
        "indented",
        '<div>ระเบียบว่าไว้</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>ข้อ 5 ให้เก็บเอกสาร 10 ปี</div></blockquote><div>ตามนี้ค่ะ</div>',
        "ระเบียบว่าไว้\nข้อ 5 ให้เก็บเอกสาร 10 ปี\nตามนี้ค่ะ",
    ),
    ("pre", "<pre>บรรทัด  หนึ่ง\nบรรทัดสอง</pre>", "บรรทัด หนึ่ง\nบรรทัดสอง"),
)


def forwards() -> Iterator[Made]:
    for name, subject, text, wanted in FORWARDS:
        yield Made(
            f"forward-{name}", message(PEOPLE[0], subject, part(text)), want("post", wanted or text)
        )
    page = '<div dir="ltr">ฝากอ่านค่ะ<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>จาก: <strong dir="auto">สมศรี</strong> <span dir="auto">&lt;somsri@example.go.th&gt;</span><br>Date: จ. 5 ม.ค. 2026 เวลา 10:30<br>Subject: แนวทาง<br>To: &lt;x@example.go.th&gt;<br></div><br><div>กรมมีแนวทางใหม่</div></div></div>'
    wanted = "ฝากอ่านค่ะ\n---------- Forwarded message ---------\nจาก: สมศรี <somsri@example.go.th>\nDate: จ. 5 ม.ค. 2026 เวลา 10:30\nSubject: แนวทาง\nTo: <x@example.go.th>\nกรมมีแนวทางใหม่"
    yield Made(
        "forward-gmail-html",
        message(PEOPLE[1], "Fwd: แนวทาง", part(page, "html")),
        want("post", wanted),
    )


def letters() -> Iterator[Made]:
    for number, (name, text, wanted) in enumerate(LETTERS):
        kind = "reply" if number % 2 else "post"
        raw = message(PEOPLE[0], "เรื่องในกลุ่ม", part(text), more=reply_to() if number % 2 else "")
        yield Made(f"letter-{name}", raw, want(kind, wanted or text))
    for name, text in TRAPS:
        yield Made(f"trap-{name}", message(PEOPLE[3], "เรื่องในกลุ่ม", part(text)), want("post", text))
        raw = message(PEOPLE[3], "Re: เรื่องในกลุ่ม", part(text), more=reply_to())
        yield Made(f"trap-{name}-reply", raw, want("reply", text))
    for name, page, wanted in PAGES:
        yield Made(
            f"page-{name}", message(PEOPLE[1], "หน้า", part(page, "html")), want("post", wanted)
        )
