"""Readers are counted beside the request, once in half an hour, never the writers, no machine."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils.html import strip_tags
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from sala.knowledge import reads as reads_module
from sala.knowledge.actions.notes import NoteText, write_note
from sala.knowledge.actions.owners import add_owner
from sala.knowledge.actions.reads import count, count_reads, forget_readers
from sala.knowledge.models import Read, SiteDay, SiteVisitor
from sala.knowledge.queries.reads import readers_by_unit, site_visits
from sala.knowledge.reads import AGAIN_AFTER, Seen, counted, folder, reader_of_person
from tests.factories.assets import AssetFactory
from tests.factories.notes import NoteFactory
from tests.factories.people import PersonFactory, PostingFactory, UnitFactory

BROWSER = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36"
START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_waits():
    for path in folder().glob("*"):
        path.unlink()
    reads_module._written_visits.clear()


@pytest.fixture
def note(boon):
    return NoteFactory(book__owner=boon)


def visit(note, person=None, agent=BROWSER, times=1, **headers):
    client = Client(headers={"user-agent": agent, **headers})
    if person is not None:
        client.force_login(person)
    for _time in range(times):
        response = client.get(note.get_absolute_url())
    return response


def reads(note) -> int:
    count_reads()
    note.refresh_from_db()
    return note.read_count


@pytest.mark.req("R103")
def test_the_author_reloads_ten_times_and_nothing_is_counted(note, boon):
    visit(note, boon, times=10)

    assert reads(note) == 0


@pytest.mark.req("R103")
def test_somebody_else_twice_in_five_minutes_is_one(note, chai):
    with time_machine.travel(START, tick=False):
        visit(note, chai)
    with time_machine.travel(START + timedelta(minutes=5), tick=False):
        visit(note, chai)
        assert reads(note) == 1
    with time_machine.travel(START + timedelta(minutes=40), tick=False):
        visit(note, chai)
        assert reads(note) == 2


@pytest.mark.req("R103")
def test_a_co_writer_is_no_reader(note, boon, chai):
    add_owner(note, chai, by=boon)
    visit(note, chai)

    assert reads(note) == 0


@pytest.mark.req("R103")
@pytest.mark.parametrize(
    "agent",
    ["Googlebot/2.1", "curl/8.5", "python-requests/2.32", "facebookexternalhit/1.1", "", "bingbot"],
)
def test_machines_are_no_readers(agent, agency):
    note = NoteFactory(book__reach="public")
    visit(note, agent=agent)

    assert reads(note) == 0


def test_a_page_fetched_before_anybody_asked_is_not_read(note, chai):
    visit(note, chai, sec_purpose="prefetch")

    assert reads(note) == 0


def test_a_visitor_counts_and_leaves_no_address(agency):
    note = NoteFactory(book__reach="public")
    visit(note)
    waiting = "".join(path.read_text() for path in folder().glob("*.lines"))

    assert reads(note) == 1
    assert "127.0.0.1" not in waiting
    assert "Android" not in waiting


def test_what_may_not_be_read_is_not_counted(note, duangjai):
    assert visit(note, duangjai).status_code == 404
    assert reads(note) == 0


def test_no_row_says_who_read_what(note, chai):
    visit(note, chai)
    count_reads()

    row = Read.objects.get()
    assert row.reader == reader_of_person(chai.pk)
    assert str(chai.pk) != row.reader
    assert {field.name for field in Read._meta.fields} == {
        *("id", "label", "object_id", "reader", "unit", "last_at"),
    }


@pytest.mark.req("R103", part="items of the register")
@pytest.mark.req("I10", part="items of the register")
def test_an_item_is_read_by_others_alone_and_the_register_knows_the_most_read(
    community, boon, anong, chai
):
    asset = AssetFactory(community=community, made_by=boon, opens_to="public", title="อ่านกันมาก")
    other = AssetFactory(community=community, made_by=boon, title="ใหม่กว่า")
    asset.credits.create(person=chai, part="author")
    with time_machine.travel(START, tick=False):
        visit(asset, boon, times=10)
        visit(asset, chai)
        visit(asset, anong, agent="Googlebot/2.1")
        assert reads(asset) == 0
        visit(asset, anong)
    with time_machine.travel(START + timedelta(minutes=5), tick=False):
        visit(asset, anong)
        assert reads(asset) == 1
    with time_machine.travel(START + timedelta(minutes=36), tick=False):
        visit(asset, anong)
        visit(asset)
        assert reads(asset) == 3

    client = Client(headers={"user-agent": BROWSER})
    client.force_login(anong)
    assert "จำนวนที่อ่าน 3" in strip_tags(client.get(f"/k/{asset.code}/").content.decode())
    newest, most_read = (client.get(f"/k/{query}").content.decode() for query in ("", "?sort=read"))
    assert newest.index(other.title) < newest.index(asset.title)
    assert most_read.index(asset.title) < most_read.index(other.title)
    assert '<option value="read" selected>' in most_read
    odd = client.get("/k/?sort=title;drop").content.decode()
    assert odd.index(other.title) < odd.index(asset.title)
    file = client.get("/k/export.csv?sort=read").content.decode("utf-8-sig").splitlines()
    assert asset.title in file[1]


@pytest.mark.req("R103")
@pytest.mark.parametrize(("readers", "units"), [(4, []), (5, [("กองคลัง", 5)])])
def test_a_unit_is_named_from_five_readers_on(readers, units, note, agency):
    unit = UnitFactory(agency=agency, parent=agency, name="กองคลัง")
    for _one in range(readers):
        person = PersonFactory(agency=agency)
        PostingFactory(person=person, unit=unit)
        visit(note, person)
    count_reads()

    assert [tuple(row) for row in readers_by_unit(note)] == units


def test_a_file_is_counted_once_and_a_torn_line_is_left_out(note, chai):
    visit(note, chai)
    file = next(folder().glob("*.lines"))
    file.write_text(file.read_text() + '["knowledge.note", 1')

    assert reads(note) == 1
    assert reads(note) == 1
    assert list(folder().glob("*")) == []


def test_a_file_left_by_a_killed_clock_is_taken_up_again(note, chai):
    visit(note, chai)
    file = next(folder().glob("*.lines"))
    file.rename(file.with_suffix(".1.taken"))

    assert reads(note) == 1


def test_lines_of_things_that_are_no_more_harm_nothing(db):
    folder().mkdir(parents=True, exist_ok=True)
    lines = [
        ["knowledge.note", 999999, "a", None, 1.0],
        ["no.such", 1, "a", None, 1.0],
        ["people.unit", 1, "a", None, 1.0],
    ]
    (folder() / "9.lines").write_text("\n".join(json.dumps(line) for line in lines))

    assert count_reads() == 3
    assert not Read.objects.exists()


SECONDS = st.integers(min_value=0, max_value=4 * 3600)
READINGS = st.lists(st.tuples(st.sampled_from("abcw"), SECONDS), max_size=30)


@pytest.mark.req("I10")
@given(READINGS)
def test_every_counted_reading_stands_half_an_hour_from_the_one_before(readings):
    """The count of the whole heap is that of readers apart; writers add nothing."""
    heap = [Seen("x", 1, who, None, START.timestamp() + at) for who, at in readings]

    found = counted(heap, {}, {"w"})

    expected = 0
    for who in "abc":
        times = sorted(at for one, at in readings if one == who)
        gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
        expected += bool(times) + sum(gap >= AGAIN_AFTER.total_seconds() for gap in gaps)
    assert found.more == expected
    assert "w" not in found.last


@pytest.mark.req("I10")
@given(READINGS, st.integers(min_value=0, max_value=30))
def test_counting_in_two_heaps_is_counting_in_one(readings, cut):
    ordered = sorted(readings, key=lambda one: one[1])
    heap = [Seen("x", 1, who, None, START.timestamp() + at) for who, at in ordered]

    whole = counted(heap, {}, {"w"})
    first = counted(heap[:cut], {}, {"w"})
    second = counted(heap[cut:], first.last, {"w"})

    assert first.more + second.more == whole.more
    assert second.last == whole.last


@pytest.mark.req("R104", part="the counting")
def test_two_visits_of_one_session_are_one(db):
    folder().mkdir(parents=True, exist_ok=True)
    at = datetime.now(tz=UTC).timestamp()
    count([Seen("", 0, "v1", None, at), Seen("", 0, "v1", None, at + 60)])
    count([Seen("", 0, "v1", None, at + 120), Seen("", 0, "v2", None, at + 120)])

    assert tuple(site_visits()) == (2, 2)


@pytest.mark.req("R104")
def test_a_browser_that_comes_twice_is_one_visit(db):
    client = Client(headers={"user-agent": BROWSER})
    client.get("/")
    client.get("/notes/")
    count_reads()

    assert tuple(site_visits()) == (1, 1)
    Client(headers={"user-agent": BROWSER + " other"}).get("/notes/")
    count_reads()
    assert tuple(site_visits()) == (2, 2)


def test_visitors_of_past_days_are_forgotten_and_the_sum_stays(db):
    old = localdate() - timedelta(days=3)
    SiteVisitor.objects.create(day=old, visitor="v")
    SiteDay.objects.create(day=old, visits=7)

    forget_readers()

    assert not SiteVisitor.objects.exists()
    assert tuple(site_visits()) == (7, 0)


def test_a_get_of_a_note_writes_no_row(note, chai, django_assert_num_queries):
    client = Client(headers={"user-agent": BROWSER})
    client.force_login(chai)
    client.get(note.get_absolute_url())

    assert not Read.objects.exists()
    assert write_note(note.book, NoteText("ก", "<p>ข</p>"), by=note.author).read_count == 0
