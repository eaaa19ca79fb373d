from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.timezone import now

from sala.search import rebuilding
from sala.search.actions import index, keep_missed, settle
from sala.search.analysis import Analyser, current
from sala.search.backends import backend
from sala.search.models import Document, Entry, IndexState, MissedQuery, Tally
from sala.search.queries import missed_queries, search
from sala.search.rebuilding import check, mend, needs_rebuild, rebuild
from sala.search.state import ANALYSERS, state
from tests.search.conftest import ids, put, thing


@pytest.fixture
def documents():
    put(*(thing(n, "บันทึกการประชุมเรื่องน้ำท่วม") for n in range(5)))


def test_rebuild_goes_to_the_other_slot_and_tells_its_progress(documents):
    told = []

    assert rebuild(lambda done, count: told.append((done, count))) == 5

    assert told[-1] == (5, 5)
    assert state().active == 1
    assert len(ids("น้ำท่วม")) == 5
    assert backend().ids(0) == set()
    assert not Entry.objects.filter(slot=0).exists()
    assert check().is_sound


def test_old_index_answers_while_the_new_one_is_built(documents, monkeypatch):
    monkeypatch.setattr(rebuilding, "CHUNK", 2)
    seen = []

    rebuild(lambda done, count: seen.append(len(ids("น้ำท่วม"))))

    assert set(seen) == {5}


def test_what_changes_during_a_rebuild_is_in_the_new_index(documents, monkeypatch):
    monkeypatch.setattr(rebuilding, "CHUNK", 2)

    def change(done, count):
        index([thing(0, "ระเบียบงานพัสดุ"), thing(9, "ระเบียบงานสารบรรณ")])

    rebuild(change)

    assert set(ids("ระเบียบ")) == {"9", "0"}
    assert len(ids("น้ำท่วม")) == 4


def test_broken_off_rebuild_goes_on_where_it_stood(documents, monkeypatch):
    monkeypatch.setattr(rebuilding, "CHUNK", 2)

    def fail(done, count):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(fail)
    assert (state().done_count, len(ids("น้ำท่วม"))) == (2, 5)
    told = []
    rebuild(lambda done, count: told.append(done))

    assert told[0] == 4
    assert check().is_sound


def test_another_analyser_asks_for_a_rebuild_and_old_index_keeps_its_own(documents, monkeypatch):
    letters = Analyser("letters", "1", list)
    monkeypatch.setitem(ANALYSERS, letters.label, letters)
    IndexState.objects.update(analyser=letters.label)

    assert needs_rebuild()
    assert not check().is_current
    put(thing(8, "น้ำท่วมซ้ำซาก"))
    assert "8" in ids("น้ำท่วม")
    rebuild()

    assert state().analyser == current().label
    assert check().is_sound


def test_check_finds_and_mend_repairs_what_is_behind(documents):
    document = Document.objects.order_by("pk").first()
    Document.objects.filter(pk=document.pk).update(
        text="ระเบียบงานพัสดุ", changed_at=now() + timedelta(seconds=1)
    )
    Entry.objects.filter(document__object_id="3").delete()

    assert (check().behind, check().surplus) == (2, 1)
    assert mend() == 2

    assert check().behind == 0
    assert ids("พัสดุ") == ["0"]


def test_terms_wait_for_the_commit_and_are_counted_once(documents):
    index([thing(7, "น้ำท่วม")])
    assert Tally.objects.count() == 1

    assert settle() == 1
    assert settle() == 0


def test_command_prints_json_and_fails_when_something_is_wrong(documents):
    out = StringIO()
    call_command("search", "check", "--json", stdout=out)
    assert json.loads(out.getvalue())["is_sound"]
    Entry.objects.all().delete()
    with pytest.raises(SystemExit):
        call_command("search", "check", "--json", stdout=StringIO())


def test_missed_searches_are_kept_without_a_person(documents):
    assert search("ไม่มีในคลัง xyzzy", keys={"public"}).is_missed
    for query in ["XYZZY ", "xyzzy", "อื่น"]:
        keep_missed(query)

    assert [(row.text, row.count) for row in missed_queries()] == [("xyzzy", 2), ("อื่น", 1)]
    fields = {field.name for field in MissedQuery._meta.get_fields()}
    assert fields == {"id", "agency", "text", "count", "first_on", "last_on"}
