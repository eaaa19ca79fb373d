"""After every erasure no table holds what a person alone had, and the others lose nothing."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now

from sala.core.clock import run_due
from sala.core.drafts import keep_draft
from sala.core.models import Attachment
from sala.core.registries import erasures
from sala.knowledge.actions.books import BookText, make_book
from sala.knowledge.actions.contacts import send_message
from sala.knowledge.actions.loop import flag, use
from sala.knowledge.actions.notes import NoteText, edit_note, remove_note, write_note
from sala.knowledge.actions.owners import add_owner
from sala.knowledge.actions.pictures import keep_picture, with_picture
from sala.knowledge.actions.reviewing import nominate
from sala.knowledge.actions.writing import Beginning, begin_asset, write_manuscript
from sala.knowledge.models import Asset, Note
from sala.knowledge.models.outside import OutsideNote
from sala.mail.actions import post
from sala.mail.models import Delivery
from sala.search.waiting import catch_up
from tests.cycles.pictures import picture
from tests.factories.communities import MembershipFactory, RoleHoldingFactory
from tests.knowledge.conftest import begin, publish
from tests.project.routing import snapshot

MARK = "ปกปิดไว้"
BODY = f"<p>{MARK}</p>"


def erased(person):
    """As the day comes: every app's part, then what waits to be indexed."""
    for row in erasures:
        row.erase(person)
    while catch_up():
        pass


def places_of(word):
    return sorted(
        {
            f"{label}.{column}"
            for (label, column), values in snapshot().items()
            if any(word in value or repr(json.dumps(word))[2:-2] in value for value in values)
        }
    )


def opened(client, url):
    answer = client.get(url)
    assert answer.status_code != 200 or b"".join(answer.streaming_content)
    return answer.status_code


def upload():
    return SimpleUploadedFile(f"{MARK}.png", picture(), content_type="image/png")


@pytest.fixture
def judge(community):
    """Somebody else who may recommend."""
    person = MembershipFactory(community=community).person
    RoleHoldingFactory(community=community, person=person, role="facilitator")
    return person


@pytest.fixture
def left(boon, anong, judge, community, settings, tmp_path):
    """Boon's own: drafts of every kind, a private note, a removed one, words to others."""
    settings.MEDIA_ROOT = tmp_path
    book = make_book(BookText(f"สมุด{MARK}", about=MARK, tags=MARK), by=boon)
    words = NoteText(MARK, with_picture(BODY, upload(), alt=MARK, by=boon), tags=MARK, series=MARK)
    write_note(book, words, by=boon, is_draft=True)
    private = write_note(book, NoteText(MARK, BODY, reach="me"), by=boon)
    edit_note(private, NoteText("อื่น", BODY, reach="me"), seen=1, by=boon)
    OutsideNote.objects.create(book=book, note=private, key="1", author_name=MARK)
    remove_note(write_note(book, NoteText(MARK, BODY), by=boon), why=MARK, by=boon)
    keep_draft(boon.pk, "note:new", {"body": MARK})
    keep_picture(upload(), alt=MARK, by=boon)
    send_message(anong, text=MARK, by=boon)
    draft = begin(boon, community, title=MARK, body=BODY)
    nominate(Asset.objects.get(pk=draft.pk), by=boon, words=MARK)
    begin_asset(Beginning("note", MARK, community), by=boon)
    item = publish(begin(anong, community), by=anong, judged_by=judge)
    use(item, by=boon, how=MARK)
    flag(item, by=boon, why=MARK)
    post([Delivery(person_id=boon.pk, address="boon@example.go.th", subject=MARK, text=MARK)])
    while catch_up():
        pass


@pytest.mark.req("R155", part="what knowledge, talk and mail hold of a person", open="the request")
def test_no_table_holds_what_was_a_person_s_alone(left, boon):
    exported = json.dumps([row.export(boon) for row in erasures], default=str, ensure_ascii=False)
    assert exported.count(MARK) > 15
    assert places_of(MARK)

    erased(boon)

    letters = Delivery.objects.all()  # to others, who have them in their own post
    letters.update(sent_at=now())
    run_due(now() + timedelta(days=61))
    assert places_of(MARK) == []
    assert not Attachment.objects.exists()
    assert not Delivery.objects.filter(person_id=boon.pk).exists()


def test_what_was_written_together_stays_with_the_other(boon, anong, client, settings, tmp_path):
    """Its draft, with its picture, which the other could see all along."""
    settings.MEDIA_ROOT = tmp_path
    book = make_book(BookText("สมุด"), by=boon)
    words = NoteText("ร่างของสองคน", with_picture("<p>เขียนด้วยกัน</p>", upload(), alt="แบบ", by=boon))
    note = write_note(book, words, by=boon, is_draft=True)
    add_owner(note, anong, by=boon)
    url = Attachment.objects.get().url
    client.force_login(anong)
    assert opened(client, url) == 200

    erased(boon)

    note = Note.objects.get()
    assert note.title == "ร่างของสองคน"
    assert note.audience == f"person:{anong.pk}"
    assert opened(client, url) == 200
    assert client.get(f"/n/{note.number}/").status_code == 200


def test_an_unfinished_next_version_goes_back_to_what_readers_see(boon, anong, community):
    asset = publish(begin(boon, community), by=boon, judged_by=anong)
    text = asset.manuscript
    write_manuscript(asset, values={"title": MARK, "body": BODY}, seen=text.version, by=boon)

    erased(boon)

    text.refresh_from_db()
    assert text.body == asset.current.body
    assert places_of(MARK) == []
    assert Asset.objects.get(pk=asset.pk).is_published
