"""Handing in a work piece."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import now

from sala.core.file_words import DOCUMENTS
from sala.core.files import attach
from sala.core.locking import locked
from sala.core.models import Attachment
from sala.core.permissions import require
from sala.cycles.models import Enrolment
from sala.evaluation.models import Instrument, LearningEvaluation, WorkPiece
from sala.evaluation.rules import can_hand_in
from sala.journal.actions import record
from sala.people.models import Person


@transaction.atomic
def hand_in(
    instrument: Instrument,
    enrolment: Enrolment,
    words: str,
    file: UploadedFile | None,
    *,
    by: Person,
) -> WorkPiece:
    """Hand in, or hand in anew; without a new file the one handed in before stays."""
    enrolment = locked(enrolment, "cycle")
    instrument = locked(instrument, "cycle")
    if enrolment.cycle_id != instrument.cycle_id:
        raise ValueError("an instrument serves the participants of its own cycle")
    is_evaluated = LearningEvaluation.objects.filter(enrolment=enrolment).exists()
    require(can_hand_in(by, instrument, enrolment, is_evaluated=is_evaluated))
    piece, _new = WorkPiece.objects.get_or_create(
        instrument=instrument, enrolment=enrolment, defaults={"words": words}
    )
    piece.words, piece.at = words, now()
    if file is not None:
        piece.attachment = _keep(piece, file, by)
    piece.save()
    audience = f"person:{by.pk}"
    record("evaluation.work_handed_in", piece, place=enrolment.cycle, by=by, audience=audience)
    return piece


def _keep(piece: WorkPiece, file: UploadedFile, by: Person) -> Attachment:
    """Judged by what is in it, like every file; its writer alone may read it at first."""
    audience = f"person:{by.pk}"
    return attach(piece, file, audience=audience, made_by_id=by.pk, accepted=DOCUMENTS)
