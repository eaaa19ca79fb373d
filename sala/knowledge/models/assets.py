"""Items of the register, and who stands with them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate, now

from sala.core.models import Audience
from sala.knowledge.kinds import AssetType, Part, State
from sala.knowledge.licences import DEFAULT, Licence

LABEL = "knowledge.asset"


class AssetQuerySet(models.QuerySet["Asset"]):
    def visible_to(self, keys: set[str]) -> AssetQuerySet:
        """What the keys open: the item's own audience, or one given beside it while it is read
        by few (its authors, and those who review it)."""
        beside = Audience.objects.filter(label=LABEL, key__in=keys).values("object_id")
        return self.filter(Q(audience__in=keys) | Q(pk__in=beside))

    def published(self) -> AssetQuerySet:
        return self.filter(state=State.PUBLISHED)

    def overdue(self) -> AssetQuerySet:
        return self.published().filter(review_on__lt=localdate())


class Asset(models.Model):
    """One piece of knowledge. What readers see is its current version; `audience` is widened by
    an approval and by nothing else, up to `opens_to`, which its owners wish for."""

    code = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    community = models.ForeignKey(
        "communities.Community", models.PROTECT, null=True, blank=True, related_name="assets"
    )
    section = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="assets"
    )
    about_label = models.CharField(max_length=80, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    audience = models.CharField(max_length=60, db_index=True)
    opens_to = models.CharField(max_length=60)
    type = models.CharField(max_length=10, choices=AssetType)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    level = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=1000, blank=True, db_index=True)
    series = models.CharField(max_length=160, blank=True)
    volume = models.CharField(max_length=40, blank=True)
    volume_key = models.CharField(max_length=400, blank=True)
    licence = models.CharField(max_length=10, choices=Licence, default=DEFAULT)
    categories = models.ManyToManyField("knowledge.Category", blank=True, related_name="assets")
    current = models.ForeignKey(
        "knowledge.Version", models.PROTECT, null=True, blank=True, related_name="+"
    )
    review_on = models.DateField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_words = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    read_count = models.PositiveIntegerField(default=0)
    use_count = models.PositiveIntegerField(default=0)
    try_count = models.PositiveIntegerField(default=0)
    worked_count = models.PositiveIntegerField(default=0)
    solved_count = models.PositiveIntegerField(default=0)
    unsolved_count = models.PositiveIntegerField(default=0)

    objects = AssetQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["agency", "state", "type"], name="assets_by_type"),
            models.Index(fields=["community", "state"], name="assets_of_community"),
            models.Index(fields=["about_label", "about_id"], name="assets_about"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint("year", "number", name="one_asset_per_number"),
            models.CheckConstraint(
                name="published_has_a_version",
                condition=~Q(state=State.PUBLISHED) | Q(current__isnull=False),
            ),
            models.CheckConstraint(
                name="a_draft_has_no_version",
                condition=~Q(state__in=[State.DRAFT, State.NOMINATED]) | Q(current__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/k/{self.code}/"

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED


class Credit(models.Model):
    """A person who stands with an item. Credits are added and never taken away by an editor."""

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="credits")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="credits")
    part = models.CharField(max_length=12, choices=Part)
    words = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint("asset", "person", "part", name="one_credit_per_part")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.part}"


class Tag(models.Model):
    """A word on an item. `key` is how it is found again, however it was typed."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="tags")
    word = models.CharField(max_length=60)
    key = models.CharField(max_length=60, db_index=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint("asset", "key", name="one_tag_per_asset")]

    def __str__(self) -> str:
        return self.word
