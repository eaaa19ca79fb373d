"""What came of it at work: uses, try-outs, adoptions, and readers' word on a how-to."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate, now

from sala.knowledge.kinds import Result
from sala.knowledge.models.assets import Asset
from sala.knowledge.models.versions import Version


class Use(models.Model):
    """A person used it (R153): one tap, and how, when the person cares to say."""

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="uses")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint("asset", "person", name="one_use_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.asset_id}"


class TryOut(models.Model):
    """A version tried at a place: under which conditions, what was changed, what came of it."""

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="tries")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tries")
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    unit_name = models.CharField(max_length=200, blank=True)
    province = models.CharField(max_length=60, blank=True)
    conditions = models.CharField(max_length=300)
    changed = models.CharField(max_length=500, blank=True)
    result = models.CharField(max_length=8, choices=Result)
    outcome = models.TextField(max_length=2000)
    happened_on = models.DateField(default=localdate)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["-happened_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.province or self.unit_name} {self.result}"

    @property
    def place(self) -> str:
        """Where it was tried, as the level counts places."""
        return self.province or self.unit_name


class Adoption(models.Model):
    """A community took an item up as its own practice (R005); the item knows, and so does it."""

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="adoptions")
    community = models.ForeignKey(
        "communities.Community", models.PROTECT, related_name="adopted_assets"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "asset",
                "community",
                name="one_live_adoption",
                condition=Q(ended_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.community} ← {self.asset_id}"


class Solving(models.Model):
    """Did the steps solve it (R089)? One word a person and day; solved ones spared a call."""

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="solvings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_solved = models.BooleanField()
    on = models.DateField(default=localdate)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("asset", "person", "on", name="one_word_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.is_solved}"


class Flag(models.Model):
    """A reader says that an item needs an update (R091); the next version or a word settles it."""

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="flags")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "asset", "person", name="one_open_flag", condition=Q(settled_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.why
