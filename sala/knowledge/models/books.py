"""สมุด: where notes live. A person's, a community's or a unit's."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from sala.knowledge.licences import Licence
from sala.knowledge.reach import CommentPolicy, Reach


class BookQuerySet(models.QuerySet["Book"]):
    def visible_to(self, keys: set[str]) -> BookQuerySet:
        return self.filter(audience__in=keys)


class Book(models.Model):
    """Exactly one of owner, community and unit has it. `reach`, `licence` and `comment_policy`
    are what a new note in it begins with. One main book a community and a unit (R099)."""

    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="books"
    )
    community = models.ForeignKey(
        "communities.Community", models.PROTECT, null=True, blank=True, related_name="books"
    )
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="books"
    )
    is_main = models.BooleanField(default=False)
    audience = models.CharField(max_length=60, db_index=True)
    name = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    elsewhere = models.URLField(max_length=300, blank=True)
    reach = models.CharField(max_length=10, choices=Reach, default=Reach.AGENCY)
    licence = models.CharField(max_length=10, choices=Licence, blank=True)  # "": as the agency
    comment_policy = models.CharField(
        max_length=10, choices=CommentPolicy, default=CommentPolicy.MEMBERS
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1)

    objects = BookQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_book_has_one_keeper",
                condition=Q(owner__isnull=False, community__isnull=True, unit__isnull=True)
                | Q(owner__isnull=True, community__isnull=False, unit__isnull=True)
                | Q(owner__isnull=True, community__isnull=True, unit__isnull=False),
            ),
            models.UniqueConstraint(
                "community",
                name="one_main_book_per_community",
                condition=Q(is_main=True, community__isnull=False),
            ),
            models.UniqueConstraint(
                "unit", name="one_main_book_per_unit", condition=Q(is_main=True, unit__isnull=False)
            ),
            models.UniqueConstraint(
                "owner",
                name="one_main_book_per_person",
                condition=Q(is_main=True, owner__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/books/{self.pk}/"


class BookTag(models.Model):
    book = models.ForeignKey(Book, models.CASCADE, related_name="tags")
    word = models.CharField(max_length=60)
    key = models.CharField(max_length=60, db_index=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint("book", "key", name="one_tag_per_book")]

    def __str__(self) -> str:
        return self.word
