from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sala.core.models import Attachment
from sala.evaluation.erasure import erase
from sala.evaluation.models import WorkPiece
from tests.core.test_hostile_files import HOSTILE
from tests.factories.evaluation import (
    AssessorFactory,
    InstrumentFactory,
    ItemFactory,
    LearningEvaluationFactory,
)

SECRET = "ปฏิทินตรวจรับของอำเภอดงตะวัน"


@pytest.fixture
def asked(cycle):
    made = InstrumentFactory(cycle=cycle, method="work_piece", title="ปฏิทินของตน")
    ItemFactory(instrument=made, kind="rubric", choices=[{"level": 1, "text": "มี"}])
    return made


def hand_in(client, asked, name="ปฏิทิน.pdf", words=SECRET, data=b"%PDF-1.7 fictional"):
    file = SimpleUploadedFile(name, data, content_type="text/html")
    address = reverse("evaluation:work", args=[asked.pk])
    return client.post(address, {"words": words, "file": file})


def file_of(piece):
    return reverse("evaluation:work_file", args=[piece.pk])


@pytest.mark.req("R075", part="work piece with optional attachment")
def test_a_work_piece_is_handed_in_and_read_back(client, asked, participant, boon):
    client.force_login(boon)
    assert hand_in(client, asked).status_code == 302
    answer = client.get(file_of(WorkPiece.objects.get()))

    assert b"".join(answer.streaming_content) == b"%PDF-1.7 fictional"
    assert answer["Content-Type"] == "application/pdf", "by its ending, not by what was claimed"
    assert answer["Content-Disposition"].startswith("attachment")
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    answer.close()


def test_what_is_no_document_is_refused_and_the_words_stay(client, asked, participant, boon):
    client.force_login(boon)
    answer = hand_in(client, asked, name="แบบ.pdf.exe")
    assert answer.status_code == 422
    assert SECRET in answer.content.decode()
    assert not Attachment.objects.exists()


def test_a_document_with_a_macro_is_refused_and_the_words_stay(client, asked, participant, boon):
    client.force_login(boon)
    data, name, _code = HOSTILE["macro in a document"]
    answer = hand_in(client, asked, name=name, data=data)
    assert answer.status_code == 422
    assert SECRET in answer.content.decode()
    assert not Attachment.objects.exists()


def test_a_file_too_large_is_refused(client, asked, participant, boon, settings):
    settings.UPLOAD_MAX_BYTES = 4
    client.force_login(boon)
    assert hand_in(client, asked).status_code == 422


@pytest.mark.req("R123", part="no work piece for offices")
def test_only_the_person_and_who_assesses_open_it(
    client, asked, participant, boon, anong, likhit, uea, chai, duangjai
):
    client.force_login(boon)
    hand_in(client, asked)
    piece = WorkPiece.objects.get()
    for person in (likhit, uea, chai, duangjai):
        client.force_login(person)
        assert client.get(file_of(piece)).status_code == 404
        assert client.get(reverse("evaluation:work", args=[asked.pk])).status_code == 404

    judging = reverse("evaluation:judging", args=[asked.cycle.number, participant.pk, asked.pk])
    client.force_login(anong)
    assert SECRET in client.get(judging).content.decode(), "nobody else is named to assess"

    AssessorFactory(enrolment=participant, person=likhit)
    assert SECRET not in client.get(judging).content.decode()
    assert client.get(file_of(piece)).status_code == 404
    client.force_login(likhit)
    assert SECRET in client.get(judging).content.decode()
    answer = client.get(file_of(piece))
    assert answer.status_code == 200
    answer.close()


def test_after_evaluation_it_stays_as_it_was(client, asked, participant, boon):
    client.force_login(boon)
    hand_in(client, asked)
    LearningEvaluationFactory(enrolment=participant)
    answer = hand_in(client, asked, words="ฉบับใหม่")
    assert answer.status_code == 409
    assert WorkPiece.objects.get().words == SECRET


def test_erasing_takes_words_and_file(client, asked, participant, boon):
    client.force_login(boon)
    hand_in(client, asked)
    where = Attachment.objects.get().file
    erase(boon)

    assert WorkPiece.objects.get().words == ""
    assert not Attachment.objects.exists()
    assert not where.storage.exists(where.name)
