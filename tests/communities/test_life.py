from datetime import date, timedelta

import pytest
import time_machine
from django.utils.timezone import localdate, now

from sala.communities.actions import (
    Closing,
    change_adoption,
    change_state,
    clone,
    close,
    import_past,
    invite,
    join,
    propose,
    rename,
    save_charter,
    set_review,
)
from sala.communities.clock import flag_quiet, remind_of_review
from sala.communities.models import Community, Invitation, Lineage, StateChange
from sala.communities.queries.about import about_page
from sala.communities.queries.page import state_mark, warnings_of
from sala.communities.queries.related import related_to
from sala.communities.work import openings
from sala.core.locking import Stale
from sala.core.permissions import Refused
from sala.journal.models import Line
from sala.notices.models import Notice
from tests.factories.communities import CommunityFactory
from tests.factories.cycles import CycleFactory
from tests.factories.people import OfficeFactory, PersonFactory

DONE = Closing(reason="aim_reached", result="ตรวจรับทันทุกงวด", review={"onward": "สอนรุ่นน้อง"})


@pytest.mark.req("R022")
def test_a_review_in_29_days_reminds_once(community, anong, boon):
    set_review(community, by=anong, on=localdate() + timedelta(days=29))

    remind_of_review(now())
    remind_of_review(now() + timedelta(days=1))

    assert Notice.objects.filter(person=anong, kind="communities.review_soon").count() == 1
    assert not Notice.objects.filter(person=boon, kind="communities.review_soon").exists()


def test_a_review_in_31_days_reminds_nobody(community, anong):
    set_review(community, by=anong, on=localdate() + timedelta(days=31))

    remind_of_review(now())

    assert not Notice.objects.filter(kind="communities.review_soon").exists()


@pytest.mark.req("R022")
def test_past_the_date_it_says_so(client, community, anong):
    Community.objects.filter(pk=community.pk).update(review_on=localdate() - timedelta(days=1))
    client.force_login(anong)

    page = client.get(f"/c/{community.number}/", follow=True).content.decode()

    assert "ครบกำหนดทบทวน" in page


@pytest.mark.req("R023")
def test_ninety_days_of_silence_raise_a_flag_and_activity_lowers_it(community, anong, boon, chai):
    flag_quiet(now() + timedelta(days=89))
    community.refresh_from_db()
    assert community.quiet_flagged_at is None

    flag_quiet(now() + timedelta(days=91))
    flag_quiet(now() + timedelta(days=92))

    community.refresh_from_db()
    assert community.quiet_flagged_at is not None
    assert any("ไม่มีความเคลื่อนไหว" in warning for warning in warnings_of(community))
    assert Notice.objects.filter(person=anong, kind="communities.quiet").count() == 1
    join(community, by=chai, agreed=True)
    assert Community.objects.get(pk=community.pk).quiet_flagged_at is None


def test_the_flag_reads_the_journal_of_what_happened_inside(community, anong, boon):
    with time_machine.travel(now() + timedelta(days=80), tick=False):
        invite(community, [PersonFactory(agency=community.agency)], by=boon)

    flag_quiet(now() + timedelta(days=100))

    community.refresh_from_db()
    assert community.quiet_flagged_at is None
    assert community.last_active_at > now() + timedelta(days=79)


