from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from sala.evaluation.models import Attempt
from sala.evaluation.queries.results import test_results as results_of
from sala.evaluation.queries.results import use_result
from sala.evaluation.scoring import score
from tests.factories.cycles import EnrolmentFactory
from tests.factories.evaluation import FollowUpFactory, InstrumentFactory, ItemFactory


@pytest.fixture
def instrument(cycle):
    made = InstrumentFactory(cycle=cycle, learned=True)
    for number in range(4):
        ItemFactory(instrument=made, text=f"เรื่องที่ {number}")
    return made


def answer(instrument, enrolment, phase, right):
    """Answers of which those at the places in `right` are right."""
    items = list(instrument.items.all())
    answers = {str(item.pk): "1" if n in right else "0" for n, item in enumerate(items)}
    points, total = score(items, answers)
    Attempt.objects.create(
        instrument=instrument,
        enrolment=enrolment,
        phase=phase,
        answers=answers,
        points=points,
        score=total,
        max_score=len(items),
    )


@pytest.fixture
def taken(cycle, instrument):
    """Five took both, a sixth only the test before; item 3 nobody, item 2 one got right."""
    people = EnrolmentFactory.create_batch(6, cycle=cycle)
    for place, enrolment in enumerate(people):
        answer(instrument, enrolment, "before", {0} if place < 3 else set())
    for place, enrolment in enumerate(people[:5]):
        answer(instrument, enrolment, "after", {0, 1, 2} if place == 0 else {0, 1})
    return people


@pytest.mark.req("R075", part="paired statistics on who took both")
def test_only_who_took_both_enters(cycle, taken):
    (result,) = results_of(cycle)
    paired = result.paired
    assert (paired.n, paired.unpaired) == (5, 1)
    assert paired.mean_before.value == Decimal("0.6")
    assert paired.mean_after.value == Decimal("2.2")
    assert all(figure.n and figure.formula for figure in paired.figures)


@pytest.mark.req("R076")
def test_the_weakest_three_items_are_named(cycle, taken):
    (result,) = results_of(cycle)
    assert [weak.item.text for weak in result.weakest][:2] == ["เรื่องที่ 3", "เรื่องที่ 2"]
    assert len(result.weakest) == 3


def test_the_chart_says_its_finding(cycle, taken):
    (result,) = results_of(cycle)
    whole = result.rows[0]
    assert (whole.before, whole.after, whole.word) == (15.0, 55.0, "เพิ่ม 40")
    assert "1.60" in result.finding


@pytest.mark.req("R123", part="figures of a small group are hidden")
def test_two_people_are_no_group(cycle, instrument, participant):
    for enrolment in (participant, EnrolmentFactory(cycle=cycle)):
        for phase in ("before", "after"):
            answer(instrument, enrolment, phase, {0, 1, 2})
    (result,) = results_of(cycle)
    assert (result.paired_count, result.paired, result.rows, result.weakest) == (2, None, [], [])


def test_the_page_shows_formula_and_n(client, cycle, taken, anong):
    client.force_login(anong)
    page = client.get(reverse("evaluation:results", args=[cycle.number])).content.decode()
    for words in ("n − 1", "df = 4", "เรื่องที่ 3", "<svg", "ดูเป็นตาราง"):
        assert words in page


@pytest.mark.req("R078")
def test_minutes_and_baht_are_never_added(cycle):
    for unit in ("นาที", "นาที", "นาที", "บาท"):
        FollowUpFactory(
            enrolment__cycle=cycle,
            answered=True,
            measure_before=30,
            measure_after=20,
            measure_unit=unit,
        )
    result = use_result(cycle)
    (minutes,) = result.totals
    assert (minutes.unit, minutes.n, minutes.before.value) == ("นาที", 3, 90)
    assert minutes.change.shown.lstrip("−-") == "33.33"
    assert result.hidden_units == 1, "one person's baht would tell who"


def test_the_latest_round_of_each_person_counts(cycle):
    people = EnrolmentFactory.create_batch(3, cycle=cycle)
    for enrolment in people:
        no = {"is_used": False, "obstacle_kind": "time"}
        FollowUpFactory(enrolment=enrolment, days=30, answered=True, **no)
        FollowUpFactory(enrolment=enrolment, days=90, answered=True)
    result = use_result(cycle)
    assert (result.answered, result.used.value, result.obstacles) == (3, Decimal(100), [])
