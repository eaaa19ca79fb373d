import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.timezone import localdate

from sala.communities.actions import add_group, ensure_groups, propose, save_group
from sala.communities.catalogue import GROUPS, CommunityType
from sala.communities.models import Community, Group
from sala.communities.queries.directory import directory
from sala.communities.queries.overview import public_overview
from sala.communities.queries.suggested import suggested_for
from sala.core.permissions import Refused
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.people import OfficeFactory, PersonFactory, PostingFactory, UnitFactory

NOBODY = AnonymousUser()


@pytest.fixture
def km(agency):
    person = PersonFactory(agency=agency)
    OfficeFactory(person=person, kind="km_team", unit=agency)
    return person


def names(viewer, **asked):
    return {card.community.name for card in directory(viewer, asked).cards}


@pytest.mark.req("R002", part="fourteen groups with the seed's names")
def test_fourteen_groups_each_with_its_standing_community(agency, km):
    ensure_groups(agency, by=km)
    ensure_groups(agency, by=km)

    rows = directory(km, {}).groups
    assert [row.group.name for row in rows] == list(GROUPS)
    assert [row.group.number for row in rows] == list(range(1, 15))
    assert all(row.standing and row.standing.name == row.group.name for row in rows)
    assert Community.objects.count() == 14
    assert [row.group.name for row in rows if row.group.is_fallback] == ["ทั่วไป"]


@pytest.mark.req("R002", part="group page and standing community are one page, counted once")
def test_a_group_and_its_community_are_one_page_counted_once(client, agency, km):
    groups = ensure_groups(agency, by=km)
    below = propose(by=km, name="ตรวจรับทันใจ", purpose="พัสดุ", groups=groups[:3], audience="public")

    found = directory(km, {})
    page = client.get(f"/c/{groups[0].standing_community.number}/", follow=True)

    assert found.total == 15
    assert found.groups[0].total == 2
    assert below.name in page.content.decode()
    assert public_overview().communities == 15


@pytest.mark.req("R002", part="the catalogue is the agency's own")
def test_the_catalogue_is_replaced_by_the_agency(agency, km, chai, other_agency):
    groups = ensure_groups(agency, by=km)
    with pytest.raises(Refused):
        save_group(groups[0], by=chai, name="x", is_active=True)

    save_group(groups[0], by=km, name="การคลังท้องที่", is_active=True)
    save_group(groups[1], by=km, name=groups[1].name, is_active=False)
    added = add_group(agency, by=km, name="งานดิจิทัล")

    shown = [row.group.name for row in directory(km, {}).groups]
    assert shown[0] == "การคลังท้องที่"
    assert groups[1].name not in shown
    assert added.number == 15
    assert Community.objects.get(standing_of=groups[0]).name == "การคลังท้องที่"
    with pytest.raises(Refused, match="รองรับ"):
        save_group(Group.objects.get(is_fallback=True), by=km, name="ทั่วไป", is_active=False)


@pytest.mark.req("R015")
def test_spread_and_deliberate_find_only_what_is_both(agency, km):
    def make(name, **fields):
        CommunityFactory(name=name, agency=agency, audience="public", **fields)

    make("ทั้งสอง", place_count=3, origin="policy")
    make("กระจายแต่เกิดเอง", place_count=3, origin="informal")
    make("จงใจแต่อยู่รวม", place_count=1, origin="policy")

    assert names(NOBODY, place="spread", origin="meant") == {"ทั้งสอง"}
    assert names(NOBODY, place="spread") == {"ทั้งสอง", "กระจายแต่เกิดเอง"}
    assert names(NOBODY, origin="own") == {"กระจายแต่เกิดเอง"}


@pytest.mark.req("R015", part="every pair splits what there is into two halves")
@pytest.mark.parametrize("pair", ["size", "life", "place", "mix", "origin"])
def test_each_pair_divides_without_remainder(agency, pair):
    for number in range(6):
        CommunityFactory(
            name=f"วง{number}",
            agency=agency,
            audience="public",
            member_count=number * 10,
            place_count=number % 3,
            unit_count=number % 3,
            origin=["policy", "fitting", "informal"][number % 3],
            review_on=localdate().replace(year=localdate().year + number) if number else None,
        )
    (facet,) = [facet for facet in directory(NOBODY, {}).facets if facet.name == pair]

    halves = [names(NOBODY, **{pair: option.value}) for option in facet.options]

    assert len(halves) == 2
    assert halves[0] | halves[1] == {f"วง{number}" for number in range(6)}
    assert not halves[0] & halves[1]
    assert [option.total for option in facet.options] == [len(half) for half in halves]


