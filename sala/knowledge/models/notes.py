"""บันทึก: the smallest piece of knowledge. Its number is permanent and never given again."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from sala.knowledge.licences import DEFAULT, Licence
from sala.knowledge.models.books import Book
from sala.knowledge.reach import CommentPolicy, Reach


class Series(models.Model):
    """Notes that are read one after the other, under one person's name for them (R111)."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("owner", "name", name="one_series_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, keys: set[str]) -> NoteQuerySet:
        """What the keys open, and what is the reader's own: drafts and notes written together."""
        own = [int(key[7:]) for key in keys if key.startswith("person:") and key[7:].isdigit()]
        seen = Q(audience__in=keys)
        if own:
            seen |= Q(pk__in=NoteOwner.objects.filter(person__in=own, ended_at=None).values("note"))
        return self.filter(seen)

    def published(self) -> NoteQuerySet:
        return self.filter(published_at__isnull=False, removed_at__isnull=True)

    def newest_first(self) -> NoteQuerySet:
        return self.order_by("-published_at", "-pk")


class Note(models.Model):
    """A note in one book. Until it is published its audience is its writer alone; `reach` says
    how far it will be shown. `written_at` is what people mean by when; imports keep theirs."""

    number = models.PositiveIntegerField(unique=True)
    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    book = models.ForeignKey(Book, models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notes")
    audience = models.CharField(max_length=60, db_index=True)
    reach = models.CharField(max_length=10, choices=Reach, default=Reach.AGENCY)
    title = models.CharField(max_length=160)
    body = models.TextField()
    body_text = models.TextField()
    licence = models.CharField(max_length=10, choices=Licence, default=DEFAULT)
    comment_policy = models.CharField(
        max_length=10, choices=CommentPolicy, default=CommentPolicy.MEMBERS
    )
    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="notes")
    part = models.PositiveSmallIntegerField(null=True, blank=True)
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies"
    )
    written_at = models.DateTimeField(default=now)
    edited_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_why = models.CharField(max_length=300, blank=True)
    read_count = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["book", "-published_at", "-id"], name="notes_of_a_book"),
            models.Index(fields=["author", "-published_at", "-id"], name="notes_of_a_person"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "series", "part", name="one_note_per_part", condition=Q(removed_at__isnull=True)
            ),
            models.CheckConstraint(
                name="a_part_of_a_series",
                condition=Q(series__isnull=True, part__isnull=True)
                | Q(series__isnull=False, part__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/n/{self.number}/"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_live(self) -> bool:
        return self.published_at is not None and self.removed_at is None


class NoteTag(models.Model):
    note = models.ForeignKey(Note, models.CASCADE, related_name="tags")
    word = models.CharField(max_length=60)
    key = models.CharField(max_length=60, db_index=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint("note", "key", name="one_tag_per_note")]

    def __str__(self) -> str:
        return self.word


class NoteOwner(models.Model):
    """Who writes a note together, the author among them; a hand-over ends one row for another."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="owners")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateTimeField(default=now)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "note", "person", name="one_live_owner", condition=Q(ended_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.note_id} {self.person_id}"


class NoteVersion(models.Model):
    """Earlier words of a published note; written once and never changed. `audience` are those
    who could read them: a note that is opened wider later opens its present words alone."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    audience = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=160)
    body = models.TextField()
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    until = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.UniqueConstraint("note", "version", name="one_row_per_note_version")
        ]

    def __str__(self) -> str:
        return f"{self.note_id} v{self.version}"
