"""ชุดความรู้: chapters in order, and the books that are made of them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import now

from sala.knowledge.licences import DEFAULT, Licence
from sala.knowledge.models import Asset, Note

NOTE, ASSET = "knowledge.note", "knowledge.asset"


class CollectionQuerySet(models.QuerySet["Collection"]):
    def visible_to(self, keys: set[str]) -> CollectionQuerySet:
        """Books on the shelf: its own audience, and every chapter still open to the same reader.

        It is asked anew each time, so an item that is withdrawn or shown to fewer takes the books
        it stands in along, whichever way it changed.
        """
        closed = EditionChapter.objects.closed_to(keys).filter(edition=OuterRef("current"))
        shown = self.filter(audience__in=keys, current__isnull=False, withdrawn_at__isnull=True)
        return shown.filter(~Exists(closed))


class Collection(models.Model):
    """A set being put together; its readers see the current edition and nothing else of it."""

    number = models.PositiveIntegerField(unique=True)
    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    community = models.ForeignKey(
        "communities.Community", models.PROTECT, null=True, blank=True, related_name="collections"
    )
    audience = models.CharField(max_length=60, db_index=True)
    title = models.CharField(max_length=160)
    sort_key = models.CharField(max_length=1000, blank=True)
    intro = models.TextField(blank=True)
    series = models.CharField(max_length=160, blank=True)
    volume = models.CharField(max_length=40, blank=True)
    volume_key = models.CharField(max_length=400, blank=True)
    licence = models.CharField(max_length=10, choices=Licence, default=DEFAULT)
    current = models.ForeignKey(
        "publishing.Edition", models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    read_count = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = CollectionQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/shelf/{self.number}/"


class Item(models.Model):
    """A note or an asset in one wording: label, id and the number of the version."""

    label = models.CharField(max_length=80, choices=[(NOTE, NOTE), (ASSET, ASSET)])
    object_id = models.BigIntegerField()
    wording = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True


class Chapter(Item):
    """A chapter as it is chosen. Text under reserved rights waits for its writers' consent."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="chapters")
    needs_consent = models.BooleanField(default=False)
    consent_at = models.DateTimeField(null=True, blank=True)
    consent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint("collection", "label", "object_id", name="one_chapter_per_item")
        ]

    def __str__(self) -> str:
        return f"{self.collection_id}: {self.label} {self.object_id} v{self.wording}"

    @property
    def waits(self) -> bool:
        return self.needs_consent and self.consent_at is None


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, keys: set[str]) -> EditionQuerySet:
        """Every edition of a book on the shelf whose own chapters are all open to the reader."""
        closed = EditionChapter.objects.closed_to(keys).filter(edition=OuterRef("pk"))
        seen = Collection.objects.visible_to(keys).values("pk")
        return self.filter(~Exists(closed), collection__in=seen)


class Edition(models.Model):
    """A book as it was built; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    collection = models.ForeignKey(Collection, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    intro = models.TextField(blank=True)
    licence = models.CharField(max_length=10, choices=Licence)
    built_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cover = models.FileField(upload_to="editions/%Y/")
    epub = models.FileField(upload_to="editions/%Y/")
    pdf = models.FileField(upload_to="editions/%Y/", blank=True)
    epub_size = models.PositiveIntegerField(default=0)
    pdf_size = models.PositiveIntegerField(default=0)
    epub_sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    read_count = models.PositiveIntegerField(default=0)  # how often its files were taken

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint("collection", "number", name="one_edition_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def identifier(self) -> str:
        return f"urn:uuid:{self.pk}"


class EditionChapterQuerySet(models.QuerySet["EditionChapter"]):
    def closed_to(self, keys: set[str]) -> EditionChapterQuerySet:
        """Chapters whose item the keys do not open, or that is no longer published."""
        notes = Note.objects.visible_to(keys).published().values("pk")
        assets = Asset.objects.visible_to(keys).published().values("pk")
        is_open = Q(label=NOTE, object_id__in=notes) | Q(label=ASSET, object_id__in=assets)
        return self.exclude(is_open)


class EditionChapter(Item):
    """What stands in a book: title, byline and terms as they were on the day."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="chapters")
    title = models.CharField(max_length=200)
    byline = models.CharField(max_length=500)
    names = models.JSONField(default=list)  # its writers, as printed
    licence = models.CharField(max_length=10)
    url = models.CharField(max_length=200)

    objects = EditionChapterQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        indexes: ClassVar = [models.Index(fields=["label", "object_id"], name="books_with_an_item")]

    def __str__(self) -> str:
        return self.title
