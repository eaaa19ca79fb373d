"""The learning evaluation of each participant, who assesses whom, what the group will improve."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from sala.evaluation.models.instruments import Attempt, Instrument, Method
from sala.evaluation.models.own import OwnQuerySet


class LearningEvaluation(models.Model):
    """The learning evaluation of one participant (R075): by which method, with what result."""

    enrolment = models.OneToOneField(
        "cycles.Enrolment", models.PROTECT, related_name="learning_evaluation"
    )
    method = models.CharField(max_length=12, choices=Method)
    attempt = models.ForeignKey(Attempt, models.PROTECT, null=True, blank=True, related_name="+")
    score = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    max_score = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    has_passed = models.BooleanField(null=True)
    feedback = models.TextField(blank=True)
    evaluated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    via = models.CharField(max_length=10, default="web")
    at = models.DateTimeField(default=now)
    objected_at = models.DateTimeField(null=True, blank=True)
    objection = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    AUTHOR: ClassVar = "evaluated_by"
    objects = OwnQuerySet["LearningEvaluation"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="score_within_full_score",
                condition=Q(score__isnull=True)
                | Q(max_score__isnull=True)
                | Q(score__lte=models.F("max_score")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}"


class WorkPiece(models.Model):
    """What a participant hands in to show what was learned, with one file if there is one."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="work_pieces")
    enrolment = models.ForeignKey("cycles.Enrolment", models.PROTECT, related_name="work_pieces")
    words = models.TextField()
    attachment = models.ForeignKey(
        "core.Attachment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=now)

    objects = OwnQuerySet["WorkPiece"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("instrument", "enrolment", name="one_work_piece_each")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}"


class Assessor(models.Model):
    """A person named to assess one participant: sees that participant's answers, nobody else's."""

    enrolment = models.ForeignKey("cycles.Enrolment", models.PROTECT, related_name="assessors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("enrolment", "person", name="one_assessor_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.enrolment}"


class GroupImprovement(models.Model):
    """What the cycle will do better, seen from the results (R076); at least one to close."""

    cycle = models.ForeignKey("cycles.Cycle", models.PROTECT, related_name="result_improvements")
    text = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.text
