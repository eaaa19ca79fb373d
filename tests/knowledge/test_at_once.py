"""Two people, or two taps, at the same moment: on SQLite and on PostgreSQL."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from sala.core.locking import Stale
from sala.knowledge.actions.books import main_book
from sala.knowledge.actions.notes import NoteText, edit_note, write_note
from sala.knowledge.actions.owners import add_owner
from sala.knowledge.actions.reviewing import give_opinion, nominate, take_back
from sala.knowledge.actions.writing import Beginning, begin_asset
from sala.knowledge.criteria import criteria_of
from sala.knowledge.models import Asset, Book, Nomination, Note, NoteVersion
from sala.people.models import Person
from tests.at_once import at_once
from tests.knowledge.conftest import begin, rewrite

pytestmark = pytest.mark.django_db(transaction=True)


def again(person):
    """The person as another process reads the row."""
    return Person.objects.get(pk=person.pk)


@pytest.mark.req("R085")
def test_no_code_number_or_main_book_is_made_twice(boon, community):
    """Three items, and four first notes of somebody who has no book yet."""
    words = NoteText("เรื่องเดียวกัน", "<p>ข้อความ</p>", series="ตรวจรับ")

    def item():
        return begin_asset(Beginning("note", "พร้อมกัน", community), by=again(boon)).code

    def note():
        return write_note(main_book(again(boon)), words, by=again(boon)).number

    made = at_once(*[item] * 3, *[note] * 4)

    codes, numbers = [[one for one in made if isinstance(one, kind)] for kind in (str, int)]
    assert len(codes) == len(set(codes)) == 3, made
    assert all(code.startswith("KA-") for code in codes), made
    assert len(set(numbers)) == 4
    assert Book.objects.filter(owner=boon, is_main=True).count() == 1
    assert sorted(Note.objects.values_list("part", flat=True)) == [1, 2, 3, 4]


def test_of_two_who_save_one_note_the_second_sees_the_first(boon, anong, community):
    note = write_note(main_book(boon), NoteText("เดิม", "<p>เดิม</p>"), by=boon)
    add_owner(note, anong, by=boon)

    def save(person, body):
        try:
            edit_note(note, NoteText("ใหม่", body), seen=1, by=again(person))
        except Stale as stale:
            return stale.typed["body"], stale.current.body
        return "saved"

    mine, theirs = "<p>ของบุญ</p>", "<p>ของอนงค์</p>"
    answers = at_once(lambda: save(boon, mine), lambda: save(anong, theirs))

    note.refresh_from_db()
    lost = theirs if note.body == mine else mine
    assert sorted(answers, key=str) == sorted(["saved", (lost, note.body)], key=str)
    assert list(NoteVersion.objects.values_list("body", flat=True)) == ["<p>เดิม</p>"]


def test_a_word_of_a_reviewer_and_a_rewriting_meet(boon, anong, community):
    """Whichever comes first, only what the reviewer read is published."""
    draft = begin(boon, community, body="<p>ที่อ่าน</p>")
    nomination = nominate(draft, by=boon)
    seen, met = nomination.laid, [row.name for row in criteria_of("note")]

    def judged():
        first = Nomination.objects.get(pk=nomination.pk)
        give_opinion(first, by=again(anong), recommends=True, met=met, seen=seen)

    def rewritten():
        take_back(Nomination.objects.get(pk=nomination.pk), by=again(boon))
        rewrite(Asset.objects.get(pk=draft.pk), again(boon), body="<p>ที่ไม่ได้อ่าน</p>")
        nominate(Asset.objects.get(pk=draft.pk), by=again(boon))

    answers = at_once(judged, rewritten)

    assert sorted(answers, key=str) == [None, "refused"]
    asset = Asset.objects.get(pk=draft.pk)
    assert asset.current is None or asset.current.body == "<p>ที่อ่าน</p>"


def test_a_form_that_is_sent_twice_makes_one_note(boon):
    posted = {
        "book": "0",
        "title": "กดสองครั้ง",
        "body": "<p>ข้อความ</p>",
        "reach": "agency",
        "licence": "by",
        "comment_policy": "members",
        "once": str(uuid.uuid4()),
    }

    def send():
        client = Client()
        client.force_login(again(boon))
        answer = client.post("/notes/new/", posted)
        return answer.status_code, answer.get("Location")

    answers = [*at_once(send, send), send()]

    note = Note.objects.get()
    assert answers == [(302, note.get_absolute_url())] * 3
