"""Where people land: what can be done now comes first, and the page stays light."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import now

from sala.core.drafts import draft_of, keep_draft
from sala.knowledge.models import Note
from sala.talk.models import Kind, Thread
from tests.factories.assets import AssetFactory
from tests.factories.meetings import SessionFactory
from tests.factories.notes import BookFactory, NoteFactory
from tests.factories.talk import ThreadFactory

LIMIT = 25 * 1024
LONG = "ปฏิทินตรวจรับพัสดุของที่ว่าการอำเภอและกองคลัง จัดลำดับงานให้จบในห้าวันทำการ "


def page_of(client, person, url):
    client.force_login(person)
    return client.get(url, follow=True).content.decode()


@pytest.mark.req("R003", "R119")
def test_a_member_asks_and_tells_from_the_page_of_the_community(client, community, boon):
    page = page_of(client, boon, f"/c/{community.number}/")
    assert f'action="/c/{community.number}/talk/new/"' in page
    assert page.partition("<dialog")[0].count('data-kind="primary"') == 1

    for kind in (Kind.QUESTION, Kind.TALK):
        words = {"title": f"เรื่อง {kind}", "text": "เครื่องพิมพ์ชั้นสองขึ้นไฟส้ม", "kind": kind}
        client.post(f"/c/{community.number}/talk/new/", words)

    assert set(Thread.objects.values_list("kind", "made_by")) == {
        (Kind.QUESTION, boon.pk),
        (Kind.TALK, boon.pk),
    }


def test_what_was_left_half_written_comes_before_an_empty_box(client, community, boon):
    keep_draft(boon.pk, f"thread:{community.pk}", {"title": "เขียนค้าง", "text": "ยังไม่จบ"})
    keep_draft(boon.pk, "note:story", {"title": "เล่าค้าง", "learned": "ถามก่อนทำ"})

    for url in (f"/c/{community.number}/", "/"):
        page = page_of(client, boon, url)
        assert "มีร่างที่เขียนค้างไว้" in page
        assert "<textarea" not in page


def test_an_outsider_has_no_box_and_sees_no_next_session(client, cycle, community, boon, chai):
    community.audience = f"agency:{community.agency_id}"
    community.save()
    session = SessionFactory(cycle=cycle, starts_at=now() + timedelta(days=2))

    assert session.title in page_of(client, boon, f"/c/{community.number}/")
    page = page_of(client, chai, f"/c/{community.number}/")
    assert "/talk/new/" not in page
    assert session.title not in page


@pytest.mark.parametrize("is_coming", [True, False])
def test_the_next_session_is_answered_where_one_lands(client, cycle, community, boon, is_coming):
    session = SessionFactory(cycle=cycle, starts_at=now() + timedelta(days=2))
    place = f"/c/{community.number}/"
    name = "coming" if is_coming else "coming/delete"
    page = page_of(client, boon, place)
    assert f'"/s/{session.number}/{name}/"' in page

    answer = client.post(f"/s/{session.number}/{name}/", {"next": place})

    assert answer.url == place
    assert session.rsvps.get(person=boon).is_coming is is_coming
    assert f'"/s/{session.number}/{name}/"' not in page_of(client, boon, place)


@pytest.mark.req("R110")
def test_three_lines_are_told_from_the_first_page(client, boon):
    BookFactory(owner=boon, name="จากโต๊ะพัสดุ", is_main=True)
    page = page_of(client, boon, "/")
    assert "เก็บใน “จากโต๊ะพัสดุ” ผู้อ่านได้: ทุกคนในหน่วยงาน" in page

    words = {"title": "กรรมการลาพร้อมกัน", "happened": "นัดใหม่ทางโทรศัพท์"}
    client.post("/notes/story/", words | {"book": boon.books.get().pk, "reach": "agency"})

    note = Note.objects.get()
    assert (note.title, note.author, note.is_published) == (words["title"], boon, True)


def test_what_cannot_be_sent_from_the_first_page_is_kept(client, boon):
    client.force_login(boon)
    refused = client.post("/notes/story/", {"title": "", "happened": "นัดใหม่", "book": "0"})

    assert refused.status_code == 422
    assert "นัดใหม่" in refused.content.decode()
    assert draft_of(boon.pk, "note:story").fields["happened"] == "นัดใหม่"


@pytest.fixture
def full(cycle, community, boon):
    """A community with as much on its page as it will show, in long words."""
    community.purpose, community.type = (LONG * 3)[:280], "stewarding"
    community.computed_scope, community.scope = 6, 1
    community.save()
    book = BookFactory(community=community, owner=None, is_main=True, name=LONG)
    for _number in range(8):
        ThreadFactory(community=community, made_by=boon, title=LONG.strip())
        AssetFactory(community=community, made_by=boon, title=LONG.strip())
        NoteFactory(book=book, author=boon, title=LONG.strip())
        SessionFactory(cycle=cycle, starts_at=now() + timedelta(days=3))
        SessionFactory(cycle=cycle, starts_at=now() - timedelta(days=30))
    return community


@pytest.mark.parametrize("who", ["anong", "boon", "chai"])
def test_the_page_of_a_full_community_stays_light(client, full, who, request):
    full.audience = f"agency:{full.agency_id}"
    full.save()
    client.force_login(request.getfixturevalue(who))

    page = client.get(f"/c/{full.number}/", follow=True)

    assert page.status_code == 200
    assert len(page.content) <= LIMIT
