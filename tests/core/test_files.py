"""Files are judged by their content and served by their audience (core/files.py)."""

from __future__ import annotations

import io
import struct
from zlib import compress, crc32

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sala.core.files import attach, detach, served
from sala.core.models import Attachment
from sala.core.permissions import Refused
from tests.cycles.pictures import PNG, picture

pytestmark = pytest.mark.django_db


def upload(data, name="plan.png", kind="image/png"):
    return SimpleUploadedFile(name, data, content_type=kind)


def body(kept):
    return told(kept)[1]


def told(kept):
    """The answer and its bytes, read to the end as a server does."""
    response = served(kept)
    data = b"".join(response)
    response.file_to_stream.close()
    return response, data


def test_a_picture_is_kept_with_its_words_and_sum(agency):
    kept = attach(agency, upload(PNG), audience="agency:1", alt="แผนภาพ", made_by_id=7)

    assert (kept.media_type, kept.alt, kept.made_by_id) == ("image/png", "แผนภาพ", 7)
    assert kept.size == len(body(kept))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "value.empty_file"),
        (b"<html><script>alert(1)</script>", "value.file_runs"),
        (b"MZ\x90\x00" + bytes(200), "value.file_runs"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "value.file_runs"),
        (PNG[:12] + bytes(80), "value.broken_picture"),
    ],
)
def test_what_is_no_picture_and_no_paper_is_refused_whatever_its_name(agency, data, code):
    with pytest.raises(Refused) as refusal:
        attach(agency, upload(data), audience="agency:1")
    assert refusal.value.decision.code == code
    assert not Attachment.objects.exists()


def test_a_file_over_the_limit_is_refused(agency, settings):
    settings.UPLOAD_MAX_BYTES = 10
    with pytest.raises(Refused) as refusal:
        attach(agency, upload(PNG), audience="agency:1")
    assert refusal.value.decision.code == "value.file_size"


@pytest.mark.req("R112", part="camera data is taken out of an uploaded picture")
def test_a_photo_loses_its_place(agency):
    exif = Image.Exif()
    exif[0x8825] = {2: (13.0, 45.0, 0.0)}
    exif[0x010E] = "ที่ถ่าย"
    photo = picture("JPEG", exif=exif)
    assert Image.open(io.BytesIO(photo)).getexif()

    kept = attach(agency, upload(photo, "photo.jpg"), audience="agency:1")

    assert not Image.open(io.BytesIO(body(kept))).getexif()


def test_a_picture_opens_in_the_page_and_a_paper_as_download(agency):
    shown, _data = told(attach(agency, upload(PNG), audience="agency:1"))
    paper, _data = told(attach(agency, upload(b"%PDF-1.7\n%x", "แผน.pdf"), audience="agency:1"))

    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Content-Disposition"].startswith("inline")
    assert paper["Content-Disposition"].startswith("attachment")


def test_detach_takes_file_and_row(agency, django_capture_on_commit_callbacks):
    kept = attach(agency, upload(PNG), audience="agency:1")
    storage, name = kept.file.storage, kept.file.name
    with django_capture_on_commit_callbacks(execute=True):
        detach(agency)
        assert storage.exists(name)
    assert not Attachment.objects.exists()
    assert not storage.exists(name)


def test_a_picture_that_unpacks_to_gigabytes_is_refused_unopened(agency):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))

    size = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    bomb = (
        PNG[:8] + chunk(b"IHDR", size) + chunk(b"IDAT", compress(bytes(99))) + chunk(b"IEND", b"")
    )
    with pytest.raises(Refused) as refused:
        attach(agency, SimpleUploadedFile("a.png", bomb), audience="public")
    assert refused.value.decision.code == "value.picture_size"
