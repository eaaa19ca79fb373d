"""From an idea to a running community: proposal, charter, invitation, recorder, start."""

from __future__ import annotations

import pytest

from sala.communities.actions import ensure_groups
from sala.communities.models import Community, Membership
from tests.factories.communities import CommunityFactory, MembershipFactory, RoleHoldingFactory
from tests.factories.people import OfficeFactory, PersonFactory, PostingFactory, UnitFactory

pytestmark = pytest.mark.journey


@pytest.fixture
def office(agency):
    person = PersonFactory(agency=agency, given_name="กานดา", family_name="ดูแลดี")
    OfficeFactory(person=person, kind="km_team", unit=agency)
    ensure_groups(agency, by=person)
    return person


@pytest.mark.req("R014", "R024", part="on a phone, from proposal to running")
def test_a_seven_step_community_from_proposal_to_running(journey, agency, office):
    founder = PersonFactory(agency=agency, given_name="อนงค์", family_name="ศรีวารี")
    recorder = PersonFactory(agency=agency, given_name="บุญ", family_name="แก้วกล้า")
    unit = UnitFactory(agency=agency, name="ที่ว่าการอำเภอดงตะวัน")
    PostingFactory(person=recorder, unit=unit)

    lead = journey.phone("facilitator", founder)
    lead.open("/communities/new/seven/")
    lead.fill("ชื่อ", "ตรวจรับพัสดุให้จบในห้าวัน")
    lead.fill("มีไว้เพื่ออะไร", "ช่วยกันตรวจรับให้ถูกต้องและไม่ค้าง")
    lead.tap("เสนอจัดตั้ง", exact=True)
    lead.see("กฎบัตรของกลุ่ม")
    lead.fill("ขอบเขตความรู้", "งานจัดซื้อ ตรวจรับ และเบิกจ่ายพัสดุ")
    lead.fill("ผู้คนในกลุ่ม", "เจ้าหน้าที่พัสดุทุกอำเภอ")
    lead.fill("แนวปฏิบัติร่วม", "แบบตรวจรับและปฏิทินงาน")
    lead.mark("การเงิน การคลัง และพัสดุ")
    lead.tap("บันทึก", exact=True)
    lead.see("คุณลิขิตที่ตอบรับแล้ว")

    number = Community.objects.get(name="ตรวจรับพัสดุให้จบในห้าวัน").number
    lead.open(f"/c/{number}/invitations/")
    lead.fill("ชื่อ นามสกุล หรือรหัส", "บุญ")
    lead.tap("หา", exact=True)
    lead.mark("บุญ แก้วกล้า")
    lead.tap("ชวน", exact=True)
    lead.see("ชวนแล้ว 1 คน")

    member = journey.phone("recorder", recorder)
    member.open(f"/c/{number}/")
    member.tap("อ่านและตอบ")
    member.tap("ยอมรับข้อตกลงและเข้าร่วม")
    member.see("คุณเป็นสมาชิก")

    lead.open(f"/c/{number}/roles/?role=recorder")
    lead.choose("ชวนใคร", "บุญ แก้วกล้า")
    lead.tap("ชวน", exact=True)
    lead.see("ชวนแล้ว รอตอบ")

    member.open(f"/c/{number}/")
    member.tap("อ่านและตอบ")
    member.tap("รับหน้าที่", exact=True)

    lead.open(f"/c/{number}/")
    lead.tap("เปิดดำเนินการ", exact=True)
    lead.see("ดำเนินการ")

    assert Community.objects.get(number=number).state == "active"


@pytest.mark.req("R016", "R018", part="on a phone, in one screen")
def test_an_informal_community_is_one_screen_and_a_join(journey, agency):
    founder, friend = PersonFactory.create_batch(2, agency=agency)
    lead = journey.phone("founder", founder)
    lead.open("/communities/")
    lead.tap("ตั้งกลุ่มใหม่")
    lead.fill("ชื่อ", "หมอคอมประจำอำเภอ")
    lead.fill("มีไว้เพื่ออะไร", "ช่วยกันแก้คอมพิวเตอร์ก่อนแจ้งช่าง")
    lead.tap("ตั้งกลุ่ม", exact=True)
    lead.see("กำลังรวมกลุ่ม")
    lead.miss("กฎบัตร")

    other = journey.desk("member", friend)
    other.open("/communities/")
    other.tap("หมอคอมประจำอำเภอ")
    other.tap("ยอมรับข้อตกลงและเข้าร่วม")
    other.see("คุณเป็นสมาชิก")
    other.miss("กำลังรวมกลุ่ม")

    assert Membership.objects.filter(left_at=None).count() == 2
    assert lead.tally.required <= 2


@pytest.fixture
def lively(agency, anong, boon, chai, community, office):
    """A community with something on every page."""
    community.audience = f"agency:{agency.pk}"
    community.need_check = {"who": "เจ้าหน้าที่พัสดุ 12 อำเภอ", "strategy": "ลดเรื่องค้างจ่าย"}
    community.review_on = "2026-09-30"
    community.scope, community.computed_scope = 1, 3
    community.save()
    RoleHoldingFactory(community=community, person=boon, role="recorder")
    boon.memberships.update(interest="ทำปฏิทินตรวจรับในตารางคำนวณ")
    for given in ("ปิ่นแก้ว", "ณัฐวุฒิ", "สุกัญญา"):
        MembershipFactory(
            community=community,
            person=PersonFactory(agency=agency, given_name=given, family_name="รุ่งเรือง"),
        )
    CommunityFactory(
        agency=agency, name="หมอคอมประจำอำเภอ", audience="public", is_informal=True,
        purpose="ช่วยกันแก้ปัญหาคอมพิวเตอร์เบื้องต้น ก่อนต้องแจ้งช่าง", member_count=1,
    )  # fmt: skip
    return community


PAGES = ["", "about/", "people/", "roles/", "care/", "charter/", "settings/", "review/", "closure/",
         "invitations/?q=ชัย", "adoption/", "membership/delete/", "preparation/"]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_is_readable_on_phone_and_desk(journey, lively, anong, chai, office, theme):
    for visitor in (journey.phone("facilitator", anong), journey.desk("facilitator", anong)):
        cookie = {"name": "theme", "value": theme, "url": journey.base}
        visitor.context.add_cookies([cookie])
        for page in PAGES:
            visitor.open(f"/c/{lively.number}/{page}")
        visitor.open("/communities/")
    journey.phone("outsider", chai).open(f"/c/{lively.number}/")
    for visitor in (journey.phone("km team", office), journey.desk("km team", office)):
        visitor.open("/manage/communities/")
        visitor.open(f"/manage/communities/{lively.number}/")
        visitor.open("/manage/groups/")


@pytest.mark.req("R026", part="a visitor finds a public community from the front in three clicks")
def test_a_visitor_finds_a_public_community_from_the_front(journey, agency, office):
    made = CommunityFactory(agency=agency, name="หมอคอมประจำอำเภอ", audience="public")
    visitor = journey.phone("visitor")
    visitor.open("/")
    visitor.see("เลือกตามความสนใจ")
    visitor.tap("ดูทั้งหมด")
    visitor.tap("หมอคอมประจำอำเภอ")
    visitor.see(made.purpose)

    assert visitor.tally.taps <= 3
