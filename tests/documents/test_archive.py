from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
import zlib
from datetime import UTC, datetime

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from sala.documents.archive import MANIFEST, ArchiveBuilder, safe_name, verify

MADE = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def thai():
    with override("th"):
        yield


def built(files, **options):
    with ArchiveBuilder("แฟ้มหลักฐาน", MADE, **options) as archive:
        for path, data in files:
            archive.add(path, data)
    with archive.file as file:
        return file.read()


FILES = [
    ("1 แผน/แผนกิจกรรม.html", "<p>แผน</p>"),
    ("2 รายชื่อ.csv", b"\xef\xbb\xbfa,b\r\n"),
    ("ภาพ/ใหญ่.bin", io.BytesIO(b"x" * 6_000_000)),
]


def rebuilt(data, change):
    """The same archive with its members passed through `change(name, bytes)`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            for name, content in change(info.filename, old.read(info)):
                new.writestr(name, content)
    return io.BytesIO(out.getvalue())


@pytest.mark.req("R147", part="the archive and its manifest")
def test_every_file_is_listed_with_its_hash():
    data = built(FILES, about={"gaps": ["ยังไม่มีแบบติดตาม"]})
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.testzip() is None
        manifest = json.loads(opened.read(MANIFEST))
        assert [entry["path"] for entry in manifest["files"]] == [
            "1 แผน/แผนกิจกรรม.html", "2 รายชื่อ.csv", "ภาพ/ใหญ่.bin",
        ]  # fmt: skip
        for entry in manifest["files"]:
            content = opened.read(entry["path"])
            assert hashlib.sha256(content).hexdigest() == entry["sha256"]
            assert len(content) == entry["size"]
        assert manifest["made_at"] == "2026-11-24T13:30:00+07:00"
        assert manifest["about"] == {"gaps": ["ยังไม่มีแบบติดตาม"]}
    result = verify(io.BytesIO(data))
    assert result.is_sound
    assert result.manifest == manifest


def test_the_same_content_makes_the_same_bytes():
    assert built(FILES[:2]) == built(FILES[:2])


def test_a_changed_a_missing_and_an_added_file_are_named():
    data = built(FILES[:2])
    changed = rebuilt(data, lambda name, content: [(name, content + b" " * ("แผน" in name))])
    assert verify(changed).problems == ("1 แผน/แผนกิจกรรม.html มีการแก้ไขหลังจากจัดทำแฟ้ม",)
    missing = rebuilt(data, lambda name, content: [] if "csv" in name else [(name, content)])
    assert verify(missing).problems == ("ไม่พบ 2 รายชื่อ.csv",)
    added = rebuilt(
        data, lambda name, content: [(name, content), *[("แทรก.txt", b"")] * (name == MANIFEST)]
    )
    assert verify(added).problems == ("แทรก.txt ไม่อยู่ในรายการไฟล์",)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_second_file_of_the_same_name_is_noticed():
    data = built(FILES[:2])
    twice = rebuilt(data, lambda name, content: [(name, content)] * (2 if "csv" in name else 1))
    assert verify(twice).problems == ("มีชื่อไฟล์ซ้ำกันใน ZIP",)


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b"{}", b"\xff", b'{"format": "sala-archive/1", "files": [1]}',
                 b'{"format": "sala-archive/1", "files": [{"path": "x"}]}', b'{"format": "x"}'],
)  # fmt: skip
def test_a_manifest_that_says_nothing(manifest):
    data = built(FILES[:1])
    broken = rebuilt(
        data, lambda name, content: [(name, manifest if name == MANIFEST else content)]
    )
    assert "manifest.json" in verify(broken).problems[0]
    assert verify(io.BytesIO(b"PK no zip")).problems == ("ไฟล์ ZIP เสียหาย เปิดไม่ได้",)


def test_a_bomb_is_not_unpacked():
    data = bytearray(built([("a.txt", "a")]))
    place = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, place + 24, 0xFFFFFF00)
    assert "ใหญ่เกินไป" in verify(io.BytesIO(bytes(data))).problems[0]


@given(st.binary(max_size=60), st.integers(0, 10_000))
def test_damage_that_changes_a_file_is_noticed(content, seed):
    data = bytearray(built([("ก.bin", content + b"x")]))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as opened:
        info = opened.getinfo("ก.bin")
    start = info.header_offset + 30 + len("ก.bin".encode()) + 20
    place = start + seed % info.compress_size
    data[place] ^= 0x5A
    try:
        with zipfile.ZipFile(io.BytesIO(bytes(data))) as opened:
            is_same = opened.read("ก.bin") == content + b"x"  # some bits mean nothing
    except (zipfile.BadZipFile, zlib.error, EOFError):
        is_same = False
    assert verify(io.BytesIO(bytes(data))).is_sound == is_same


@pytest.mark.parametrize(
    ("given_name", "made"),
    [
        ("รายงาน 2569.pdf", "รายงาน 2569.pdf"),
        ("a/b\\c:d*?.txt", "a_b_c_d__.txt"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("con.txt", "_con.txt"),
        (" .hidden. ", "hidden"),
        ("", "file"),
        ("\u202egnp.exe", "gnp.exe"),
        ("a\r\nb", "a b"),
    ],
)
def test_names_any_system_can_unpack(given_name, made):
    assert safe_name(given_name) == made


@given(st.text())
def test_safe_names_are_safe(text):
    name = safe_name(text)
    assert 0 < len(name.encode()) <= 190
    assert not set(name) & set('<>:"/\\|?*\x00\n\r')
    assert name not in {".", ".."}
    assert not name.startswith((" ", "."))
    assert safe_name("น้ำ" * 200 + ".pdf").endswith("น้ำ.pdf")


@given(st.lists(st.text(st.sampled_from("ก/.\\aA ")), max_size=6))
def test_paths_stay_inside_and_never_collide(paths):
    data = built([(path, path) for path in paths])
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        names = opened.namelist()
    assert len({name.casefold() for name in names}) == len(paths) + 1
    for name in names:
        assert ".." not in name.split("/")
        assert not name.startswith("/")
    assert verify(io.BytesIO(data)).is_sound


def test_a_failure_leaves_nothing_open():
    with pytest.raises(RuntimeError), ArchiveBuilder("ก", MADE) as archive:
        raise RuntimeError
    assert archive.file.closed
