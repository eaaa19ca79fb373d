import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sala.communities.models import Community, Membership
from tests.factories.communities import CommunityFactory, MembershipFactory, RoleHoldingFactory


def url(name, community, *rest):
    return reverse(f"communities:{name}", args=[community.number, *rest])


PAGES = [
    "closure",
    "sister",
    "child",
    "about",
    "people",
    "roles",
    "care",
    "charter",
    "settings",
    "preparation",
    "review",
    "state",
    "name",
    "adoption",
    "invitations",
    "leaving",
    "own_membership",
]


@pytest.mark.parametrize("name", PAGES)
def test_facilitator_opens_every_page(client, community, anong, boon, name):
    client.force_login(anong)

    assert client.get(url(name, community)).status_code == 200


@pytest.mark.parametrize("name", ["short", *PAGES])
def test_outsider_meets_404_on_every_page(client, community, chai, name):
    client.force_login(chai)

    assert client.get(url(name, community)).status_code == 404


def test_page_leads_to_its_name_and_old_names_too(client, community, boon):
    client.force_login(boon)

    first = client.get(url("short", community))
    old = client.get(url("community", community, "ชื่อเก่า"))

    assert first.status_code == old.status_code == 302
    assert first["Location"] == old["Location"]
    page = client.get(first["Location"])
    assert community.name in page.content.decode()


def test_member_page_shows_people_and_no_join_button(client, community, boon):
    client.force_login(boon)

    page = client.get(url("short", community), follow=True).content.decode()

    assert "คุณเป็นสมาชิก" in page
    assert "ยอมรับข้อตกลงและเข้าร่วม" not in page


def test_joining_from_the_page(client, community, chai):
    Community.objects.filter(pk=community.pk).update(audience=f"agency:{chai.agency_id}")
    client.force_login(chai)
    page = client.get(url("short", community), follow=True).content.decode()
    assert "ยอมรับข้อตกลงและเข้าร่วม" in page
    assert "อนงค์" in page

    client.post(url("membership", community), {"agreed": "yes"})

    assert Membership.objects.filter(person=chai, community=community, left_at=None).exists()


def test_founding_from_one_screen(client, chai):
    client.force_login(chai)
    form = client.get(reverse("communities:founding"))
    key = form.context["form"]["once"].value()
    values = {"name": "คนรักไฟล์", "purpose": "กู้ไฟล์", "audience": "agency", "once": key}

    first = client.post(reverse("communities:founding"), values)
    second = client.post(reverse("communities:founding"), values)

    assert first["Location"] == second["Location"]
    assert Community.objects.filter(name="คนรักไฟล์").count() == 1
    page = client.get(first["Location"], follow=True).content.decode()
    assert "กำลังรวมกลุ่ม" in page


@pytest.mark.req("R019")
def test_proposal_without_purpose_is_refused_and_keeps_what_was_typed(client, chai):
    client.force_login(chai)

    answer = client.post(
        reverse("communities:proposal"),
        {"name": "พัสดุทันใจ", "purpose": " ", "type": "helping", "audience": "agency"},
    )

    assert answer.status_code == 422
    assert "พัสดุทันใจ" in answer.content.decode()
    assert not Community.objects.filter(name="พัสดุทันใจ").exists()


def test_directory_lists_only_what_may_be_seen(client, community, chai, other_agency):
    CommunityFactory(name="วงเปิด", audience="public", agency=other_agency)
    client.force_login(chai)

    page = client.get(reverse("communities:directory")).content.decode()

    assert "วงเปิด" in page
    assert community.name not in page


def queries_of(client, address):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_directory_costs_the_same_queries(client, chai):
    CommunityFactory(audience="public", agency=chai.agency)
    client.force_login(chai)
    address = reverse("communities:directory")
    few = queries_of(client, address)

    CommunityFactory.create_batch(49, audience="public", agency=chai.agency)

    assert queries_of(client, address) == few <= 20


@pytest.mark.parametrize("name", ["people", "community", "about", "roles"])
def test_pages_cost_the_same_queries(client, community, anong, boon, name):
    client.force_login(anong)
    rest = ["คนพัสดุคุยกัน"] if name == "community" else []
    few = queries_of(client, url(name, community, *rest))

    for person in MembershipFactory.create_batch(50, community=community):
        RoleHoldingFactory(community=community, person=person.person, role="expert")
    for _ in range(20):
        CommunityFactory(parent=community, agency=community.agency, audience="public")

    assert queries_of(client, url(name, community, *rest)) == few <= 40


@pytest.mark.req("R117", part="how one takes the mail, chosen on joining")
@pytest.mark.parametrize(
    ("posted", "kept"), [("each", "each"), ("", "digest"), ("ทุกชั่วโมง", "digest")]
)
def test_the_way_of_mail_is_chosen_on_joining(client, community, chai, posted, kept):
    community.audience = f"agency:{community.agency_id}"
    community.save()
    client.force_login(chai)
    page = client.get(url("short", community), follow=True).content.decode()
    assert page.count('type="radio" name="mail"') == 3, "three plain choices"
    assert 'value="digest" checked' in page
    assert "ไม่เลือกจะได้สรุปวันละฉบับ" in page

    client.post(url("membership", community), {"agreed": "yes", "mail": posted})

    assert Membership.objects.get(community=community, person=chai).mail == kept


def test_the_way_wished_with_a_request_holds_once_it_is_accepted(client, community, anong, chai):
    community.audience, community.joins_by_request = f"agency:{community.agency_id}", True
    community.save()
    client.force_login(chai)
    client.post(url("requests", community), {"agreed": "yes", "mail": "none"})
    asked = community.invitations.get(person=chai)
    client.force_login(anong)
    client.post(url("request_answer", community, asked.pk))

    assert Membership.objects.get(community=community, person=chai).mail == "none"


def test_one_tap_on_the_page_changes_the_mail_and_nothing_else(client, community, boon):
    Membership.objects.filter(person=boon).update(mail="digest", interest="สูตรตาราง")
    client.force_login(boon)
    page = client.get(url("short", community), follow=True).content.decode()
    assert f'action="{url("own_mail", community)}"' in page
    assert "ใช้อยู่ตอนนี้" in page
    assert page.count('name="mail"') == 2, "the two others are one tap away"

    client.post(url("own_mail", community), {"mail": "each"})

    mine = Membership.objects.get(person=boon)
    assert (mine.mail, mine.interest) == ("each", "สูตรตาราง")
    client.post(url("own_mail", community), {"mail": "ทุกชั่วโมง"})
    mine.refresh_from_db()
    assert mine.mail == "each"
