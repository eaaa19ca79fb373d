"""Addresses that mail comes back from."""

from __future__ import annotations

from django.db import models
from django.utils.timezone import now


class BounceScore(models.Model):
    """How often mail to an address came back lately; `sala.mail.bounces` counts."""

    address = models.CharField(max_length=254, primary_key=True)
    score = models.FloatField(default=0)
    counted_at = models.DateTimeField(default=now)
    status = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.address} {self.score}"


class PausedAddress(models.Model):
    """An address nothing is sent to until its owner proves that it works again."""

    address = models.CharField(max_length=254, primary_key=True)
    person_id = models.BigIntegerField(null=True)
    status = models.CharField(max_length=20, blank=True)
    paused_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.address
