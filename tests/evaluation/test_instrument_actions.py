from __future__ import annotations

import pytest

from sala.core.drafts import draft_of, keep_draft
from sala.core.permissions import Refused
from sala.evaluation.actions.attempts import draft_key, judge, take_test, type_in_test
from sala.evaluation.actions.instruments import (
    ItemText,
    add_item,
    make_instrument,
    open_phase,
    remove_item,
    withdraw_instrument,
)
from sala.evaluation.item_lines import parse_lines
from sala.evaluation.models import Attempt, LearningEvaluation
from sala.journal.models import Line
from sala.notices.models import Notice
from tests.factories.cycles import EnrolmentFactory
from tests.factories.evaluation import InstrumentFactory, ItemFactory

SINGLE = ItemText("single", "ใบส่งของไม่ลงวันที่", 1, parse_lines("single", "ลงเอง\n* ส่งกลับ"))


@pytest.fixture
def test_(cycle):
    """A test of two items, open before learning. The second choice is right."""
    made = InstrumentFactory(cycle=cycle)
    ItemFactory.create_batch(2, instrument=made)
    return made


def right(instrument, count=2):
    items = list(instrument.items.all())
    return {str(item.pk): "1" if n < count else "0" for n, item in enumerate(items)}


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.decision


def test_a_test_is_made_filled_and_opened(cycle, participant, anong, boon):
    made = make_instrument(cycle, "test", "แบบทดสอบ", guide="", pass_percent=60, by=anong)
    add_item(made, SINGLE, by=anong)
    second = add_item(made, SINGLE, by=anong)
    assert second.position == 2

    opened = open_phase(made, "before", by=anong)
    assert opened.is_open("before")
    assert Notice.objects.get().person == boon


def test_an_empty_test_does_not_open(cycle, anong):
    made = InstrumentFactory(cycle=cycle, opens_before_at=None)
    assert refusal(lambda: open_phase(made, "before", by=anong)).code == "state.no_items"


def test_removing_an_item_closes_the_gap(test_, anong):
    first, second = test_.items.all()
    remove_item(first, by=anong)
    second.refresh_from_db()
    assert second.position == first.position


def test_before_closes_when_after_opens(test_, participant, anong, boon):
    open_phase(test_, "after", by=anong)
    late = refusal(lambda: take_test(test_, participant, "before", right(test_), by=boon))
    assert late.code == "state.phase_closed"


def test_items_stand_still_once_answered(test_, participant, anong, boon):
    take_test(test_, participant, "before", right(test_), by=boon)
    assert refusal(lambda: add_item(test_, SINGLE, by=anong)).code == "state.answered"


def test_a_test_is_taken_once_in_each_phase(test_, participant, boon):
    attempt = take_test(test_, participant, "before", right(test_, 1), by=boon)
    assert (attempt.score, attempt.max_score) == (1, 2)

    again = refusal(lambda: take_test(test_, participant, "before", right(test_), by=boon))
    assert again.code == "state.taken"


@pytest.mark.req("R075", part="pre/post test evaluates")
def test_the_test_after_learning_evaluates(test_, participant, anong, boon):
    take_test(test_, participant, "before", right(test_, 0), by=boon)
    assert not LearningEvaluation.objects.exists()

    open_phase(test_, "after", by=anong)
    take_test(test_, participant, "after", right(test_, 2), by=boon)
    made = LearningEvaluation.objects.get()
    assert (made.method, made.score, made.has_passed) == ("test", 2, True)
    assert made.evaluated_by is None


def test_the_pass_mark_is_the_tests_own(test_, participant, anong, boon):
    open_phase(test_, "after", by=anong)
    take_test(test_, participant, "after", right(test_, 1), by=boon)
    assert LearningEvaluation.objects.get().has_passed is False


def test_answers_to_what_is_not_asked_are_dropped(test_, participant, boon):
    foreign = ItemFactory()
    take_test(test_, participant, "before", {str(foreign.pk): "1"}, by=boon)
    assert Attempt.objects.get().answers == {}


def test_nobody_takes_the_test_of_another(test_, participant, anong):
    taken = refusal(lambda: take_test(test_, participant, "before", {}, by=anong))
    assert taken.code == "right.own"


def test_a_test_serves_its_own_cycle_only(test_, boon):
    elsewhere = EnrolmentFactory(person=boon)
    with pytest.raises(ValueError, match="own cycle"):
        take_test(test_, elsewhere, "before", {}, by=boon)


def test_taking_drops_the_draft_and_journals_no_score(test_, participant, boon):
    keep_draft(boon.pk, draft_key(test_.pk, "before"), {"1": "1"})
    take_test(test_, participant, "before", right(test_), by=boon)
    line = Line.objects.get(verb="evaluation.test_taken")

    assert draft_of(boon.pk, draft_key(test_.pk, "before")) is None
    assert (line.audience, line.data) == (f"person:{boon.pk}", {"phase": "before"})


@pytest.mark.req("R127", part="type in a paper test")
def test_the_recorder_types_in_a_paper_test_even_late(test_, participant, anong, likhit):
    open_phase(test_, "after", by=anong)
    attempt = type_in_test(test_, participant, "before", right(test_), by=likhit)
    assert (attempt.via, attempt.entered_by) == ("paper", likhit)
    assert refusal(lambda: type_in_test(test_, participant, "after", {}, by=anong)).status == 403


def test_a_rubric_makes_the_evaluation(cycle, participant, anong):
    rubric = InstrumentFactory(cycle=cycle, rubric=True)
    levels = parse_lines("rubric", "ต้องมีคนช่วย\nทำได้เอง\nสอนคนอื่นได้")
    row = ItemFactory(instrument=rubric, kind="rubric", choices=levels.choices)
    made = judge(rubric, participant, {str(row.pk): "2"}, "ทำได้เองแล้ว", by=anong)

    assert (made.method, made.score, made.max_score) == ("observation", 2, 3)
    assert made.has_passed is True
    assert refusal(lambda: judge(rubric, participant, {}, "", by=anong)).code == "state.evaluated"


def test_a_withdrawn_test_is_not_taken(test_, participant, anong, boon):
    withdraw_instrument(test_, by=anong)
    assert refusal(lambda: take_test(test_, participant, "before", {}, by=boon)).status == 409
