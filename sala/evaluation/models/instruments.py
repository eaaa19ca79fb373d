"""A test, a rubric or a work piece, and what a participant answered."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sala.evaluation.models.own import OwnQuerySet


class Method(models.TextChoices):
    TEST = "test", _("แบบทดสอบก่อนและหลัง")
    OBSERVATION = "observation", _("การสังเกตตามเกณฑ์")
    WORK_PIECE = "work_piece", _("ชิ้นงาน")


class Instrument(models.Model):
    """A test, an observation rubric or a work piece by which a cycle evaluates learning."""

    cycle = models.ForeignKey("cycles.Cycle", models.PROTECT, related_name="instruments")
    audience = models.CharField(max_length=60, db_index=True)
    method = models.CharField(max_length=12, choices=Method)
    title = models.CharField(max_length=160)
    guide = models.TextField(blank=True)
    pass_percent = models.PositiveSmallIntegerField(default=60)
    opens_before_at = models.DateTimeField(null=True, blank=True)
    opens_after_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title

    @property
    def is_test(self) -> bool:
        return self.method == Method.TEST

    def is_open(self, phase: str) -> bool:
        """Before closes when after opens, so that nobody learns first and answers then."""
        if self.withdrawn_at or not self.is_test:
            return False
        if phase == Phase.AFTER:
            return self.opens_after_at is not None
        return self.opens_before_at is not None and self.opens_after_at is None


class ItemKind(models.TextChoices):
    SINGLE = "single", _("เลือกหนึ่งข้อ")
    MULTIPLE = "multiple", _("เลือกได้หลายข้อ")
    SHORT = "short", _("ตอบสั้น")
    NUMERIC = "numeric", _("ตัวเลข")
    RUBRIC = "rubric", _("ให้ระดับตามเกณฑ์")


class Item(models.Model):
    """A question, or a row of a rubric. `choices`: [{"text", "is_right"}] or levels of a rubric;
    `answer`: accepted short answers, or {"value", "tolerance"} of a number."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=ItemKind)
    text = models.CharField(max_length=500)
    choices = models.JSONField(default=list, blank=True)
    answer = models.JSONField(default=dict, blank=True)
    points = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.text[:40]


class Phase(models.TextChoices):
    BEFORE = "before", _("ก่อนเรียน")
    AFTER = "after", _("หลังเรียน")


class Attempt(models.Model):
    """One participant's answers to one instrument in one phase. Seen by the person and the
    assessor, never by offices (R123)."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="attempts")
    enrolment = models.ForeignKey("cycles.Enrolment", models.PROTECT, related_name="attempts")
    phase = models.CharField(max_length=6, choices=Phase)
    answers = models.JSONField(default=dict)
    points = models.JSONField(default=dict)
    score = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    max_score = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    feedback = models.TextField(blank=True)
    via = models.CharField(max_length=10, default="web")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=now)

    AUTHOR: ClassVar = "entered_by"
    objects = OwnQuerySet["Attempt"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "instrument", "enrolment", "phase", name="one_attempt_per_phase"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.phase}"
