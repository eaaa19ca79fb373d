from __future__ import annotations

import pytest

from sala.core.clock import work_on_runs
from sala.publishing.actions.building import ask_for_edition
from sala.publishing.actions.collections import CollectionText, add_chapter, begin_collection
from tests.factories.assets import AssetFactory
from tests.factories.notes import BookFactory, NoteFactory


def note_in(community, author, *, reach="community", title="ตรวจรับอย่างไรให้จบในห้าวัน", **values):
    book = BookFactory(community=community, owner=None, made_by=author, name="สมุดของกลุ่ม")
    return NoteFactory(book=book, author=author, reach=reach, title=title, **values)


def begun(by, community=None, *, reach="community", title="สามเรื่องที่คนใหม่ควรอ่าน", **values):
    return begin_collection(CollectionText(title, reach, **values), by=by, community=community)


def take(collection, *things, by):
    return [add_chapter(collection, one._meta.label_lower, one.pk, by=by) for one in things]


def build(collection, *, by):
    """As the clock does it; gives the edition."""
    run = ask_for_edition(collection, by=by)
    assert work_on_runs() == 1
    run.refresh_from_db()
    collection.refresh_from_db()
    assert run.counts.get("edition"), (run.counts, run.refused)
    return collection.current


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def note(community, boon):
    return note_in(community, boon)


@pytest.fixture
def asset(community, boon):
    return AssetFactory(community=community, made_by=boon)


@pytest.fixture
def collection(community, anong, note, asset):
    """A set of the community with two chapters, not built yet."""
    made = begun(anong, community)
    take(made, note, asset, by=anong)
    return made


@pytest.fixture
def book(collection, anong):
    """The same on the shelf."""
    build(collection, by=anong)
    return collection
