"""What stands beside a text is as open as the text: pictures and files before approval, after
removal; pages that visitors open."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sala.core.models import Attachment
from sala.core.registries import searchables
from sala.knowledge.actions.books import main_book_of_community
from sala.knowledge.actions.notes import NoteText, remove_note, write_note
from sala.knowledge.actions.pictures import keep_picture
from sala.knowledge.actions.writing import arrange_asset, credit_person
from sala.people.keys import keys_of
from sala.search.queries import search
from sala.search.waiting import catch_up
from sala.talk.actions.comments import comment_on
from tests.cycles.pictures import picture
from tests.factories.assets import AssetFactory
from tests.factories.notes import BookFactory, NoteFactory
from tests.knowledge.conftest import fresh, publish, rewrite

ALT = "แผนผังท่าเรือ"


def pictured(by):
    kept = keep_picture(SimpleUploadedFile("ผัง.png", picture()), alt=ALT, by=by)
    return kept, f'<p>ดูผัง</p><p><img src="/files/{kept.pk}/" alt="{ALT}"></p>'


def opens(file, person=None):
    client = Client()
    if person is not None:
        client.force_login(person)
    answer = client.get(f"/files/{file.pk}/")
    return bool(answer.getvalue()) and answer.status_code == 200


def opened(client, address):
    content = client.get(address).getvalue()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"header" + b"".join(archive.read(name) for name in archive.namelist())
    return content


def finds(person, words=ALT):
    while catch_up():
        pass
    return [hit.label for hit in search(words, keys=keys_of(fresh(person))).hits]


@pytest.mark.req("I08", part="pictures before approval")
def test_a_picture_of_a_manuscript_opens_with_its_version(asset, boon, anong, colleagues):
    reader, helper = colleagues
    credit_person(asset, helper, "author", by=boon)
    row, body = pictured(boon)
    rewrite(asset, boon, body=body, note="เพิ่มผัง")

    assert not opens(row, reader)
    assert finds(reader) == []
    assert opens(row, boon)
    assert opens(row, helper)
    arrange_asset(fresh(asset), by=boon, categories=[], tags=[], opens_to=asset.opens_to)
    assert not opens(row, reader)

    publish(asset, by=boon, judged_by=anong)
    assert opens(row, reader)
    assert "file" in finds(reader)
    later, body = pictured(boon)
    rewrite(asset, boon, body=body, note="ผังใหม่")
    assert opens(row, reader), "the version before shows it still"
    assert not opens(later, reader)


@pytest.mark.req("I08", part="files of what was removed")
def test_pictures_and_files_go_with_a_removed_note(community, boon, anong):
    row, body = pictured(boon)
    book = main_book_of_community(community, by=boon)
    note = write_note(book, NoteText("ท่าเรือ", body, reach="public"), by=boon)
    upload = SimpleUploadedFile("แบบสอบราคา.png", picture())
    comment_on(note, text="ดูแบบ", by=anong, files=[upload])
    file = Attachment.objects.get(label="talk.comment")
    assert opens(row)
    assert opens(file, anong)

    remove_note(note, why="", by=boon)

    assert not opens(row)
    assert not opens(row, anong)
    assert not opens(file, anong)
    assert finds(anong) == finds(anong, "แบบสอบราคา") == []
    assert opens(row, boon)


@pytest.mark.req("R025", part="a visitor reads a public item")
def test_a_visitor_reads_a_public_item_and_may_do_nothing(client, community, boon):
    asset = AssetFactory(community=community, made_by=boon, opens_to="public")
    page = client.get(asset.get_absolute_url())
    assert page.status_code == 200
    assert asset.title in page.content.decode()
    assert 'method="post" action="/k/' not in page.content.decode()


@pytest.mark.req("I08", part="the names of notebooks")
def test_a_note_read_by_more_than_its_notebook_does_not_name_it(client, community, boon):
    book = BookFactory(
        community=community, owner=None, made_by=boon, reach="community", name="สมุดปิด"
    )
    note = NoteFactory(book=book, author=boon, reach="public")
    client.force_login(boon)
    assert b"header" in (inside := opened(client, f"{note.get_absolute_url()}docx/"))
    assert "สมุดปิด".encode() in inside
    client.logout()
    for part in ("", "print/", "docx/"):
        assert "สมุดปิด".encode() not in opened(client, f"{note.get_absolute_url()}{part}"), part


def test_books_of_notes_and_books_of_the_shelf_are_both_found():
    models = [row.model for row in searchables]
    assert {"knowledge.book", "publishing.collection"} <= set(models)
