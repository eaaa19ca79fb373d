"""KM วันละนิด: a queue of short pieces for one community, one each working day (R118)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)


def working_week() -> list[int]:
    return list(MONDAY_TO_FRIDAY)


class Daily(models.Model):
    """When pieces go out in a community."""

    community = models.OneToOneField("communities.Community", models.PROTECT, related_name="daily")
    is_on = models.BooleanField(default=False)
    hour = models.PositiveSmallIntegerField(default=8)
    weekdays = models.JSONField(default=working_week)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="an_hour_of_the_day", condition=Q(hour__lte=23))
        ]

    def __str__(self) -> str:
        return f"{self.community_id} {self.hour}"


class PieceQuerySet(models.QuerySet["Piece"]):
    def visible_to(self, keys: set[str]) -> PieceQuerySet:
        return self.filter(audience__in=keys)

    def queued(self) -> PieceQuerySet:
        return self.filter(sent_on__isnull=True).order_by("place", "pk")

    def sent(self) -> PieceQuerySet:
        return self.filter(sent_on__isnull=False).order_by("-sent_on")


class Piece(models.Model):
    """One short piece, waiting in its place or sent on a day. `fingerprint` is the text without
    what the eye passes over; `opens` counts how often, never who."""

    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    community = models.ForeignKey("communities.Community", models.PROTECT, related_name="pieces")
    audience = models.CharField(max_length=60, db_index=True)
    title = models.CharField(max_length=120)
    text = models.TextField()
    fingerprint = models.CharField(max_length=64)
    place = models.PositiveIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    sent_on = models.DateField(null=True, blank=True)
    opens = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = PieceQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["community", "fingerprint"], name="pieces_by_fingerprint")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "community",
                "sent_on",
                name="one_piece_a_day",
                condition=Q(sent_on__isnull=False),
            ),
            models.UniqueConstraint(
                "community",
                "fingerprint",
                name="a_text_waits_once",
                condition=Q(sent_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/daily/{self.pk}/"
