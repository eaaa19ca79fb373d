from __future__ import annotations

import json

import pytest
from django.utils.translation import override

from sala.core.permissions import Refused
from sala.cycles.actions import close_cycle
from sala.insights.actions import freeze_figures, log_office_look
from sala.insights.models import ClosingBook
from sala.insights.sections import digest
from sala.journal.models import Line
from sala.people.keys import keys_of
from tests.factories.cycles import EnrolmentFactory


def test_closing_keeps_the_figures(finished, anong):
    with override("en"):
        close_cycle(finished, by=anong, words="พบกันปีหน้า")

    book = ClosingBook.objects.get(cycle=finished)
    assert book.is_intact
    assert "พบกันปีหน้า" in json.dumps(book.figures, ensure_ascii=False)
    assert "ผู้เข้าร่วมตามหน่วยงาน" in {row["title"] for row in book.figures}
    assert Line.objects.get(verb="insights.book_frozen").data == {"sha256": book.sha256}


def test_a_refused_closing_keeps_nothing(finished, anong):
    EnrolmentFactory(cycle=finished)
    with pytest.raises(Refused):
        close_cycle(finished, by=anong)
    assert not ClosingBook.objects.exists()


def test_the_book_is_written_once(finished, anong):
    first = freeze_figures(finished, by=anong)
    EnrolmentFactory(cycle=finished)
    again = freeze_figures(finished, by=anong)

    assert again == first
    assert ClosingBook.objects.get().sha256 == first.sha256


def test_a_changed_book_is_noticed(finished, anong):
    book = freeze_figures(finished, by=anong)
    book.figures[1]["rows"][0][1] = "300"
    book.save()
    book.refresh_from_db()

    assert not book.is_intact
    assert digest(book.figures) != book.sha256


@pytest.mark.req("R025", part="looking into the evidence file by office is written down")
def test_an_office_look_is_a_line_the_members_read(cycle, km, boon, anong):
    log_office_look(cycle, "zip", by=km)

    (line,) = Line.objects.filter(verb="insights.looked_by_office")
    assert line.data == {"what": "zip"}
    assert line in Line.objects.visible_to(keys_of(boon))
    with pytest.raises(Refused):
        log_office_look(cycle, "zip", by=anong)
