"""Advice asked of one named person, round by round (R047)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from sala.talk.models.threads import Post, Thread


class Advice(models.Model):
    """Who is asked in a thread, and whether a round waits. `round_count` and `is_waiting` are
    kept in the row for lists."""

    thread = models.OneToOneField(Thread, models.PROTECT, related_name="advice")
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_words = models.CharField(max_length=300, blank=True)
    round_count = models.PositiveSmallIntegerField(default=1)
    is_waiting = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["adviser"], name="advice_waiting", condition=Q(is_waiting=True))
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}"


class Round(models.Model):
    """One question to the adviser and the adviser's answer, both posts of the thread."""

    advice = models.ForeignKey(Advice, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    question = models.OneToOneField(Post, models.PROTECT, related_name="asks_round")
    answer = models.OneToOneField(
        Post, models.PROTECT, null=True, blank=True, related_name="answers_round"
    )
    asked_at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint("advice", "number", name="one_round_of_a_number"),
            models.UniqueConstraint(
                "advice", name="one_round_waits", condition=Q(answer__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.advice_id}/{self.number}"
