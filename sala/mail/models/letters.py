"""The post office: what goes out, one row for each person it goes to."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.timezone import now


class Delivery(models.Model):
    """A mail to one address. Sent by the batch job; a killed worker repeats at most one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_id = models.BigIntegerField(null=True)
    address = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    attachments = models.JSONField(default=list)
    not_before = models.DateTimeField(default=now)
    made_at = models.DateTimeField(default=now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["sent_at", "failed_at", "not_before"], name="mail_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.subject}"


class UsedLink(models.Model):
    """A signed link that has done its one act and opens no more."""

    digest = models.CharField(max_length=64, primary_key=True)
    purpose = models.CharField(max_length=40)
    used_at = models.DateTimeField(default=now)
    disowned_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.purpose
