"""What a person is told, and whether by mail too."""

from __future__ import annotations

import uuid
from datetime import time
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """One line for one person. Texts are made when shown, in the reader's language."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    agency_id = models.BigIntegerField(null=True)
    audience = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True)
    is_listed = models.BooleanField(default=True)  # False: this kind is wanted by mail alone
    waits_for_digest = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-at"], name="notices_of_person"),
            models.Index(
                fields=["person"],
                name="notices_for_digest",
                condition=models.Q(waits_for_digest=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.kind}"


class Mail(models.TextChoices):
    """What a kind of notice does by mail."""

    NOW = "now", _("ทันที")
    DIGEST = "digest", _("รวมในสรุป")
    NONE = "none", _("ไม่ส่ง")


class Preference(models.Model):
    """A person's own choice for one kind of notice; without a row the kind's default holds."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    mail = models.CharField(max_length=6, choices=Mail, default=Mail.NOW)
    in_app = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("person", "kind", name="one_preference_per_kind")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.kind}"


class Rhythm(models.Model):
    """When a person takes mail. Without a row: the office's hours, a digest each working day."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    quiet_from = models.TimeField(default=time(20))
    quiet_until = models.TimeField(default=time(7))
    is_quiet = models.BooleanField(default=True)
    on_days_off = models.BooleanField(default=True)  # days off are quiet too
    digest_days = models.CharField(max_length=7, default="12345", blank=True)  # 1 is Monday
    digest_hour = models.PositiveSmallIntegerField(default=8)

    def __str__(self) -> str:
        return f"{self.person} {self.digest_days} {self.digest_hour}"


class Digested(models.Model):
    """Up to when a person's digests have told what is new."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person} {self.until}"


class LineAccount(models.Model):
    """A person's LINE, linked by the person's own act; unlinking deletes the row."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="line_account"
    )
    line_id = models.CharField(max_length=40)
    linked_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.person_id}"


class LinePointer(models.Model):
    """One sentence and a link that wait for LINE. The words are made when it is sent."""

    notice = models.OneToOneField(Notice, models.CASCADE, related_name="+")
    retry_key = models.UUIDField(default=uuid.uuid4, editable=False)
    not_before = models.DateTimeField(default=now)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["not_before"],
                name="line_pointers_waiting",
                condition=models.Q(sent_at__isnull=True, given_up_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}"
