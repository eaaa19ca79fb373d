"""For each role: nothing that is hidden shows on any page, list, file, count or feed, and what is
not hidden is where it belongs."""

from __future__ import annotations

import io
import os
import re
import zipfile
from urllib.parse import quote

import pytest
from django.test import Client

from tests.publishing.canaries import COMMON, ROLES, world_of

HX = {"HX-Request": "true"}
# Offices open the register of communities and the file of evidence: see there (decision 004).
NOTES = (
    "history",
    "print",
    "editing",
    "publication",
    "owners",
    "handover",
    "book",
    "removal",
    "docx",
)
ASSETS = (
    *("v/1", "v/2", "manuscript", "writing", "shelf", "withdrawal", "review", "tries"),
    *("references", "nomination", "docx", "v/1/docx"),
)


def opened(client, address, **more):
    """The words of the answer, also inside a packed file; "" when there is none."""
    answer = client.get(address, **more)
    if answer.status_code != 200:
        assert answer.status_code in (302, 403, 404, 405, 409, 410), (address, answer.status_code)
        said = answer.headers.get("Location", "") if answer.status_code == 302 else ""
        return said + answer.content.decode()
    content = answer.getvalue()
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(name) for name in archive.namelist())
    return content.decode("utf-8", "replace")


class Reader:
    """One role at its browser, and what it has found where it may not be."""

    def __init__(self, world, role):
        self.world, self.role = world, role
        self.client = Client()
        if world.people[role] is not None:
            self.client.force_login(world.people[role])
        self.allowed = world.open_to(role)
        self.leaks: list[tuple[str, str]] = []

    def look(self, address, **more):
        """Open it, and note every word that stands there and should not."""
        text = opened(self.client, address, **more)
        for row in self.world.rows:
            if row.word in text and row.name not in self.allowed and row.word not in address:
                self.leaks.append((address, row.name))
        return text

    def seen(self, text):
        return {row.name for row in self.world.rows if row.word in text}


IS_NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
TURNS = 1 if IS_NIGHT else 3  # by day a third of the roles type a word cut short, or open a by-page


@pytest.fixture(params=[ROLES[turn::4] for turn in range(4)], ids="-".join)
def readers(request, agency, other_agency):
    """Some roles before one world, which they only read."""
    world = world_of(agency, other_agency)
    return [Reader(world, role) for role in request.param]


def everything_found(reader, query):
    """Every page of the results, each looked at."""
    texts, number = [], 0
    while number < 9:
        number += 1
        text = reader.look(f"/search/?q={quote(query)}&page={number}")
        texts.append(text)
        if f"page={number + 1}" not in text:
            break
    return "".join(texts)


@pytest.mark.req("I08", part="search, its facets, suggestions and corrections, for each role")
def test_search_finds_for_each_role_what_it_may_read_and_no_more(readers):
    for reader in readers:
        search_finds_what_it_may_read(reader)


def search_finds_what_it_may_read(reader):
    world = reader.world
    found = everything_found(reader, COMMON)
    indexed = {row.name for row in world.rows if row.found}
    assert reader.seen(found) & indexed == indexed & reader.allowed

    total = int(re.search(r"(\d+) (?:เรื่อง|รายการ)", found)[1])
    assert total == found.count("<h2><a")
    for name in ("note", "asset", "book", "comment", "session", "file", "question"):
        own = {row.name for row in world.rows if row.found == name} & reader.allowed
        shown = re.search(rf'value="{name}".*?<span class="number">(\d+)', found, re.DOTALL)
        assert shown is None or int(shown[1]) == len(own), name
    for row in world.rows[ROLES.index(reader.role) % TURNS :: TURNS]:
        reader.look(f"/search/?q={row.word[:-1]}")
        reader.look(f"/search/suggestions/?q={row.word[:-2]}", headers=HX)
    reader.look(f"/search/suggestions/?q={quote(COMMON)}", headers=HX)
    assert reader.leaks == [], (reader.role, reader.leaks)


def lists_of(world):
    place, book = world.place.number, world.book.pk
    people = [f"/p/{handle}/{more}" for handle in ("writer", "member") for more in ("", "circle/")]
    return [
        *("/", "/notes/", "/k/", f"/k/?q={quote(COMMON)}", "/k/export.csv", "/k/export.xlsx"),
        *("/k/reviews/", "/k/coverage/", "/k/sources/", "/k/catalogues/", "/books/"),
        *("/shelf/", "/shelf/sets/", "/shelf/consents/", "/following/", "/messages/", "/notices/"),
        *("/communities/", "/people/", "/cycles/", "/moderation/", "/experts/"),
        *("/notes/atom.xml", f"/books/{book}/atom.xml", f"/c/{place}/atom.xml"),
        *("/p/writer/atom.xml", "/p/member/atom.xml", "/help/glossary/", *people),
        *(f"/c/{place}/{part}/" for part in ("about", "people", "talk", "daily", "settings")),
        *(
            f"/c/{place}/{part}/"
            for part in ("talk/gathered", "daily/queue", "knowledge/compiling")
        ),
        *(f"/comments/knowledge.note/{note.pk}/" for note in world.notes.values()),
        f"/units/{world.writer.postings.get().unit_id}/",
    ]


@pytest.mark.req("I08", part="pages, lists, counts, feeds, exports and files, for each role")
def test_no_page_shows_a_role_what_it_may_not_read(readers):
    for reader in readers:
        pages_show_what_it_may_read(reader)


def pages_show_what_it_may_read(reader):
    world = reader.world
    for row in world.rows:
        if row.url:
            text = reader.look(row.url)
            assert (row.word in text) == (row.name in reader.allowed), (row.name, row.url)
    own = [f"{note.get_absolute_url()}{part}/" for note in world.notes.values() for part in NOTES]
    own += [f"{one.get_absolute_url()}{part}/" for one in world.assets.values() for part in ASSETS]
    turn = ROLES.index(reader.role)
    own = [one for at, one in enumerate(own) if (at + at // 9 + turn) % TURNS == 0]
    for address in dict.fromkeys([*world.addresses, *own, *lists_of(world)]):
        reader.look(address)
    lists_hold_all_that_the_role_may_read(reader)
    feeds_hold_what_is_public_whoever_asks(reader)
    assert reader.leaks == [], (reader.role, reader.leaks)


def lists_hold_all_that_the_role_may_read(reader):
    notes = {row.name for row in reader.world.rows if row.found == "note"}
    assets = {row.name for row in reader.world.rows if row.found == "asset"}
    assert reader.seen(reader.look("/notes/")) & notes == notes & reader.allowed
    assert reader.seen(reader.look("/k/")) & assets == assets & reader.allowed
    if reader.world.reader(reader.role) is not None:
        for kind in ("csv", "xlsx"):
            rows = reader.look(f"/k/export.{kind}")
            assert reader.seen(rows) & assets == assets & reader.allowed, kind


def feeds_hold_what_is_public_whoever_asks(reader):
    public = {"note_public", "tag_public"}
    for address in ("/notes/atom.xml", "/p/writer/atom.xml"):
        assert reader.seen(reader.look(address)) == public, address
    for address in (
        f"/books/{reader.world.book.pk}/atom.xml",
        f"/c/{reader.world.place.number}/atom.xml",
        "/p/foreigner/atom.xml",
    ):
        assert reader.seen(reader.look(address)) == set(), address
