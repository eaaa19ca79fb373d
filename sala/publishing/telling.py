"""What is written down of a set, and who is told."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from sala.journal.actions import record
from sala.notices.actions import tell
from sala.people.models import Person
from sala.publishing.models import Chapter, Collection

SHOWN = {"publishing.edition_built", "publishing.put_back", "publishing.taken_down"}


def noted(verb: str, collection: Collection, *, by: Person | None, **data: Any) -> None:
    """One journal line. What is done before a book stands on the shelf is for who makes it."""
    own = f"person:{by.pk}" if by else f"person:{collection.made_by_id}"
    if collection.community_id:
        own = f"community:{collection.community_id}:steward"
    record(
        verb,
        collection,
        place=collection.community,
        by=by,
        audience=collection.audience if verb in SHOWN else own,
        **data,
    )


def tell_consent_asked(chapter: Chapter, source: Any, *, by: Person) -> None:
    collection = chapter.collection
    tell(
        list(Person.objects.filter(pk__in=source.writers)),
        "publishing.consent_asked",
        collection,
        url=reverse("publishing:consents"),
        audience="personal",
        by=by.full_name,
        title=source.title,
        book=collection.title,
    )


def tell_consent_given(chapter: Chapter, source: Any, *, agrees: bool, by: Person) -> None:
    collection = chapter.collection
    tell(
        list(Person.objects.filter(pk=chapter.added_by_id)),
        "publishing.consent_answered",
        collection,
        url=reverse("publishing:set", args=[collection.number]),
        audience="personal",
        by=by.full_name,
        title=source.title,
        agrees=agrees,
    )
