"""The main job: a community from proposal to a closed cycle, at 360 px, its people from real files.

Only two agencies, one person of the KM team and the fact of being signed in are set up; all the
rest is done on the pages, and read in the letters.
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils.timezone import localtime, now

from sala.core.clock import tick
from sala.mail.models import Delivery
from sala.people.models import Person
from tests.factories.people import OfficeFactory, PersonFactory

FILES = Path(__file__).with_name("files")
FACILITATOR, RECORDER, EXPERT, BY_LINK, IN_APP, AT_DOOR = 20012, 20018, 20014, 20005, 20015, 20007


class Story:
    """Who is in the journey; people appear once they have been imported."""

    def __init__(self, journey, agency) -> None:
        self.journey, self.agency = journey, agency
        self.km_person = PersonFactory(agency=agency, given_name="ศิริพร", family_name="ริมคลอง")
        OfficeFactory(person=self.km_person, kind="km_team")
        self.km = journey.phone("km_team", self.km_person)

    def person(self, code: int) -> Person:
        return Person.objects.get(agency=self.agency, staff_code=str(code))

    def phone(self, role: str, code: int):
        return self.journey.phone(role, self.person(code))

    def desk(self, role: str, code: int):
        return self.journey.desk(role, self.person(code))

    def follow_letter(self, code: int, visitor) -> None:
        """Open the signed link of the newest letter to somebody, as whoever reads it would."""
        tick()
        letters = Delivery.objects.filter(person_id=self.person(code).pk, text__contains="/l/")
        visitor.open(re.search(r"/l/[^\s>]+", letters.latest("made_at").text)[0])
        visitor.see("ในนามของ")


# -- the people -----------------------------------------------------------------------------------


def import_staff(story: Story) -> None:
    """300 people from LibreOffice; refusals with reasons; then the same from TIS-620."""
    km = story.km
    km.open("/")
    km.press("details.menu summary")
    km.tap("นำเข้ารายชื่อ")
    preview(km, "staff.xlsx")
    km.see("อ่านได้ 305 แถว")
    km.see("ซ้ำกับบรรทัดที่ 9")
    km.see("ไม่มีรหัสพนักงาน")
    km.see("“chomyong@” ไม่ถูกรูปแบบ")
    km.see("ไม่มีหน่วยงาน")
    km.see("เดือนมกราคมมี 31 วัน")
    assert Person.objects.filter(agency=story.agency).count() == 1
    km.tap("ยืนยันนำเข้า")
    km.see("กำลังนำเข้า")
    tick()
    km.see("เพิ่มใหม่ 300 แก้ไข 0 เหมือนเดิม 0 ไม่รับ 5 แถว")
    assert Person.objects.filter(agency=story.agency).count() == 301


def import_again(story: Story) -> None:
    km = story.km
    for name, new, changed, same in (
        ("staff.xlsx", 0, 0, 300),
        ("staff.csv", 1, 1, 299),
        ("staff.csv", 0, 0, 301),
    ):
        km.open("/manage/people/import/")
        preview(km, name)
        shown = km.page.locator("dl.facts dd").all_inner_texts()
        assert [int(number) for number in shown[:3]] == [new, changed, same]
        if new or changed:
            km.tap("ยืนยันนำเข้า")
            tick()
            km.see(f"เพิ่มใหม่ {new} แก้ไข {changed} เหมือนเดิม {same}")
        else:
            km.see("ไม่มีแถวที่ต้องบันทึก")
            km.miss("ยืนยันนำเข้า")


def preview(km, name: str) -> None:
    km.attach("ไฟล์ CSV หรือ XLSX", FILES / name)
    km.mark("สร้างหน่วยงานที่ยังไม่มีให้ด้วย")
    km.tap("ดูก่อนนำเข้า")


def keep_lists(story: Story) -> None:
    """What the topics of the agency stand on: ten areas and one strategy."""
    km = story.km
    km.press("details.menu summary")
    km.tap("ด้านและยุทธศาสตร์")
    km.tap("ใช้สิบด้านนี้")
    km.fill("ยุทธศาสตร์ที่", "2")
    km.fill("แผนปี พ.ศ.", "๒๕๗๐")
    km.fill("ชื่อยุทธศาสตร์", "พัฒนาระบบงานให้รวดเร็วและตรวจสอบได้")
    km.tap("เพิ่มยุทธศาสตร์", within="main")


def print_codes(story: Story) -> None:
    """Who has no address for mail opens the account with a code on paper."""
    km = story.km
    km.press("details.menu summary")
    km.tap("รหัสเปิดบัญชี")
    km.tap("พิมพ์รหัส", within="main li:has-text('กองการเจ้าหน้าที่')")
    km.tap("พิมพ์รหัส", within="dialog")
    row = km.page.locator("tr", has_text="นายณรงค์ แก้วดง")
    guest = story.guest = story.journey.phone("member at the door")
    guest.open("/account/login/")
    guest.tap("เปิดบัญชีด้วยรหัสบนกระดาษ")
    guest.fill("รหัสบนกระดาษ", row.locator(".code").inner_text())
    guest.fill("ตั้งรหัสผ่าน", "ศาลากลางน้ำ-2569")
    guest.tap("เปิดบัญชี", within="main")
    assert guest.path == "/"


# -- the community --------------------------------------------------------------------------------


def propose(story: Story) -> None:
    lead = story.lead = story.phone("facilitator", FACILITATOR)
    lead.open("/")
    lead.tap("ดูว่ามีกลุ่มใดน่าสนใจ")
    lead.tap("ตั้งกลุ่มแรก")
    lead.tap("เสนอจัดตั้งแบบเจ็ดขั้น")
    lead.fill("ชื่อ", "คนพัสดุคุยกัน")
    lead.fill("มีไว้เพื่ออะไร", "ช่วยกันตรวจรับพัสดุให้ถูกต้องและไม่ค้าง")
    lead.tap("เสนอจัดตั้ง", within="main")
    lead.fill("ขอบเขตความรู้", "งานตรวจรับพัสดุวงเงินไม่สูง")
    lead.fill("ผู้คนในกลุ่ม", "เจ้าหน้าที่พัสดุและกรรมการตรวจรับ")
    lead.fill("แนวปฏิบัติร่วม", "รายการเอกสารหน้าเดียวและเรื่องเล่าจากหน้างาน")
    lead.tap("บันทึก", within="main")
    lead.tap("คุณลิขิตที่ตอบรับแล้ว")
    lead.fill("หาคนในหน่วยงาน", "พิมพ์ใจ แก้วดง")
    lead.tap("หา", exact=True)
    lead.choose("ชวนใคร", "พิมพ์ใจ แก้วดง · กองคลังและพัสดุ")
    lead.tap("ชวน", exact=True)
    lead.see("ชวนแล้ว รอตอบ")


def accept_role(story: Story) -> None:
    recorder = story.recorder = story.phone("recorder", RECORDER)
    recorder.open("/")
    recorder.tap("อ่านและตอบ")
    recorder.tap("รับหน้าที่", within="main")
    recorder.see("คุณเป็นสมาชิก")


def open_and_invite(story: Story) -> None:
    lead = story.lead
    lead.open("/")
    lead.tap("ทำต่อ")
    lead.tap("เปิดดำเนินการ")
    lead.see("ดำเนินการ")
    lead.tap("ชวนคน")
    lead.fill("ชื่อ นามสกุล หรือรหัส", "แก้วดง")
    lead.tap("หา", exact=True)
    for name in ("ชยพล แก้วดง", "บุญส่ง แก้วดง", "บุษบา แก้วดง"):
        lead.mark(name)
    lead.tap("ชวน", exact=True)
    lead.see("ชวนแล้ว ยังไม่ตอบ")


def join(story: Story) -> None:
    """By the letter, in the app, and by finding it in the directory: each by the own act."""
    story.reader = story.journey.phone("member by letter")
    story.follow_letter(BY_LINK, story.reader)
    story.reader.tap("ยอมรับข้อตกลงและเข้าร่วม")
    story.reader.see("เข้าร่วมแล้ว")
    story.member = story.phone("member", IN_APP)
    story.expert = story.phone("expert", EXPERT)
    for visitor in (story.member, story.expert):
        visitor.open("/")
        visitor.tap("อ่านและตอบ")
        visitor.tap("ยอมรับข้อตกลงและเข้าร่วม")
        visitor.see("คุณเป็นสมาชิก")
    story.guest.open("/communities/")
    story.guest.tap("คนพัสดุคุยกัน")
    story.guest.tap("ยอมรับข้อตกลงและเข้าร่วม")


# -- the cycle ------------------------------------------------------------------------------------


def start(story: Story) -> None:
    """Step 1: two fields begin it; the topic asks for four things more."""
    lead = story.lead
    lead.open("/")
    lead.tap("คนพัสดุคุยกัน")
    lead.tap("เริ่มรอบใหม่")
    lead.fill("ชื่อรอบ", "ตรวจรับให้จบในห้าวัน")
    lead.fill("คำถามที่จะช่วยกันหาคำตอบ", "ทำอย่างไรให้ตรวจรับถูกต้องและจบในห้าวัน")
    lead.tap("เริ่มรอบ", within="main")
    lead.fill("ประโยชน์ต่อคุณภาพงาน", "ผู้ขายได้รับเงินทันกำหนด และเอกสารไม่ถูกตีกลับ")
    lead.mark("ยุทธศาสตร์ที่ 2")
    lead.mark("8) กฎหมาย")
    lead.tap("บันทึกหัวข้อ")
    lead.see("ยังไม่มีผู้เข้าร่วม")


def enrol(story: Story) -> None:
    """Step 2: asked by the facilitator, answered by letter and in the app."""
    lead = story.lead
    lead.tap("ยังไม่มีผู้เข้าร่วม")
    for name in ("ชยพล แก้วดง", "บุญส่ง แก้วดง", "พิมพ์ใจ แก้วดง"):
        lead.mark(name)
    lead.tap("เชิญคนที่เลือก")
    lead.see("เชิญแล้ว รอคำตอบ 3 คน")
    story.follow_letter(BY_LINK, story.reader)
    answer_three(story.reader)
    story.reader.see("คุณเป็นผู้เข้าร่วมแล้ว")
    for visitor in (story.member, story.recorder):
        visitor.open("/")
        visitor.tap("ตอบสามข้อ")
        answer_three(visitor)
        visitor.see("คุณเป็นผู้เข้าร่วมของรอบนี้")


def answer_three(visitor) -> None:
    for answer in ("สนใจ", "จำเป็น", "พร้อมแลกเปลี่ยน"):
        visitor.mark(answer, exact=True)
    visitor.tap("ส่งคำตอบ")


def name_expert(story: Story) -> None:
    """Step 3: named, and consents to both roles."""
    lead = story.lead
    lead.open("/")
    lead.tap("ทำต่อ")
    lead.mark("บุษบา แก้วดง")
    lead.tap("ระบุคนนี้และขอให้ตอบรับ")
    story.expert.open("/")
    story.expert.tap("รับทั้งสองบทบาท")
    story.expert.see("ตอบรับทั้งสองบทบาทแล้ว")


def plan(story: Story) -> None:
    """Step 4: eight parts, prefilled; three are made one's own."""
    lead = story.lead
    lead.open("/")
    lead.tap("ทำต่อ")
    lead.fill("ประเด็นเนื้อหา", "1) เอกสารที่ต้องครบก่อนลงวันที่รับ 2) นับวันอย่างไร")
    lead.fill("ระยะเวลา", "1 ครั้ง 60 นาที ภายในเดือนนี้")
    lead.fill("ตั้งใจจัดกี่ครั้ง", "1")
    lead.tap("บันทึกแผน")
    lead.see("ฉบับที่ 1")
    assert lead.tally.required <= lead.tally.fields <= 20
    story.member.open("/")
    story.member.tap("อ่านแล้วบอกความเห็น")
    story.member.see("8. การติดตามการนำไปใช้ประโยชน์")


