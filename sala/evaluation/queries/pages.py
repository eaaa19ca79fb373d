"""The pages of steps 6 and 7, as each reader may see them."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.core.permissions import Decision
from sala.cycles.models import Cycle
from sala.evaluation.models import FollowUp, GroupImprovement, Instrument, LearningEvaluation
from sala.evaluation.queries.asking import (
    is_reminder_due,
    last_held_at,
    rounds_of,
    to_ask,
    waiting_in,
)
from sala.evaluation.queries.completeness import (
    Completeness,
    PersonRow,
    completeness_of,
    excuses_that_count,
)
from sala.evaluation.queries.instruments import instruments_of, own_tests
from sala.evaluation.queries.results import min_group, test_results, use_result
from sala.evaluation.queries.rubrics import rubric_results
from sala.evaluation.queries.standing import Standing
from sala.evaluation.queries.works import own_works
from sala.evaluation.rounds import due_at
from sala.evaluation.rules import (
    can_answer_follow_up,
    can_evaluate,
    can_excuse,
    can_improve,
    can_issue_follow_ups,
    can_manage_instruments,
    can_object,
    can_type_in,
)
from sala.evaluation.statistics import change, share
from sala.people.keys import keys_of
from sala.people.models import Person


class OverseenRow(NamedTuple):
    """A participant as the one with a duty sees: how far, and what may be done."""

    row: PersonRow
    may_act: Decision
    may_excuse: Decision
    is_readable: bool
    waiting_id: int | None


def learning_page(cycle: Cycle, standing: Standing, *, viewer: Person) -> dict[str, Any]:
    found, instruments = completeness_of(cycle), _instruments(cycle, standing)
    types_in = standing.is_recorder or standing.assesses
    readable = _readable(cycle, viewer)
    rows = [
        OverseenRow(
            row,
            can_evaluate(viewer, _in_cycle(row, cycle)),
            can_excuse(viewer, row.enrolment),
            row.enrolment.pk in readable,
            None,
        )
        for row in found.rows
        if standing.is_facilitator or row.enrolment.pk in standing.assesses
    ]
    lacking = [row for row in rows if row.may_act and not row.row.learning_done]
    return {
        "rows": rows,
        "next": lacking[0] if lacking else None,
        "lacking_count": len(lacking),
        **_own_part(cycle, standing, viewer),
        "tests": own_tests(standing.own) if standing.own else [],
        "works": own_works(standing.own) if standing.own else [],
        "instruments": instruments,
        "paper_tests": [one for one in instruments if one.is_test] if types_in else [],
        "may_make": can_manage_instruments(viewer, cycle),
        "figures": _learning_figures(found) if standing.is_facilitator else None,
        "unexplained": found.unexplained if standing.is_facilitator else [],
    }


def _readable(cycle: Cycle, viewer: Person) -> set[int]:
    """Participants whose evaluation the viewer wrote or assesses."""
    rows = LearningEvaluation.objects.visible_to(keys_of(viewer)).filter(enrolment__cycle=cycle)
    return set(rows.values_list("enrolment_id", flat=True))


def _in_cycle(row: PersonRow, cycle: Cycle) -> Any:
    """The enrolment with its cycle filled in, so that rules ask nothing more."""
    row.enrolment.cycle = cycle
    return row.enrolment


def _instruments(cycle: Cycle, standing: Standing) -> list[Instrument]:
    """Titles may give questions away: for those who run, type in or judge."""
    if standing.is_facilitator or standing.is_recorder or standing.assesses:
        return instruments_of(cycle)
    return []


def _own_part(cycle: Cycle, standing: Standing, viewer: Person) -> dict[str, Any]:
    own = _own_evaluation(standing)
    if standing.own is None or own is None:
        return {"own": own}
    standing.own.cycle = cycle
    return {"own": own, "may_object": can_object(viewer, standing.own, own.via)}


def _own_evaluation(standing: Standing) -> LearningEvaluation | None:
    if standing.own is None:
        return None
    rows = LearningEvaluation.objects.filter(enrolment=standing.own)
    return rows.select_related("evaluated_by").first()


def _learning_figures(found: Completeness) -> tuple[int, int]:
    return sum(row.learning_done for row in found.rows), len(found.rows)


def results_page(cycle: Cycle, *, viewer: Person) -> dict[str, Any]:
    rows = GroupImprovement.objects.filter(cycle=cycle).select_related("by").order_by("at")
    found = completeness_of(cycle)
    return {
        "improvements": list(rows),
        "may_improve": can_improve(viewer, cycle),
        "results": test_results(cycle),
        "rubrics": rubric_results(cycle),
        "used": use_result(cycle),
        "figures": result_figures(found),
        "excuses": excuses_that_count(found),
        "least": min_group(),
    }


def result_figures(found: Completeness) -> list[dict[str, str]]:
    """Shares of the whole group: how many are done, never with what result."""
    total = len(found.rows)
    learned = sum(row.learning_done for row in found.rows)
    known = sum(row.use_done for row in found.rows)
    words = _("%(done)s จาก %(total)s คน")
    return [
        {
            "value": f"{share('', done, total).shown} %" if total else "–",
            "text": f"{label} {words % {'done': done, 'total': total}}",
        }
        for label, done in ((_("ประเมินการเรียนรู้ครบ"), learned), (_("ติดตามการนำไปใช้ครบ"), known))
    ]


def use_page(cycle: Cycle, standing: Standing, *, viewer: Person) -> dict[str, Any]:
    found = completeness_of(cycle)
    shown = [row for row in found.rows if standing.oversees(row.enrolment.pk)]
    asked, waiting = to_ask(cycle), waiting_in([cycle])
    held = last_held_at([cycle]).get(cycle.pk)
    days = rounds_of([cycle])[cycle.pk]
    return {
        "rows": [_use_row(row, cycle, standing, viewer) for row in shown],
        "own": _own_follow_ups(standing),
        "rounds": [(day, due_at(held, day) if held else None) for day in days],
        "left": len(asked.enrolments),
        "waiting_count": len(waiting),
        "may_remind": bool([row for row in waiting if is_reminder_due(row, now())]),
        "may_issue": can_issue_follow_ups(viewer, cycle),
        "figures": (sum(row.use_done for row in found.rows), len(found.rows)),
    }


def _use_row(row: PersonRow, cycle: Cycle, standing: Standing, viewer: Person) -> OverseenRow:
    enrolment = _in_cycle(row, cycle)
    waiting = next(
        (r.follow_up_id for r in row.rounds if r.follow_up_id and not r.is_answered), None
    )
    form = FollowUp(pk=waiting, enrolment=enrolment, days=0, issued_at=enrolment.made_at)
    return OverseenRow(
        row, can_type_in(viewer, form), can_excuse(viewer, enrolment), False, waiting
    )


def _own_follow_ups(standing: Standing) -> list[FollowUp]:
    if standing.own is None:
        return []
    rows = FollowUp.objects.filter(enrolment=standing.own, issued_at__isnull=False)
    return list(rows.order_by("days"))


def follow_up_page(follow_up: FollowUp, *, viewer: Person) -> dict[str, Any]:
    """One's own form; after answering, one's own answer."""
    before, after = follow_up.measure_before, follow_up.measure_after
    measured = change(before, after) if before is not None and after is not None else None
    return {
        "follow_up": follow_up,
        "change": measured,
        "may_answer": can_answer_follow_up(viewer, follow_up),
        "may_object": can_object(viewer, follow_up.enrolment, follow_up.via),
    }
