"""A topic set for discussion until a day, and what came of it (R068)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from sala.talk.models.threads import Thread


class Prompt(models.Model):
    """The summary of a set topic. The day on which it closes stands on the thread."""

    thread = models.OneToOneField(Thread, models.PROTECT, related_name="prompt")
    summary = models.TextField(blank=True)
    summarised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    summarised_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_summary_has_its_writer",
                condition=Q(summary="") | Q(summarised_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}"
