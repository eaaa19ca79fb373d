"""Notes on the pages of people, communities and units."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from sala.communities.models import Community
from sala.communities.rules import can_act
from sala.core.registries import Panel, panels
from sala.knowledge.models import Book, Follow, Note
from sala.knowledge.queries.follows import follow_button
from sala.knowledge.queries.notes import published
from sala.knowledge.rules.books import can_open_unit_book
from sala.knowledge.rules.follows import can_contact
from sala.people.keys import PUBLIC, keys_of
from sala.people.models import Person, Unit

NOTES, ON_COMMUNITY = 5, 3


def lines(rows: QuerySet[Note]) -> list[Note]:
    """Titles for a panel; one query."""
    return list(rows.select_related("author", "book").defer("body", "body_text")[:NOTES])


def person_panel(viewer: Any, person: Person) -> dict[str, Any] | None:
    notes = lines(published(keys_of(viewer)).filter(author=person))
    has_feed = any(note.audience == PUBLIC for note in notes)
    return {"notes": notes, "person": person, "has_feed": has_feed} if notes else None


def person_aside(viewer: Any, person: Person) -> dict[str, Any] | None:
    """Follow and write to a colleague, and how many do the first."""
    counts = Follow.objects.shown()
    return {
        "person": person,
        "follow": follow_button(viewer, person=person),
        "followers": counts.filter(person=person).count(),
        "may_contact": bool(can_contact(viewer, person)),
    }


def community_panel(viewer: Any, community: Community) -> dict[str, Any] | None:
    """Newest notes of the community's books; its main book, or the way to open it."""
    keys = keys_of(viewer)
    is_known = getattr(viewer, "is_authenticated", False)
    notes = lines(published(keys).filter(book__community=community))[:ON_COMMUNITY]
    main = Book.objects.visible_to(keys).filter(community=community, is_main=True).first()
    may_open = is_known and main is None and can_act(viewer, "write", community)
    if not notes and main is None and not may_open:
        return None
    return {
        "notes": notes,
        "main": main,
        "community": community,
        "may_open": may_open,
        "may_write": bool(main and is_known and can_act(viewer, "write", community)),
        "has_feed": community.audience == PUBLIC,
        "follow": follow_button(viewer, community=community) if is_known else None,
    }


def unit_panel(viewer: Any, unit: Unit) -> dict[str, Any] | None:
    """KM <unit>: what the unit publishes."""
    keys = keys_of(viewer)
    main = Book.objects.visible_to(keys).filter(unit=unit, is_main=True).first()
    may_open = bool(main is None and can_open_unit_book(viewer, unit))
    if main is None and not may_open:
        return None
    here = Q(book__unit=unit)
    return {
        "notes": lines(published(keys).filter(here)) if main else [],
        "main": main,
        "unit": unit,
        "may_open": may_open,
    }


panels.add(
    Panel(
        "knowledge.notes_of_person",
        "person",
        "main",
        20,
        "knowledge/panel_person.html",
        person_panel,
    ),
    Panel(
        "knowledge.follow_person",
        "person",
        "aside",
        20,
        "knowledge/panel_follow.html",
        person_aside,
    ),
    Panel(
        "knowledge.notes",
        "community",
        "main",
        30,
        "knowledge/panel_notes.html",
        community_panel,
    ),
    Panel("knowledge.notes_of_unit", "unit", "main", 30, "knowledge/panel_unit.html", unit_panel),
)
