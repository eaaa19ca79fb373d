"""Threads and questions of a community, and what is written in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

EDIT_WINDOW = timedelta(hours=24)


class Kind(models.TextChoices):
    QUESTION = "question", _("คำถาม")
    TALK = "talk", _("เรื่องคุย")
    ADVICE = "advice", _("ขอคำปรึกษา")
    PROMPT = "prompt", _("ประเด็นชวนคิด")


class Purpose(models.TextChoices):
    """What a question is for (R095)."""

    USE = "use", _("นำไปปฏิบัติ")
    MANAGER = "manager", _("จากผู้จัดการส่วน")
    CURIOUS = "curious", _("อยากรู้")


class State(models.TextChoices):
    OPEN = "open", _("กำลังคุย")
    SOLVED = "solved", _("แก้ได้แล้ว")
    CLOSED = "closed", _("ปิดแล้ว")


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, keys: set[str]) -> ThreadQuerySet:
        return self.filter(audience__in=keys)

    def about(self, label: str, ids: Iterable[int]) -> ThreadQuerySet:
        """Threads about things of another app, named as elsewhere by label and number."""
        return self.filter(about_label=label, about_id__in=list(ids))

    def live(self) -> ThreadQuerySet:
        return self.filter(removed_at__isnull=True)

    def questions(self) -> ThreadQuerySet:
        return self.live().filter(kind=Kind.QUESTION)

    def unanswered(self) -> ThreadQuerySet:
        """Open questions to which nobody but the asker has written."""
        return self.questions().filter(state=State.OPEN, first_answer_at__isnull=True)


class Thread(models.Model):
    """What is talked over in a community. `reply_count`, `last_post_at` and `first_answer_at` are
    kept in the row, so that lists and headlines read threads alone."""

    number = models.PositiveIntegerField(unique=True)
    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    community = models.ForeignKey("communities.Community", models.PROTECT, related_name="threads")
    audience = models.CharField(max_length=60, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind)
    purpose = models.CharField(max_length=10, choices=Purpose, blank=True)
    title = models.CharField(max_length=160)
    about_label = models.CharField(max_length=80, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    is_pinned = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    last_post_at = models.DateTimeField(default=now)
    reply_count = models.PositiveIntegerField(default=0)
    first_answer_at = models.DateTimeField(null=True, blank=True)
    seconds_to_answer = models.PositiveBigIntegerField(null=True, blank=True)
    accepted = models.ForeignKey(
        "talk.Post", models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    solved_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["community", "-last_post_at", "-id"], name="threads_newest_first"),
            models.Index(fields=["community", "seconds_to_answer"], name="threads_by_first_answer"),
            models.Index(fields=["about_label", "about_id"], name="threads_about_a_thing"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_question_has_a_purpose",
                condition=(Q(kind=Kind.QUESTION) & ~Q(purpose=""))
                | (Q(kind=Kind.PROMPT) & Q(purpose__in=["", Purpose.MANAGER]))
                | (Q(kind__in=[Kind.TALK, Kind.ADVICE]) & Q(purpose="")),
            ),
            models.CheckConstraint(
                name="about_a_thing_by_label_and_number",
                condition=Q(about_label="", about_id__isnull=True)
                | (~Q(about_label="") & Q(about_id__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_prompt_has_a_closing_date",
                condition=(Q(kind=Kind.PROMPT) & Q(closes_at__isnull=False))
                | (~Q(kind=Kind.PROMPT) & Q(closes_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="solved_by_an_answer",
                condition=~Q(state=State.SOLVED) | Q(accepted__isnull=False),
            ),
            models.CheckConstraint(
                name="only_a_question_is_answered",
                condition=Q(accepted__isnull=True) | Q(kind=Kind.QUESTION),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/t/{self.number}/"

    @property
    def is_question(self) -> bool:
        return self.kind == Kind.QUESTION


class Post(models.Model):
    """What one person wrote: plain text. A removed post stays as a trace without its words."""

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="posts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_opening = models.BooleanField(default=False)
    written_as = models.CharField(max_length=200, blank=True)  # a name without an account here
    text = models.TextField()
    made_at = models.DateTimeField(default=now)
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_why = models.CharField(max_length=300, blank=True)
    vote_count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["thread", "id"], name="posts_in_order"),
            models.Index(fields=["thread", "-vote_count", "id"], name="posts_by_votes"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "thread", name="one_opening_per_thread", condition=Q(is_opening=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}#{self.pk}"

    @property
    def url(self) -> str:
        """The page of the thread that begins with this post."""
        return f"/t/{self.thread.number}/?after={self.pk - 1}#p{self.pk}"


class Wording(models.Model):
    """Earlier words of an edited post; written once and never changed."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="wordings")
    text = models.TextField()
    until = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.post_id} {self.until:%Y-%m-%d}"


class Mention(models.Model):
    """A person called by name in a post; in the opening of a question, the one asked."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("post", "person", name="one_mention_per_post")
        ]

    def __str__(self) -> str:
        return f"{self.post_id} @{self.person_id}"
