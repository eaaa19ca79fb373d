"""Following people, communities and words; writing to somebody without an address."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now


class FollowQuerySet(models.QuerySet["Follow"]):
    def shown(self) -> FollowQuerySet:
        """Those that stand in lists and counts."""
        return self.filter(is_private=False)


class Follow(models.Model):
    """Exactly one of person, community and tag is followed. A private one is in no list and no
    count but the follower's own; a muted one brings nothing for now."""

    follower = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="follows")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="followed_by"
    )
    community = models.ForeignKey(
        "communities.Community", models.PROTECT, null=True, related_name="followed_by"
    )
    tag_key = models.CharField(max_length=60, blank=True, db_index=True)
    tag_word = models.CharField(max_length=60, blank=True)
    is_private = models.BooleanField(default=False)
    is_muted = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="one_thing_is_followed",
                condition=Q(person__isnull=False, community__isnull=True, tag_key="")
                | Q(person__isnull=True, community__isnull=False, tag_key="")
                | Q(person__isnull=True, community__isnull=True) & ~Q(tag_key=""),
            ),
            models.CheckConstraint(
                name="nobody_follows_oneself",
                condition=Q(person__isnull=True) | ~Q(person=models.F("follower")),
            ),
            models.UniqueConstraint(
                "follower", "person", name="a_person_once", condition=Q(person__isnull=False)
            ),
            models.UniqueConstraint(
                "follower",
                "community",
                name="a_community_once",
                condition=Q(community__isnull=False),
            ),
            models.UniqueConstraint(
                "follower", "tag_key", name="a_tag_once", condition=~Q(tag_key="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.follower_id} → {self.person_id or self.community_id or self.tag_key}"


class Message(models.Model):
    """What somebody wrote to another through the contact form (R109)."""

    sender = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="contact_messages"
    )
    about = models.ForeignKey(
        "knowledge.Note", models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField()
    at = models.DateTimeField(default=now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["sender", "at"], name="messages_of_a_sender"),
            models.Index(fields=["recipient", "-at"], name="messages_to_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.sender_id} → {self.recipient_id}"


class Block(models.Model):
    """Messages of this person are refused."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("person", "blocked", name="one_block_each")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} × {self.blocked_id}"
