"""Near matters while somebody types a title: enough to help, nothing hidden, nothing far."""

from __future__ import annotations

import re

import pytest
from django.utils.html import strip_tags
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sala.search.rebuilding import mend
from tests.factories.assets import AssetFactory
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.notes import NoteFactory
from tests.factories.people import AgencyFactory, PersonFactory
from tests.factories.talk import ThreadFactory

ADDRESS = "/similar/"
TITLE = "ใบส่งของไม่ลงวันที่ ตรวจรับได้ไหม"


def part(client, title):
    asked = {"headers": {"HX-Request": "true"}}
    return client.get(ADDRESS, {"title": title}, **asked).content.decode()


def titles(html):
    return [strip_tags(row) for row in re.findall(r"<li><a.*?</a>", html, re.DOTALL)]


@pytest.fixture
def written(community, boon):
    """A question, a note and an item of the register about much the same."""
    thread = ThreadFactory(community=community, title=TITLE, made_by=boon)
    note = NoteFactory(author=boon, title="ใบส่งของไม่ลงวันที่ของร้านเดิม", audience=community.key)
    asset = AssetFactory(community=community, made_by=boon, title="ตรวจรับเมื่อใบส่งของไม่ลงวันที่")
    MembershipFactory(community=CommunityFactory(name="ใบส่งของไม่ลงวันที่", agency=community.agency))
    mend()
    return thread, note, asset


def test_what_is_near_is_shown_with_its_kind_and_place(client, written, boon, community):
    client.force_login(boon)
    html = part(client, "ได้ใบส่งของที่ไม่ลงวันที่มา")

    assert set(titles(html)) == {row.title for row in written}
    text = strip_tags(html)
    assert "มีคนถามหรือเขียนเรื่องใกล้เคียงไว้แล้ว" in text
    for word in ("คำถาม", "บันทึก", "ความรู้ในคลัง", community.name):
        assert word in text
    for row in written:
        assert f'href="{row.get_absolute_url()}"' in html


@pytest.mark.parametrize(
    "typed", ["", "ใบ", "ลาป่วยสามวันใช้ใบรับรองแพทย์ไหม", "?!…", "ก" * 5000, "\x00"]
)
def test_nothing_where_nothing_is_near(client, written, boon, typed):
    client.force_login(boon)
    assert "<li>" not in part(client, typed)


def test_at_most_five_and_a_price_that_does_not_grow(
    client, community, boon, django_assert_max_num_queries
):
    for number in range(12):
        ThreadFactory(community=community, title=f"{TITLE} รายที่ {number}")
    mend()
    client.force_login(boon)
    part(client, TITLE)
    with django_assert_max_num_queries(24):
        assert len(titles(part(client, TITLE))) == 5


def test_who_asks_writes_or_begins_is_shown_and_who_edits_is_not(client, written, boon, community):
    client.force_login(boon)
    for path in (f"/c/{community.number}/talk/new/", "/notes/new/", "/notes/story/", "/k/new/"):
        page = client.get(path).content.decode()
        assert f'hx-get="{ADDRESS}"' in page, path
        assert 'role="status"' in page
        assert f'<noscript><p class="small"><a href="{ADDRESS}">' in page
    note = written[1]
    assert ADDRESS not in client.get(f"{note.get_absolute_url()}editing/").content.decode()


def test_without_a_script_it_is_the_search_page(client, written, boon):
    client.force_login(boon)
    assert client.get(ADDRESS)["Location"] == "/search/"
    found = client.get(ADDRESS, {"title": TITLE}, follow=True)
    assert TITLE in strip_tags(found.content.decode())


WORDS = ["ใบส่งของ", "ตรวจรับ", "ไม่ลงวันที่", "งบประมาณ", "ทะเบียน"]
TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map("".join)


@pytest.mark.req("I08", part="what is shown while asking")
class LeakTest(TestCase):
    def setUp(self):
        agency, other = AgencyFactory(), AgencyFactory()
        self.people = {
            "outsider": PersonFactory(agency=agency),
            "foreigner": PersonFactory(agency=other),
            "member": PersonFactory(agency=agency),
        }
        self.places = {
            "agency": CommunityFactory(agency=agency),
            "own": CommunityFactory(agency=agency),
            "foreign": CommunityFactory(agency=other),
        }
        MembershipFactory(community=self.places["own"], person=self.people["member"])
        mend()

    @settings(max_examples=20)
    @given(
        st.lists(st.tuples(TITLES, st.sampled_from(["agency", "own", "foreign"])), max_size=6),
        TITLES,
        st.sampled_from(["outsider", "foreigner", "member"]),
    )
    def test_hidden_things_change_nothing(self, rows, typed, kind):
        seen = {"outsider": {"agency"}, "foreigner": set(), "member": {"agency", "own"}}[kind]
        self.client.force_login(self.people[kind])
        for title, place in rows:
            if place in seen:
                self._write(title, place)
        mend()
        alone = part(self.client, typed)
        for title, place in rows:
            if place not in seen:
                self._write(title, place)
        mend()

        assert part(self.client, typed) == alone

    def _write(self, title, place):
        community = self.places[place]
        audience = f"agency:{community.agency_id}" if place == "agency" else community.key
        ThreadFactory(community=community, title=title, audience=audience)
