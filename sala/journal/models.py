"""The spine: one line for every act, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.timezone import now

VIAS = ("web", "link", "mail", "paper", "interview", "import", "api", "job")


class LineQuerySet(models.QuerySet["Line"]):
    def visible_to(self, keys: set[str]) -> LineQuerySet:
        return self.filter(audience__in=keys)

    def about(self, thing: models.Model) -> LineQuerySet:
        """Lines about a thing or that happened in it, newest first."""
        label = thing._meta.label_lower
        return self.filter(
            models.Q(subject_label=label, subject_id=thing.pk)
            | models.Q(place_label=label, place_id=thing.pk)
        ).order_by("-at", "-pk")


class Line(models.Model):
    """Who did what to which thing, where. Things are named by label and id.

    `data` holds ids, codes and states before and after; never names or prose.
    """

    at = models.DateTimeField(default=now, db_index=True)
    happened_at = models.DateTimeField(default=now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    via = models.CharField(max_length=10, default="web")
    verb = models.CharField(max_length=80, db_index=True)
    subject_label = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    place_label = models.CharField(max_length=80)
    place_id = models.BigIntegerField()
    agency_id = models.BigIntegerField(null=True)
    audience = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    request_id = models.CharField(max_length=32, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["place_label", "place_id", "-at"], name="journal_place"),
            models.Index(fields=["subject_label", "subject_id", "-at"], name="journal_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_label}:{self.subject_id}"
