"""Making a book is long work: it shows how far it is, is stopped when asked, and is taken up again
when the process that made it was killed."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils.timezone import now

from sala.core.clock import GIVE_UP, work_on_runs
from sala.core.models import Run
from sala.publishing.actions import building
from sala.publishing.actions.building import ask_for_edition, cancel_edition
from sala.publishing.models import Edition
from tests.publishing.conftest import build

WATCHES = 'hx-trigger="every 2s"'


class Killed(BaseException):
    """As SIGKILL: nothing after it runs."""


def page(client, person, collection, run):
    client.force_login(person)
    return client.get(f"/shelf/sets/{collection.number}/runs/{run.pk}/").content.decode()


@pytest.mark.req("R088", part="progress of a long build")
def test_it_says_how_far_it_is(client, collection, anong, monkeypatch):
    run = ask_for_edition(collection, by=anong)
    assert ask_for_edition(collection, by=anong) == run
    seen = []
    step = building._step

    def watched(row, done, total=None):
        step(row, done, total)
        seen.append(page(client, anong, collection, run))

    monkeypatch.setattr(building, "_step", watched)
    work_on_runs()

    assert [f'<progress max="4" value="{done}"' in text for done, text in enumerate(seen)] == [
        True
    ] * 5
    assert all(WATCHES in text for text in seen)
    after = page(client, anong, collection, run)
    assert WATCHES not in after
    assert f'href="/shelf/{collection.number}/"' in after


def test_who_stops_it_stops_it_and_the_shelf_keeps_what_it_had(client, book, anong, monkeypatch):
    first = book.current
    run = ask_for_edition(book, by=anong)
    step = building._step

    def stopped(row, done, total=None):
        if done == 1:
            client.force_login(anong)
            client.post(f"/shelf/sets/{book.number}/runs/{run.pk}/cancellation/")
        step(row, done, total)

    monkeypatch.setattr(building, "_step", stopped)
    work_on_runs()
    monkeypatch.undo()

    run.refresh_from_db()
    book.refresh_from_db()
    assert (run.done, run.counts, book.current) == (1, {}, first)
    assert "หยุดแล้ว" in page(client, anong, book, run)
    cancel_edition(run, book, by=anong)
    assert work_on_runs() == 0
    assert build(book, by=anong).number == 2


@pytest.mark.parametrize("moment", ["make_epub", "make_pdf", "_keep_chapters"])
def test_a_killed_build_is_taken_up_again_once(client, collection, anong, monkeypatch, moment):
    run = ask_for_edition(collection, by=anong)

    def killed(*things, **more):
        raise Killed

    monkeypatch.setattr(building, moment, killed)
    with pytest.raises(Killed):
        work_on_runs()
    monkeypatch.undo()
    collection.refresh_from_db()
    assert collection.current is None
    assert not Edition.objects.exists()
    assert work_on_runs() == 0, "another clock leaves it alone as long as it may be alive"
    assert WATCHES in page(client, anong, collection, run)

    with time_machine.travel(now() + GIVE_UP + timedelta(seconds=5)):
        assert work_on_runs() == 1
        assert work_on_runs() == 0
    collection.refresh_from_db()
    assert collection.current.number == 1
    assert Edition.objects.count() == 1


def test_a_build_that_fails_says_so(client, collection, anong, monkeypatch):
    run = ask_for_edition(collection, by=anong)

    def broken(book):
        raise ValueError("no paper")

    monkeypatch.setattr(building, "make_pdf", broken)
    work_on_runs()
    assert "จัดทำไม่สำเร็จ" in page(client, anong, collection, run)
    assert not Run.objects.filter(ended_at__isnull=True).exists()
