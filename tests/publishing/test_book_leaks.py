"""Books, their files, the shelf and its lists show a reader nothing that is closed to that reader,
whatever became of the chapters."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.test import Client
from django.utils.timezone import now
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sala.knowledge.models import Asset, Note
from sala.people.keys import keys_of
from sala.people.models import Person
from sala.publishing.models import Collection
from sala.search.rebuilding import mend
from tests.factories.assets import AssetFactory
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.notes import BookFactory, NoteFactory
from tests.factories.people import AgencyFactory, OfficeFactory, PersonFactory
from tests.factories.publishing import CollectionFactory, shelve
from tests.publishing.canaries import word
from tests.publishing.checking import pdf_words, read
from tests.publishing.conftest import begun, build, take

pytestmark = pytest.mark.req("I08", part="books, their files and the shelf")


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist()).decode(
            "utf-8", "replace"
        )


def test_files_name_neither_a_hidden_group_nor_a_hidden_notebook(community, boon, anong, tmp_path):
    """A public book, made in a closed community of a public note from its closed notebook."""
    community.name = f"กลุ่ม {word('community')}"
    community.save()
    notebook = BookFactory(
        community=community, owner=None, made_by=boon, name=f"สมุด {word('book')}", reach="community"
    )
    note = NoteFactory(book=notebook, author=boon, reach="public", title=word("note"))
    later = word("later")
    collection = begun(anong, community, reach="public", title=word("title"))
    take(collection, note, by=anong)
    Note.objects.filter(pk=note.pk).update(body=f"<p>{later}</p>", body_text=later)
    edition = build(collection, by=anong)
    asset = AssetFactory(community=community, made_by=boon, opens_to="public")
    asset.manuscript.body = f"<p>{word('manuscript')}</p>"
    asset.manuscript.save()
    take(collection, asset, by=anong)
    edition = build(collection, by=anong)
    mend()

    pages = [unpacked(read(edition.epub)), pdf_words(read(edition.pdf), tmp_path)]
    pages += [
        Client().get(address).content.decode()
        for address in (collection.get_absolute_url(), "/shelf/", f"/search/?q={word('title')}")
    ]
    for text in pages:
        assert word("title") in text
        for name in ("community", "book", "manuscript"):
            assert word(name) not in text, name


AUDIENCES = ("public", "agency", "community", "me")
STATES = ("live", "removed", "draft")
KINDS = ("note", "asset")
ROLES = ("stranger", "outsider", "foreigner", "member", "km_team", "writer")
CHAPTERS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.sampled_from(AUDIENCES), st.sampled_from(STATES)),
    min_size=1,
    max_size=3,
)
BOOKS = st.lists(
    st.tuples(
        st.sampled_from(("public", "agency", "community")),
        st.booleans(),  # taken off the shelf
        CHAPTERS,
    ),
    min_size=1,
    max_size=3,
)


class OpenBooksTest(TestCase):
    """Any books of any chapters, each changed afterwards in any way: a book is on the shelf, in
    its series, in search, and its files open, for exactly whom the book and every chapter of it
    are open to. What is expected is counted here by hand."""

    def setUp(self):
        agency, other = AgencyFactory(), AgencyFactory()
        self.people = {name: PersonFactory(agency=agency) for name in ROLES[1:]}
        self.people["foreigner"] = PersonFactory(agency=other)
        OfficeFactory(person=self.people["km_team"])
        self.place = CommunityFactory(agency=agency, founded_by=self.people["writer"])
        for name in ("member", "writer"):
            MembershipFactory(community=self.place, person=self.people[name])
        self.notebook = BookFactory(
            community=self.place, owner=None, made_by=self.people["writer"], reach="community"
        )
        self.reading = {
            "public": set(ROLES),
            "agency": {"outsider", "member", "km_team", "writer"},
            "community": {"member", "writer"},
            "me": {"writer"},
        }

    @settings(max_examples=50)
    @given(BOOKS)
    def test_a_book_is_seen_by_whom_all_of_it_is_open_to(self, books):
        expected = {}
        for number, (audience, is_off, chapters) in enumerate(books):
            title = f"{word(f'book{number}')} {number}"
            things = [self._thing(kind) for kind, _audience, _state in chapters]
            book = CollectionFactory(
                community=self.place, audience=self._key(audience), title=title, series="ชุดเดียว"
            )
            shelve(book, *things)
            seen = set() if is_off else set(self.reading[audience])
            for thing, (_kind, reach, state) in zip(things, chapters, strict=True):
                self._change(thing, reach, state)
                seen &= self.reading[reach] if state == "live" else set()
            if is_off:
                Collection.objects.filter(pk=book.pk).update(withdrawn_at=now())
            expected[book.pk] = (book, seen)
        mend()
        for role in ROLES:
            self._sees_just(role, [book for book, seen in expected.values() if role in seen],
                            [book for book, _seen in expected.values()])  # fmt: skip

    def _key(self, audience):
        own = {"public": "public", "agency": f"agency:{self.place.agency_id}"}
        return own.get(audience, self.place.key)

    def _thing(self, kind):
        writer = self.people["writer"]
        if kind == "note":
            return NoteFactory(book=self.notebook, author=writer, reach="public")
        return AssetFactory(community=self.place, made_by=writer, opens_to="public")

    def _change(self, thing, reach, state):
        """As its owner may do at any moment after the book was made."""
        key = self._key(reach) if reach != "me" else f"person:{self.people['writer'].pk}"
        if isinstance(thing, Asset):
            values = {"audience": key}
            if state != "live":
                values["state"] = "withdrawn"
            Asset.objects.filter(pk=thing.pk).update(**values)
            return
        values = {"audience": key}
        if state == "removed":
            values["removed_at"] = now()
        if state == "draft":
            values |= {"published_at": None, "audience": f"person:{thing.author_id}"}
        Note.objects.filter(pk=thing.pk).update(**values)

    def _sees_just(self, role, shown, books):
        client, person = Client(), self.people.get(role)
        if person is not None:
            client.force_login(person)
            person = Person.objects.get(pk=person.pk)
        shelf = client.get("/shelf/").content.decode()
        found = client.get("/search/?q=" + word("book0")).content.decode()
        assert set(Collection.objects.visible_to(keys_of(person))) == set(shown), role
        for book in books:
            is_shown = book in shown
            assert (book.title in shelf) == is_shown, (role, book.title)
            for name in ("", "cover.png", "1/book.epub", "1/book.pdf"):
                answer = client.get(f"{book.get_absolute_url()}{name}")
                assert answer.status_code == (200 if is_shown else 404), (role, name)
                assert bool(answer.getvalue())
            assert is_shown or book.get_absolute_url() not in found, role
        counted = re.search(r'ชุดเดียว <span class="number">(\d+)', shelf)
        if shown:
            assert int(counted[1]) == len(shown), role
        else:
            assert counted is None, role
