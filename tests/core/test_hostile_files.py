"""Hostile files are refused or made harmless; what was written beside them stays (R059)."""

from __future__ import annotations

import io
import json
import socketserver
import struct
import subprocess
import sys
import threading
import tracemalloc
import zipfile
import zlib

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sala.core.file_words import DOCUMENTS, OFFICE, REASONS, RUNS
from sala.core.files import keep, scan_waiting, served
from sala.core.files.archives import Unfit
from sala.core.files.judging import judged
from sala.core.files.names import clean_name, name_for
from sala.core.models import Attachment, FileState
from sala.core.permissions import Refused
from tests.core.test_files import body, told
from tests.cycles.pictures import PNG, picture

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.req("R059", part="files: kinds by content, hostile ones refused or harmless"),
]

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


def packed(parts, method=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def office(main=WORD, **parts):
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    whole = {"[Content_Types].xml": types, "word/document.xml": "<w:document/>"}
    return packed(whole | {name.replace("__", "/"): data for name, data in parts.items()})


def why(data, name="file.bin.pdf"):
    """The code with which a file is refused; "" when it is taken."""
    try:
        kind = judged(io.BytesIO(data), name)
    except Unfit as unfit:
        return unfit.code
    return "" if kind in DOCUMENTS else f"unknown {kind}"


PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
ZEROS = bytes(1024**2)
BOMB = packed({f"{n}.txt": ZEROS * 20 for n in range(2)})
NESTED = packed({"inner.zip": packed({"a.txt": "x"})})
VBA = "_VBA_PROJECT".encode("utf-16-le")
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
FAR = '<Relationship Id="1" Type="x/attachedTemplate" Target="https://x.example/a.dotm"/>'
ENTITIES = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha">]><a>&x;</a>'

HOSTILE = {
    "zip bomb": (BOMB, "a.zip", "value.file_bomb"),
    "bomb in a document": (office(word__big=ZEROS * 40), "a.docx", "value.file_bomb"),
    "bomb in a sheet": (office(SHEET, xl__big=ZEROS * 40), "a.xlsx", "value.file_bomb"),
    "nested archive": (NESTED, "a.zip", "value.file_nested"),
    "nested under another name": (packed({"a.dat": NESTED}), "a.zip", "value.file_nested"),
    "archive in a document": (office(word__media__x=NESTED), "a.docx", "value.file_nested"),
    "gzip": (b"\x1f\x8b\x08" + bytes(99), "a.gz", "value.file_kind"),
    "svg with script": (b"<svg onload='x()'/>", "a.svg", "value.file_runs"),
    "svg called a picture": (b"\n <svg xmlns='x'><script/></svg>", "a.png", "value.file_runs"),
    "web page called words": (b"\xef\xbb\xbf<!DOCTYPE html><p>", "a.txt", "value.file_runs"),
    "web page in utf-16": ("<html>".encode("utf-16"), "a.txt", "value.file_kind"),
    "script": (b"#!/bin/sh\nrm -rf /\n", "a.txt", "value.file_runs"),
    "program called a paper": (b"MZ\x90" + bytes(300), "แผน.pdf", "value.file_runs"),
    "words called a program": (b"hello", "a.vbs", "value.file_runs"),
    "turned name": (PDF, "ann\u202efdp.exe", "value.file_runs"),
    "docm": (
        office(WORD.replace("document.main", "document.macroEnabled.main")),
        "a.docx",
        "value.file_macro",
    ),
    "docm by name": (office(), "a.docm", "value.file_runs"),
    "macro in a document": (office(**{"word/vbaProject.bin": OLD}), "a.docx", "value.file_macro"),
    "macro in a sheet": (office(SHEET, **{"xl/VbaProject.bin": OLD}), "a.xlsx", "value.file_macro"),
    "macro in an old part": (office(word__embeddings__a=OLD + VBA), "a.docx", "value.file_macro"),
    "macro in an embedded one": (
        office(word__embeddings__b=office(**{"word/vbaProject.bin": OLD})),
        "a.docx",
        "value.file_macro",
    ),
    "far template": (office(**{"word/_rels/settings.xml.rels": FAR}), "a.docx", "value.file_macro"),
    "entities": (office(**{"word/styles.xml": ENTITIES}), "a.docx", "value.file_bomb"),
    "old office": (OLD, "a.doc", "value.file_old"),
    "program in an archive": (packed({"x/a.EXE": "x"}), "a.zip", "value.file_runs"),
    "program by content": (packed({"a.txt": b"MZ\x90"}), "a.zip", "value.file_runs"),
    "way out of the folder": (packed({"../../a.txt": "x"}), "a.zip", "value.file_broken"),
    "paper with an archive behind": (PDF + packed({"a.txt": "x"}), "a.pdf", "value.file_double"),
    "archive with something behind": (
        packed({"a.txt": "x"}) + b"%PDF-1.4",
        "a.zip",
        "value.file_double",
    ),
    "torn archive": (packed({"a.txt": "x" * 999})[:-40], "a.zip", "value.file_broken"),
    "heic": (b"\0\0\0\x18ftypheic" + bytes(40), "IMG_1.HEIC", "value.file_heic"),
    "nothing": (b"", "a.txt", "value.empty_file"),
    "noise": (bytes(range(256)) * 9, "a.dat", "value.file_kind"),
}


@pytest.mark.parametrize("case", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_left_out_with_its_reason(agency, case):
    data, name, code = case

    kept, refused = keep(agency, [(name, data)], audience="agency:1")

    assert kept == []
    assert refused[0].reason == code
    assert refused[0].sentence == str(REASONS[code])
    assert not refused[0].file
    with pytest.raises(Refused):
        served(refused[0])


MP4 = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2\0\0\0\x30moov" + b"\xa9xyz+13.7563+100.5018/".ljust(
    40, b"\0"
)
GOOD = {
    "แผน.pdf": (PDF, "application/pdf"),
    "หนังสือ.docx": (office(), f"{OFFICE}wordprocessingml.document"),
    "ตาราง.xlsx": (office(SHEET), f"{OFFICE}spreadsheetml.sheet"),
    "ภาพนิ่ง.pptx": (
        office(SLIDES, ppt__embeddings__x=office(SHEET)),
        f"{OFFICE}presentationml.presentation",
    ),
    "เล่า.txt": ("ตรวจรับพัสดุ\r\nทำอย่างไร".encode(), "text/plain"),
    "เก่า.txt": ("ตรวจรับพัสดุ".encode("cp874"), "text/plain"),
    "รายชื่อ.csv": ("ชื่อ,อายุ\nก,1".encode("utf-8-sig"), "text/csv"),
    "รวม.zip": (packed({"ก.docx": office(), "ข.pdf": PDF}), "application/zip"),
    "เสียง.mp3": (b"ID3\x04" + bytes(300), "audio/mpeg"),
    "คลิป.mp4": (MP4, "video/mp4"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_people_really_exchange_is_kept(agency, name):
    data, kind = GOOD[name]

    kept, refused = keep(agency, [(name, data)], audience="agency:1")

    assert refused == []
    assert (kept[0].media_type, kept[0].name) == (kind, name)
    response, given_back = told(kept[0])
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert given_back


def test_a_film_forgets_where_it_was_taken(agency):
    kept = keep(agency, [("a.mp4", MP4)], audience="agency:1").kept[0]

    film = body(kept)

    assert len(film) == len(MP4)
    assert b"13.7563" not in film
    assert film[:24] == MP4[:24]


def test_a_photo_stands_upright_and_forgets_its_place(agency):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {2: (13.0, 45.0, 0.0)}
    photo = picture("JPEG", exif=exif)

    kept = keep(agency, [("photo.jpeg", photo)], audience="agency:1").kept[0]

    found = Image.open(io.BytesIO(body(kept)))
    assert found.size == (30, 40)
    assert not found.getexif()
    assert kept.name == "photo.jpg"


def test_a_picture_with_an_archive_behind_keeps_only_its_pixels(agency):
    kept = keep(agency, [("a.png", PNG + packed({"a.exe": "MZ"}))], audience="agency:1").kept[0]

    assert b"PK" not in body(kept)


def test_one_bad_file_does_not_keep_the_others_out(agency, settings):
    settings.UPLOAD_MAX_FILES = 2
    offered = [("a.exe", b"MZ"), ("a.pdf", PDF), ("b.pdf", PDF), ("c.pdf", PDF)]

    kept, refused = keep(agency, offered, audience="agency:1")

    assert [row.name for row in kept] == ["a.pdf", "b.pdf"]
    assert [row.reason for row in refused] == ["value.file_runs", "value.file_count"]


def test_a_reader_that_breaks_leaves_the_file_out(agency, monkeypatch):
    monkeypatch.setattr("sala.core.files.keeping.redrawn", lambda *args: 1 / 0)

    assert keep(agency, [("a.png", PNG)], audience="agency:1").refused[0].reason == (
        "value.file_broken"
    )


@given(
    data=st.binary(max_size=400),
    name=st.text(max_size=40),
    start=st.sampled_from(
        [
            b"",
            b"PK\x03\x04",
            b"%PDF-",
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff",
            b"\0\0\0\x18ftypisom",
            b"ID3",
        ]
    ),
)
def test_no_bytes_at_all_raise_anything_but_a_reason(data, name, start):
    assert why(start + data, name) in {"", *REASONS}


@given(at=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_a_document_with_one_wrong_byte_is_taken_or_refused(at, byte):
    data = bytearray(office(word__embeddings__x=office(SHEET), word__note="ก" * 99))
    data[at % len(data)] = byte

    assert why(bytes(data), "a.docx") in {"", *REASONS}


@given(name=st.text(max_size=60), kind=st.sampled_from(sorted(DOCUMENTS)))
def test_a_name_ends_as_its_kind_and_hides_nothing(name, kind):
    shown = name_for(name, kind)

    assert shown.endswith(DOCUMENTS[kind])
    assert len(shown) < 180
    assert not set(shown) & set('\u202e\u202d\u2066\u2069\u200b\u0000\n\r"/\\<>')
    assert shown.rpartition(".")[2] not in RUNS
    assert clean_name(shown) == shown


MEASURE = """
import json, resource, django
django.setup()
from sala.core.files.archives import Unfit
from sala.core.files.judging import judged
from sala.core.files.cleaning import redrawn
import PIL.Image, PIL.JpegImagePlugin, PIL.PngImagePlugin

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

data = open({path!r}, "rb")
before = peak()
try:
    kind = judged(data, "a")
    code = "" if not kind.startswith("image/") else redrawn(data, kind[6:].upper()) and ""
except Unfit as unfit:
    code = unfit.code
print(json.dumps({{"code": code, "grew": peak() - before}}))
"""


def measured(tmp_path, data):
    """The code and by how many MiB the process grew, in a process of its own."""
    path = tmp_path / "file"
    path.write_bytes(data)
    script = MEASURE.format(path=str(path))
    env = {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": ":".join(sys.path)}
    env["SALA_VAR"] = str(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=env, check=True
    )
    return json.loads(done.stdout)


def big_picture(width, height):
    """A PNG of one colour, really packed: 200 megapixels in a few hundred kilobytes."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    packer = zlib.compressobj(9)
    line = bytes(1 + width * 3)
    rows = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return PNG[:8] + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_memory_stays_bounded_whatever_is_sent(tmp_path):
    huge = packed({f"{n}.xml": ZEROS * 10 for n in range(14)})  # 140 MB inside 140 KB
    lying = bytearray(packed({"a.txt": ZEROS * 300}))
    place = lying.rfind(b"PK\x01\x02")
    lying[place + 24 : place + 28] = struct.pack("<I", 10)  # says ten bytes come out

    found = {
        "picture": measured(tmp_path, big_picture(20_000, 10_000)),
        "archive": measured(tmp_path, huge),
        "lying": measured(tmp_path, bytes(lying)),
    }

    assert found["picture"]["code"] == "value.picture_size"
    assert found["archive"]["code"] == "value.file_bomb"
    assert found["lying"]["code"] in {"value.file_bomb", "value.file_broken"}
    assert all(one["grew"] < 30 for one in found.values()), found


def test_the_largest_picture_taken_costs_a_bounded_amount(tmp_path):
    found = measured(tmp_path, big_picture(5000, 4900))

    assert found["code"] == ""
    assert found["grew"] < 260


def test_python_s_own_memory_stays_flat_for_a_large_text(agency):
    upload = SimpleUploadedFile("a.txt", ("ก" * 1000 + "\n").encode() * 3000)
    tracemalloc.start()
    kept = keep(agency, [upload], audience="agency:1").kept
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert kept
    assert peak < 4 * 1024**2


class Scanner(socketserver.StreamRequestHandler):
    """Speaks INSTREAM: finds what holds the word VIRUS."""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        found = b"stream: Test.Word FOUND\0" if b"VIRUS" in data else b"stream: OK\0"
        self.wfile.write(found)


@pytest.fixture
def scanner(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Scanner) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        settings.CLAMD = f"127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()
        thread.join()


def test_a_file_waits_for_the_scanner_and_a_suspect_one_is_never_served(agency, scanner):
    offered = [("a.txt", b"good words"), ("b.txt", b"a VIRUS here")]
    good, bad = keep(agency, offered, audience="agency:1").kept
    assert (good.state, good.url) == (FileState.WAITING, "")
    with pytest.raises(Refused):
        served(good)

    scan_waiting()

    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, bad.state) == (FileState.KEPT, FileState.SUSPECT)
    assert body(good) == b"good words"
    with pytest.raises(Refused) as refused:
        served(bad)
    assert refused.value.decision.status == 409


def test_while_the_scanner_is_away_files_wait_and_it_is_not_asked_at_every_tick(
    agency, settings, django_assert_num_queries
):
    settings.CLAMD = "127.0.0.1:9"
    keep(agency, [("a.txt", b"words")], audience="agency:1")

    scan_waiting()
    assert cache.get("clamd:away")
    with django_assert_num_queries(1):  # who waits, and no question to the scanner
        scan_waiting()
    assert Attachment.objects.get().state == FileState.WAITING
