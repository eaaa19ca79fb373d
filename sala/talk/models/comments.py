"""Comments on any thing that a higher app offers, and what is kept beside them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class Policy(models.TextChoices):
    """Who may comment on a thing (R106). Who may not see it never may."""

    ALL = "all", _("ทุกคน")
    MEMBERS = "members", _("เฉพาะสมาชิก")
    COMMUNITY = "community", _("เฉพาะสมาชิกของกลุ่ม")
    CLOSED = "closed", _("ปิดรับความเห็น")


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, keys: set[str]) -> CommentQuerySet:
        """What a reader may meet: shown, not removed, of an audience the reader holds."""
        return self.live().filter(audience__in=keys)

    def of(self, thing: models.Model) -> CommentQuerySet:
        """Comments on one thing. One that has another audience than the thing stays away."""
        return self.filter(
            label=thing._meta.label_lower,
            object_id=thing.pk,
            audience=thing.audience,  # type: ignore[attr-defined]
        )

    def shown(self) -> CommentQuerySet:
        """With traces of what was removed, without what waits for a moderator."""
        return self.filter(shown_at__isnull=False)

    def live(self) -> CommentQuerySet:
        return self.shown().filter(removed_at__isnull=True)

    def waiting(self) -> CommentQuerySet:
        return self.filter(shown_at__isnull=True, removed_at__isnull=True)


class Comment(models.Model):
    """What somebody wrote under a thing: a person by account, or a guest by name.

    `audience` is the thing's; an answer hangs on a comment, never on an answer. A guest's
    comment is shown once a moderator let it through.
    """

    label = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    community = models.ForeignKey(
        "communities.Community", models.PROTECT, null=True, blank=True, related_name="+"
    )
    audience = models.CharField(max_length=60, db_index=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="answers"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    guest_name = models.CharField(max_length=80, blank=True)
    guest_mark = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    made_at = models.DateTimeField(default=now)
    shown_at = models.DateTimeField(default=now, null=True, blank=True)
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_why = models.CharField(max_length=300, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["label", "object_id", "id"], name="comments_of_a_thing"),
            models.Index(
                fields=["agency", "community"],
                name="comments_that_wait",
                condition=Q(shown_at__isnull=True, removed_at__isnull=True),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_comment_has_one_writer",
                condition=Q(author__isnull=False, guest_name="")
                | (Q(author__isnull=True) & ~Q(guest_name="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}:{self.object_id}#{self.pk}"

    @property
    def url(self) -> str:
        """The page of comments on which this one stands."""
        page = f"/comments/{self.label}/{self.object_id}/"
        if self.parent_id:
            return f"{page}?under={self.parent_id}#comment-{self.pk}"
        return f"{page}?after={self.pk - 1}#comment-{self.pk}"

    @property
    def name(self) -> str:
        return self.author.full_name if self.author else self.guest_name


class CommentWording(models.Model):
    """Earlier words of an edited comment; written once and never changed."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="wordings")
    text = models.TextField()
    until = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.until:%Y-%m-%d}"


class CommentMention(models.Model):
    """A person called by name in a comment."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("comment", "person", name="one_mention_per_comment")
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} @{self.person_id}"


class GuestAddress(models.Model):
    """The address a guest wrote from: no page, export, letter or journal line reads this table.

    It answers a lawful question from outside, through the database alone, and is cleared after
    `GUEST_ADDRESS_DAYS`.
    """

    comment = models.OneToOneField(Comment, models.PROTECT, related_name="+", primary_key=True)
    address = models.GenericIPAddressField()
    at = models.DateTimeField(default=now, db_index=True)

    def __str__(self) -> str:
        return f"{self.comment_id}"
