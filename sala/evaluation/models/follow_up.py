"""Was it used at work? Each participant is asked, each round; or excused, with the reason."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from sala.evaluation.models.own import OwnQuerySet


class Obstacle(models.TextChoices):
    """What most often stands in the way: counted for the group, words stay private."""

    NO_OCCASION = "no_occasion", _("ยังไม่มีงานลักษณะนี้")
    TIME = "time", _("ไม่มีเวลา")
    TOOLS = "tools", _("ขาดอุปกรณ์หรือระบบ")
    RULES = "rules", _("ติดระเบียบหรือขั้นตอน")
    SUPPORT = "support", _("ขาดการสนับสนุนในหน่วยงาน")
    SKILL = "skill", _("ยังทำไม่คล่อง")
    OTHER = "other", _("เรื่องอื่น")


class FollowUp(models.Model):
    """One asking of one participant: was it used at work, how, or what stood in the way?"""

    enrolment = models.ForeignKey("cycles.Enrolment", models.PROTECT, related_name="follow_ups")
    days = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminder_count = models.PositiveSmallIntegerField(default=0)
    commitment = models.CharField(max_length=300, blank=True)
    is_used = models.BooleanField(null=True)
    how = models.TextField(blank=True)
    obstacle_kind = models.CharField(max_length=12, choices=Obstacle, blank=True)
    obstacle = models.TextField(blank=True)
    evidence = models.CharField(max_length=500, blank=True)
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

    objects = OwnQuerySet["FollowUp"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("enrolment", "days", name="one_follow_up_per_round"),
            models.CheckConstraint(
                name="obstacle_when_not_used",
                condition=Q(is_used__isnull=True)
                | Q(is_used=True)
                | ~Q(obstacle="")
                | ~Q(obstacle_kind=""),
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


class Lack(models.TextChoices):
    """What a participant may be excused from."""

    LEARNING = "learning", _("การประเมินผลการเรียนรู้")
    USE = "use", _("การติดตามการนำไปใช้")


class Excuse(models.Model):
    """Why one participant goes without an evaluation or a follow-up; never given by the excused."""

    enrolment = models.ForeignKey("cycles.Enrolment", models.PROTECT, related_name="excuses")
    what = models.CharField(max_length=10, choices=Lack)
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
