from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.utils.timezone import now

from sala.core.models import Attachment
from sala.documents.archive import verify
from sala.evaluation.models import LearningEvaluation
from sala.insights import binder
from sala.insights.binder import zip_of
from sala.insights.queries.attachments import attachments_of, records_of
from sala.insights.queries.file import evidence_file
from sala.meetings.models import Amendment, Commitment, Improvement
from sala.people.keys import forget_keys
from tests.factories.cycles import EnrolmentFactory
from tests.factories.meetings import RecordFactory, SessionFactory
from tests.factories.people import PersonFactory


def attached(thing, name, audience, data=b"picture"):
    row = Attachment(
        label=thing._meta.label_lower,
        object_id=thing.pk,
        audience=audience,
        name=name,
        media_type="image/png",
        size=len(data),
        sha256="0" * 64,
    )
    row.file.save(name, ContentFile(data), save=False)
    row.save()
    return row


@pytest.fixture
def session(cycle):
    return SessionFactory(cycle=cycle, held_at=cycle.created_at)


@pytest.fixture
def attachments(cycle, session, participant, anong):
    """A picture of a session, one for stewards, one of another cycle, one of an answer."""
    record = RecordFactory(session=session)
    elsewhere = SessionFactory()
    answer = LearningEvaluation.objects.create(enrolment=participant, method="work_piece")
    return [
        attached(session, "ภาพวง.png", cycle.audience),
        attached(record, "เฉพาะผู้ดูแล.png", f"{cycle.community.key}:steward"),
        attached(elsewhere, "ของกลุ่มอื่น.png", elsewhere.audience),
        attached(answer, "ชิ้นงานรายคน.png", cycle.audience),
    ]


def names_in(file):
    with file, zipfile.ZipFile(io.BytesIO(file.read())) as opened:
        return {
            name.removeprefix("attachments/")
            for name in opened.namelist()
            if name.startswith("attachments/")
        }


def zipped(cycle, viewer):
    forget_keys(viewer)
    file = evidence_file(cycle, viewer, by_office=False)
    return zip_of(file, attachments_of(cycle, viewer), records_of(cycle, viewer))


@pytest.mark.req("I08", part="attachments of the evidence file are those the reader may see")
def test_each_reader_gets_the_files_that_reader_may_see(cycle, attachments, anong, boon, km):
    guest = EnrolmentFactory(cycle=cycle, person=PersonFactory(agency=cycle.agency)).person

    assert names_in(zipped(cycle, anong)) == {"ภาพวง.png", "เฉพาะผู้ดูแล.png"}
    assert names_in(zipped(cycle, boon)) == {"ภาพวง.png"}
    assert names_in(zipped(cycle, guest)) == {"ภาพวง.png"}
    assert names_in(zipped(cycle, km)) == set()


def test_what_does_not_fit_is_named_and_the_rest_is_there(cycle, session, boon, monkeypatch):
    monkeypatch.setattr(binder, "MOST_BYTES", 10)
    for name, size in (("เล็ก.png", 4), ("ใหญ่.png", 40), ("พอดี.png", 6)):
        attached(session, name, cycle.audience, b"x" * size)

    file = zipped(cycle, boon)

    manifest = verify(file).manifest
    assert manifest["about"]["left_out"] == ["ใหญ่.png"]
    file.seek(0)
    with zipfile.ZipFile(io.BytesIO(file.read())) as opened:
        assert "ใหญ่.png" in opened.read("index.html").decode()
    file.seek(0)
    assert names_in(file) == {"เล็ก.png", "พอดี.png"}


def test_a_file_that_is_gone_from_the_disk_is_named(cycle, session, boon):
    row = attached(session, "หายไป.png", cycle.audience)
    row.file.storage.delete(row.file.name)

    with zipped(cycle, boon) as file:
        assert verify(file).manifest["about"]["left_out"] == ["หายไป.png"]


def test_two_files_of_one_name_both_come(cycle, session, boon):
    for _again in range(2):
        attached(session, "ภาพ.png", cycle.audience)
    assert names_in(zipped(cycle, boon)) == {"ภาพ.png", "ภาพ (2).png"}


def pages_in(file):
    with file, zipfile.ZipFile(io.BytesIO(file.read())) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist() if "html" in name}


@pytest.fixture
def record(session, anong):
    """Sent and approved, and amended since; a commitment of one person beside it."""
    row = RecordFactory(session=session, sent_at=now(), approved_at=now(), learned="ตรวจวันที่ก่อน")
    Improvement.objects.create(session=session, text="เริ่มให้ตรงเวลา")
    Amendment.objects.create(
        record=row, field="learned", after="ตรวจเลขที่ด้วย", reason="จดตกไป", by=anong
    )
    Commitment.objects.create(session=session, person=anong, text="ฉันจะทำปฏิทินเอง")
    return row


@pytest.mark.req("I20", part="the evidence file shows the amendments of a record")
def test_a_sent_record_is_a_page_with_its_amendments(cycle, record, boon):
    pages = pages_in(zipped(cycle, boon))
    path = f"records/{record.session.number}.html"

    assert f'href="{path}"' in pages["index.html"]
    for words in ("ตรวจวันที่ก่อน", "เริ่มให้ตรงเวลา", "ตรวจเลขที่ด้วย", "จดตกไป"):
        assert words in pages[path]
    assert not any("ฉันจะทำปฏิทินเอง" in page for page in pages.values())


def test_a_draft_and_a_hidden_record_and_an_office_get_no_page(cycle, record, boon, km):
    assert records_of(cycle, km) == []
    record.audience = f"{cycle.community.key}:steward"
    record.save()
    assert records_of(cycle, boon) == []
    record.audience, record.sent_at = cycle.audience, None
    record.save()
    assert records_of(cycle, boon) == []
    assert set(pages_in(zipped(cycle, boon))) == {"index.html"}