# -- the session ----------------------------------------------------------------------------------


def plan_session(story: Story) -> None:
    """Step 5: in half an hour, in the room."""
    lead, soon = story.lead, localtime() + timedelta(minutes=30)
    lead.open("/")
    lead.tap("ทำต่อ")
    lead.fill("เรื่องที่จะคุย", "ห้าวันทำได้จริงไหม")
    lead.fill("วันที่", f"{soon.day}/{soon.month}/{soon.year + 543}")
    lead.fill("เวลา", soon.strftime("%H.%M"))
    lead.fill("สถานที่", "ห้องประชุมดอกจาน")
    lead.tap("นัดวง", within="main")
    lead.tap("ส่งคำเชิญ")
    lead.see("ส่งคำเชิญอีกครั้ง")
    story.follow_letter(BY_LINK, story.reader)
    story.reader.tap("ไปร่วม", exact=True)
    story.reader.see("ตอบแล้วว่าไปร่วม")
    story.member.open("/")
    story.member.tap("ไปร่วม", within="main")


def attend(story: Story) -> None:
    """One tap in the app; at the door by the QR, which enrols who says so."""
    story.lead.tap("หน้าลงชื่อด้วย QR")
    story.lead.see("ให้คนในห้องสแกน")
    story.guest.open(story.lead.path)
    story.guest.mark("เข้าร่วมรอบ")
    story.guest.tap("ฉันมาแล้ว")
    story.guest.see("ลงชื่อแล้ว")
    story.member.open("/")
    story.member.tap("ฉันมาแล้ว")


