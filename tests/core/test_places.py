"""Photographs inside documents and archives forget where they were taken."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.shared import Cm
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sala.core.files import keep
from sala.core.files.places import placeless

GPS, ORIENTATION = 0x8825, 0x0112
PLACE = {1: "N", 2: (13.0, 45.0, 30.5), 3: "E", 4: (100.0, 30.0, 0.25)}


def photo(kind, *, side=6):
    picture, out = Image.linear_gradient("L").convert("RGB"), io.BytesIO()
    exif = picture.getexif()
    exif.get_ifd(GPS).update(PLACE)
    exif[GPS] = PLACE
    exif[0x010F] = "camera of Boon"
    exif[ORIENTATION] = side
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def place_in(data):
    with Image.open(io.BytesIO(data)) as picture:
        found = picture.getexif().get_ifd(GPS)
        picture.load()
    return {key: one for key, one in found.items() if set(str(one)) & set("NE123456789")}


def pixels(data):
    with Image.open(io.BytesIO(data)) as picture:
        return picture.convert("RGB").tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_photograph_keeps_its_pixels_and_loses_its_place(kind):
    data = photo(kind)
    assert place_in(data)

    clean = placeless(data)

    assert not place_in(clean)
    assert pixels(clean) == pixels(data)


def test_a_photograph_is_still_held_upright():
    with Image.open(io.BytesIO(placeless(photo("JPEG")))) as picture:
        assert dict(picture.getexif()) == {ORIENTATION: 6}
    with Image.open(io.BytesIO(placeless(photo("JPEG", side=1)))) as picture:
        assert not picture.getexif()


def test_what_a_camera_says_without_a_place_stays():
    picture, out = Image.new("RGB", (8, 8)), io.BytesIO()
    exif = picture.getexif()
    exif[0x010F] = "camera of Boon"
    picture.save(out, "JPEG", exif=exif)

    assert placeless(out.getvalue()) == out.getvalue()


def test_a_packet_beside_exif_goes_too():
    out = io.BytesIO()
    packet = b'<x:xmpmeta><rdf exif:GPSLatitude="13,45.5N"/></x:xmpmeta>'
    Image.new("RGB", (8, 8)).save(out, "JPEG", xmp=packet)
    assert b"GPSLatitude" in out.getvalue()

    assert b"GPSLatitude" not in placeless(out.getvalue())


@given(st.binary(max_size=300), st.sampled_from([b"", *map(photo, ("JPEG", "PNG", "TIFF"))]))
def test_no_bytes_break_it(noise, start):
    at = len(noise) * 7 % (len(start) + 1)

    assert isinstance(placeless(start[:at] + noise + start[at:]), bytes)
    assert isinstance(placeless(start[:20] + noise), bytes)


def document(data, **parts):
    made, out = Document(), io.BytesIO()
    made.add_paragraph("น้ำท่วมหน้าอำเภอ")
    made.add_picture(io.BytesIO(data), width=Cm(4))
    made.save(out)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def kept_bytes(agency, name, data):
    kept, refused = keep(agency, [SimpleUploadedFile(name, data)], audience="public")
    assert not refused
    with kept[0].file.open("rb") as stream:
        return stream.read()


@pytest.mark.req("R059", part="photographs inside documents forget where they were taken")
@pytest.mark.django_db
def test_a_document_that_is_kept_tells_no_place(agency):
    data = document(photo("JPEG"))

    back = kept_bytes(agency, "รายงาน.docx", data)

    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(back)) as new:
        assert new.testzip() is None
        assert [row.filename for row in new.infolist()] == [row.filename for row in old.infolist()]
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
        assert changed == ["word/media/image1.jpg"]
        assert not place_in(new.read(changed[0]))
    assert Document(io.BytesIO(back)).paragraphs[0].text == "น้ำท่วมหน้าอำเภอ"


@pytest.mark.django_db
def test_an_archive_of_photographs_tells_none_either(agency):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for kind in ("JPEG", "PNG", "TIFF"):
            archive.writestr(f"ภาพ/{kind}", photo(kind))

    back = kept_bytes(agency, "ภาพ.zip", out.getvalue())

    with zipfile.ZipFile(io.BytesIO(back)) as archive:
        assert len(archive.namelist()) == 3
        assert not any(place_in(archive.read(name)) for name in archive.namelist())


@pytest.mark.django_db
def test_what_tells_nothing_is_kept_byte_for_byte(agency):
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, "JPEG")
    data = document(out.getvalue())

    assert kept_bytes(agency, "รายงาน.docx", data) == data


@pytest.mark.django_db
def test_a_signed_document_is_not_touched(agency):
    data = document(photo("JPEG"), **{"_xmlsignatures/sig1.xml": "<Signature/>"})

    assert kept_bytes(agency, "รายงาน.docx", data) == data
