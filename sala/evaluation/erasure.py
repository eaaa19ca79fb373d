"""What evaluation holds of a person: exported whole, words erased, the fact of it kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from sala.core.registries import Erasure, erasures
from sala.evaluation.models import Attempt, FollowUp, LearningEvaluation, WorkPiece
from sala.people.models import Person


def export(person: Person) -> dict[str, Any]:
    """Everything the person may read anyway, in one place."""
    mine = {"enrolment__person": person}
    evaluations = LearningEvaluation.objects.filter(**mine)
    follow_ups = FollowUp.objects.filter(**mine, issued_at__isnull=False)
    attempts = Attempt.objects.filter(**mine)
    return {
        "learning_evaluations": list(
            evaluations.values("method", "score", "max_score", "has_passed", "feedback", "at")
        ),
        "tests": list(attempts.values("instrument__title", "phase", "answers", "score", "at")),
        "work_pieces": list(WorkPiece.objects.filter(**mine).values("words", "at")),
        "follow_ups": list(
            follow_ups.values(
                "days",
                "commitment",
                "is_used",
                "how",
                "obstacle_kind",
                "obstacle",
                "measure",
                "measure_before",
                "measure_after",
                "measure_unit",
                "evidence",
                "answered_at",
            )
        ),
    }


def erase(person: Person) -> None:
    """Words and single answers go; counts of the group stay as they were reported."""
    mine = {"enrolment__person": person}
    LearningEvaluation.objects.filter(**mine).update(feedback="", objection="")
    _erase_works(WorkPiece.objects.filter(**mine).select_related("attachment"))
    Attempt.objects.filter(**mine).update(answers={}, feedback="")
    FollowUp.objects.filter(**mine).update(commitment="", how="", evidence="", objection="")
    FollowUp.objects.filter(**mine, is_used=False, obstacle_kind="").update(obstacle_kind="other")
    FollowUp.objects.filter(**mine).update(obstacle="")


def _erase_works(pieces: Iterable[WorkPiece]) -> None:
    """The words and the file itself."""
    for piece in pieces:
        attachment, piece.words, piece.attachment = piece.attachment, "", None
        piece.save(update_fields=["words", "attachment"])
        if attachment is not None:
            attachment.file.delete(save=False)
            attachment.delete()


def kept() -> str:
    return _(
        "เก็บไว้ว่าได้รับการประเมินและติดตามแล้ว คะแนน และตัวเลขที่นับในรายงานของรอบ เพราะเป็นหลักฐานของหน่วยงาน"
    )


erasures.add(Erasure("evaluation", 70, export, erase, kept))
