"""What items lean on: a library of sources, and who cites which."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate, now

from sala.knowledge.kinds import SourceKind
from sala.knowledge.models.assets import Asset


class Source(models.Model):
    """A page, a law, a circular, a book: kept once, cited often, looked at every week."""

    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=SourceKind, default=SourceKind.WEB)
    title = models.CharField(max_length=300)
    url = models.URLField(max_length=500, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    replaced_words = models.CharField(max_length=300, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=80, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["title", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "agency", "url", name="one_source_per_address", condition=~Q(url="")
            ),
            models.CheckConstraint(
                name="no_source_replaces_itself",
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=models.F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Citation(models.Model):
    """An item leans on a source, or on another item."""

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="citations")
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="citations"
    )
    cited = models.ForeignKey(Asset, models.PROTECT, null=True, blank=True, related_name="cited_in")
    accessed_on = models.DateField(default=localdate)
    place = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cites_a_source_or_an_item",
                condition=Q(source__isnull=False, cited__isnull=True)
                | Q(source__isnull=True, cited__isnull=False),
            ),
            models.CheckConstraint(
                name="no_item_cites_itself",
                condition=Q(cited__isnull=True) | ~Q(cited=models.F("asset")),
            ),
            models.UniqueConstraint("asset", "source", name="one_citation_per_source"),
            models.UniqueConstraint("asset", "cited", name="one_citation_per_item"),
        ]

    def __str__(self) -> str:
        return f"{self.asset_id} → {self.source_id or self.cited_id}"
