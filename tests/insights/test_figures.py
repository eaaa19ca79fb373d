from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sala.cycles.actions import close_cycle
from sala.evaluation.models import Attempt
from sala.evaluation.queries.results import test_results as results_of
from sala.insights.queries.figures import figures, lasting_figures
from tests.factories.cycles import EnrolmentFactory
from tests.factories.evaluation import ItemFactory
from tests.factories.meetings import AttendanceFactory, SessionFactory
from tests.insights.conftest import SECRETS


def rows_of(cycle, code, book=None):
    found = {row.code: row for row in figures(cycle, book)}
    return [[cell.text for cell in row] for row in found[code].rows]


def test_the_closing_book_says_who_came_what_was_held_learned_and_used(finished):
    assert rows_of(finished, "book.people") == [
        ["กองคลัง", "3"],
        ["ที่ว่าการอำเภอดงตะวัน", "1"],
        ["สำนักงานเลขานุการกรม", "1"],
        ["รวม", "5"],
    ]
    assert [row[1] for row in rows_of(finished, "book.sessions")] == ["2", "2", "100.00", "2", "9"]
    assert rows_of(finished, "book.use")[2][:3] == ["นำไปใช้แล้ว", "75.00 %", "4"]
    assert rows_of(finished, "book.obstacles") == [["ขาดอุปกรณ์หรือระบบ", "1"]]
    assert rows_of(finished, "book.measures")[0][:5] == ["นาที", "3", "90.00", "60.00", "−33.33 %"]
    assert rows_of(finished, "book.next") == [["1", "เริ่มวงด้วยงานจริงเสมอ"]]


def test_gain_carries_its_formula_and_n(finished):
    rows = rows_of(finished, "book.learning")
    (result,) = results_of(finished)

    assert [row[1] for row in rows] == ["50.00", "78.74", "28.74", "0.57"]
    assert {row[2] for row in rows} == {"5"}
    assert rows[3][3] == result.paired.class_gain.formula


def test_each_row_names_its_test_when_there_are_several(finished):
    item = ItemFactory(instrument__cycle=finished, instrument__title="แบบทดสอบที่สอง")
    enrolment = finished.enrolments.first()
    Attempt.objects.create(instrument=item.instrument, enrolment=enrolment, phase="after", score=1)
    rows = rows_of(finished, "book.learning")

    assert rows[0][0] == "แบบทดสอบเรื่องเอกสารตรวจรับ"
    assert rows[-1][:4] == ["แบบทดสอบที่สอง", "ทำทั้งก่อนและหลัง", "จะแสดงเมื่อครบ 3 คน", "0"]


def test_the_excuse_stands_beside_the_hundred_per_cent(finished):
    assert rows_of(finished, "book.completeness") == [
        ["ประเมินผลการเรียนรู้", "5", "5", "100.00", "0"],
        ["ติดตามการนำไปใช้", "5", "5", "100.00", "1"],
    ]
    expected = [["การติดตามการนำไปใช้", "เจ็บป่วย", "1"]]
    assert rows_of(finished, "book.excuses") == expected
    assert rows_of(finished, "evaluation.excuses") == expected


@pytest.mark.req("R152", part="the evidence file counts activities held, not opinions")
def test_an_opinion_is_not_a_session_held(finished):
    SessionFactory(cycle=finished, nature="opinion", held_at=finished.created_at)
    by_name = {row[0]: row[1] for row in rows_of(finished, "book.sessions")}
    assert by_name["จัดแล้ว"] == "2"


def test_a_group_too_small_shows_no_figure(cycle, participant):
    assert rows_of(cycle, "book.learning") == []
    (words,) = {row.words for row in figures(cycle, None) if row.code == "book.obstacles"}
    assert words == "จะแสดงเมื่อครบ 3 คน"
    assert rows_of(cycle, "book.use")[2] == ["นำไปใช้แล้ว", "จะแสดงเมื่อครบ 3 คน", "0", ""]


def test_what_lasts_names_nobody(finished, boon):
    text = str(lasting_figures(finished))

    assert "กองคลัง" in text
    for name in {boon.family_name, "ใจดี", "ศรีวารี", *SECRETS.values()}:
        assert name not in text


@pytest.mark.req("I08", part="answers of people are in no evidence file")
def test_no_answer_of_a_person_is_among_the_figures(finished, boon):
    text = str(figures(finished, None))

    assert boon.official_name in text
    for secret in SECRETS.values():
        assert secret not in text


def test_every_table_has_cells_for_its_headers(finished):
    for section in figures(finished, None):
        assert {len(row) for row in section.rows} <= {len(section.headers)}, section.code


def test_the_same_queries_for_five_people_and_fifty(finished):
    counts = []
    for _again in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            figures(finished, None)
        counts.append(len(asked))
        for enrolment in EnrolmentFactory.create_batch(45, cycle=finished):
            AttendanceFactory(session=finished.sessions.first(), person=enrolment.person)
        SessionFactory.create_batch(3, cycle=finished)
    assert counts[0] == counts[1]


def test_a_frozen_figure_does_not_move(finished, anong):
    close_cycle(finished, by=anong)
    finished.refresh_from_db()
    before = rows_of(finished, "book.people", finished.closing_book)
    EnrolmentFactory(cycle=finished, unit_name="กองช่าง")

    assert rows_of(finished, "book.people", finished.closing_book) == before
    assert ["กองช่าง", "1"] in rows_of(finished, "book.people")
