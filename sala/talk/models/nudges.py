"""Words that invite a person to take part: kept, so that nobody gets more than one a week."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class NudgeKind(models.TextChoices):
    WELCOME = "welcome", _("ต้อนรับ")
    FIRST_POST = "first_post", _("ชวนเขียนครั้งแรก")
    SILENT = "silent", _("ชวนกลับมาคุย")


class Nudge(models.Model):
    """One word to one person, from the clock or from a facilitator."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="nudges")
    community = models.ForeignKey("communities.Community", models.PROTECT, related_name="nudges")
    kind = models.CharField(max_length=10, choices=NudgeKind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-at"], name="nudges_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class NudgeOptOut(models.Model):
    """A person who wants no more of them, from any community."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.person_id}"
