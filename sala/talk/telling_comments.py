"""Who is told of a comment: the called, the makers of the thing, the one answered, moderators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse

from sala.communities.telling import facilitators_of
from sala.notices.actions import tell
from sala.people.keys import PUBLIC, holders_of
from sala.people.models import Office, Person
from sala.people.offices import OfficeKind
from sala.talk.models import Comment, CommentMention
from sala.talk.things import kind_of
from sala.talk.wording import CALLED
from sala.talk.wording import called as names_called


def call_in(comment: Comment, thing: Any) -> list[Person]:
    """Keep who is called by name in a comment, of those who may read it."""
    names = {match.group(1) for match in CALLED.finditer(comment.text)}
    if not names:
        return []
    names |= {name.removeprefix("คุณ").rstrip(".") for name in names}
    people = Person.objects.filter(
        Q(handle__in=names | {name.lower() for name in names}) | Q(given_name__in=names),
        is_active=True,
    ).exclude(pk=comment.author_id or 0)
    if comment.community_id is not None:
        people = people.filter(
            memberships__community=comment.community_id, memberships__left_at__isnull=True
        )
    else:
        people = people.filter(agency=comment.agency_id, is_guest=False)
    if comment.audience != PUBLIC:
        people = people.filter(pk__in=holders_of(comment.audience))
    found = [one for one in names_called(comment.text, people) if isinstance(one, Person)]
    CommentMention.objects.bulk_create(
        CommentMention(comment=comment, person=person) for person in found
    )
    return found


def tell_commented(comment: Comment, thing: Any, *, called: Sequence[Person]) -> None:
    """Each hears once, for the nearest reason."""
    told = {comment.author_id}
    _tell(called, "talk.comment_mentioned", comment, thing)
    told |= {person.pk for person in called}
    if comment.parent is not None and comment.parent.author_id not in told:
        answered = comment.parent.author
        _tell([answered] if answered else [], "talk.comment_answered", comment, thing)
        told.add(comment.parent.author_id)
    makers = Person.objects.filter(pk__in=kind_of(thing).makers(thing))
    _tell([one for one in makers if one.pk not in told], "talk.commented", comment, thing)


def tell_guest_waits(comment: Comment, thing: Any) -> None:
    """A guest's words wait to be read; nothing of them stands in the notice."""
    url = reverse("talk:moderation")
    _tell(moderators_of(comment), "talk.guest_waits", comment, thing, url=url)


def tell_comment_removed(comment: Comment, thing: Any, *, by: Person) -> None:
    if comment.author is not None and comment.author_id != by.pk:
        _tell([comment.author], "talk.comment_removed", comment, thing, why=comment.removed_why)


def moderators_of(row: Any) -> list[Person]:
    """Who decides about a comment or a post: as `rules.can_moderate` says."""
    people: dict[int, Person] = {}
    if row.community is not None:
        people = {person.pk: person for person in facilitators_of(row.community)}
    is_wide = row.audience == PUBLIC or row.audience.startswith("agency:")
    if is_wide or row.community is None:
        people |= {person.pk: person for person in km_team_of(row.agency_id)}
    return list(people.values())


def km_team_of(agency_id: int) -> list[Person]:
    offices = Office.objects.held().filter(
        Q(unit=agency_id) | Q(unit__agency=agency_id), kind=OfficeKind.KM_TEAM
    )
    return [one.person for one in offices.select_related("person")]


def _tell(
    people: Iterable[Person], kind: str, comment: Comment, thing: Any, *, url: str = "", **data: Any
) -> None:
    people = list(people)
    if people:
        tell(
            people,
            kind,
            comment,
            url=url or comment.url,
            audience="personal" if kind == "talk.guest_waits" else comment.audience,
            title=str(thing),
            by=comment.name,
            **data,
        )
