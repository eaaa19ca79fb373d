from __future__ import annotations

from sala.home.timeline import happenings
from sala.journal.actions import record
from tests.factories.meetings import SessionFactory


def test_lines_are_told_with_the_names_of_who_acted(cycle, anong, boon):
    session = SessionFactory(cycle=cycle)
    record("meetings.session_planned", session, place=cycle, by=anong)

    rows = happenings(boon, cycle)

    assert rows[0].sentence == "คุณอนงค์ นัดวง เอกสารที่มักขาด"


def test_who_may_not_see_the_line_reads_nothing(cycle, anong, chai):
    record("meetings.session_planned", SessionFactory(cycle=cycle), place=cycle, by=anong)

    assert happenings(chai, cycle) == []


def test_the_reading_costs_the_same_for_many_lines(
    cycle, anong, boon, django_assert_max_num_queries
):
    for _count in range(12):
        record("meetings.session_planned", SessionFactory(cycle=cycle), place=cycle, by=anong)
    happenings(boon, cycle)

    with django_assert_max_num_queries(3):
        assert len(happenings(boon, cycle)) == 12
