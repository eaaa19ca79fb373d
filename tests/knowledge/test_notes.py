"""Notes: numbers, times, licences, books, series, who may."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from sala.core.locking import Stale
from sala.core.models import Attachment
from sala.core.permissions import Refused
from sala.core.thai.calendar import BANGKOK
from sala.journal.models import Line
from sala.knowledge.actions.books import BookText, main_book, make_book, set_cover
from sala.knowledge.actions.notes import (
    NoteText,
    edit_note,
    move_note,
    publish_note,
    remove_note,
    write_note,
)
from sala.knowledge.actions.owners import add_owner, end_owner, hand_over
from sala.knowledge.models import Note, NoteVersion
from sala.knowledge.queries.notes import series_parts, written
from sala.people.keys import keys_of
from sala.talk.actions.comments import comment_on
from tests.cycles.pictures import picture
from tests.factories.notes import BookFactory, NoteFactory

TEXT = NoteText("ตรวจรับให้จบในห้าวัน", "<p>ทำปฏิทินหนึ่งแผ่น</p>")


@pytest.fixture
def book(boon):
    return main_book(boon)


def page(note, person=None):
    client = Client()
    if person is not None:
        client.force_login(person)
    return client.get(note.get_absolute_url())


@pytest.mark.req("R100")
def test_a_number_is_permanent_and_never_used_again(book, boon):
    first = write_note(book, TEXT, by=boon)
    remove_note(first, why="", by=boon)
    second = write_note(book, TEXT, by=boon)

    assert second.number > first.number
    assert second.get_absolute_url() == f"/n/{second.number}/"
    gone = page(first, boon)
    assert gone.status_code == 410
    assert "บุญ แก้วกล้า" in gone.content.decode()
    assert TEXT.title not in gone.content.decode()


@pytest.mark.req("R101")
def test_both_times_are_shown_and_only_the_second_changes(book, boon):
    with time_machine.travel(datetime(2014, 11, 25, 14, 46, tzinfo=BANGKOK), tick=False):
        note = write_note(book, TEXT, by=boon)
    assert "เขียนเมื่อ 25 พฤศจิกายน 2557 14:46 น." in text_of(page(note, boon))
    with time_machine.travel(datetime(2014, 11, 25, 15, 23, tzinfo=BANGKOK), tick=False):
        edit_note(note, TEXT._replace(title="ตรวจรับในห้าวัน"), seen=1, by=boon)

    shown = text_of(page(note, boon))
    assert "เขียนเมื่อ 25 พฤศจิกายน 2557 14:46 น." in shown
    assert "แก้ไขเมื่อ 25 พฤศจิกายน 2557 15:23 น." in shown
    with override("en"):
        assert written(note.written_at) == "25 November 2014 14:46"


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.req("R101")
def test_earlier_words_stay_readable(book, boon):
    note = write_note(book, TEXT, by=boon)
    edit_note(note, TEXT._replace(body="<p>คำใหม่</p>"), seen=1, by=boon)
    client = Client()
    client.force_login(boon)

    history = client.get(f"/n/{note.number}/history/").content.decode()

    assert "ทำปฏิทินหนึ่งแผ่น" in history
    assert NoteVersion.objects.get(note=note).version == 1


def test_what_was_never_published_has_no_history(book, boon):
    note = write_note(book, TEXT, by=boon, is_draft=True)
    edit_note(note, TEXT._replace(body="<p>ใหม่</p>"), seen=1, by=boon)
    note.refresh_from_db()

    assert not note.versions.exists()
    assert note.edited_at is None


def test_two_writers_at_once_see_both_texts(book, boon, chai):
    note = write_note(book, TEXT, by=boon)
    add_owner(note, chai, by=boon)
    edit_note(note, TEXT._replace(title="ของบุญ"), seen=1, by=boon)

    with pytest.raises(Stale) as stale:
        edit_note(note, TEXT._replace(title="ของชัย"), seen=1, by=chai)

    assert stale.value.current.title == "ของบุญ"
    assert stale.value.typed["title"] == "ของชัย"


def test_a_draft_is_seen_by_its_writer_alone(book, boon, anong):
    note = write_note(book, TEXT, by=boon, is_draft=True)

    assert page(note, boon).status_code == 200
    assert page(note, anong).status_code == 404
    assert page(note).status_code == 404

    publish_note(note, by=boon)
    assert page(note, anong).status_code == 200
    assert page(note).status_code == 404


@pytest.mark.req("R102")
def test_no_derivatives_refuses_copying_and_nothing_else(book, boon, chai):
    note = write_note(book, TEXT._replace(licence="by-nc-nd"), by=boon)
    own = main_book(chai)

    with pytest.raises(Refused) as refused:
        write_note(own, TEXT, by=chai, copied_from=note)

    assert refused.value.decision.code == "right.no_derivatives"
    client = Client()
    client.force_login(chai)
    assert client.get(f"/notes/new/?from={note.number}").status_code == 403
    assert comment_on(note, text="ใช้แล้วได้ผลครับ", by=chai)
    write_note(book, TEXT, by=boon, copied_from=note)
    shown = text_of(page(note, chai))
    assert "ครีเอทีฟคอมมอนส์ แสดงที่มา-ไม่ใช้เพื่อการค้า-ไม่ดัดแปลง" in shown
    assert "creativecommons.org/licenses/by-nc-nd/4.0/deed.th" in shown
    printed = text_of(client.get(f"/n/{note.number}/print/"))
    assert "CC BY-NC-ND 4.0" in printed


def test_the_agency_may_copy_by_default_and_says_from_where(book, boon, chai):
    note = write_note(book, TEXT, by=boon)
    copy = write_note(main_book(chai), TEXT, by=chai, copied_from=note)

    assert copy.copied_from == note


@pytest.mark.req("R110")
def test_moving_to_another_book_keeps_number_address_and_comments(book, boon, chai):
    note = write_note(book, TEXT, by=boon)
    comment_on(note, text="ดีมาก", by=chai)
    other = make_book(BookText("จากใจคนพัสดุ"), by=boon)

    moved = move_note(note, other, by=boon)

    assert (moved.number, moved.get_absolute_url()) == (note.number, note.get_absolute_url())
    shown = text_of(page(note, chai))
    assert "บันทึกนี้เขียนที่ กรมบริการท้องที่ โดย บุญ แก้วกล้า ใน “จากใจคนพัสดุ”" in shown
    assert "ความเห็น (1)" in shown


def test_a_note_for_the_group_stays_with_its_writer_where_there_is_no_group(community, boon, anong):
    book = BookFactory(owner=None, community=community, reach="community")
    note = write_note(book, TEXT._replace(reach="community"), by=boon)
    assert page(note, anong).status_code == 200

    move_note(note, main_book(boon), by=boon)

    assert page(note, anong).status_code == 404
    assert page(note, boon).status_code == 200


@pytest.mark.req("R111")
def test_parts_link_to_their_neighbours_in_thai_numerals(book, boon, chai):
    four = write_note(book, TEXT._replace(title="สี่", series="สคร ๖", part=4), by=boon)
    six = write_note(book, TEXT._replace(title="หก", series="สคร ๖", part=6), by=boon)
    five = write_note(book, TEXT._replace(title="ห้า", series="สคร ๖", part=5), by=boon)

    shown = text_of(page(five, chai))

    assert "ตอนที่ ๕" in shown
    assert f'rel="prev" href="{four.get_absolute_url()}"' in shown
    assert f'rel="next" href="{six.get_absolute_url()}"' in shown
    assert write_note(book, TEXT._replace(series="สคร ๖"), by=boon).part == 7


@pytest.mark.req("R111")
def test_a_part_one_may_not_read_is_skipped(book, boon, chai):
    four = write_note(book, TEXT._replace(series="ชุด", part=4), by=boon)
    write_note(book, TEXT._replace(title="ความในใจเจ็ดข้อ", reach="me", series="ชุด", part=5), by=boon)
    six = write_note(book, TEXT._replace(series="ชุด", part=6), by=boon)

    parts = series_parts(six, keys_of(chai))

    assert [part.number for part in parts] == [4, 6]
    assert four.get_absolute_url() == parts[0].url
    assert "ความในใจเจ็ดข้อ" not in text_of(page(six, chai))


def test_a_part_that_is_taken_is_refused_with_its_number(book, boon):
    write_note(book, TEXT._replace(series="ชุด", part=2), by=boon)

    with pytest.raises(Refused) as refused:
        write_note(book, TEXT._replace(series="ชุด", part=2), by=boon)

    assert "2" in refused.value.decision.reason


def test_co_owners_write_and_the_last_one_stays(book, boon, chai):
    note = write_note(book, TEXT._replace(reach="me"), by=boon)
    assert page(note, chai).status_code == 404
    add_owner(note, chai, by=boon)
    assert page(note, chai).status_code == 200
    edit_note(note, TEXT._replace(reach="me", title="สองคนเขียน"), seen=1, by=chai)

    with pytest.raises(Refused) as refused:
        end_owner(note, boon, by=chai)
    assert refused.value.decision.code == "right.author"
    end_owner(note, boon, by=boon)
    assert page(note, boon).status_code == 404
    with pytest.raises(Refused) as refused:
        end_owner(note, chai, by=chai)
    assert refused.value.decision.code == "state.last_owner"


def test_a_note_is_handed_over_and_keeps_its_author(book, boon, chai):
    note = write_note(book, TEXT, by=boon)

    hand_over(note, chai, by=boon)

    shown = text_of(page(note, chai))
    assert "โดย บุญ แก้วกล้า" in shown
    edit_note(note, TEXT, seen=1, by=chai)
    with pytest.raises(Refused):
        edit_note(note, TEXT, seen=2, by=boon)


def test_the_km_team_finds_a_new_writer_for_who_has_left(book, boon, chai, km_team):
    note = write_note(book, TEXT._replace(reach="me"), by=boon)
    with pytest.raises(Refused):
        hand_over(note, chai, by=km_team)
    boon.is_active = False
    boon.save()

    hand_over(note, chai, by=km_team)

    assert page(note, chai).status_code == 200
    assert "โดย บุญ แก้วกล้า" in text_of(page(note, chai))


def test_another_agency_gets_no_hold_of_a_note(book, boon, duangjai):
    note = write_note(book, TEXT, by=boon)

    for act in (add_owner, hand_over):
        with pytest.raises(Refused):
            act(note, duangjai, by=boon)


def test_who_tends_the_book_removes_with_a_reason(community, boon, anong):
    book = BookFactory(owner=None, community=community, reach="community")
    note = write_note(book, TEXT._replace(reach="community"), by=boon)
    with pytest.raises(Refused) as refused:
        remove_note(note, why=" ", by=anong)
    assert refused.value.decision.code == "value.why"

    remove_note(note, why="มีเลขบัตรประชาชน", by=anong)

    gone = page(note, boon)
    assert gone.status_code == 410
    assert "มีเลขบัตรประชาชน" in gone.content.decode()


def test_nobody_writes_in_anothers_book(book, chai):
    with pytest.raises(Refused) as refused:
        write_note(book, TEXT, by=chai)
    assert refused.value.decision.code == "right.book_owner"


def test_every_act_leaves_a_line(book, boon):
    note = write_note(book, TEXT, by=boon)
    edit_note(note, TEXT._replace(title="ใหม่"), seen=1, by=boon)
    remove_note(note, why="", by=boon)

    verbs = Line.objects.filter(subject_label="knowledge.note", subject_id=note.pk)
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "knowledge.note_drafted",
        "knowledge.note_published",
        "knowledge.note_edited",
        "knowledge.note_removed",
    ]


def test_the_body_is_cleaned_whoever_calls_the_action(book, boon):
    note = write_note(book, TEXT._replace(body="<script>x</script><b>หนา</b>"), by=boon)

    note.refresh_from_db()
    assert note.body == "<p><strong>หนา</strong></p>"
    assert note.body_text == "หนา"


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_costs_the_same_for_one_and_for_many(
    count, book, boon, django_assert_max_num_queries
):
    NoteFactory.create_batch(count, book=book, published_at=book.made_at + timedelta(hours=1))
    client = Client()
    client.force_login(boon)

    with django_assert_max_num_queries(24):
        response = client.get(book.get_absolute_url())

    assert response.content.decode().count("<h3>") == min(count, 20)


def test_a_removed_note_stands_in_no_list(book, boon):
    note = write_note(book, TEXT, by=boon)
    remove_note(note, why="", by=boon)
    client = Client()
    client.force_login(boon)

    for address in ("/notes/", book.get_absolute_url()):
        assert TEXT.title not in client.get(address).content.decode()
    assert Note.objects.filter(pk=note.pk).exists()


def test_a_book_one_may_not_see_is_not_there_to_move_to(book, boon, chai, client):
    """A refusal in words told that a private book of that number exists."""
    note = write_note(book, TEXT, by=boon)
    private = BookFactory(owner=chai, reach="me")
    shown = BookFactory(owner=chai)
    client.force_login(boon)

    for target, answer in ((private.pk, 404), (987654, 404), ("", 404), (shown.pk, 403)):
        response = client.post(f"/n/{note.number}/book/", {"book": target})
        assert response.status_code == answer, target
    assert client.post(f"/n/{note.number}/book/", {"book": book.pk}).status_code == 302


def test_only_forms_that_are_there_keep_a_draft(book, boon, chai, client):
    """Any name made a row of its own, as many as somebody liked to send."""
    note = write_note(book, TEXT._replace(reach="me"), by=boon)
    client.force_login(boon)
    for key, answer in (("new", 204), ("story", 204), (str(note.number), 204), ("x" * 200, 404)):
        assert client.post(f"/notes/drafts/{key}/", {"title": "ร่าง"}).status_code == answer, key
    client.force_login(chai)
    assert client.post(f"/notes/drafts/{note.number}/", {"title": "ร่าง"}).status_code == 404


def test_a_cover_that_is_refused_leaves_the_earlier_one(book, boon, settings, tmp_path):
    """The file was gone from the disk while its row came back."""
    settings.MEDIA_ROOT = tmp_path
    set_cover(book, SimpleUploadedFile("ปก.png", picture()), by=boon)

    with pytest.raises(Refused):
        set_cover(book, SimpleUploadedFile("ปก.png", b"no picture"), by=boon)

    kept = Attachment.objects.get(label="knowledge.book", object_id=book.pk)
    assert kept.file.storage.exists(kept.file.name)
    kept.file.delete(save=False)
    client = Client()
    client.force_login(boon)
    assert client.get(f"/files/{kept.pk}/").status_code == 404


def test_a_note_that_is_opened_wider_opens_its_present_words_alone(book, boon, chai, client):
    """A diary, mended and then shown to everyone, showed what it had said before."""
    note = write_note(book, TEXT._replace(reach="me", body="<p>ชื่อคนไข้ลับ</p>"), by=boon)
    edit_note(note, TEXT._replace(reach="me", body="<p>คนไข้รายหนึ่ง</p>"), seen=1, by=boon)
    edit_note(note, TEXT._replace(reach="agency", body="<p>คนไข้รายหนึ่งเล่า</p>"), seen=2, by=boon)
    edit_note(note, TEXT._replace(reach="public", body="<p>คนไข้เล่า</p>"), seen=3, by=boon)
    address = f"{note.get_absolute_url()}history/"

    client.force_login(chai)
    shown = client.get(address).content.decode()
    assert "คนไข้รายหนึ่งเล่า" in shown
    assert "คนไข้ลับ" not in shown
    assert shown.count("คนไข้รายหนึ่ง") == 1
    client.logout()
    assert "คนไข้รายหนึ่ง" not in client.get(address).content.decode()
    assert address not in client.get(note.get_absolute_url()).content.decode()
    client.force_login(boon)
    assert "ชื่อคนไข้ลับ" in client.get(address).content.decode()
