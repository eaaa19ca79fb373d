import pytest

from sala.communities.actions import (
    accept_role,
    activate,
    found_informal,
    offer_role,
    prepare_for_cycle,
    propose,
    save_charter,
)
from sala.communities.models import Community, RoleHolding
from sala.communities.roles import Role
from sala.communities.rules import is_member, may, roles_in
from sala.core.permissions import Refused
from sala.cycles.actions.proposals import propose_topic
from sala.journal.models import Line
from tests.factories.communities import MembershipFactory
from tests.factories.people import PersonFactory

BLOCKS = {
    "domain": "งานตรวจรับพัสดุ",
    "people_words": "เจ้าหน้าที่พัสดุทุกอำเภอ",
    "practice": "แบบตรวจรับและปฏิทินงาน",
}


@pytest.fixture
def proposed(chai):
    return propose(by=chai, name="พัสดุทันใจ", purpose="ตรวจรับให้ทัน")


def charter(community, by, **fields):
    return save_charter(community, by=by, seen=community.version, **(BLOCKS | fields))


def recorder_for(community, by, agency):
    person = PersonFactory(agency=agency)
    return accept_role(offer_role(community, person, "recorder", by=by), by=person, agreed=True)


@pytest.mark.req("R016", part="created in one screen")
@pytest.mark.req("R018")
def test_any_staff_member_founds_and_may_write_at_once(chai):
    community = found_informal(by=chai, name="คนรักไฟล์", purpose="ช่วยกันกู้ไฟล์")

    assert community.is_informal
    assert community.is_gathering
    assert may(chai, "write", community.pk)
    assert propose_topic(community, text="กู้ไฟล์ที่ลบไปแล้ว", why="", by=chai).pk
    assert roles_in(chai, community.pk) == {Role.FACILITATOR}
    assert community.audience == f"agency:{chai.agency_id}"
    assert set(Line.objects.values_list("verb", flat=True)) >= {
        "communities.founded",
        "communities.joined",
    }


def test_gathering_ends_when_a_second_person_is_there(chai, boon):
    community = found_informal(by=chai, name="คนรักไฟล์", purpose="ช่วยกันกู้ไฟล์")
    MembershipFactory(community=community, person=boon)
    community.member_count = 2

    assert not community.is_gathering


def test_guests_of_the_agency_do_not_found(agency):
    guest = PersonFactory(agency=agency, is_guest=True)

    with pytest.raises(Refused, match="บุคลากร"):
        found_informal(by=guest, name="x", purpose="y")


@pytest.mark.req("R006", part="the default type of a seven-step community")
def test_a_seven_step_community_defaults_to_stewarding(proposed):
    assert proposed.type == "stewarding"
    assert proposed.state == "proposed"


@pytest.mark.req("R002", part="a community saved with no group lands in ทั่วไป")
def test_no_group_means_the_fallback_group(proposed):
    assert [group.name for group in proposed.groups.all()] == ["ทั่วไป"]


@pytest.mark.req("R019")
def test_answers_of_the_need_check_are_kept(chai):
    community = propose(by=chai, name="ก", purpose="ข", need_check={"who": "คนพัสดุ"})

    assert Community.objects.get(pk=community.pk).need_check == {"who": "คนพัสดุ"}


@pytest.mark.req("R014")
def test_without_practice_the_community_stays_a_draft(proposed, chai, agency):
    recorder_for(proposed, chai, agency)
    charter(proposed, chai, practice="")

    with pytest.raises(Refused, match="Practice") as refusal:
        activate(proposed, by=chai)

    assert [gap.label for gap in refusal.value.decision.missing] == ["แนวปฏิบัติร่วม (Practice)"]
    assert Community.objects.get(pk=proposed.pk).state == "draft"


@pytest.mark.req("R024")
@pytest.mark.parametrize("role", ["facilitator", "recorder"])
def test_activation_is_refused_without_either_role(proposed, chai, agency, role):
    recorder_for(proposed, chai, agency)
    charter(proposed, chai)
    if role == "recorder":
        RoleHolding.objects.filter(role=role).delete()
        with pytest.raises(Refused, match="คุณลิขิต"):
            activate(proposed, by=chai)
    else:
        second = PersonFactory(agency=agency)
        MembershipFactory(community=proposed, person=second)
        RoleHolding.objects.filter(role=role).update(role="coordinator")
        with pytest.raises(Refused, match="คุณอำนวย"):
            activate(proposed, by=second)
    assert Community.objects.get(pk=proposed.pk).state == "draft"


def test_whole_charter_and_two_roles_activate(proposed, chai, agency):
    recorder_for(proposed, chai, agency)
    charter(proposed, chai)

    assert activate(proposed, by=chai).state == "active"
    assert list(proposed.state_changes.order_by("pk").values_list("before", "after")) == [
        ("proposed", "draft"),
        ("draft", "active"),
    ]


@pytest.mark.req("R016")
def test_an_informal_community_is_prepared_and_keeps_everything(chai, boon, agency):
    community = found_informal(by=chai, name="คนรักไฟล์", purpose="ช่วยกันกู้ไฟล์")
    MembershipFactory(community=community, person=boon)
    written = propose_topic(community, text="กู้ไฟล์ที่ลบไปแล้ว", why="เจอทุกเดือน", by=chai)

    with pytest.raises(Refused) as refusal:
        prepare_for_cycle(community, by=chai)
    assert [gap.label for gap in refusal.value.decision.missing] == [
        "ผู้คนในกลุ่ม (Community)",
        "แนวปฏิบัติร่วม (Practice)",
        "คุณลิขิตที่ตอบรับแล้ว",
    ]

    accept_role(offer_role(community, boon, "recorder", by=chai), by=boon)
    charter(community, chai)
    ready = prepare_for_cycle(community, by=chai)

    assert (ready.is_informal, ready.state) == (False, "active")
    assert is_member(boon, ready.pk)
    assert list(ready.topic_proposals.all()) == [written]
    assert ready.number == community.number
    assert prepare_for_cycle(ready, by=chai).version == ready.version


def test_empty_purpose_is_refused(proposed, chai):
    with pytest.raises(Refused, match="มีไว้เพื่ออะไร"):
        charter(proposed, chai, purpose="  ")
