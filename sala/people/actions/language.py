"""What changes people."""

from __future__ import annotations

from sala.people.models import Person


def set_language(person: Person, code: str) -> None:
    person.language = code
    person.save(update_fields=["language"])
