"""What people do is found as soon as it is done, by whom it concerns and by nobody else."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.timezone import now
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sala.communities.actions import join, rename, save_charter, save_settings
from sala.communities.models import Community
from sala.core.files import detach
from sala.core.models import Attachment
from sala.core.registries import erasures, searchables
from sala.cycles.models import Cycle
from sala.meetings.actions.recording import write_record
from sala.meetings.actions.schedule import cancel_session
from sala.meetings.models import Session
from sala.people.actions.accounts import change_profile
from sala.people.actions.imports import save_staff
from sala.people.importing.staff import StaffRow
from sala.people.keys import keys_of
from sala.people.models import Person
from sala.people.queries import visible_people
from sala.search import waiting
from sala.search.models import Document, Waiting
from sala.search.queries import search
from sala.search.rebuilding import check, differing, mend
from sala.search.waiting import catch_up, touched
from sala.talk.actions.comments import comment_on, follow_audience, remove_comment
from sala.talk.actions.daily import Timing, add_piece, send_piece, set_daily
from sala.talk.actions.posts import edit_post, remove_post, reply
from sala.talk.actions.threads import Opening, start_thread
from sala.talk.models import Comment, Post, Thread
from tests.factories.communities import (
    CommunityFactory,
    MembershipFactory,
    RoleHoldingFactory,
)
from tests.factories.cycles import CycleFactory, EnrolmentFactory
from tests.factories.meetings import SessionFactory
from tests.factories.notes import BookFactory, NoteFactory
from tests.factories.people import AgencyFactory, PersonFactory
from tests.factories.talk import CommentFactory, PromptFactory


def caught_up():
    while catch_up():
        pass


def listed(code, given, family):
    """A line of a staff list."""
    return StaffRow(1, code, "", given, family, "", "คลัง", "", "", "", "", None, None)


def titles(person, query):
    hits = search(query, keys=keys_of(person), page_size=100).hits
    return {"".join(piece.text for piece in hit.title) for hit in hits}


@pytest.mark.req("R084", part="search")
def test_a_question_is_found_by_its_members_as_soon_as_it_is_committed(
    community, boon, chai, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        start_thread(community, Opening("question", "กล่องพัสดุหาย", "หายที่ท่าเรือ", "use"), by=boon)

    assert titles(boon, "ท่าเรือ") == {"กล่องพัสดุหาย"}
    assert titles(chai, "ท่าเรือ") == set()
    assert not Waiting.objects.exists()


def test_a_killed_process_loses_nothing_and_shows_nothing_old(community, boon, anong):
    start_thread(community, Opening("question", "กล่องพัสดุ", "หายที่ท่าเรือ", "use"), by=boon)
    caught_up()
    edit_post(Post.objects.get(is_opening=True), text="หายที่คลังสินค้า", by=boon)

    assert titles(boon, "ท่าเรือ") == titles(boon, "คลังสินค้า") == set()
    caught_up()
    assert titles(boon, "คลังสินค้า") == {"กล่องพัสดุ"}
    assert "กล่องพัสดุ" not in titles(boon, "ท่าเรือ")


def test_what_is_undone_leaves_no_trace(community, boon):
    with transaction.atomic():
        start_thread(community, Opening("talk", "เรื่องที่ไม่เกิด", "ข้อความ"), by=boon)
        transaction.set_rollback(True)

    caught_up()
    assert titles(boon, "เรื่องที่ไม่เกิด") == set()


def test_a_thing_that_cannot_be_read_keeps_nobody_waiting(community, boon, monkeypatch, caplog):
    start_thread(community, Opening("talk", "เรื่องหนึ่ง", "ท่าเรือ"), by=boon)
    real = waiting.refresh

    def refresh(searchable, ids):
        if searchable.name == "community" and ids:
            raise ValueError("unreadable")
        return real(searchable, ids)

    monkeypatch.setattr(waiting, "refresh", refresh)
    waiting.touched("communities.community", [community.pk])
    caught_up()

    assert "could not be indexed" in caplog.text
    assert titles(boon, "ท่าเรือ") == {"เรื่องหนึ่ง"}
    assert not Waiting.objects.exists()


def test_a_thing_that_cannot_be_read_is_found_no_more(community, boon, monkeypatch):
    """What the index still says of it may be what its readers shall no longer see."""
    thread = start_thread(community, Opening("talk", "เรื่องหนึ่ง", "ท่าเรือ"), by=boon)
    caught_up()
    assert titles(boon, "ท่าเรือ") == {"เรื่องหนึ่ง"}

    def refresh(searchable, ids):
        if ids:
            raise ValueError("unreadable")
        return 0

    monkeypatch.setattr(waiting, "refresh", refresh)
    touched("talk.thread", [thread.pk])
    caught_up()

    assert not Waiting.objects.exists()
    assert titles(boon, "ท่าเรือ") == set()


def test_however_much_waits_nothing_of_it_is_shown(community, boon):
    thread = start_thread(community, Opening("talk", "เรื่องหนึ่ง", "ท่าเรือ"), by=boon)
    caught_up()

    touched("people.person", range(10_000, 11_500))
    touched("talk.thread", [thread.pk])

    assert titles(boon, "ท่าเรือ") == set()


def test_a_long_thread_is_found_once_whatever_post_holds_the_word(community, boon):
    thread = start_thread(community, Opening("talk", "เรื่องยาว", "เริ่มเรื่อง"), by=boon)
    for number in range(5):
        reply(thread, text=f"ตอบที่ {number} " + "ตามระเบียบงานพัสดุ " * 400, by=boon)
    reply(thread, text="ท้ายเรื่องพูดถึงท่าเรือ และระเบียบงานพัสดุ", by=boon)
    caught_up()

    assert Document.objects.filter(label="thread").count() > 1
    hits = search("ท่าเรือ", keys=keys_of(boon)).hits
    assert [hit.object_id for hit in hits] == [str(thread.pk)]
    assert "#p" in hits[0].url
    results = search("ระเบียบงานพัสดุ", keys=keys_of(boon))
    assert [hit.label for hit in results.hits].count("thread") == 1


def test_staff_of_a_list_are_found_and_who_left_is_not(agency, anong, duangjai):
    save_staff(agency, [listed("77", "กัลยา", "ใจดี")])
    caught_up()
    assert titles(anong, "กัลยา") == {"กัลยา ใจดี"}
    assert titles(duangjai, "กัลยา") == set()

    person = Person.objects.get(staff_code="77")
    Person.objects.filter(pk=person.pk).update(is_active=False)
    for erasure in erasures:
        erasure.erase(person)
    caught_up()
    assert titles(anong, "กัลยา") == set()


def test_names_of_files_come_and_go_with_their_thing(community, boon, chai):
    Attachment.objects.create(
        label="communities.community",
        object_id=community.pk,
        audience=community.key,
        file=SimpleUploadedFile("x.pdf", b"x"),
        name="แบบตรวจรับ ๒๕๖๙.pdf",
        media_type="application/pdf",
        size=1,
    )
    caught_up()
    assert "แบบตรวจรับ ๒๕๖๙.pdf" in titles(boon, "แบบตรวจรับ 2569")
    assert titles(chai, "แบบตรวจรับ 2569") == set()

    detach(community)
    caught_up()
    assert "แบบตรวจรับ ๒๕๖๙.pdf" not in titles(boon, "แบบตรวจรับ 2569")


def test_check_tells_what_the_index_lacks_and_mend_puts_it_right(community, boon):
    CommunityFactory(agency=community.agency, name="กลุ่มที่ไม่มีใครบอก")
    mend()
    assert check().is_sound
    Community.objects.filter(pk=community.pk).update(name="ชื่อที่เปลี่ยนเงียบ ๆ")

    assert check().differing == 1
    assert not check().is_sound
    assert mend() == 1
    assert check().is_sound


WORDS = ["พัสดุ", "น้ำท่วม", "งบประมาณ", "สารบรรณ", "ครู"]
ACTS = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from(WORDS), st.sampled_from(WORDS)),
    min_size=1,
    max_size=12,
)


@pytest.mark.req("I08", part="search")
class FaithfulTest(TestCase):
    """Whatever people do, the index says what the tables say, to whom the tables say it."""

    def setUp(self):
        self.agency, other = AgencyFactory(), AgencyFactory()
        self.anong = PersonFactory(agency=self.agency, handle="anong")
        self.boon = PersonFactory(agency=self.agency, handle="boon")
        self.chai = PersonFactory(agency=self.agency, handle="chai")
        self.duangjai = PersonFactory(agency=other, handle="duangjai")
        self.community = CommunityFactory(agency=self.agency, founded_by=self.anong)
        MembershipFactory(community=self.community, person=self.anong)
        RoleHoldingFactory(community=self.community, person=self.anong, role="facilitator")
        RoleHoldingFactory(community=self.community, person=self.anong, role="recorder")
        MembershipFactory(community=self.community, person=self.boon)
        cycle = CycleFactory(community=self.community, made_by=self.anong)
        EnrolmentFactory(cycle=cycle, person=self.chai)
        SessionFactory(cycle=cycle)
        mend()

    @settings(max_examples=25)
    @given(ACTS)
    def test_index_and_tables_agree(self, acts):
        for number, word, other in acts:
            self._act(number, word, other)
            if number % 3 == 0:
                caught_up()
        caught_up()

        assert differing() == 0
        assert check().is_sound
        for person in (self.anong, self.boon, self.chai, self.duangjai):
            self._sees_what_the_tables_show(person)

    def _act(self, number, word, other):
        community = Community.objects.get(pk=self.community.pk)
        thread = Thread.objects.live().last()
        session = Session.objects.live().last()
        opening = Opening("question" if other < word else "talk", word, other, "use")
        acts = {
            0: lambda: start_thread(community, opening, by=self.boon),
            1: lambda: thread and reply(thread, text=word, by=self.anong),
            2: lambda: (
                thread and edit_post(thread.posts.last(), text=other, by=self._author(thread))
            ),
            3: lambda: thread and self._remove(thread),
            4: lambda: rename(community, by=self.anong, name=word, purpose=other, reason="ใหม่"),
            5: lambda: save_settings(
                community, by=self.anong, audience="public" if word < other else "community"
            ),
            6: lambda: save_charter(
                community, by=self.anong, seen=community.version, groups=[], domain=word
            ),
            7: lambda: change_profile(self.chai, about=word, phone="", name_en=""),
            8: lambda: join(community, by=self.chai, agreed=True, via="web"),
            9: lambda: (
                session
                and write_record(
                    session,
                    values={"learned": word},
                    improvements=[other],
                    seen=session.record.version if hasattr(session, "record") else 0,
                    by=self.anong,
                )
            ),
            10: lambda: session and cancel_session(session, reason=word, by=self.anong),
            11: lambda: save_staff(self.agency, [listed("9", word, other)]),
        }
        acts[number]()

    def _author(self, thread):
        return thread.posts.last().author

    def _remove(self, thread):
        post = thread.posts.filter(removed_at__isnull=True).last()
        if post:
            remove_post(post, why="ซ้ำ", by=post.author)

    def _sees_what_the_tables_show(self, person):
        person = Person.objects.get(pk=person.pk)
        keys = keys_of(person)
        shown = {
            "person": visible_people(person).filter(is_guest=False),
            "community": Community.objects.visible_to(keys),
            "question": Thread.objects.visible_to(keys).live().filter(kind="question"),
            "thread": Thread.objects.visible_to(keys).live().exclude(kind="question"),
            "cycle": Cycle.objects.visible_to(keys),
            "session": Session.objects.visible_to(keys).live(),
        }
        documents = Document.objects.visible_to(keys)
        for row in searchables:
            if row.name in shown:
                indexed = set(documents.filter(label=row.name).values_list("object_id", flat=True))
                assert indexed == {str(pk) for pk in shown[row.name].values_list("pk", flat=True)}


@pytest.mark.req("R068", part="the summary is found")
def test_a_summary_is_found_with_its_topic(community, anong, boon, chai):
    prompt = PromptFactory(
        thread__community=community, summary="ตรวจรับรวมศูนย์ดีที่สุด", summarised_by=anong
    )
    Waiting.objects.create(label="talk.thread", object_id=str(prompt.thread_id))
    caught_up()

    assert titles(boon, "รวมศูนย์") == {prompt.thread.title}
    assert titles(chai, "รวมศูนย์") == set()


@pytest.mark.req("R118", part="what went out is found")
def test_a_piece_is_found_once_it_went_out(community, anong, boon, chai):
    daily = set_daily(community, Timing(True, 8, [0, 1, 2, 3, 4]), seen=0, by=anong)
    add_piece(community, title="นับของวันศุกร์", text="ของน้อยแต่ต้องนับให้ครบ", by=anong)
    caught_up()
    assert "นับของวันศุกร์" not in titles(anong, "ต้องนับ"), "what waits is read by nobody"

    send_piece(daily, date(2026, 12, 3))
    caught_up()
    assert "นับของวันศุกร์" in titles(boon, "ต้องนับ")
    assert "นับของวันศุกร์" not in titles(chai, "ต้องนับ")


@pytest.mark.req("I08", part="comments in search")
def test_a_comment_is_found_by_who_may_read_its_thing(cycle, participant, anong, boon, chai):
    session = SessionFactory(cycle=cycle, made_by=anong, audience=f"agency:{cycle.agency_id}")
    comment = comment_on(session, text="ลองแล้วที่ท่าเรือ", by=boon)
    guest = CommentFactory(session=session, is_waiting=True, text="ท่าเรือไกลมาก")
    touched("talk.comment", [guest.pk])
    caught_up()
    everyone = {boon, chai}
    assert {one for one in everyone if titles(one, "ท่าเรือ")} == everyone
    assert not Document.objects.filter(label="comment", object_id=str(guest.pk)).exists()

    session.audience = session.community.key
    session.save(update_fields=["audience"])
    follow_audience(session)
    caught_up()
    assert {one for one in everyone if titles(one, "ท่าเรือ")} == {boon}

    remove_comment(comment, why="", by=boon)
    caught_up()
    assert titles(boon, "ท่าเรือ") == set()


def test_a_comment_on_a_hidden_thing_is_not_found(community, boon):
    note = NoteFactory(audience=community.key, agency=community.agency)
    touched("talk.comment", [comment_on_note(note, boon, "ท่าเรือ").pk])
    caught_up()
    assert titles(boon, "ท่าเรือ")

    note.removed_at = now()
    note.save(update_fields=["removed_at"])
    touched("knowledge.note", [note.pk])
    caught_up()
    assert titles(boon, "ท่าเรือ") == set()


def comment_on_note(note, by, text):
    return Comment.objects.create(
        label="knowledge.note",
        object_id=note.pk,
        agency=note.agency,
        audience=note.audience,
        author=by,
        text=text,
    )


def test_a_book_of_notes_and_a_book_on_the_shelf_are_two_kinds(boon):
    book = BookFactory(owner=boon, name="สมุดของคนท่าเรือ")
    mend()

    assert titles(boon, "ท่าเรือ") == {book.name}
    assert {"book", "collection"} <= set(searchables.names())
