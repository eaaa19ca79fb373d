"""What an agency words and sets its own way (R158)."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from sala.core.locking import locked
from sala.core.permissions import require
from sala.core.terms import KINDS
from sala.core.thai.text import clean_line
from sala.journal.actions import record
from sala.people.models import AgencySettings, Person
from sala.people.rules import has_ability

NUMBERS = (
    "session_minutes",
    "session_cap_minutes",
    "first_follow_up_days",
    "second_follow_up_days",
    "review_reminder_days",
    "quiet_days",
    "pass_percent",
)

CHOICES = ("digits", "demands_endorsement", "counts_daily_opens", "default_licence", "agreement")


@transaction.atomic
def change_settings(
    settings: AgencySettings, *, words: dict[str, dict[str, str]], by: Person, **fields: Any
) -> AgencySettings:
    """Save the agency's words, numbers and digits; an empty word means the usual one."""
    settings = locked(settings)
    require(has_ability(by, "manage_catalogues", settings.agency_id))
    settings.terms = {
        language: {
            kind: clean_line(word)[:60]
            for kind, word in own.items()
            if kind in KINDS and clean_line(word)
        }
        for language, own in words.items()
        if language in {"th", "en"}
    }
    for name in (*NUMBERS, *CHOICES):
        setattr(settings, name, fields.get(name, getattr(settings, name)))
    settings.save()
    record("people.settings_changed", settings, by=by, audience=f"agency:{settings.agency_id}")
    return settings
