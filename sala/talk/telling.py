"""Who is told what about a thread, and by which way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sala.communities.models import Membership
from sala.communities.telling import facilitators_of
from sala.notices.actions import tell
from sala.people.models import Person
from sala.talk.models import Mention, Post, Thread
from sala.talk.wording import called as names_called

MENTIONED = "talk.mentioned"


def call(post: Post) -> list[Person]:
    """Keep who is called by name in a post; only members can be called."""
    if "@" not in post.text:
        return []
    members = Person.objects.filter(
        memberships__community=post.thread.community_id, memberships__left_at__isnull=True
    ).exclude(pk=post.author_id)
    found = [person for person in names_called(post.text, members) if isinstance(person, Person)]
    Mention.objects.bulk_create(Mention(post=post, person=person) for person in found)
    return found


def tell_started(thread: Thread, *, by: Person, called: list[Person]) -> None:
    """Those called; the facilitator, of a question; and who wants every matter by mail."""
    _tell(called, MENTIONED, thread, by, thread.get_absolute_url())
    told = {person.pk for person in called} | {by.pk}
    rest = {row.pk: row for row in _wanting_each(thread)}
    if thread.is_question:
        rest |= {person.pk: person for person in facilitators_of(thread.community)}
    kind = "talk.asked" if thread.is_question else "talk.started"
    people = [person for pk, person in rest.items() if pk not in told]
    _tell(people, kind, thread, by, thread.get_absolute_url())


def tell_replied(post: Post, *, called: list[Person]) -> None:
    """Those called, the one who began, everyone who wrote here, and who wants every matter."""
    thread, by = post.thread, post.author
    _tell(called, MENTIONED, thread, by, post.url)
    told = {person.pk for person in called} | {by.pk}
    if thread.made_by_id not in told:
        kind = "talk.answered" if thread.is_question else "talk.replied"
        _tell([thread.made_by], kind, thread, by, post.url)
    told.add(thread.made_by_id)
    wrote = Person.objects.filter(
        pk__in=Post.objects.filter(thread=thread, removed_at__isnull=True).values("author")
    )
    people = {person.pk: person for person in (*wrote, *_wanting_each(thread))}
    rest = [person for pk, person in people.items() if pk not in told]
    _tell(rest, "talk.replied", thread, by, post.url)


def tell_accepted(post: Post, *, by: Person) -> None:
    if post.author_id != by.pk:
        _tell([post.author], "talk.accepted", post.thread, by, post.url)


def tell_gathered(post: Post, *, by: Person) -> None:
    if post.author_id != by.pk:
        _tell([post.author], "talk.gathered", post.thread, by, post.url)


def tell_removed(post: Post, *, by: Person) -> None:
    """The author learns of it and of the reason."""
    if post.author_id != by.pk:
        _tell([post.author], "talk.removed", post.thread, by, post.url, why=post.removed_why)


def _wanting_each(thread: Thread) -> list[Person]:
    return list(
        Person.objects.filter(
            memberships__community=thread.community_id,
            memberships__left_at__isnull=True,
            memberships__mail="each",
        )
    )


def _tell(
    people: Iterable[Person], kind: str, thread: Thread, by: Person, url: str, **data: Any
) -> None:
    people = list(people)
    if people:
        tell(
            people,
            kind,
            thread,
            url=url,
            without_mail=_wanting_no_mail(people, kind, thread),
            title=thread.title,
            by=by.full_name,
            community=thread.community.name,
            **data,
        )


def _wanting_no_mail(people: list[Person], kind: str, thread: Thread) -> set[int]:
    """What each chose for this community: nothing by mail, or only what calls them by name."""
    unwanted = {"none"} if kind == MENTIONED else {"none", "mentions"}
    rows = Membership.objects.filter(
        community=thread.community_id, person__in=people, left_at__isnull=True, mail__in=unwanted
    )
    return set(rows.values_list("person_id", flat=True))