def record_session(story: Story) -> None:
    """The commitment in one sentence, the record on a phone, approved, and what the expert got."""
    story.member.fill("หนึ่งประโยค", "ใช้รายการเอกสารหน้าเดียวกับทุกงวดงาน")
    story.member.tap("เก็บไว้", within="#commitment")
    story.member.see("เก็บไว้แล้ว")
    recorder = story.recorder
    recorder.open("/")
    recorder.tap("เขียนบันทึก")
    recorder.fill("วันนี้ได้รู้อะไร", "ตรวจเอกสารสองใบก่อนลงวันที่รับ\nถ่ายรูปคู่กับใบส่งของ")
    for name in ("ชยพล แก้วดง", "บุษบา แก้วดง", "พิมพ์ใจ แก้วดง"):
        recorder.mark(f"มา {name}")
    for name in ("ชยพล แก้วดง", "บุญส่ง แก้วดง", "บุษบา แก้วดง"):
        recorder.mark(f"ได้พูด {name}")
    recorder.mark("พอ ๆ กัน")
    recorder.fill("ครั้งหน้าจะปรับอะไร", "ให้ทุกคนนำใบส่งของจริงมาคนละใบ")
    recorder.tap("ส่งบันทึก")
    recorder.see("รอรับรอง")
    story.lead.open("/")
    story.lead.tap("อ่านและรับรอง")
    story.lead.tap("รับรองบันทึก", exact=True)
    story.lead.see("รับรองแล้ว")
    story.expert.open("/")
    story.expert.tap("เล่าสั้น ๆ")
    story.expert.fill("วันนี้คุณได้เรียนรู้อะไรจากสมาชิก", "อำเภอถ่ายรูปคู่ใบส่งของทุกครั้ง")
    story.expert.tap("บันทึก", within="#learning")


