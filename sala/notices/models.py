"""What a person is told, and whether by mail too."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.timezone import now


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

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-at"], name="notices_of_person")]

    def __str__(self) -> str:
        return f"{self.person} {self.kind}"


class Preference(models.Model):
    """A person's own choice for one kind of notice; without a row the kind's default holds."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    by_mail = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("person", "kind", name="one_preference_per_kind")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.kind}"
