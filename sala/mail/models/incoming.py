"""Mail that came in: the message as it came, and the one thing that became of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    STORED = "stored", _("รออ่าน")
    POSTED = "posted", _("ขึ้นหน้าเว็บแล้ว")
    HELD = "held", _("พักไว้")
    REJECTED = "rejected", _("ไม่รับ")
    IGNORED = "ignored", _("ไม่นำมาแสดง")


class Raw(models.Model):
    """A message byte for byte, kept once however many of our addresses it was sent to."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()
    kept_at = models.DateTimeField(default=now, db_index=True)

    def __str__(self) -> str:
        return self.sha256


class IncomingMail(models.Model):
    """One message to one of our addresses. Written before it is acknowledged; `state` is its
    outcome, and the same message to the same address is one row however often it is sent."""

    raw = models.ForeignKey(Raw, models.SET_NULL, null=True, related_name="mails")
    fingerprint = models.CharField(max_length=64)
    recipient = models.CharField(max_length=254)
    envelope_sender = models.CharField(max_length=254, blank=True)
    source = models.CharField(max_length=8, default="lmtp")
    received_at = models.DateTimeField(default=now)
    message_id = models.CharField(max_length=250, blank=True, db_index=True)
    sent_at = models.DateTimeField(null=True)
    kind = models.CharField(max_length=10, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    person_id = models.BigIntegerField(null=True, db_index=True)
    proof = models.CharField(max_length=10, blank=True)
    community_id = models.BigIntegerField(null=True)
    agency_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8, choices=MailState, default=MailState.STORED)
    reason = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=400, blank=True)
    subject_label = models.CharField(max_length=80, blank=True)
    subject_id = models.BigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField(null=True)
    asked_id = models.BigIntegerField(null=True)
    told_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "not_before"], name="mail_to_read"),
            models.Index(fields=["community_id", "-id"], name="mail_of_a_community"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint("fingerprint", "recipient", name="one_mail_once"),
            models.UniqueConstraint(
                "subject_label",
                "subject_id",
                name="one_post_of_one_mail",
                condition=Q(state=MailState.POSTED),
            ),
            models.CheckConstraint(
                name="posted_mail_names_its_post",
                condition=~Q(state=MailState.POSTED) | Q(subject_id__isnull=False),
            ),
            models.CheckConstraint(
                name="settled_mail_says_when_and_why",
                condition=Q(state=MailState.STORED, settled_at__isnull=True)
                | (~Q(state=MailState.STORED) & Q(settled_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient} {self.subject}"

    @property
    def local(self) -> str:
        """The part of our address before the @."""
        return self.recipient.rpartition("@")[0]
