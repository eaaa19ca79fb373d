"""Rows every floor may use. None of them knows a person: people are ids here."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.timezone import now

from sala.core.file_words import PICTURES, reason_of


class Audience(models.Model):
    """A further audience of a thing that is shown to more than its own `audience` column says."""

    label = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    key = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("label", "object_id", "key", name="one_audience_once")
        ]
        indexes: ClassVar = [models.Index(fields=["key", "label"], name="audience_key")]

    def __str__(self) -> str:
        return f"{self.label}:{self.object_id} → {self.key}"


class Draft(models.Model):
    """What a person had typed into one form and not yet sent."""

    person_id = models.BigIntegerField()
    form = models.CharField(max_length=120)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("person_id", "form", name="one_draft_per_form")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.form}"


class OnceKey(models.Model):
    """The first answer to a form that creates; a second post of the same form gets it again."""

    key = models.UUIDField(primary_key=True)
    person_id = models.BigIntegerField(null=True)
    result = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=now, db_index=True)

    def __str__(self) -> str:
        return str(self.key)


class Counter(models.Model):
    """The last permanent number given under a name. Numbers are never given twice."""

    name = models.CharField(max_length=80, primary_key=True)
    last = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.last}"


class FileState(models.TextChoices):
    KEPT = "kept"
    WAITING = "waiting"  # for the virus scanner; nobody opens it meanwhile
    SUSPECT = "suspect"  # the scanner found something: kept apart, never served
    REFUSED = "refused"  # left out: only its name and the reason are kept


class Attachment(models.Model):
    """A file, served only to who may see the thing it belongs to; or a file that was left out,
    with the code of the reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    label = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    audience = models.CharField(max_length=60, db_index=True)
    file = models.FileField(upload_to="attachments/%Y/%m/", blank=True)
    state = models.CharField(max_length=8, choices=FileState, default=FileState.KEPT)
    reason = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    alt = models.CharField(max_length=300, blank=True)
    made_by_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(default=now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["label", "object_id"], name="attachment_of"),
            models.Index(
                fields=["made_at"], name="attachments_to_scan", condition=models.Q(state="waiting")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """Where it is opened; empty as long as nobody may."""
        return f"/files/{self.pk}/" if self.state == FileState.KEPT else ""

    @property
    def is_picture(self) -> bool:
        return self.state == FileState.KEPT and self.media_type in PICTURES

    @property
    def is_shown(self) -> bool:
        """Has it a page that shows what is in it? A picture shows itself; a ZIP shows nothing."""
        return self.state == FileState.KEPT and self.media_type != "application/zip"

    @property
    def sentence(self) -> str:
        """Why it cannot be opened, for who reads the thing."""
        return reason_of(self.reason) if self.state != FileState.KEPT else ""


class FileText(models.Model):
    """The words that were read in a file, for finding it, and the beginning of them to show."""

    attachment = models.OneToOneField(Attachment, models.CASCADE, related_name="text")
    words = models.TextField(blank=True)
    excerpt = models.CharField(max_length=400, blank=True)
    read_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.excerpt


class Run(models.Model):
    """Long work that was asked for: how far it is, what it refused and why."""

    kind = models.CharField(max_length=60)
    agency_id = models.BigIntegerField(null=True)
    asked_by_id = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField(default=now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    total = models.IntegerField(default=0)
    done = models.IntegerField(default=0)
    counts = models.JSONField(default=dict)
    refused = models.JSONField(default=list)
    settings = models.JSONField(default=dict)
    source = models.FileField(upload_to="runs/%Y/%m/", blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.done}/{self.total}"


class ScheduledRun(models.Model):
    """A slot of the clock that has been taken: the row is the lock and the memory."""

    name = models.CharField(max_length=60)
    slot = models.CharField(max_length=40)
    started_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("name", "slot", name="one_run_per_slot")]

    def __str__(self) -> str:
        return f"{self.name} {self.slot}"
