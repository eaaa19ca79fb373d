"""Answers chosen to become knowledge (R095)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.timezone import now

from sala.talk.models.threads import Post


class Gathered(models.Model):
    """One answer marked เก็บเป็นความรู้. The words stay the author's: credit is the post itself."""

    post = models.OneToOneField(Post, models.PROTECT, related_name="gathered")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.post_id}"
