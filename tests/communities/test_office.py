import pytest

from sala.communities.actions import leave, log_office_look, request_membership
from sala.communities.queries.office import register_page, stages_of
from sala.core.permissions import Refused
from sala.journal.models import Line
from sala.people.keys import keys_of
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.people import OfficeFactory, PersonFactory, PostingFactory


@pytest.fixture
def km(agency):
    person = PersonFactory(agency=agency)
    OfficeFactory(person=person, kind="km_team", unit=agency)
    return person


def test_the_register_shows_numbers_and_who_is_without_care(client, km, community, anong, boon):
    leave(community, by=anong, hands_to_office=True)
    client.force_login(km)

    page = client.get("/manage/communities/?need=facilitator").content.decode()

    assert community.name in page
    assert "แก้วกล้า" not in page
    assert "ชมรมลับของอีกหน่วยงาน" not in page
    assert register_page(km.agency_id, "", "").without_facilitator == 1


@pytest.mark.req("R025", part="looking by office is written down, and members read it")
def test_looking_by_office_is_written_down(client, km, community, boon):
    client.force_login(km)
    client.get(f"/manage/communities/{community.number}/")

    (line,) = Line.objects.filter(verb="communities.looked_by_office")
    assert line.actor == km
    assert line in Line.objects.visible_to(keys_of(boon))


@pytest.mark.req("R025", part="a member's ordinary reading is not logged")
def test_ordinary_reading_is_not_logged(client, community, boon):
    client.force_login(boon)

    for page in ("", "people/", "about/", "roles/"):
        client.get(f"/c/{community.number}/{page}", follow=True)

    assert not Line.objects.exists()


@pytest.mark.req("R123", part="an office opens nothing inside a community")
@pytest.mark.parametrize("kind", ["km_team", "executive", "unit_manager", "it_office", "auditor"])
def test_no_office_opens_the_inside(client, agency, community, chai, kind):
    community.audience = f"agency:{agency.pk}"
    community.save()
    OfficeFactory(person=chai, kind=kind, unit=agency)
    client.force_login(chai)

    assert client.get(f"/c/{community.number}/people/").status_code == 403


def test_the_office_asks_and_the_person_answers(client, km, community, anong, boon, chai):
    leave(community, by=anong, hands_to_office=True)
    client.force_login(km)
    address = f"/manage/communities/{community.number}/?q=ชัย"
    assert "ชัย" in client.get(address).content.decode()

    client.post(address, {"person": chai.pk})

    offer = community.role_holdings.get(person=chai)
    assert offer.accepted_at is None
    client.force_login(chai)
    assert "รับเป็นคุณอำนวย" in client.get(offer.url).content.decode()
    client.post(f"{offer.url}answer/", {"agreed": "yes"})
    offer.refresh_from_db()
    assert offer.is_held


@pytest.mark.req("R017")
def test_units_are_counted_per_stage(agency):
    learning = CommunityFactory(agency=agency, adoption="learning")
    settled = CommunityFactory(agency=agency, adoption="settled")
    first = PostingFactory(person=PersonFactory(agency=agency))
    second = PostingFactory(person=PersonFactory(agency=agency))
    for community, posting in ((learning, first), (learning, second), (settled, first)):
        MembershipFactory(community=community, person=posting.person)

    assert [(stage.communities, stage.units) for stage in stages_of(agency.pk)] == [
        (1, 2),
        (0, 0),
        (1, 1),
    ]


def test_the_register_belongs_to_the_km_team(client, anong, community, chai):
    for person in (anong, chai):
        client.force_login(person)
        assert client.get("/manage/communities/").status_code == 403


def test_waiting_requests_are_counted(km, community, chai, anong):
    request_membership(community, by=chai, agreed=True)

    (row,) = register_page(km.agency_id, "", "").rows
    assert row.waiting == 1


def test_a_look_by_someone_else_is_refused(community, chai):
    with pytest.raises(Refused):
        log_office_look(community, by=chai)


@pytest.mark.req("R026", part="the old register is entered with Thai dates")
def test_a_past_community_is_entered_with_its_dates(client, km):
    client.force_login(km)
    values = {"name": "คลังคุยกัน", "purpose": "เบิกจ่าย", "happened_on": "๑ มิ.ย. ๒๕๔๙"}

    wrong = client.post("/manage/communities/past/", values | {"closed_on": "1 ม.ค. 2549"})
    answer = client.post("/manage/communities/past/", values, follow=True)

    assert wrong.status_code == 422
    assert "คลังคุยกัน" in wrong.content.decode()
    assert "1 มิ.ย. 2549" in answer.content.decode()
