from __future__ import annotations

import pytest
from django.urls import reverse

from sala.evaluation.actions.attempts import judge
from sala.evaluation.queries.rubrics import rubric_results
from tests.factories.cycles import EnrolmentFactory
from tests.factories.evaluation import InstrumentFactory, ItemFactory

FIVE = [{"level": level, "text": f"ระดับ {level}"} for level in range(1, 6)]


@pytest.fixture
def rubric(cycle):
    made = InstrumentFactory(cycle=cycle, rubric=True)
    ItemFactory(instrument=made, kind="rubric", text="เอกสารครบ", choices=FIVE)
    ItemFactory(instrument=made, kind="rubric", text="บันทึกให้อ่านเข้าใจ", choices=FIVE[:4])
    return made


def judged(cycle, rubric, anong, count):
    first, second = rubric.items.all()
    for enrolment in EnrolmentFactory.create_batch(count, cycle=cycle):
        judge(rubric, enrolment, {str(first.pk): "5", str(second.pk): "2"}, "", by=anong)


@pytest.mark.req("R075", part="observation by a rubric: mean, S.D., level word")
def test_the_weakest_row_stands_first_and_five_levels_have_a_word(cycle, rubric, anong, client):
    judged(cycle, rubric, anong, 3)
    (result,) = rubric_results(cycle)
    assert [(row.item.text, row.described.mean.value, row.word) for row in result.rows] == [
        ("บันทึกให้อ่านเข้าใจ", 2, ""),
        ("เอกสารครบ", 5, "มากที่สุด"),
    ]
    client.force_login(anong)
    page = client.get(reverse("evaluation:results", args=[cycle.number])).content.decode()
    assert "มากที่สุด" in page


def test_two_people_are_no_group(cycle, rubric, anong):
    judged(cycle, rubric, anong, 2)
    (result,) = rubric_results(cycle)
    assert (result.people, result.rows) == (2, [])
