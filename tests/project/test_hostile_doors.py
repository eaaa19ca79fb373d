"""Every door through which a file comes in × every hostile file: refused or made harmless, what was
typed beside it kept, memory bounded. A new door without a row here fails the suite."""

from __future__ import annotations

import html
import io
import re
import tracemalloc
import unicodedata
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sala.core.models import Attachment, FileState, Run
from sala.people.models import Person
from tests.core.test_hostile_files import BOMB, OLD, VBA, ZEROS, big_picture, office, packed
from tests.cycles.pictures import PNG
from tests.documents.test_docx_texts import PLAIN, changed
from tests.knowledge.test_word_files import word
from tests.knowledge.uploads import jpeg
from tests.project.routing import route_names, table
from tests.project.test_routes import ask, undone, world

__all__ = ["world"]  # the fixture
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.req("R059", "R112", part="hostile files at every door"),
]
MB = 1024**2


class Door(NamedTuple):
    """An address that takes a file: who uses it, in which field, and the form that names it."""

    route: str
    person: str
    field: str
    form: str = ""
    extra: dict[str, str] = {}


DOORS = [
    Door("talk:comments", "member", "files"),
    Door("talk:new", "member", "files"),
    Door("talk:replies", "member", "files"),
    Door("talk:archive", "facilitator", "file", "ArchiveForm"),
    Door("knowledge:note_new", "member", "picture", "NoteForm", {"picture_alt": "หน้าอำเภอ"}),
    Door("knowledge:note_new", "member", "word", "NoteForm", {"bring": "1"}),
    Door("knowledge:story", "member", "picture", "StoryForm", {"picture_alt": "หน้าอำเภอ"}),
    Door("knowledge:writing", "facilitator", "word", "", {"bring": "1"}),
    Door("knowledge:rich_pictures", "member", "picture", "", {"alt": "หน้าอำเภอ"}),
    Door("knowledge:book_new", "member", "cover", "BookForm"),
    Door("knowledge:blog", "member", "file", "BlogForm"),
    Door("knowledge:tries", "member", "evidence", "TryForm"),
    Door("publishing:set_new", "km_team", "cover", "CollectionForm"),
    Door("people:imports", "km_team", "file", "ImportForm"),
    Door("cycles:people_from_file", "facilitator", "roster", "RosterForm"),
    Door("cycles:strategy_picture", "km_team", "picture", "PictureForm"),
    Door("evaluation:work", "member", "file", "WorkForm"),
]
BASES = {"PictureMixin", "SampleForm"}  # mixed into forms above; the page of components

SCRIPT = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
POLYGLOT = b"GIF89a/*<script>alert(1)</script>*/=1;<html><body onload=alert(1)>"
BEHIND = jpeg() + b"<html><script>alert(1)</script></html>"
HOSTILE = {
    "a bomb": ("รวม.zip", BOMB),
    "a bomb as a document": ("รายงาน.docx", office(word__big=ZEROS * 40)),
    "a bomb as a sheet": (
        "รายชื่อ.xlsx",
        office("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
               xl__worksheets__big=ZEROS * 40),
    ),
    "a drawing with a script": ("แผนที่.svg", SCRIPT),
    "a drawing that says it is a photo": ("แผนที่.png", SCRIPT),
    "macros": ("งาน.docm", changed(PLAIN, **{"word__vbaProject.bin": VBA})),
    "macros under another name": ("งาน.docx", changed(PLAIN, **{"word__vbaProject.bin": VBA})),
    "an old document": ("งาน.doc", OLD + VBA),
    "200 megapixels": ("ใหญ่.png", big_picture(20_000, 10_000)),
    "a photo with its place": ("บ้าน.jpg", jpeg(gps=True)),
    "a document with a photo with its place": ("บ้าน.docx", word(gps=True).read()),
    "a name turned around": ("รูป\u202egpj.exe", b"MZ" + bytes(64)),
    "a photo whose name is turned around": ("รูป\u202egnp.jpg", jpeg()),
    "a picture that is a page": ("รูป.gif", POLYGLOT),
    "a page behind a picture": ("รูป.jpg", BEHIND),
    "an archive behind a picture": ("รูป.png", PNG + packed({"a.html": "<script>"})),
    "nothing in a name": ("รูป\x00.jpg", jpeg()),
    "a path for a name": ("../../etc/passwd", b"root:x:0:0\x00"),
    "entities": ("รายการ.docx", changed(PLAIN, word__document_xml="<!DOCTYPE a [<!ENTITY b ''>]>")),
}  # fmt: skip
HEAVY = {"a bomb", "a bomb as a document", "a bomb as a sheet", "200 megapixels"}
HARM = (b"<script", b"onload=", b"vbaProject", VBA)


