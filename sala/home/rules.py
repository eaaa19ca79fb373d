"""Who keeps the words of a search."""

from __future__ import annotations

from sala.core.permissions import Decision
from sala.people.models import Person
from sala.people.rules import has_ability


def can_keep_words(person: Person) -> Decision:
    """Synonyms and missed searches belong to those who keep the agency's lists."""
    return has_ability(person, "manage_catalogues", person.agency_id)