def test_ended_communities_are_found_by_asking_for_them(agency):
    CommunityFactory(name="ยังอยู่", agency=agency, audience="public")
    CommunityFactory(name="จบแล้ว", agency=agency, audience="public", state="closed")

    assert names(NOBODY) == {"ยังอยู่"}
    assert names(NOBODY, state="closed") == {"จบแล้ว"}
    counts = {facet.name: facet.options for facet in directory(NOBODY, {}).facets}
    assert sum(option.total for option in counts["state"]) == 2
    assert sum(option.total for option in counts["type"]) == 1


def test_search_finds_every_word_in_name_or_purpose(agency):
    CommunityFactory(name="คนพัสดุ", purpose="ตรวจรับ", agency=agency, audience="public")
    CommunityFactory(name="หมอคอม", purpose="เครื่องพิมพ์", agency=agency, audience="public")

    assert names(NOBODY, q="พัสดุ ตรวจรับ") == {"คนพัสดุ"}
    assert names(NOBODY, q="พัสดุ เครื่องพิมพ์") == set()


@pytest.mark.parametrize("value", ["nonsense", "99", "-1", "๑"])
@pytest.mark.parametrize("facet", ["type", "scope", "place", "group", "level"])
def test_a_facet_nobody_knows_finds_nothing_and_breaks_nothing(agency, facet, value):
    CommunityFactory(agency=agency, audience="public")

    assert names(NOBODY, **{facet: value}) == set()


@pytest.mark.req("R003")
@pytest.mark.req("R005", part="another tool leads")
@pytest.mark.req("R007", part="another tool leads", open="ideas with their units and results")
def test_four_types_lead_with_four_different_tools(client, agency, chai):
    leads = {}
    for kind in CommunityType.values:
        made = propose(by=chai, name=f"วง {kind}", purpose="ลอง", type=kind)
        client.force_login(chai)
        page = client.get(f"/c/{made.number}/", follow=True)
        shown = page.context["page"].lead
        assert f'data-tool="{shown.tool}"' in page.content.decode()
        leads[kind] = (shown.tool, shown.title, shown.measure_words)

    assert len({tool for tool, _title, _measure in leads.values()}) == 4
    assert len({measure for _tool, _title, measure in leads.values()}) == 4


def test_helpers_are_named_to_members_only(client, community, boon, chai):
    community.type = "helping"
    community.audience = f"agency:{chai.agency_id}"
    community.save()
    boon.memberships.update(interest="แก้สูตรตาราง")

    for person, is_shown in ((boon, True), (chai, False)):
        client.force_login(person)
        page = client.get(f"/c/{community.number}/", follow=True).content.decode()
        assert ("แก้สูตรตาราง" in page) is is_shown


@pytest.mark.req("R018", part="suggestions by the same unit", open="interest tags")
def test_colleagues_of_the_unit_suggest(agency, chai):
    unit = UnitFactory(agency=agency)
    PostingFactory(person=chai, unit=unit)
    known = CommunityFactory(name="วงเพื่อน", agency=agency, audience="public")
    lonely = CommunityFactory(name="วงคนเดียว", agency=agency, audience="public")
    hidden = CommunityFactory(name="วงลับ", agency=agency)
    for _ in range(2):
        colleague = PersonFactory(agency=agency)
        PostingFactory(person=colleague, unit=unit)
        MembershipFactory(community=known, person=colleague)
        MembershipFactory(community=hidden, person=colleague)
    MembershipFactory(community=lonely, person=colleague)

    assert [row.name for row in suggested_for(chai)] == ["วงเพื่อน"]


@pytest.mark.req("R026", part="a visitor finds a public community", open="the way from the front")
def test_a_visitor_reads_a_public_community(client, agency):
    made = CommunityFactory(name="วงเปิด", agency=agency, audience="public")
    MembershipFactory(community=made, person=PersonFactory(agency=agency, given_name="ลับเฉพาะ"))

    listed = client.get(reverse("communities:directory")).content.decode()
    page = client.get(f"/c/{made.number}/", follow=True)

    assert f"/c/{made.number}/" in listed
    assert page.status_code == 200
    assert "ลับเฉพาะ" not in page.content.decode()


def test_the_overview_counts_people_once(agency, other_agency):
    person = PersonFactory(agency=agency)
    for name in ("หนึ่ง", "สอง"):
        made = CommunityFactory(name=name, agency=agency, audience="public")
        MembershipFactory(community=made, person=person)
    MembershipFactory(community=CommunityFactory(agency=other_agency))

    found = public_overview()

    assert (found.communities, found.people, found.agencies) == (2, 1, 1)
    assert {card.community.name for card in found.newest} == {"หนึ่ง", "สอง"}
