"""A note from a phone in three lines, and a long one in the editor."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from sala.core.files import of
from sala.knowledge.models import Note

WORD = """<p class=MsoNormal><b>หนา</b></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>๑.<span>&nbsp;</span></span>ข้อแรก</p>
<table><tr><td>ก</td><td>ข</td></tr></table><img src="file:///clip.png">"""


@pytest.fixture
def photo(tmp_path) -> Path:
    """A photograph that knows where it was taken."""
    path = tmp_path / "ลานวัด.jpg"
    picture = Image.new("RGB", (640, 480), "#2b7f80")
    exif = picture.getexif()
    exif.get_ifd(0x8825)[2] = (15.0, 7.0, 30.0)
    picture.save(path, exif=exif)
    return path


@pytest.mark.req("R110", part="writing")
def test_a_note_in_three_lines_from_a_phone(journey, boon, chai):
    writer = journey.phone("writer", boon)
    writer.open("/notes/")
    writer.tap("เล่าให้ฟัง")
    writer.fill("เรื่อง", "ของมาก่อนใบส่งของ", within="main")
    writer.fill("เกิดอะไรขึ้น", "เมื่อวานของมาถึงก่อนใบส่งของสองวัน")
    writer.fill("ได้เรียนรู้อะไร", "โทรนัดผู้ขายล่วงหน้าหนึ่งวัน")
    writer.tap("เผยแพร่", exact=True)
    writer.see("บันทึกนี้เขียนที่ กรมบริการท้องที่ โดย บุญ แก้วกล้า ใน “สมุดของบุญ”")
    writer.see("ไม่มีความเห็น")

    reader = journey.phone("reader", chai)
    reader.open(writer.path)
    reader.page.locator("textarea[name=text]").fill("ที่อำเภอเราก็เจอ ขอบคุณครับ")
    reader.tap("ส่งความเห็น")
    reader.see("ความเห็น (1)")


@pytest.mark.req("R093", part="the way to the help page")
@pytest.mark.req("R112")
def test_a_long_note_in_the_editor(journey, boon, photo):
    writer = journey.desk("writer", boon)
    writer.open("/notes/new/")
    assert writer.page.locator(".ProseMirror").count() == 0
    writer.fill("เรื่อง", "ปฏิทินตรวจรับ", within="main")

    writer.page.locator("textarea[name=body]").focus()
    body = writer.page.locator(".ProseMirror")
    expect(body).to_be_visible()
    body.press_sequentially("น้ำท่วมลานวัด ")
    writer.tap("ตัวหนา")
    body.press_sequentially("ห้าวันจบ")
    writer.tap("ตัวหนา")
    body.press("Enter")
    paste(body, WORD)
    writer.see("สิ่งที่ไม่ได้ตามมาคือ รูป 1 รูป")
    expect(body.locator("ol li")).to_have_text("ข้อแรก")
    expect(body.locator("table td")).to_have_count(2)
    body.locator("p").first.click()
    writer.tap("ใส่รูป")
    writer.page.locator("[data-rich-picture] input[type=file]").set_input_files(photo)
    writer.page.locator("[data-rich-picture]").get_by_role("button", name="ใส่รูป").click()
    writer.see("เลือกรูปและบรรยายรูปก่อน")
    writer.fill("ในรูปมีอะไร", "ลานวัดหลังน้ำลด", within="[data-rich-picture]")
    writer.page.locator("[data-rich-picture]").get_by_role("button", name="ใส่รูป").click()
    expect(body.locator("img[src]")).to_have_attribute("alt", "ลานวัดหลังน้ำลด")
    writer.inspect(again=True)
    writer.tap("เผยแพร่", exact=True)

    writer.see("น้ำท่วมลานวัด")
    expect(writer.page.locator(".rich strong").first).to_have_text("ห้าวันจบ")
    note = Note.objects.get()
    assert "<ol><li><p>ข้อแรก" in note.body
    assert "น้ำท่วมลานวัด" in note.body_text
    picture = of("knowledge.note", [note.pk], {note.audience})[note.pk][0]
    with picture.file.open("rb") as source:
        assert not Image.open(io.BytesIO(source.read())).getexif().get_ifd(0x8825)

    writer.tap("แก้", exact=True)
    expect(writer.page.locator("[data-rich-look] strong").first).to_have_text("ห้าวันจบ")
    writer.page.locator("[data-rich-look]").click()
    expect(writer.page.locator(".ProseMirror strong").first).to_have_text("ห้าวันจบ")
    writer.tap("คู่มือการเขียนบันทึก")
    writer.see("คัดจากไฟล์เวิร์ด")


def paste(body, html: str) -> None:
    """What the browser does at Ctrl+V. Writing to its clipboard would itself break the page's
    rules about styles, long before the editor reads it."""
    body.evaluate(
        """(body, html) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", html);
            clipboardData.setData("text/plain", "x");
            const how = {clipboardData, bubbles: true, cancelable: true};
            body.dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        html,
    )


@pytest.mark.req("R112", part="without a script")
def test_without_a_script_a_plain_box_and_a_picture(journey, boon, photo):
    writer = journey.desk("plain", boon, java_script_enabled=False)
    page = writer.page
    page.goto(journey.base + "/notes/new/")
    page.get_by_label("เรื่อง", exact=True).fill("รูปจากลานวัด")
    page.locator("textarea[name=body]").fill("บรรทัดหนึ่ง\n\nบรรทัดสอง")
    page.get_by_text("แนบรูปท้ายบันทึก").click()
    page.locator("input[name=picture]").set_input_files(photo)
    page.locator("input[name=picture_alt]").fill("ลานวัดหลังน้ำลด")
    page.get_by_role("button", name="เผยแพร่").click()

    expect(page.locator(".rich img")).to_have_attribute("alt", "ลานวัดหลังน้ำลด")
    note = Note.objects.get()
    assert note.body.startswith("<p>บรรทัดหนึ่ง</p><p>บรรทัดสอง</p><p><img")
