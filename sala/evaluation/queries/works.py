"""Work pieces as those may read them who hand them in or assess them."""

from __future__ import annotations

from sala.cycles.models import Cycle, Enrolment
from sala.evaluation.models import Assessor, Instrument, Method, WorkPiece
from sala.evaluation.rules import can_read_work
from sala.people.keys import keys_of
from sala.people.models import Person


def work_read_by(person: Person, work_id: int) -> WorkPiece | None:
    """The piece when this person may read it and still sees its cycle, else None."""
    rows = WorkPiece.objects.select_related("enrolment__cycle", "attachment")
    piece = rows.filter(pk=work_id).first()
    if piece is None or not _sees(person, piece.enrolment.cycle):
        return None
    return piece if _may_read(person, piece.enrolment) else None


def work_to_judge(person: Person, instrument: Instrument, enrolment: Enrolment) -> WorkPiece | None:
    rows = WorkPiece.objects.filter(instrument=instrument, enrolment=enrolment)
    piece = rows.select_related("attachment").first()
    return piece if piece and _may_read(person, enrolment) else None


def own_works(enrolment: Enrolment) -> list[tuple[Instrument, bool]]:
    """Work pieces asked for in the cycle, and whether this participant handed one in."""
    asked = Instrument.objects.filter(
        cycle_id=enrolment.cycle_id, method=Method.WORK_PIECE, withdrawn_at__isnull=True
    )
    mine = WorkPiece.objects.filter(enrolment=enrolment)
    handed = set(mine.values_list("instrument_id", flat=True))
    return [(instrument, instrument.pk in handed) for instrument in asked.order_by("pk")]


def _sees(person: Person, cycle: Cycle) -> bool:
    return Cycle.objects.visible_to(keys_of(person)).filter(pk=cycle.pk).exists()


def _may_read(person: Person, enrolment: Enrolment) -> bool:
    has_assessor = Assessor.objects.filter(enrolment=enrolment).exists()
    return bool(can_read_work(person, enrolment, has_assessor=has_assessor))
