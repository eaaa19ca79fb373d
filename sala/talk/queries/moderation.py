"""What waits for a moderator: guests' comments to be read, and words that were reported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q

from sala.communities.roles import ABILITIES
from sala.communities.rules import standing_of
from sala.core.permissions import Decision
from sala.people.keys import PUBLIC, keys_of
from sala.people.offices import ABILITIES as OFFICE_ABILITIES
from sala.people.rules import offices_of
from sala.talk.models import Comment, Post, Report, Ruling
from sala.talk.rules.reports import can_hide
from sala.talk.written import KINDS, Written, things_of, written_of

SHOWN = 50


def tends(person: Any) -> bool:
    """Whether there is anything at all the person could decide about."""
    return bool(_communities(person)) or _has_office(person)


def _communities(person: Any) -> list[int]:
    return [
        pk
        for pk, roles in standing_of(person).roles.items()
        if any("manage_community" in ABILITIES[role] for role in roles)
    ]


def _has_office(person: Any) -> bool:
    return any("moderate" in OFFICE_ABILITIES[office.kind] for office in offices_of(person))


def tended(person: Any) -> Q:
    """Rows the person decides about, in the words of the database (`rules.can_moderate`)."""
    rows = Q(community__in=_communities(person))
    if _has_office(person):
        wide = Q(audience=PUBLIC) | Q(audience__startswith="agency:") | Q(community__isnull=True)
        rows |= wide & Q(agency=person.agency_id)
    return rows


def judged(person: Any) -> Q:
    """Reports the person decides about: also those whose only moderator wrote the words."""
    rows = tended(person)
    return rows | Q(to_office=True, agency=person.agency_id) if _has_office(person) else rows


class WaitingRow(NamedTuple):
    comment: Comment
    title: str
    url: str


class ReportedRow(NamedTuple):
    """Words that readers pointed at: how many did, and their reasons without their names."""

    written: Written
    people: int
    reasons: list[tuple[str, str]]
    since: datetime
    may_hide: Decision
    may_open: bool


class HiddenRow(NamedTuple):
    written: Written
    why: str
    at: datetime


@dataclass(frozen=True)
class Queue:
    waiting: list[WaitingRow]
    reported: list[ReportedRow]
    hidden: list[HiddenRow]


def queue_of(person: Any) -> Queue:
    """What the person decides about, oldest first; the same queries for one and for fifty."""
    return Queue(waiting_comments(person), reported_words(person), hidden_words(person))


def queue_size(person: Any) -> int:
    """How many decisions wait; two queries, none for who tends nothing."""
    if not tends(person):
        return 0
    rows = tended(person)
    words = Report.objects.open().filter(judged(person)).exclude(_own(person))
    reported = words.values("label", "object_id").distinct().count()
    return Comment.objects.waiting().filter(rows).count() + reported


def _own(person: Any) -> Q:
    """Words of one's own are decided about by others."""
    posts = Post.objects.filter(author=person).values("pk")
    comments = Comment.objects.filter(author=person).values("pk")
    return Q(label="talk.post", object_id__in=posts) | Q(
        label="talk.comment", object_id__in=comments
    )


def waiting_comments(person: Any, *, limit: int = SHOWN) -> list[WaitingRow]:
    """Guests' comments to be read; one query and one for each kind of thing."""
    rows = Comment.objects.waiting().filter(tended(person)).select_related("community")
    comments = list(rows.order_by("pk")[:limit])
    things = things_of(comments)
    return [
        WaitingRow(one, str(thing), thing.get_absolute_url())
        for one in comments
        if (thing := things.get((one.label, one.object_id))) is not None
    ]


def reported_words(person: Any) -> list[ReportedRow]:
    reports = Report.objects.open().filter(judged(person)).exclude(_own(person)).order_by("pk")
    by_words: dict[tuple[str, int], list[Report]] = {}
    for row in reports[: 4 * SHOWN]:
        by_words.setdefault((row.label, row.object_id), []).append(row)
    found = _written(by_words)
    keys = keys_of(person)
    return [
        ReportedRow(
            written,
            len(rows),
            [(str(row.get_harm_display()), row.why) for row in rows],
            rows[0].made_at,
            can_hide(written),
            written.audience in keys,
        )
        for key, rows in by_words.items()
        if (written := found.get(key)) is not None
    ]


def hidden_words(person: Any) -> list[HiddenRow]:
    """What was hidden and may be brought back, newest first."""
    rows = Report.objects.filter(judged(person), ruling=Ruling.HIDE).exclude(_own(person))
    newest = {(row.label, row.object_id): row for row in rows.order_by("-decided_at")[:SHOWN]}
    found = _written(newest)
    return [
        HiddenRow(written, row.ruling_why, row.decided_at)
        for key, row in newest.items()
        if (written := found.get(key)) is not None
        and not written.is_standing
        and row.decided_at is not None
    ]


def _written(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Written]:
    found = {}
    for kind, label in KINDS.items():
        ids = [pk for one, pk in keys if one == label]
        for pk, written in (written_of(kind, ids) if ids else {}).items():
            found[label, pk] = written
    return found