# -- what was learned, what was used --------------------------------------------------------------


def make_test(story: Story) -> None:
    """Before the session: one question, opened; the member takes it."""
    lead = story.lead
    lead.open("/cycles/1/")
    lead.tap("ประเมินผลการเรียนรู้", within="main .steps")
    lead.tap("เพิ่มเครื่องมือ")
    lead.fill("ชื่อ", "เอกสารตรวจรับ")
    lead.tap("สร้างและใส่ข้อ")
    lead.tap("เพิ่มข้อ")
    lead.fill("ข้อความ", "ใบส่งของไม่ลงวันที่ ควรทำอย่างไร")
    lead.fill("ตัวเลือกหรือคำตอบ", "ลงวันที่ให้เอง\n* ส่งกลับให้ผู้ขาย")
    lead.tap("เพิ่มแล้วกลับ")
    lead.tap("เปิด", exact=True)
    lead.tap("เปิด", within="dialog", exact=True)
    lead.see("เปิดอยู่")
    take(story.member, "ลงวันที่ให้เอง")


def take(visitor, choice: str) -> None:
    visitor.open("/")
    visitor.tap("ทำแบบทดสอบ")
    visitor.mark(choice)
    visitor.tap("ส่งแบบทดสอบ")
    visitor.see("ส่งแล้ว")


