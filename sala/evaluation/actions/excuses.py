"""Letting one participant go without an evaluation or a follow-up, with the reason."""

from __future__ import annotations

from django.db import transaction

from sala.core.locking import locked
from sala.core.permissions import require
from sala.cycles.models import Enrolment
from sala.evaluation.models import Excuse
from sala.evaluation.rules import can_excuse
from sala.journal.actions import record
from sala.people.models import Person


@transaction.atomic
def excuse(enrolment: Enrolment, what: str, kind: str, sentence: str, *, by: Person) -> Excuse:
    """Excuse a participant, or write the reason anew. Stands in the closing report."""
    enrolment = locked(enrolment, "cycle")
    require(can_excuse(by, enrolment))
    given, _new = Excuse.objects.update_or_create(
        enrolment=enrolment,
        what=what,
        defaults={"kind": kind, "sentence": sentence, "given_by": by},
    )
    _record("evaluation.excused", given, by=by)
    return given


@transaction.atomic
def withdraw_excuse(given: Excuse, *, by: Person) -> None:
    given = locked(given, "enrolment", "enrolment__cycle")
    require(can_excuse(by, given.enrolment))
    _record("evaluation.excuse_withdrawn", given, by=by)
    given.delete()


def _record(verb: str, given: Excuse, *, by: Person) -> None:
    enrolment = given.enrolment
    audience = f"community:{enrolment.cycle.community_id}:steward"
    record(
        verb,
        given,
        place=enrolment.cycle,
        by=by,
        audience=audience,
        enrolment=enrolment.pk,
        what=given.what,
        kind=given.kind,
    )
