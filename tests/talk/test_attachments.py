"""Files with posts and comments: kept with their audience, never in the way of the words."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sala.core.models import Attachment, FileState
from sala.talk.actions.comments import comment_on, follow_audience, remove_comment
from sala.talk.actions.posts import remove_post, reply
from sala.talk.models import Comment, Post, Thread
from tests.core.test_hostile_files import HOSTILE, PDF
from tests.factories.meetings import SessionFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.req("R059", part="files with posts and comments"),
]


def upload(name="แผน.pdf", data=PDF):
    return SimpleUploadedFile(name, data)


def fetched(client, url):
    """The status of a file, read to its end."""
    response = client.get(url)
    if response.streaming:
        assert b"".join(response)
    return response.status_code


@pytest.mark.req("R059")
def test_a_question_and_an_answer_carry_files_and_say_which_were_left_out(
    client, community, boon, anong
):
    client.force_login(boon)
    data = {"kind": "question", "title": "แบบใด", "text": "ดูไฟล์", "purpose": "use"}
    bad = upload("รายการ.pdf.exe")
    answer = client.post(
        f"/c/{community.number}/talk/new/", data | {"files": [upload(), bad]}, follow=True
    )
    page = answer.content.decode()
    assert "แผน.pdf" in page
    assert page.count("สั่งให้เครื่องทำงานได้") == 2  # in the message and beside the post

    thread = Thread.objects.get()
    client.force_login(anong)
    client.post(f"/t/{thread.number}/replies/", {"text": "ตามนี้", "files": upload("ตอบ.pdf")})

    assert "ตอบ.pdf" in client.get(f"/t/{thread.number}/").content.decode()


@pytest.mark.parametrize("case", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_file_keeps_the_words_out(question, anong, case):
    data, name, code = case

    post = reply(question, text="คำตอบของฉัน", by=anong, files=[(name, data)])

    assert Post.objects.get(pk=post.pk).text == "คำตอบของฉัน"
    row = Attachment.objects.get(label="talk.post", object_id=post.pk)
    assert (row.state, row.reason) == (FileState.REFUSED, code)


def test_a_file_is_open_to_who_reads_the_thread_and_to_nobody_else(
    client, question, anong, boon, chai, duangjai
):
    reply(question, text="ตามนี้", by=anong, files=[("ลับ.pdf", PDF)])
    url = Attachment.objects.get().url

    def status(person):
        client.logout()
        if person:
            client.force_login(person)
        return fetched(client, url)

    assert [status(one) for one in (None, chai, duangjai, boon)] == [404, 404, 404, 200]


def test_removed_words_take_their_files_along(client, question, anong, boon):
    post = reply(question, text="ขอโทษ ผิดไฟล์", by=boon, files=[("ผิด.pdf", PDF)])
    url = Attachment.objects.get().url
    remove_post(post, why="", by=boon)
    client.force_login(anong)
    assert fetched(client, url) == 404
    assert "ผิด.pdf" not in client.get(f"/t/{question.number}/").content.decode()
    client.force_login(boon)
    assert fetched(client, url) == 200


@pytest.mark.req("R059")
def test_files_of_comments_follow_their_thing(client, cycle, participant, anong, boon, chai):
    session = SessionFactory(cycle=cycle, made_by=anong)
    kept = comment_on(session, text="หนึ่ง", by=boon, files=[("ก.pdf", PDF)])
    gone = comment_on(session, text="สอง", by=boon, files=[("ข.pdf", PDF)])
    remove_comment(gone, why="", by=boon)
    session.audience = f"agency:{session.agency_id}"
    session.save(update_fields=["audience"])

    follow_audience(session)

    client.force_login(chai)
    page = client.get(f"/comments/meetings.session/{session.pk}/").content.decode()
    assert "ก.pdf" in page
    assert "ข.pdf" not in page
    rows = dict(Attachment.objects.values_list("object_id", "audience"))
    assert rows == {kept.pk: session.audience, gone.pk: f"person:{boon.pk}"}


def test_the_field_names_the_limit_of_the_house(client, community, boon, settings):
    settings.UPLOAD_MAX_BYTES = 7 * 1024**2
    client.force_login(boon)
    page = client.get(f"/c/{community.number}/talk/new/").content.decode()
    assert "ไฟล์ละไม่เกิน 7 เมกะไบต์" in page


def test_a_guest_attaches_nothing(client, cycle, participant, anong):
    session = SessionFactory(cycle=cycle, made_by=anong, audience="public")
    url = f"/comments/meetings.session/{session.pk}/"
    client.post(url, {"text": "สวัสดี", "guest_name": "ก", "files": upload()})
    assert not Comment.objects.exists()
    assert not Attachment.objects.exists()
