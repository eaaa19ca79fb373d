"""Readers point at words that harm; a moderator decides, with a reason."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class Harm(models.TextChoices):
    PERSONAL = "personal", _("เปิดเผยข้อมูลส่วนตัว")
    RUDE = "rude", _("หยาบคายหรือทำร้ายผู้อื่น")
    WRONG = "wrong", _("ข้อมูลผิดจนทำให้งานเสียหาย")
    ADVERT = "advert", _("โฆษณาหรือไม่เกี่ยวกับงาน")
    OTHER = "other", _("เรื่องอื่น")


class Ruling(models.TextChoices):
    KEEP = "keep", _("คงไว้")
    HIDE = "hide", _("ซ่อนไว้ก่อน")
    REMOVE = "remove", _("นำออก")


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> ReportQuerySet:
        return self.filter(decided_at__isnull=True)


class Report(models.Model):
    """One person's word about one post or comment. Who reported is told to nobody: the queue
    shows how many and why, the writer learns only of the decision."""

    label = models.CharField(max_length=80)  # talk.post or talk.comment
    object_id = models.BigIntegerField()
    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    community = models.ForeignKey(
        "communities.Community", models.PROTECT, null=True, blank=True, related_name="+"
    )
    audience = models.CharField(max_length=60)
    to_office = models.BooleanField(default=False)  # nobody else here may decide: the KM team
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    harm = models.CharField(max_length=10, choices=Harm)
    why = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ruling = models.CharField(max_length=8, choices=Ruling, blank=True)
    ruling_why = models.CharField(max_length=300, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "label", "object_id", "reporter", name="one_report_per_person_and_words"
            ),
            models.CheckConstraint(
                name="a_decided_report_has_a_ruling",
                condition=Q(decided_at__isnull=True, ruling="")
                | (Q(decided_at__isnull=False) & ~Q(ruling="")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "community"],
                name="reports_that_wait",
                condition=Q(decided_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}:{self.object_id} {self.harm}"
