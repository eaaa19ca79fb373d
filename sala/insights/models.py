"""What insights keep: only what must not change when the rows behind it do."""

from __future__ import annotations

from django.db import models
from django.utils.timezone import now

from sala.insights.sections import digest


class ClosingBook(models.Model):
    """The figures of a cycle on the day it closed. Written once; no names of people in it."""

    cycle = models.OneToOneField("cycles.Cycle", models.PROTECT, related_name="closing_book")
    made_at = models.DateTimeField(default=now)
    figures = models.JSONField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.cycle}"

    @property
    def is_intact(self) -> bool:
        """Whether the figures are still those whose hash was kept."""
        return digest(self.figures) == self.sha256