def evaluate(story: Story) -> None:
    """Step 6: by the test after, and for who has no account by what was seen."""
    lead = story.lead
    lead.open("/")
    lead.tap("ทำต่อ")
    lead.tap("เอกสารตรวจรับ")
    lead.tap("เปิด", exact=True)
    lead.tap("เปิด", within="dialog", exact=True)
    lead.see("ปิดแล้ว")
    for visitor in (story.member, story.guest):
        take(visitor, "ส่งกลับให้ผู้ขาย")
    observe(lead, "ชยพล")


def observe(lead, name: str) -> None:
    lead.open("/cycles/1/evaluation/")
    lead.tap("ประเมิน", exact=True, within=f"main li:has-text('{name}')")
    lead.mark("การสังเกตตามเกณฑ์")
    lead.mark("ผ่าน", exact=True)
    lead.fill("ข้อสังเกตถึงผู้เข้าร่วม", "เล่าจากงานจริงได้ชัด ตรวจเอกสารครบก่อนลงวันที่")
    lead.tap("บันทึกการประเมิน")


def follow_up(story: Story) -> None:
    """Step 7, early: by the letter, in the app, on paper typed in; one is still missing."""
    lead = story.lead
    lead.open("/cycles/1/use/")
    lead.tap("ติดตามตอนนี้")
    lead.see("รอคำตอบ")
    story.follow_letter(BY_LINK, story.reader)
    story.reader.mark("ใช้แล้ว")
    story.reader.tap("ส่งคำตอบ")
    story.reader.see("ได้รับคำตอบแล้ว")
    story.member.open("/")
    story.member.tap("ตอบ", exact=True)
    story.member.mark("ใช้แล้ว")
    story.member.tap("ส่งคำตอบ")
    story.member.see("ได้รับคำตอบแล้ว")
    recorder = story.recorder
    recorder.open("/cycles/1/use/")
    recorder.tap("พิมพ์แทน")
    recorder.mark("ใช้แล้ว")
    recorder.tap("ส่งคำตอบ")


def refuse_to_close(story: Story) -> None:
    """Closing names who lacks what."""
    lead = story.lead
    lead.open("/cycles/1/evaluation/results/")
    lead.fill("รอบหน้าจะปรับปรุงอะไร", "ลองกับใบส่งของจริงให้มากขึ้น", within="form")
    lead.tap("เพิ่มเรื่องที่จะปรับปรุง")
    lead.open("/cycles/1/")
    lead.tap("ปิดรอบ")
    lead.see("ยังปิดไม่ได้")
    lead.see("1 คนยังไม่ได้รับการประเมินผลการเรียนรู้")
    lead.see("พิมพ์ใจ แก้วดง")
    lead.miss("บุญส่ง แก้วดง")


def close(story: Story) -> None:
    observe(story.lead, "พิมพ์ใจ")
    story.recorder.open("/cycles/1/use/")
    story.recorder.tap("ตอบแบบติดตาม")
    story.recorder.mark("ใช้แล้ว")
    story.recorder.tap("ส่งคำตอบ")
    lead = story.lead
    lead.open("/")
    lead.tap("ปิดรอบ")
    lead.tap("ปิดรอบ", within="main form")
    lead.see("รอบนี้ปิดแล้ว")


