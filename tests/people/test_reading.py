"""A file as a page: its words for who may open it, and for nobody else."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from sala.core.models import Attachment, FileState, FileText
from tests.factories.talk import PostFactory, ThreadFactory

WORDS = "ปฏิทินตรวจรับ\n" + "น้ำท่วมถนนสายเก่า " * 60 + "\n" + "\n".join(f"ข้อ {n}" for n in range(80))


@pytest.fixture
def file(community, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    row = Attachment(
        label="communities.community",
        object_id=community.pk,
        audience=community.key,
        name="แผน.pdf",
        media_type="application/pdf",
        size=4,
    )
    row.file.save("plan.pdf", ContentFile(b"%PDF"))
    FileText.objects.create(attachment=row, words=WORDS, excerpt="ปฏิทินตรวจรับ")
    return row


def look(client, file, person=None, page=""):
    if person is not None:
        client.force_login(person)
    return client.get(reverse("people:file_look", args=[file.pk]), {"page": page})


def test_a_member_reads_what_is_in_it_and_what_it_belongs_to(client, file, boon, community):
    first = look(client, file, boon)
    second = look(client, file, page="2")

    assert first.status_code == second.status_code == 200
    text = first.content.decode()
    assert "ปฏิทินตรวจรับ" in text
    assert community.get_absolute_url() in text
    assert "ข้อ 79" in second.content.decode()
    assert "ข้อ 79" not in text
    assert len(first.content) < 25_000


def test_a_file_of_a_post_leads_to_its_talk(client, file, boon, community):
    post = PostFactory(thread=ThreadFactory(community=community, title="ใครมีปฏิทิน", made_by=boon))
    Attachment.objects.filter(pk=file.pk).update(label="talk.post", object_id=post.pk)

    text = look(client, file, boon).content.decode()
    assert post.thread.get_absolute_url() in text
    assert "ใครมีปฏิทิน" in text


@pytest.mark.req("I08", part="what is in a file")
def test_nobody_else_learns_that_it_is_there(client, file, chai):
    assert look(client, file).status_code == 404
    assert look(client, file, chai).status_code == 404


@pytest.mark.parametrize("page", ["-1", "0", "x", "9" * 30])
def test_an_odd_page_is_a_page(client, file, boon, page):
    assert look(client, file, boon, page).status_code == 200


def test_what_waits_for_the_scanner_is_not_shown(client, file, boon):
    file.state = FileState.WAITING
    file.save()

    answer = look(client, file, boon)
    assert "ปฏิทินตรวจรับ" not in answer.content.decode()


def test_a_file_without_words_says_so(client, file, boon):
    FileText.objects.all().delete()
    assert "ยังไม่ได้อ่าน" in look(client, file, boon).content.decode()


def test_sound_is_heard_in_the_page(client, file, boon):
    file.media_type = "audio/mpeg"
    file.save()
    assert "<audio" in look(client, file, boon).content.decode()
