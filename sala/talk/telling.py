"""Who is told what about a thread, and by which way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from sala.communities.models import Community, Membership
from sala.communities.roles import Role
from sala.communities.telling import facilitators_of
from sala.mail.links import link_for
from sala.notices.actions import tell
from sala.people.keys import keys_of
from sala.people.models import Person
from sala.people.queries import counts_opens
from sala.talk.mailing import DAILY, less_daily
from sala.talk.models import Advice, Mention, Nudge, Piece, Post, Round, Thread
from sala.talk.wording import called as names_called

MENTIONED, ADVICE = "talk.mentioned", "talk.advice"
NO_NUDGES = "talk.no_nudges"  # the signed link that ends them


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
    """Those called; and the facilitator, of a question. Who wants every matter by mail has the
    letter itself (`sala.talk.mailing`)."""
    _tell(called, MENTIONED, thread, by, thread.get_absolute_url())
    if thread.is_question:
        told = {person.pk for person in called} | {by.pk}
        people = [person for person in facilitators_of(thread.community) if person.pk not in told]
        _tell(people, "talk.asked", thread, by, thread.get_absolute_url())


def tell_replied(post: Post, *, called: list[Person], is_advice: bool = False) -> None:
    """Those called, the one who began, and everyone who wrote here."""
    thread, by = post.thread, post.author
    _tell(called, MENTIONED, thread, by, post.url)
    told = {person.pk for person in called} | {by.pk}
    if thread.made_by_id not in told and not is_advice:
        kind = "talk.answered" if thread.is_question else "talk.replied"
        _tell([thread.made_by], kind, thread, by, post.url)
    told.add(thread.made_by_id)
    wrote = Person.objects.filter(
        pk__in=Post.objects.filter(thread=thread, removed_at__isnull=True).values("author")
    )
    rest = [person for person in wrote if person.pk not in told]
    _tell(rest, "talk.replied", thread, by, post.url)


def tell_advice_asked(one: Round) -> None:
    """The adviser, by name and round. Who belongs to the community goes to the thread; anyone
    else to a page of this advice alone, by mail also without signing in."""
    advice, thread = one.advice, one.advice.thread
    is_inside = thread.audience in keys_of(advice.adviser)
    tell(
        [advice.adviser],
        "talk.advice_asked",
        thread,
        url=one.question.url if is_inside else advice_url(thread),
        audience="personal",
        links={} if is_inside else {advice.adviser_id: link_for(ADVICE, advice.adviser_id, one.pk)},
        title=thread.title,
        by=thread.made_by.full_name,
        community=thread.community.name,
        round=one.number,
    )


def advice_url(thread: Thread) -> str:
    return f"/t/{thread.number}/advice/"


def tell_advice_answered(post: Post, advice: Advice) -> None:
    thread, by = post.thread, post.author
    _tell([thread.made_by], "talk.advice_answered", thread, by, post.url, round=advice.round_count)


def tell_advice_declined(advice: Advice) -> None:
    thread = advice.thread
    url = thread.get_absolute_url()
    words = advice.declined_words
    _tell([thread.made_by], "talk.advice_declined", thread, advice.adviser, url, words=words)


def tell_prompt_set(thread: Thread, *, by: Person) -> None:
    """Every member, each by the way chosen for this community."""
    people = Person.objects.filter(
        memberships__community=thread.community_id, memberships__left_at__isnull=True
    ).exclude(pk=by.pk)
    url = thread.get_absolute_url()
    _tell(people, "talk.prompt_set", thread, by, url, day=_day(thread))


def tell_prompt_closed(thread: Thread) -> None:
    """Who set it and who gathers here: time to sum up."""
    people = {person.pk: person for person in (*gatherers_of(thread.community), thread.made_by)}
    url = thread.get_absolute_url()
    _tell(people.values(), "talk.prompt_closed", thread, thread.made_by, url, n=thread.reply_count)


def tell_summary(thread: Thread, *, by: Person) -> None:
    """Everyone who wrote under the topic."""
    wrote = Post.objects.filter(thread=thread, removed_at__isnull=True).values("author")
    people = Person.objects.filter(pk__in=wrote).exclude(pk=by.pk)
    _tell(people, "talk.prompt_summarised", thread, by, thread.get_absolute_url())


def tell_daily(piece: Piece) -> None:
    """A line for every member, and for the digest of who takes one. Who wants every matter has
    the letter itself (`sala.talk.mailing`)."""
    people = list(
        Person.objects.filter(
            memberships__community=piece.community_id, memberships__left_at__isnull=True
        )
    )
    modes = _modes(people, piece.community_id)
    less = set(less_daily().filter(person__in=people))
    silent = {pk for pk, mail in modes.items() if mail in {"none", "mentions"}}
    tell(
        people,
        DAILY,
        piece,
        url=piece.get_absolute_url() + ("?m=1" if counts_opens(piece.agency_id) else ""),
        without_mail=silent | {pk for pk, mail in modes.items() if mail == "each"} - less,
        by_digest={pk for pk, mail in modes.items() if mail == "digest"},
        title=piece.title,
        text=piece.text,
        community=piece.community.name,
    )


def tell_daily_empty(community: Community) -> None:
    tell(
        gatherers_of(community),
        "talk.daily_empty",
        community,
        url=reverse("talk:daily_queue", args=[community.number]),
        audience=community.key,
        community=community.name,
    )


def tell_nudge(nudge: Nudge) -> None:
    """A friendly word, with the way to have no more of them."""
    community = nudge.community
    tell(
        [nudge.person],
        "talk.nudge",
        community,
        url=reverse("talk:threads", args=[community.number]),
        audience=community.key,
        sort=nudge.kind,
        community=community.name,
        stop=link_for(NO_NUDGES, nudge.person_id, nudge.person_id),
    )


def gatherers_of(community: Community) -> list[Person]:
    """Facilitators and recorders who hold their role now."""
    return list(
        Person.objects.filter(
            role_holdings__community=community,
            role_holdings__role__in=[Role.FACILITATOR, Role.RECORDER],
            role_holdings__accepted_at__isnull=False,
            role_holdings__ended_at__isnull=True,
        ).distinct()
    )


def _day(thread: Thread) -> str:
    return thread.closes_at.isoformat() if thread.closes_at else ""


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


def _tell(
    people: Iterable[Person], kind: str, thread: Thread, by: Person, url: str, **data: Any
) -> None:
    people = list(people)
    if people:
        modes = _modes(people, thread.community_id)
        tell(
            people,
            kind,
            thread,
            url=url,
            without_mail={pk for pk, mail in modes.items() if _is_silent(kind, mail)},
            by_digest={pk for pk, mail in modes.items() if kind != MENTIONED and mail == "digest"},
            title=thread.title,
            by=by.full_name,
            community=thread.community.name,
            **data,
        )


def _modes(people: list[Person], community_id: int) -> dict[int, str]:
    """How each takes this community's mail."""
    rows = Membership.objects.filter(
        community=community_id, person__in=people, left_at__isnull=True
    )
    return dict(rows.values_list("person_id", "mail"))


# What is written goes as a letter to who wants every matter; the rest of what happens does not.
WRITTEN = {
    MENTIONED,
    "talk.answered",
    "talk.replied",
    "talk.asked",
    "talk.advice_answered",
    "talk.prompt_set",
}


def _is_silent(kind: str, mail: str) -> bool:
    """No mail of its own: none wanted, only calls by name wanted, or the letter says it already."""
    if mail == "each":
        return kind in WRITTEN
    return mail == "none" or (mail == "mentions" and kind != MENTIONED)