@pytest.mark.req("R023")
def test_closing_with_a_successor(community, anong, boon, chai):
    close(
        community,
        Closing("interest_gone", "จบเรื่องพัสดุ", change="successor", names=["คนคลังคุยกัน"]),
        by=anong,
    )

    old = Community.objects.get(pk=community.pk)
    new = Community.objects.get(name="คนคลังคุยกัน")
    assert old.state == "transformed"
    assert [kin.community for kin in related_to(old, anong).later] == [new]
    assert [kin.community for kin in related_to(new, anong).earlier] == [old]
    assert Invitation.objects.get(community=new).person == boon
    assert new.member_count == 1
    for act in (
        lambda: save_charter(old, by=anong, seen=old.version, purpose="ใหม่"),
        lambda: join(old, by=chai, agreed=True),
        lambda: invite(old, [chai], by=boon),
        lambda: rename(old, by=anong, name="x", purpose="y", reason="z"),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.decision.code == "state.community_closed"


def test_a_closed_page_is_read_and_links_on(client, community, anong, boon):
    close(community, Closing("other", "จบ", change="successor", names=["วงใหม่"]), by=anong)
    client.force_login(boon)

    page = client.get(f"/c/{community.number}/", follow=True).content.decode()
    about = client.get(f"/c/{community.number}/about/").content.decode()

    assert "ปิดแล้ว" in page
    assert "จบ" in about


def test_split_makes_two_and_merge_leads_into_one(community, anong, boon):
    close(community, Closing("other", "โตเกินวง", change="split", names=["วงก", "วงข"]), by=anong)
    assert Lineage.objects.filter(earlier=community, kind="split").count() == 2

    first, second = Community.objects.filter(name__in=["วงก", "วงข"]).order_by("name")
    close(first, Closing("other", "รวมกันดีกว่า", change="merge", into=second), by=anong)

    assert [kin.community for kin in related_to(second, anong).earlier] == [community, first]


@pytest.mark.parametrize(
    ("closing", "words"),
    [
        (Closing("", "ผล"), "เหตุที่ปิด"),
        (Closing("other", " "), "ได้อะไร"),
        (Closing("other", "ผล", change="successor"), "ตั้งชื่อ"),
        (Closing("other", "ผล", change="split", names=["หนึ่ง", " "]), "ตั้งชื่อ"),
        (Closing("other", "ผล", change="merge"), "เลือกกลุ่ม"),
    ],
)
def test_closing_names_what_is_missing(community, anong, closing, words):
    with pytest.raises(Refused, match=words):
        close(community, closing, by=anong)

    assert Community.objects.get(pk=community.pk).state == "active"


def test_nothing_merges_into_what_one_cannot_see(community, anong, other_agency):
    hidden = CommunityFactory(agency=other_agency)

    with pytest.raises(Refused, match="มองเห็น"):
        close(community, Closing("other", "ผล", change="merge", into=hidden), by=anong)


def test_a_community_does_not_close_over_an_open_cycle(community, anong):
    cycle = CycleFactory(community=community, made_by=anong)

    with pytest.raises(Refused) as refusal:
        close(community, DONE, by=anong)

    assert cycle.title in refusal.value.decision.missing[0].label


@pytest.mark.req("R023", part="closing asks for reason, result and AAR")
def test_the_closing_is_kept_for_members_to_read(community, anong, boon, chai):
    close(community, DONE, by=anong)

    community.refresh_from_db()
    kept = dict(about_page(community, boon).closing)
    assert kept["เหตุที่ปิด"] == "บรรลุสิ่งที่ตั้งใจแล้ว"
    assert kept["จะนำอะไรกลับไปทำต่อ"] == "สอนรุ่นน้อง"
    assert about_page(community, chai).closing == []


@pytest.mark.req("R023", part="the topic may be renamed")
def test_a_new_topic_keeps_people_and_number(community, anong, boon):
    number = community.number

    rename(community, by=anong, name="คนคลังคุยกัน", purpose="เรื่องเงิน", reason="พัสดุจบแล้ว")

    renamed = Community.objects.get(number=number)
    assert (renamed.name, renamed.member_count) == ("คนคลังคุยกัน", 2)
    change = StateChange.objects.get(kind="name")
    assert (change.before, change.reason) == ("คนพัสดุคุยกัน", "พัสดุจบแล้ว")


@pytest.mark.req("R022", part="states with reasons")
def test_pausing_needs_a_reason_that_stays(community, anong, boon):
    with pytest.raises(Refused, match="เหตุผล"):
        change_state(community, "paused", by=anong, reason=" ")
    with pytest.raises(Refused, match="คุณอำนวย"):
        change_state(community, "paused", by=boon, reason="ปิดงบ")

    change_state(community, "paused", by=anong, reason="ช่วงปิดงบ")
    change_state(community, "active", by=anong, reason="ปิดงบเสร็จแล้ว")

    reasons = StateChange.objects.filter(kind="state").order_by("pk")
    assert list(reasons.values_list("reason", flat=True)) == ["ช่วงปิดงบ", "ปิดงบเสร็จแล้ว"]


def test_a_proposal_cannot_be_paused(chai):
    proposed = propose(by=chai, name="ก", purpose="ข")

    with pytest.raises(Refused, match="เสนอ"):
        change_state(proposed, "paused", by=chai, reason="ยังไม่พร้อม")


@pytest.mark.req("R017")
def test_adoption_moves_both_ways_and_is_kept(community, anong):
    change_adoption(community, "settled", by=anong, evidence="นัดกันเอง", on=date(2026, 10, 1))
    community.refresh_from_db()
    change_adoption(community, "learning", by=anong, evidence="คนใหม่ทั้งวง")

    rows = StateChange.objects.filter(kind="adoption").order_by("pk")
    assert [(row.before, row.after) for row in rows] == [
        ("learning", "settled"),
        ("settled", "learning"),
    ]
    assert rows[0].happened_on == date(2026, 10, 1)
    assert Line.objects.filter(verb="communities.adoption_changed").count() == 2
    with pytest.raises(Refused, match="สิ่งที่เห็น"):
        change_adoption(community, "settled", by=anong, evidence=" ")


@pytest.mark.req("R029")
def test_a_sister_gets_the_charter_and_nothing_else(community, anong, boon, chai):
    Community.objects.filter(pk=community.pk).update(audience=f"agency:{chai.agency_id}")
    community.refresh_from_db()
    CycleFactory(community=community, made_by=anong)

    sister = clone(community, by=chai, name="พัสดุภาคเหนือ")

    assert sister.practice == community.practice
    assert sister.domain == community.domain
    people = set(sister.memberships.values_list("person__given_name", flat=True))
    assert people == {"ชัย"}, "only who founded it, by founding it"
    assert sister.cycles.count() == 0
    assert sister.state == "proposed"
    assert related_to(community, anong).clones == [sister]


@pytest.mark.req("R028", part="a division community shows its sub-communities", open="benchmark")
def test_a_division_shows_what_is_under_it(client, community, anong):
    Community.objects.filter(pk=community.pk).update(level="division")
    child = propose(by=anong, name="พัสดุอำเภอ", purpose="วงย่อย", parent=community)
    client.force_login(anong)

    page = client.get(f"/c/{community.number}/", follow=True).content.decode()

    assert child.level == "small"
    assert "พัสดุอำเภอ" in page


def test_only_the_facilitator_founds_under_it(community, boon):
    with pytest.raises(Refused, match="คุณอำนวย"):
        propose(by=boon, name="พัสดุอำเภอ", purpose="วงย่อย", parent=community)


@pytest.mark.req("R026", part="an imported record of 2549 shows its date")
def test_an_imported_record_shows_its_own_date(client, agency):
    km = PersonFactory(agency=agency)
    OfficeFactory(person=km, kind="km_team", unit=agency)

    past = import_past(
        agency, by=km, name="คลังคุยกัน", purpose="เรื่องเบิกจ่าย", happened_on=date(2006, 6, 1)
    )

    assert past.memberships.count() == 0
    line = Line.objects.get(verb="communities.imported")
    assert (line.via, line.happened_at.year) == ("import", 2006)
    page = client.get(f"/c/{past.number}/about/").content.decode()
    assert "1 มิ.ย. 2549" in page


def test_only_the_km_team_imports(agency, chai):
    with pytest.raises(Refused):
        import_past(agency, by=chai, name="ก", purpose="ข", happened_on=date(2006, 6, 1))


def test_the_second_to_save_sees_both_texts(client, community, anong):
    seen = community.version
    save_charter(community, by=anong, seen=seen, domain="ของคนแรก")
    client.force_login(anong)

    answer = client.post(
        f"/c/{community.number}/charter/",
        {
            "version": seen,
            "purpose": community.purpose,
            "domain": "ของคนที่สอง",
            "type": "stewarding",
            "level": "small",
        },
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "ของคนแรก" in page
    assert "ของคนที่สอง" in page
    assert Community.objects.get(pk=community.pk).domain == "ของคนแรก"
    assert f'name="version" value="{seen + 1}"' in page


def test_a_stale_version_is_refused_in_the_action(community, anong):
    save_charter(community, by=anong, seen=community.version, domain="ใหม่")

    with pytest.raises(Stale):
        save_charter(community, by=anong, seen=community.version, domain="เก่า")


def test_states_have_shape_and_word(community):
    for state in ("proposed", "draft", "active", "paused", "closed", "transformed"):
        community.state = state
        mark, word = state_mark(community)
        assert mark
        assert word


def test_a_community_not_yet_opened_is_in_its_facilitators_work(community, anong, boon):
    assert openings(anong) == []
    community.state = "draft"
    community.save()

    assert [line.url for line in openings(anong)] == [f"/c/{community.number}/"]
    assert openings(boon) == []
