from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.timezone import now


class Slot(models.IntegerChoices):
    """Two places for an index: one answers while the other is being built."""

    FIRST = 0, "0"
    SECOND = 1, "1"


class Audience(models.Model):
    """A set of audience keys, kept once; documents and statistics point at it."""

    name = models.TextField(unique=True)

    def __str__(self) -> str:
        return self.name


class AudienceKey(models.Model):
    audience = models.ForeignKey("search.Audience", models.CASCADE, related_name="keys")
    key = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint("key", "audience", name="search_one_key_per_audience")
        ]

    def __str__(self) -> str:
        return self.key


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, keys: Iterable[str]) -> DocumentQuerySet:
        held = AudienceKey.objects.filter(key__in=list(keys)).values("audience")
        return self.filter(audience__in=held)


class Document(models.Model):
    """What can be found: a copy of a thing's title and text, and who may see it."""

    label = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64)
    part = models.PositiveSmallIntegerField(default=0)
    digest = models.CharField(max_length=32, blank=True)
    type = models.CharField(max_length=40)
    title = models.TextField()
    text = models.TextField(blank=True)
    lang = models.CharField(max_length=8, default="th")
    url = models.CharField(max_length=500, blank=True)
    audience = models.ForeignKey("search.Audience", models.PROTECT, related_name="documents")
    happened_at = models.DateTimeField(null=True, blank=True, db_index=True)
    changed_at = models.DateTimeField(default=now)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "label", "object_id", "part", name="search_one_document_per_part"
            )
        ]
        indexes = [
            models.Index("id", name="search_later_parts", condition=models.Q(part__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.label}:{self.object_id}"


class Facet(models.Model):
    """One value by which documents are narrowed: a type, an area, a fiscal year."""

    document = models.ForeignKey("search.Document", models.CASCADE, related_name="facets")
    name = models.CharField(max_length=20)
    value = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint("document", "name", "value", name="search_one_facet_value")
        ]
        indexes = [models.Index(fields=["name", "value", "document"], name="search_facet_value")]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class Entry(models.Model):
    """A document as one slot holds it: the text as compared; its terms lie under this id."""

    slot = models.SmallIntegerField(choices=Slot)
    document = models.ForeignKey("search.Document", models.CASCADE, related_name="entries")
    audience = models.ForeignKey("search.Audience", models.PROTECT, related_name="+")
    title = models.TextField()
    text = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("document", "slot", name="search_one_entry_per_slot")
        ]
        indexes = [models.Index(fields=["slot", "document"], name="search_entry_slot")]

    def __str__(self) -> str:
        return f"{self.document_id}@{self.slot}"


class Waiting(models.Model):
    """A thing that changed and is still to be read anew: written in the transaction that changed
    it, gone once it is indexed. Until then what the index holds of it is shown to nobody."""

    label = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.label}:{self.object_id}"


class Tally(models.Model):
    """Terms still to be counted in, or out of, the statistics of an audience.

    Counting touches rows that every writer shares, so it waits for the commit; a row that a
    killed process leaves behind is counted with the next.
    """

    slot = models.SmallIntegerField(choices=Slot)
    audience = models.ForeignKey("search.Audience", models.CASCADE, related_name="+")
    sign = models.SmallIntegerField()
    terms = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.sign:+d} {self.audience_id}"


class IndexState(models.Model):
    """Which slot answers, by which analyser, and how far a rebuild has come. One row."""

    active = models.SmallIntegerField(choices=Slot, default=Slot.FIRST)
    analyser = models.CharField(max_length=80)
    building = models.SmallIntegerField(choices=Slot, null=True, blank=True)
    building_analyser = models.CharField(max_length=80, blank=True)
    done_count = models.PositiveIntegerField(default=0)
    all_count = models.PositiveIntegerField(default=0)
    last_document = models.BigIntegerField(default=0)
    built_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.analyser

    @property
    def is_building(self) -> bool:
        return self.building is not None

    def slots(self) -> list[tuple[int, str]]:
        """Every slot that must learn of a change, with the name of its analyser."""
        found = [(self.active, self.analyser)]
        if self.building is not None:
            found.append((self.building, self.building_analyser))
        return found


class SynonymGroup(models.Model):
    """Spellings that mean the same; `agency` is empty for the whole installation.

    An agency that words a group its own way, or switches it off, has a row that replaces it.
    """

    agency = models.CharField(max_length=60, blank=True)
    words = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    replaces = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replaced_by"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["agency", "pk"]
        constraints = [
            models.UniqueConstraint("agency", "replaces", name="search_one_own_wording_per_group")
        ]

    def __str__(self) -> str:
        return " = ".join(self.words)


class MissedQuery(models.Model):
    """A search that found nothing: what was asked and how often, never by whom.

    `agency` is where it was asked, empty for visitors: its KM team reads the list.
    """

    agency = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=120)
    count = models.PositiveIntegerField(default=1)
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        ordering = ["-count", "-last_on", "text"]
        constraints = [
            models.UniqueConstraint("agency", "text", name="search_one_missed_query_per_agency")
        ]

    def __str__(self) -> str:
        return self.text
