"""Categories of knowledge: a tree for a whole agency, a unit or a community (R090)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce


class Category(models.Model):
    """A node of the tree; with neither unit nor community it belongs to the whole agency."""

    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    community = models.ForeignKey(
        "communities.Community",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="knowledge_categories",
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=800, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["position", "sort_key", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "agency",
                Coalesce("unit", 0),
                Coalesce("community", 0),
                Coalesce("parent", 0),
                "name",
                name="one_category_per_name",
            ),
            models.CheckConstraint(
                name="a_category_has_one_home",
                condition=Q(unit__isnull=True) | Q(community__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name