def all_forms():
    found, waiting = set(), [forms.Form]
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            if one.__module__.startswith("sala.") and any(
                isinstance(field, forms.FileField) for field in one.base_fields.values()
            ):
                found.add(one.__name__)
    return found


def test_no_door_is_left_out():
    route_names()  # reads every view of every app
    sources = Path(__file__).resolve().parents[2].glob("sala/*/views/*.py")
    loose = {
        (path.parts[-3], name)
        for path in sources
        for name in re.findall(r"FILES\.get(?:list)?\(\"(\w+)\"", path.read_text("utf-8"))
    }

    assert all_forms() - BASES == {door.form for door in DOORS if door.form}
    assert loose == {("talk", "files"), ("knowledge", "picture"), ("knowledge", "word")}


def route_of(door, world):
    """The row of the table that the person may post, with the fields a form would send."""
    rows = [row for row in table()[door.route] if row.method == "post"]
    return next(row for row in rows if row.expected[door.person] in (200, 302, 422))


@pytest.mark.parametrize("door", DOORS, ids=[f"{door.route}-{door.field}" for door in DOORS])
def test_hostile_files_at_a_door(door, world):
    route = route_of(door, world)
    for what, (name, data) in HOSTILE.items():
        with undone():
            typed = route.data(world) | door.extra
            upload = SimpleUploadedFile("x", data)
            upload._name = name  # as a machine sends it that is no browser
            fields = typed | {door.field: upload}
            with bounded(what, is_heavy=what in HEAVY):
                response = ask(door.route, route, world, door.person, fields)
            assert response.status_code in {200, 302, 409, 422}, (what, response.status_code)
            require_typed(response, typed, what)
            require_harmless(what)


@contextmanager
def bounded(what, *, is_heavy):
    """What Python itself takes while a heavy file is looked at; pictures and documents are
    measured in processes of their own, in tests/core and tests/documents."""
    if not is_heavy:
        yield
        return
    tracemalloc.start()
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60 * MB, (what, peak // MB)


def require_typed(response, typed, what):
    """Accepted, or the longest thing typed stands in the form again."""
    said = [one for one in typed.values() if isinstance(one, str) and " " in one]
    if response.status_code == 302 or not said:
        return
    page = html.unescape(response.content.decode())
    assert max(said, key=len) in page, what


def require_harmless(what):
    """Whatever was kept may be opened by anybody."""
    for row in Attachment.objects.filter(state=FileState.KEPT):
        assert not any(unicodedata.category(letter).startswith("C") for letter in row.name), what
        assert "/" not in row.name
        with row.file.open("rb") as stream:
            data = stream.read()
        assert not any(harm in data for harm in HARM), what
        for picture in pictures_in(data):
            with Image.open(io.BytesIO(picture)) as opened:
                assert opened.width * opened.height < 50_000_000, what
                assert not opened.getexif().get_ifd(0x8825), what
    assert not Run.objects.filter(kind__in=("talk.archive", "knowledge.blog")).exists(), what
    assert not Person.objects.filter(given_name__contains="script").exists()


def pictures_in(data):
    if data.startswith((b"\xff\xd8", b"\x89PNG")):
        return [data]
    if not data.startswith(b"PK"):
        return []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        rows = [archive.read(name) for name in archive.namelist()]
    return [row for row in rows if row.startswith((b"\xff\xd8", b"\x89PNG"))]
