"""The post office: what goes out, one row for each person it goes to."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.timezone import now


class Mailing(models.Model):
    """A letter to many. What all copies share stands here once; a `Delivery` row names a reader.

    Written in the transaction of what it tells; the clock then makes the rows in chunks, and
    `cursor` is the last person who has one, so that a killed clock goes on where it stopped.
    """

    kind = models.CharField(max_length=40)  # a row of `mailing_kinds`: who reads it
    subject_label = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    audience = models.CharField(max_length=60)
    stream = models.CharField(max_length=60)  # what one leaves or switches off: community:12
    handle = models.CharField(max_length=60)  # the local part of the address it comes from
    place = models.CharField(max_length=160)
    sender = models.CharField(max_length=250)  # whose words they are
    author_id = models.BigIntegerField(null=True)  # who gets no copy
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    message_id = models.CharField(max_length=250)
    references = models.TextField(blank=True)  # the last one is what it answers
    reply_purpose = models.CharField(max_length=20)
    reply_target = models.BigIntegerField()
    leave_purpose = models.CharField(max_length=40)  # the signed link that ends it
    leave_target = models.BigIntegerField()
    made_at = models.DateTimeField(default=now)
    cursor = models.BigIntegerField(default=0)
    copies = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["id"], name="mailings_to_fan_out", condition=Q(ended_at__isnull=True)
            ),
            models.Index(fields=["subject_label", "subject_id"], name="mailings_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.subject}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> DeliveryQuerySet:
        return self.filter(sent_at__isnull=True, failed_at__isnull=True, withdrawn_at__isnull=True)


class Delivery(models.Model):
    """A mail to one address: with words of its own, or a copy of a mailing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mailing = models.ForeignKey(
        Mailing, models.PROTECT, null=True, related_name="deliveries", db_index=False
    )
    person_id = models.BigIntegerField(null=True)
    address = models.EmailField()
    language = models.CharField(max_length=2, default="th")
    audience = models.CharField(max_length=60, blank=True)  # blank: the reader's own matter
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    attachments = models.JSONField(default=list)
    not_before = models.DateTimeField(default=now)
    made_at = models.DateTimeField(default=now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    is_probe = models.BooleanField(default=False)  # goes to a paused address too
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            # Letters to one person go before copies of a letter to many.
            models.Index(
                fields=["mailing", "not_before"],
                name="mail_waiting",
                condition=Q(
                    sent_at__isnull=True, failed_at__isnull=True, withdrawn_at__isnull=True
                ),
            ),
            models.Index(
                fields=["person_id"],
                name="mail_waiting_of_person",
                condition=Q(
                    sent_at__isnull=True, failed_at__isnull=True, withdrawn_at__isnull=True
                ),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint("mailing", "person_id", name="one_copy_of_a_mailing")
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
