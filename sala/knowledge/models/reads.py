"""How often a thing was read, without a list of who read what.

A reader stands here as a keyed digest: good for telling a repeat from a new reader and for
counting units, good for nothing else. A visitor's digest holds for one day.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Read(models.Model):
    """One reader of one thing: the last time, and the unit of that day."""

    label = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    reader = models.CharField(max_length=32)
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    last_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("label", "object_id", "reader", name="one_row_per_reader")
        ]

    def __str__(self) -> str:
        return f"{self.label}:{self.object_id}"


class SiteVisitor(models.Model):
    """A visitor of one day, kept until the day after."""

    day = models.DateField()
    visitor = models.CharField(max_length=32)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("day", "visitor", name="one_visit_a_day")]

    def __str__(self) -> str:
        return f"{self.day}"


class SiteDay(models.Model):
    """How many came on a day."""

    day = models.DateField(unique=True)
    visits = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.day} {self.visits}"
