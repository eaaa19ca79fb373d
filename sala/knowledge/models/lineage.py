"""Where an item came from. The other end is named by label and id: it may stand on any floor."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.timezone import now

from sala.knowledge.kinds import Descent
from sala.knowledge.models.assets import Asset


class Origin(models.Model):
    """One root of an item: a note, a record, a thread, an answer, another item, an interview."""

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="origins")
    kind = models.CharField(max_length=10, choices=Descent)
    label = models.CharField(max_length=80, blank=True)
    object_id = models.BigIntegerField(null=True, blank=True)
    words = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["label", "object_id"], name="origin_of")]
        constraints: ClassVar = [
            models.UniqueConstraint("asset", "label", "object_id", name="one_origin_per_thing")
        ]

    def __str__(self) -> str:
        return f"{self.asset_id} ← {self.label} {self.object_id}"
