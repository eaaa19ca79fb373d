"""Learning evaluation and follow-up on use (steps 6 and 7): every participant, each one."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


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
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title


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

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "instrument", "enrolment", "phase", name="one_attempt_per_phase"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.phase}"


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

    def __str__(self) -> str:
        return f"{self.enrolment}"


class FollowUp(models.Model):
    """One asking of one participant: was it used at work, how, or what stood in the way?"""

    enrolment = models.ForeignKey("cycles.Enrolment", models.PROTECT, related_name="follow_ups")
    days = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    commitment = models.CharField(max_length=300, blank=True)
    is_used = models.BooleanField(null=True)
    how = models.TextField(blank=True)
    obstacle = models.TextField(blank=True)
    measure = models.CharField(max_length=120, blank=True)
    measure_before = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    measure_after = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    measure_unit = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    unit_name = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=200, blank=True)
    via = models.CharField(max_length=10, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    happened_on = models.DateField(null=True, blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)
    objection = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("enrolment", "days", name="one_follow_up_per_round"),
            models.CheckConstraint(
                name="obstacle_when_not_used",
                condition=Q(is_used__isnull=True) | Q(is_used=True) | ~Q(obstacle=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.days}"

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None


class ExcuseKind(models.TextChoices):
    MOVED = "moved", _("ย้ายหรือพ้นจากหน่วยงาน")
    LEAVE = "leave", _("ลาระยะยาว")
    ILL = "ill", _("เจ็บป่วย")
    DEATH = "death", _("ถึงแก่กรรม")
    OTHER = "other", _("เหตุอื่น")


class Excuse(models.Model):
    """Why one participant goes without an evaluation or a follow-up; never given by the excused."""

    enrolment = models.ForeignKey("cycles.Enrolment", models.PROTECT, related_name="excuses")
    what = models.CharField(
        max_length=10,
        choices=[("learning", _("การประเมินผลการเรียนรู้")), ("use", _("การติดตามการนำไปใช้"))],
    )
    kind = models.CharField(max_length=10, choices=ExcuseKind)
    sentence = models.CharField(max_length=300)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("enrolment", "what", name="one_excuse_each")
        ]

    def __str__(self) -> str:
        return self.sentence


class GroupImprovement(models.Model):
    """What the cycle will do better, seen from the results (R076); at least one to close."""

    cycle = models.ForeignKey("cycles.Cycle", models.PROTECT, related_name="result_improvements")
    text = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.text
