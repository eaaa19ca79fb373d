"""A ▲ for an answer that helped, in communities that want it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.timezone import now


class Voting(models.Model):
    """A community in which answers are voted on; the facilitator turns it on and off."""

    community = models.OneToOneField("communities.Community", models.PROTECT, related_name="voting")
    is_on = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.community_id} {self.is_on}"


class Vote(models.Model):
    """One person found one post useful. Counted in the post's row."""

    post = models.ForeignKey("talk.Post", models.PROTECT, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("post", "person", name="one_vote_per_person_and_post")
        ]

    def __str__(self) -> str:
        return f"{self.post_id} ▲ {self.person_id}"
