import pytest
from django.urls import reverse

from sala.communities.models import Community, Membership
from tests.factories.communities import CommunityFactory, MembershipFactory


def url(name, community, *rest):
    return reverse(f"communities:{name}", args=[community.number, *rest])


PAGES = [
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


@pytest.mark.req("R019", part="empty purpose is refused")
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


@pytest.mark.parametrize("count", [1, 50])
def test_directory_costs_the_same_queries(client, chai, count, django_assert_num_queries):
    CommunityFactory.create_batch(count, audience="public", agency=chai.agency)
    client.force_login(chai)

    with django_assert_num_queries(13):
        client.get(reverse("communities:directory"))


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize(("name", "queries"), [("people", 15), ("community", 19)])
def test_pages_cost_the_same_queries(
    client, community, anong, count, name, queries, django_assert_num_queries
):
    MembershipFactory.create_batch(count, community=community)
    client.force_login(anong)
    rest = ["คนพัสดุคุยกัน"] if name == "community" else []

    with django_assert_num_queries(queries):
        assert client.get(url(name, community, *rest)).status_code == 200
