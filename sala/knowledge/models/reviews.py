"""Review: who may be asked, what was asked, what they said, and when to look again."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.timezone import now

from sala.knowledge.kinds import Ask
from sala.knowledge.models.assets import Asset


class Reviewer(models.Model):
    """A member of the committee, of one community or of the whole agency, for a time."""

    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    community = models.ForeignKey(
        "communities.Community", models.PROTECT, null=True, blank=True, related_name="reviewers"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "agency",
                Coalesce("community", 0),
                "person",
                name="one_live_reviewer",
                condition=Q(ended_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class Nomination(models.Model):
    """A manuscript laid before others. It ends published, returned or taken back."""

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="nominations")
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        max_length=10,
        blank=True,
        choices=[
            ("published", "published"),
            ("returned", "returned"),
            ("taken_back", "taken back"),
        ],
    )
    version = models.ForeignKey(
        "knowledge.Version", models.PROTECT, null=True, blank=True, related_name="nominations"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "asset", name="one_open_nomination", condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="an_ended_nomination_has_an_outcome",
                condition=Q(ended_at__isnull=True, outcome="")
                | (Q(ended_at__isnull=False) & ~Q(outcome="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asset_id} {self.outcome or 'open'}"

    @property
    def laid(self) -> str:
        """What is laid before the reviewers: other words, terms or readers make it another."""
        asset = self.asset
        return f"{asset.manuscript.version} {asset.type} {asset.licence} {asset.opens_to}"


class Opinion(models.Model):
    """What one reviewer says of one nomination, criterion by criterion."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="opinions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    met = models.JSONField(default=list)
    recommends = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint("nomination", "person", name="one_opinion_per_reviewer")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.recommends}"


class ReviewAsk(models.Model):
    """An owner is asked whether an item still holds, and why just now (R006, R091)."""

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="asks")
    reason = models.CharField(max_length=12, choices=Ask)
    at = models.DateTimeField(default=now)
    shown_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    still_holds = models.BooleanField(null=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "asset", name="one_open_ask", condition=Q(answered_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.asset_id} {self.reason}"


class LevelChange(models.Model):
    """A level that was reached, and when."""

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="level_changes")
    before = models.PositiveSmallIntegerField()
    after = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
