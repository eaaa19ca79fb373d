"""The search page: one box, what it finds for whom, and what it does when it finds nothing."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sala.communities.models import Community
from sala.people.models import Office
from sala.search.models import MissedQuery, SynonymGroup
from sala.search.rebuilding import mend
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.notes import BookFactory, NoteFactory
from tests.factories.people import AgencyFactory, PersonFactory
from tests.factories.talk import ThreadFactory

PAGE = "/search/"


@pytest.fixture
def threads(community, boon):
    ThreadFactory(community=community, title="ใบส่งของไม่ลงวันที่ ตรวจรับได้ไหม")
    ThreadFactory(community=community, kind="talk", title="เล่าเรื่องตรวจรับของเขตเรา")
    mend()


def page(client, query="", **more):
    return client.get(f"{PAGE}?{query}", **more).content.decode()


def results_in(html):
    """Titles of what was found, as a reader sees them."""
    return [strip_tags(row).strip() for row in re.findall(r"<h2><a.*?</a></h2>", html, re.DOTALL)]


def facet_counts(html, name):
    rows = re.findall(rf'name="{name}" value="(\w+)".*?<span class="number">(\d+)', html, re.DOTALL)
    return {value: int(count) for value, count in rows}


def test_members_find_and_outsiders_do_not(client, threads, boon, chai):
    client.force_login(boon)
    html = page(client, "q=ตรวจรับ")
    assert len(results_in(html)) >= 2
    assert "<mark>ตรวจรับ</mark>" in html
    assert "คนพัสดุคุยกัน" in html

    client.force_login(chai)
    assert not any("ตรวจรับ" in title for title in results_in(page(client, "q=ตรวจรับ")))


@pytest.mark.req("R025", part="search")
def test_visitors_find_public_things_alone(client, threads, community):
    assert results_in(page(client, "q=พัสดุ")) == []
    Community.objects.filter(pk=community.pk).update(audience="public")
    mend()
    assert results_in(page(client, "q=พัสดุ")) == ["คนพัสดุคุยกัน"]


@pytest.mark.req("R084", part="search")
def test_facets_count_narrow_and_can_be_widened_again(client, threads, boon, community):
    client.force_login(boon)
    counts = facet_counts(page(client, "q=ตรวจรับ"), "type")
    assert counts["question"] == counts["thread"] == 1

    html = page(client, "q=ตรวจรับ&type=thread")
    assert results_in(html) == ["เล่าเรื่องตรวจรับของเขตเรา"]
    assert facet_counts(html, "type") == counts
    both = page(client, "q=ตรวจรับ&type=thread&type=question")
    assert len(results_in(both)) == 2
    assert results_in(page(client, f"q=ตรวจรับ&community={community.pk + 99}")) == []


def test_days_and_order(client, boon, community):
    for at, title in [("2024-01-05", "ตรวจรับ ตรวจรับ ปีก่อน"), ("2026-11-01", "ตรวจรับปีนี้")]:
        ThreadFactory(community=community, kind="talk", title=title, made_at=f"{at}T03:00:00Z")
    mend()
    client.force_login(boon)

    assert results_in(page(client, "q=ตรวจรับ&sort=date&type=thread"))[0] == "ตรวจรับปีนี้"
    assert "ตรวจรับ ตรวจรับ ปีก่อน" not in results_in(page(client, "q=ตรวจรับ&days=365"))
    assert "ตรวจรับ ตรวจรับ ปีก่อน" in results_in(page(client, "q=ตรวจรับ&days=7"))


def test_an_empty_search_teaches_and_leads_to_those_who_know(client, threads, boon, community):
    client.force_login(boon)
    html = page(client, "q=xyzzy")
    address = reverse("talk:new", args=[community.number])
    assert f'href="{address}?title=xyzzy"' in html

    form = client.get(f"{address}?title=xyzzy").content.decode()
    assert 'value="xyzzy"' in form


def test_what_is_only_near_says_so_and_still_teaches(client, threads, boon):
    client.force_login(boon)
    html = page(client, "q=ตรวจรถเมล์")
    text = strip_tags(html)

    assert "ยังไม่พบ “ตรวจรถเมล์”" in text
    assert "จดคำนี้ไว้" in text
    assert "ที่ใกล้เคียง" in text
    assert any("ตรวจรับ" in title for title in results_in(html))


def test_a_search_in_vain_is_kept_for_the_agency_without_the_person(client, threads, boon):
    client.force_login(boon)
    for query in ("xyzzy", "XYZZY ", "ตรวจรับ"):
        client.post(f"{PAGE}missed/", {"q": query})

    missed = MissedQuery.objects.get()
    assert (missed.text, missed.count, missed.agency) == ("xyzzy", 2, str(boon.agency_id))


def test_the_km_team_sees_what_its_own_people_miss(client, chai, duangjai, boon):
    Office.objects.create(person=chai, kind="km_team", unit=chai.agency)
    for person, word in [(boon, "xyzzy"), (boon, "xyzzy"), (boon, "plugh"), (duangjai, "plover")]:
        client.force_login(person)
        client.post(f"{PAGE}missed/", {"q": word})
    client.force_login(chai)
    html = client.get("/manage/searches/").content.decode()

    assert html.index("xyzzy") < html.index("plugh")
    assert "plover" not in html
    assert boon.given_name not in strip_tags(html)


def test_suggestions_hold_what_is_typed_and_nothing_hidden(client, threads, boon, chai):
    asked = {"headers": {"HX-Request": "true"}}
    client.force_login(boon)
    options = client.get(f"{PAGE}suggestions/?q=ใบส่ง", **asked).content.decode()
    assert options == '<option value="ใบส่งของไม่ลงวันที่ ตรวจรับได้ไหม">'
    client.force_login(chai)
    assert client.get(f"{PAGE}suggestions/?q=ใบส่ง", **asked).content.decode() == ""


@pytest.mark.req("R113")
def test_an_agency_words_its_synonyms_without_touching_anothers(client, boon, chai, duangjai):
    shared = SynonymGroup.objects.create(words=["หลังร้าน", "ธุรการ"])
    for person in (boon, duangjai):
        place = CommunityFactory(agency=person.agency, audience=f"agency:{person.agency_id}")
        MembershipFactory(community=place, person=person)
        ThreadFactory(community=place, title="งานสนับสนุนของเรา")
    mend()
    Office.objects.create(person=chai, kind="km_team", unit=chai.agency)
    client.force_login(chai)
    client.post(
        f"/manage/synonyms/{shared.pk}/", {"words": "หลังร้าน\nสนับสนุน", "seen": shared.version}
    )

    client.force_login(boon)
    assert "งานสนับสนุนของเรา" in results_in(page(client, "q=หลังร้าน"))
    client.force_login(duangjai)
    assert results_in(page(client, "q=หลังร้าน")) == []

    client.force_login(chai)
    own = SynonymGroup.objects.get(replaces=shared)
    client.post(f"/manage/synonyms/{own.pk}/delete/")
    client.force_login(boon)
    assert results_in(page(client, "q=หลังร้าน")) == []


def test_two_who_word_a_group_at_once_do_not_overwrite_each_other(client, chai):
    Office.objects.create(person=chai, kind="km_team", unit=chai.agency)
    shared = SynonymGroup.objects.create(words=["หนึ่ง", "เดียว"])
    client.force_login(chai)
    address = f"/manage/synonyms/{shared.pk}/"

    assert client.post(address, {"words": "หนึ่ง\nเอก", "seen": 1}).status_code == 302
    both = client.post(address, {"words": "หนึ่ง\nโท", "seen": 1})
    assert both.status_code == 409
    assert "หนึ่ง = เอก" in strip_tags(both.content.decode())
    assert "โท" in both.content.decode()
    assert client.post(address, {"words": "หนึ่ง", "seen": 2}).status_code == 422
    assert SynonymGroup.objects.get(replaces=shared).words == ["หนึ่ง", "เอก"]


@pytest.mark.req("R113")
def test_the_glossary_names_the_spellings(client, db):
    text = strip_tags(client.get("/help/glossary/").content.decode())
    assert "ลปรร." in text
    assert "ชุมชนแนวปฏิบัติ" in text


@pytest.mark.req("R113")
def test_the_abbreviation_finds_the_full_words_on_the_page(client, boon, community):
    ThreadFactory(community=community, title="เวทีแลกเปลี่ยนเรียนรู้เดือนนี้")
    mend()
    client.force_login(boon)
    assert "เวทีแลกเปลี่ยนเรียนรู้เดือนนี้" in results_in(page(client, "q=ลปรร"))


def test_a_page_of_results_is_light_and_costs_the_same(
    client, boon, community, django_assert_max_num_queries
):
    for number in range(30):
        ThreadFactory(community=community, title=f"ตรวจรับพัสดุครั้งที่ {number} " + "คำอธิบาย" * 12)
    mend()
    client.force_login(boon)
    page(client, "q=ตรวจรับ")
    with django_assert_max_num_queries(34):
        html = page(client, "q=ตรวจรับ")
    assert len(results_in(html)) == 10
    assert len(html.encode()) < 25_000


WORDS = ["พัสดุ", "น้ำท่วม", "งบประมาณ", "สารบรรณ", "ทะเบียน"]
TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map("".join)


@pytest.mark.req("I08", part="search")
@pytest.mark.req("R025", part="search")
class LeakTest(TestCase):
    """Each kind of person reads the same page whether or not hidden things exist."""

    def setUp(self):
        agency, other = AgencyFactory(), AgencyFactory()
        self.people = {
            "stranger": None,
            "outsider": PersonFactory(agency=agency),
            "foreigner": PersonFactory(agency=other),
            "member": PersonFactory(agency=agency),
            "km_team": PersonFactory(agency=agency),
        }
        Office.objects.create(person=self.people["km_team"], kind="km_team", unit=agency)
        self.places = {
            "public": CommunityFactory(agency=agency, name="ลานเปิด", audience="public"),
            "agency": CommunityFactory(agency=agency, name="ลานหน่วย"),
            "own": CommunityFactory(agency=agency, name="ลานปิด"),
            "foreign": CommunityFactory(agency=other, name="ลานอื่น"),
        }
        MembershipFactory(community=self.places["own"], person=self.people["member"])
        mend()

    @settings(max_examples=20)
    @given(
        st.lists(st.tuples(TITLES, st.sampled_from(["public", "agency", "own", "foreign"]))),
        st.sampled_from(WORDS),
        st.sampled_from(["stranger", "outsider", "foreigner", "member", "km_team"]),
    )
    def test_hidden_things_change_no_page(self, rows, query, kind):
        person = self.people[kind]
        seen = {
            "stranger": {"public"},
            "outsider": {"public", "agency"},
            "foreigner": {"public"},
            "member": {"public", "agency", "own"},
            "km_team": {"public", "agency"},
        }[kind]
        for title, place in rows:
            if place in seen:
                self._write(title, place)
        mend()
        alone = self._pages(person, query)
        for title, place in rows:
            if place not in seen:
                self._write(title, place)
        mend()

        assert self._pages(person, query) == alone

    def _write(self, title, place):
        community = self.places[place]
        audience = {"public": "public", "agency": f"agency:{community.agency_id}"}
        ThreadFactory(
            community=community,
            title=title,
            audience=audience.get(place, community.key),
            made_at="2026-10-05T03:00:00Z",
        )

    def _pages(self, person, query):
        if person:
            self.client.force_login(person)
        found = [page(self.client, f"q={query}{more}") for more in ("", "ก", "&sort=date")]
        found.append(
            self.client.get(
                f"{PAGE}suggestions/?q={query[:3]}", headers={"HX-Request": "true"}
            ).content.decode()
        )
        return [re.sub(r'name="csrf\w+" value="\w+"|/t/\d+/', "", html) for html in found]


def test_a_hidden_community_has_no_name_where_its_note_is_found(client, agency, anong, chai):
    """The note is for the whole agency; whose it is may be known by members alone."""
    hidden = CommunityFactory(agency=agency, founded_by=anong, name="วงตรวจสอบลับ")
    hidden.audience = hidden.key
    hidden.save(update_fields=["audience"])
    book = BookFactory(community=hidden, owner=None, made_by=anong, name="สมุดของกลุ่ม")
    NoteFactory(book=book, author=anong, reach="agency", title="ตรวจรับโดยไม่รอ")
    mend()
    client.force_login(chai)

    assert "ตรวจรับโดยไม่รอ" in results_in(page(client, "q=ตรวจรับ"))
    assert "วงตรวจสอบลับ" not in page(client, "q=ตรวจรับ")
    assert results_in(page(client, f"q=ตรวจรับ&community={hidden.pk}")) == []
    client.force_login(anong)
    MembershipFactory(community=hidden, person=anong)
    assert "ตรวจรับโดยไม่รอ" in results_in(page(client, f"q=ตรวจรับ&community={hidden.pk}"))


def test_signs_that_mean_the_same_break_no_search(client, threads, boon):
    SynonymGroup.objects.create(agency=str(boon.agency_id), words=["!!", "+++"])
    client.force_login(boon)

    assert client.get(PAGE, {"q": "ตรวจรับ !!"}).status_code == 200
    assert client.get(PAGE, {"q": "+++"}).status_code == 200


def test_one_place_writes_so_many_missed_searches_and_no_more(client, threads, boon):
    client.force_login(boon)
    for number in range(64):
        client.post("/search/missed/", {"q": f"ฬฬฬฮฮฮ{chr(0x0E01 + number % 40)}ฌฌ{number}"})

    assert MissedQuery.objects.count() == 60
