"""Building the demonstration, once, in one transaction."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from sala.communities.actions.duties import accept_role, offer_role
from sala.communities.actions.founding import found_informal, propose
from sala.communities.actions.life import save_charter
from sala.communities.actions.membership import join, set_own_membership
from sala.communities.models import Community, Group
from sala.cycles.actions.rounds import start_cycle
from sala.home.demo.cast import DEPARTMENT, OFFICE
from sala.home.demo.conversations import talk
from sala.home.demo.exchanges import exchange
from sala.home.demo.first_aid import treat
from sala.home.demo.judging import Judge
from sala.home.demo.letters import receive
from sala.home.demo.library import Librarian, fill
from sala.home.demo.notes import write
from sala.home.demo.remarks import remark
from sala.home.demo.shelf import shelve
from sala.home.demo.stage import Agency, Stage, bring_agency
from sala.home.demo.stories import RECORDS, SUPPLIES
from sala.home.demo.telling import AGREEMENT, Teller
from sala.mail.models import Delivery, Mailing
from sala.notices.digests import send_digests
from sala.notices.models import Notice
from sala.people.models import Unit


def is_built() -> bool:
    return Unit.objects.filter(code=DEPARTMENT.code).exists()


@transaction.atomic
def build(stage: Stage | None = None) -> None:
    """Two agencies; a finished cycle, one under way, one barely begun. Does nothing when built."""
    if is_built():
        return
    stage = stage or Stage()
    department = bring_agency(DEPARTMENT, stage)
    office = bring_agency(OFFICE, stage)
    _finished(stage, department)
    _under_way(stage, department)
    _barely_begun(stage, department)
    _small_ones(stage, department, office)
    talk(stage, department)
    write(stage, department)
    _mail(stage, department)
    exchange(stage, department)
    receive(stage, department)
    fill(stage, department)
    treat(Librarian(stage, department))
    shelve(stage, department)
    remark(stage, department)
    _settle(stage)


def _finished(stage: Stage, agency: Agency) -> None:
    teller = Teller(stage, agency, RECORDS)
    cycle = teller.start(teller.found())
    judge = Judge(teller, cycle)
    test = judge.make_test(-RECORDS.started + 7)
    before = dict(zip(RECORDS.needs, (2, 1, 3, 2, 3, 3, 4, 3), strict=True))
    after = dict(zip(RECORDS.needs, (5, 4, 5, 4, 6, 5, 6, 6), strict=True))
    judge.take(test, "before", -RECORDS.started + 9, before)
    teller.meet(cycle)
    judge.open_after(test, -87)
    judge.take(test, "after", -85, after)
    judge.follow_up(issued=-57, answered=-50)
    judge.close(-42)


def _under_way(stage: Stage, agency: Agency) -> None:
    teller = Teller(stage, agency, SUPPLIES)
    cycle = teller.start(teller.found())
    judge = Judge(teller, cycle)
    test = judge.make_test(-34)
    scores = (2, 3, 4, 2, 3, 1, 3, 4)
    takers = [handle for handle in SUPPLIES.needs if handle != "yanisa"]
    judge.take(test, "before", -32, dict(zip(takers, scores, strict=True)))
    teller.meet(cycle)


def _barely_begun(stage: Stage, agency: Agency) -> None:
    """A helping community whose facilitator has just opened a cycle."""
    people = agency.people
    with stage.at(-25):
        group = Group.objects.get(agency=agency.unit, number=4)
        community = propose(
            by=people["wichai"],
            name="หมอคอมประจำอำเภอ",
            purpose="ช่วยกันแก้ปัญหาคอมพิวเตอร์เบื้องต้นก่อนแจ้งช่าง ให้งานเดินต่อได้ในวันนั้น",
            type="helping",
            groups=[group],
        )
        save_charter(
            community,
            by=people["wichai"],
            seen=community.version,
            purpose=community.purpose,
            domain="เครื่องพิมพ์ เครือข่าย โปรแกรมสำนักงาน และการสำรองข้อมูล",
            people_words="คนที่เพื่อน ๆ ชอบเรียกให้ดูเครื่อง ในทุกอำเภอ",
            practice="ขั้นตอนแก้ทีละอาการ และคำถามที่ตอบแล้ว",
            agreement=AGREEMENT,
        )
    _take_part(stage, agency, community)


def _take_part(stage: Stage, agency: Agency, community: Community) -> None:
    people = agency.people
    with stage.at(-20):
        for handle in ("kriangkrai", "krit", "chutima", "boonsong"):
            join(community, by=people[handle], agreed=True)
        holding = offer_role(community, people["krit"], "recorder", by=people["wichai"])
        accept_role(holding, by=people["krit"], agreed=True)
    with stage.at(-3):
        community.refresh_from_db()
        start_cycle(
            community,
            title="เครื่องพิมพ์ไม่ออก แก้เองได้ในสิบนาที",
            question="ทำอย่างไรให้แต่ละอำเภอแก้ปัญหาเครื่องพิมพ์ได้เองก่อนแจ้งช่าง",
            by=people["wichai"],
        )


def _small_ones(stage: Stage, department: Agency, office: Agency) -> None:
    """An informal community that still gathers, and one of the other agency."""
    with stage.at(-8):
        found_informal(
            by=department.people["somporn"],
            name="ภาษาอังกฤษวันละประโยค",
            purpose="ฝึกประโยคที่ใช้รับแขกต่างประเทศ วันละหนึ่งประโยคหลังเลิกงาน",
        )
    with stage.at(-60):
        people = office.people
        community = found_informal(
            by=people["amporn"],
            name="ตลาดชุมชนขายดีเพราะอะไร",
            purpose="แลกเปลี่ยนวิธีช่วยกลุ่มอาชีพให้ขายของได้ต่อเนื่อง",
        )
        for handle in ("suchart", "manop", "nipa"):
            join(community, by=people[handle], agreed=True)


def _mail(stage: Stage, agency: Agency) -> None:
    """Two take every letter, the others the digest, of which the last one has just been made."""
    community = Community.objects.get(name="หมอคอมประจำอำเภอ")
    for handle in ("krit", "kriangkrai"):
        set_own_membership(community, by=agency.people[handle], mail="each")
    with stage.at(0, hour=8):
        send_digests(stage.moment(0, hour=8))


def _settle(stage: Stage) -> None:
    """Letters and notices of the past are old: sent and read, but for the last two days."""
    recent = stage.moment(-2)
    Mailing.objects.filter(made_at__lt=recent).update(ended_at=F("made_at"))
    Delivery.objects.filter(made_at__lt=recent).update(sent_at=F("made_at"))
    Notice.objects.filter(at__lt=stage.moment(-9)).update(read_at=F("at"))
