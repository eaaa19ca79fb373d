from __future__ import annotations

from sala.cycles.queries import stepper
from sala.meetings.actions.recording import send_record, write_record
from tests.factories.meetings import SessionFactory
from tests.meetings.test_actions import record_values


def step_five(cycle):
    return stepper(cycle)[4]


def test_without_a_session_the_first_one_is_asked_for(cycle):
    assert [gap.label for gap in step_five(cycle).missing] == ["ยังไม่ได้นัดวงแลกเปลี่ยน"]


def test_a_session_to_come_waits_and_is_nothing_to_mend(cycle, session):
    row = step_five(cycle)

    assert row.missing == []
    assert [gap.label for gap in row.waiting] == ["วงครั้งที่ 1 ยังไม่ถึงวันจัด"]


def test_a_session_that_is_over_lacks_its_record_until_it_is_sent(cycle, past, pim):
    assert [gap.label for gap in step_five(cycle).missing] == ["วงครั้งที่ 1 ยังไม่มีบันทึก"]

    write_record(past, values=record_values(), improvements=[], seen=0, by=pim)
    send_record(past, by=pim)

    assert step_five(cycle).gaps == []


def test_a_cancelled_session_stands_in_no_way(cycle, past, pim, session):
    write_record(past, values=record_values(), improvements=[], seen=0, by=pim)
    send_record(past, by=pim)
    session.cancelled_at = session.starts_at
    session.save()

    assert step_five(cycle).is_done


def test_steps_cost_the_same_for_one_session_and_for_many(cycle, django_assert_max_num_queries):
    from sala.meetings.steps import gaps, progress  # noqa: PLC0415 -- counted alone

    SessionFactory.create_batch(20, cycle=cycle)
    with django_assert_max_num_queries(1):
        gaps([cycle])
    with django_assert_max_num_queries(1):
        progress([cycle])
