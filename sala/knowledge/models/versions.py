"""What is written: the manuscript, which its authors change, and versions, which nobody does."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now

from sala.knowledge.models.assets import Asset

WORDING = ("title", "summary", "symptom", "reader", "link", "body", "body_text")


class Wording(models.Model):
    """The words of an item. Which of the short fields are asked depends on its type."""

    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, blank=True)
    symptom = models.CharField(max_length=300, blank=True)
    reader = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    body_text = models.TextField(blank=True)
    change_note = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class Manuscript(Wording):
    """The text being worked on; becomes the next version when others recommend it."""

    asset = models.OneToOneField(Asset, models.PROTECT, related_name="manuscript")
    tries = models.ManyToManyField("knowledge.TryOut", blank=True, related_name="+")
    restores = models.ForeignKey(
        "knowledge.Version", models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    has_changes = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title


class Frozen(Exception):  # noqa: N818 -- a wall, not a mishap
    """Somebody tried to change what is never changed."""


class VersionQuerySet(models.QuerySet["Version"]):
    def open_to(self, keys: set[str]) -> VersionQuerySet:
        """Of items one may read: what readers see now, and older wordings one could always read."""
        return self.filter(Q(pk=F("asset__current")) | Q(audience__in=keys))

    def update(self, **values: Any) -> NoReturn:
        raise Frozen

    def delete(self) -> NoReturn:
        raise Frozen

    def bulk_update(self, *args: Any, **values: Any) -> NoReturn:
        raise Frozen


class Version(Wording):
    """A published wording. It is written once; a mistake in it is mended by the next one.
    `audience` are those for whom it was approved: opening a later one opens no earlier one."""

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    audience = models.CharField(max_length=60, blank=True)
    tries = models.ManyToManyField("knowledge.TryOut", blank=True, related_name="led_to")
    restores = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="restored_as"
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint("asset", "number", name="one_version_per_number"),
            models.CheckConstraint(
                name="nobody_reviews_ones_own", condition=~Q(written_by=models.F("reviewed_by"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asset_id} v{self.number}"

    def save(self, *args: Any, **options: Any) -> None:
        if self.pk is not None:
            raise Frozen
        super().save(*args, **options)

    def get_absolute_url(self) -> str:
        return f"/k/{self.asset.code}/v/{self.number}/"

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise Frozen