def look_at_the_desk(story: Story) -> None:
    """The pages people come back to, at 1280 px."""
    desk = story.desk("facilitator at the desk", FACILITATOR)
    for page in ("", "people/", "plan/", "evaluation/", "evaluation/results/", "use/", "evidence/"):
        desk.open(f"/cycles/1/{page}")
    for page in ("/", "/c/1/", "/s/1/", "/s/1/record/", "/communities/", "/people/", "/notices/"):
        desk.open(page)
    office = story.journey.desk("km_team at the desk", story.km_person)
    for page in ("/manage/cycles/", "/manage/people/import/", "/manage/areas/"):
        office.open(page)
    office.open("/manage/cycles/")
    office.see("คนพัสดุคุยกัน")
    office.miss("ตรวจรับให้จบในห้าวัน")


BEFORE = (
    import_staff, import_again, keep_lists, print_codes, propose, accept_role, open_and_invite,
    join, start, enrol, name_expert, plan, make_test, plan_session,
)  # fmt: skip
AFTER = (record_session, evaluate, follow_up, refuse_to_close, close, look_at_the_desk)


@pytest.mark.req("R009", part="journey: proposal to closed cycle at 360 px, refused with names")
@pytest.mark.req("R037", part="journey: 300 people from LibreOffice and from TIS-620")
def test_from_proposal_to_closed_cycle(journey, agency, other_agency):
    story = Story(journey, agency)
    for scene in BEFORE:
        scene(story)
    with time_machine.travel(now() + timedelta(minutes=35)):
        attend(story)
    with time_machine.travel(now() + timedelta(minutes=100)):
        for scene in AFTER:
            scene(story)
    assert story.member.tally.taps <= 25


@pytest.mark.req("R158", part="journey: six words changed; pages and letters follow")
def test_the_agencys_own_words_reach_pages_and_letters(journey, agency, other_agency):
    story = Story(journey, agency)
    founder = PersonFactory(agency=agency, given_name="อนงค์", family_name="ศรีวารี")
    friend = PersonFactory(agency=agency, given_name="บุญ", family_name="แก้วกล้า")
    km = story.km
    km.page.goto(journey.base + "/manage/agency/")
    for usual, own in OWN_WORDS.items():
        km.fill(f"{usual} (ภาษาไทย)", own)
    km.tap("บันทึก", within="main")
    km.see("ใช้ถ้อยคำใหม่ทันที")

    lead = journey.phone("facilitator", founder)
    lead.open("/communities/")
    lead.see("วงเรียนรู้")
    lead.tap("ตั้งกลุ่ม")
    lead.fill("ชื่อ", "หมอคอมประจำอำเภอ")
    lead.fill("มีไว้เพื่ออะไร", "ช่วยกันแก้คอมพิวเตอร์ก่อนแจ้งช่าง")
    lead.see("คุณรับเป็นผู้นำวงคนแรก")
    lead.tap("ตั้งกลุ่ม", within="main form")
    lead.open(f"/c/1/roles/?role=recorder&q={friend.given_name}")
    lead.choose("หน้าที่", "ผู้จดวง", within="form[method=post]:has(select)")
    lead.tap("ชวน", exact=True)
    lead.see("ชวนแล้ว รอตอบ")

    tick()
    letter = Delivery.objects.get(person_id=friend.pk)
    assert "ผู้จดวง" in letter.subject + letter.text
    reader = journey.phone("recorder", friend)
    reader.open("/")
    reader.see("รับเป็นผู้จดวงของ")
    for visitor in (km, lead, reader):
        visitor.open("/")
        shown = visitor.page.locator("body").inner_text() + letter.text + letter.subject
        assert [usual for usual in OWN_WORDS if usual in shown] == []


OWN_WORDS = {
    "ชุมชนนักปฏิบัติ": "วงเรียนรู้",
    "คุณเอื้อ": "ผู้สนับสนุนวง",
    "คุณอำนวย": "ผู้นำวง",
    "คุณกิจ": "คนในวง",
    "คุณลิขิต": "ผู้จดวง",
    "ดอกไม้": "คำขอบคุณ",
}
