"""Filling the queue of KM วันละนิด, setting its hour, and sending one piece a day (R118)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Max
from django.utils.timezone import now

from sala.communities.models import Community
from sala.core.locking import locked, require_version
from sala.core.permissions import first_refusal, require
from sala.journal.actions import record
from sala.people.models import Person
from sala.talk.actions.posts import reply
from sala.talk.actions.threads import Opening, start_thread
from sala.talk.mailing import send_daily
from sala.talk.models import Daily, Kind, Piece, Post, State, Thread
from sala.talk.pieces import fingerprint, first_free
from sala.talk.queries.daily import sent_days
from sala.talk.rules import can_change_piece, can_queue_text, can_set_daily
from sala.talk.telling import tell_daily, tell_daily_empty


class Timing(NamedTuple):
    is_on: bool
    hour: int
    weekdays: Sequence[int]


@transaction.atomic
def set_daily(community: Community, timing: Timing, *, seen: int, by: Person) -> Daily:
    """The hour and the days; `seen` is 0 when nothing was set before."""
    community = locked(community)
    require(can_set_daily(by, community))
    daily, _is_new = Daily.objects.get_or_create(community=community, defaults={"version": 0})
    require_version(daily, seen, timing._asdict())
    daily.is_on, daily.hour = timing.is_on, timing.hour
    daily.weekdays = sorted(set(timing.weekdays))
    daily.version += 1
    daily.save()
    record("talk.daily_set", community, by=by, audience=community.key, is_on=timing.is_on)
    return daily


@transaction.atomic
def add_piece(community: Community, *, title: str, text: str, by: Person) -> Piece:
    """At the end of the queue."""
    community = locked(community)
    mark = fingerprint(text)
    require(first_refusal(can_set_daily(by, community), can_queue_text(community, mark)))
    last = Piece.objects.filter(community=community).aggregate(last=Max("place"))["last"] or 0
    piece = Piece.objects.create(
        agency_id=community.agency_id,
        community=community,
        audience=community.key,
        title=title,
        text=text,
        fingerprint=mark,
        place=last + 1,
        made_by=by,
        made_at=now(),
    )
    record("talk.piece_added", piece, place=community, by=by)
    return piece


@transaction.atomic
def edit_piece(piece: Piece, *, title: str, text: str, seen: int, by: Person) -> Piece:
    piece = locked(piece, "community")
    mark = fingerprint(text)
    require(
        first_refusal(
            can_change_piece(by, piece), can_queue_text(piece.community, mark, besides=piece.pk)
        )
    )
    require_version(piece, seen, {"title": title, "text": text})
    piece.title, piece.text, piece.fingerprint = title, text, mark
    piece.version += 1
    piece.save(update_fields=["title", "text", "fingerprint", "version"])
    record("talk.piece_edited", piece, place=piece.community, by=by)
    return piece


@transaction.atomic
def move_piece(piece: Piece, *, is_up: bool, by: Person) -> None:
    """One place up or down among those that wait."""
    piece = locked(piece, "community")
    require(can_change_piece(by, piece))
    rows = Piece.objects.queued().filter(community=piece.community)
    queue = list(rows.values_list("pk", "place"))
    here = next(n for n, (pk, _place) in enumerate(queue) if pk == piece.pk)
    there = here - 1 if is_up else here + 1
    if 0 <= there < len(queue):
        Piece.objects.filter(pk=piece.pk).update(place=queue[there][1])
        Piece.objects.filter(pk=queue[there][0]).update(place=queue[here][1])
        record("talk.piece_moved", piece, place=piece.community, by=by)


@transaction.atomic
def remove_piece(piece: Piece, *, by: Person) -> None:
    """What nobody has read yet may go without a trace but this line."""
    piece = locked(piece, "community")
    require(can_change_piece(by, piece))
    record("talk.piece_removed", piece, place=piece.community, by=by)
    piece.delete()


@transaction.atomic
def send_piece(daily: Daily, day: date) -> Piece | None:
    """The clock's act: the first piece whose text did not go out within a year. Once a day,
    however often it is called."""
    community = locked(daily.community)
    pieces = Piece.objects.filter(community=community)
    if not community.is_open or pieces.filter(sent_on=day).exists():
        return None
    queue = list(pieces.queued())
    sent = sent_days(pieces, day)
    mark = first_free([piece.fingerprint for piece in queue], sent, day)
    piece = next((one for one in queue if one.fingerprint == mark), None)
    if piece is None:
        return None
    piece.sent_on = day
    piece.save(update_fields=["sent_on"])
    piece.community = community
    tell_daily(piece)
    send_daily(piece)
    if len(queue) == 1:
        tell_daily_empty(community)
    record("talk.piece_sent", piece, place=community, by=None, via="job")
    return piece


@transaction.atomic
def answer_piece(piece: Piece, *, text: str, by: Person, via: str) -> Post:
    """What a reader says to a piece: in the thread about it, or as the first words of one."""
    community = locked(piece.community)
    label = Piece._meta.label_lower
    rows = Thread.objects.live().filter(community=community).about(label, [piece.pk])
    thread = rows.exclude(state=State.CLOSED).order_by("pk").first() or rows.first()
    if thread is not None:
        return reply(thread, text=text, by=by, via=via)
    opening = Opening(Kind.TALK, piece.title, text, about=(label, piece.pk))
    thread = start_thread(community, opening, by=by, via=via)
    return Post.objects.get(thread=thread, is_opening=True)


def count_open(piece: Piece) -> None:
    """One more, of nobody in particular."""
    Piece.objects.filter(pk=piece.pk).update(opens=F("opens") + 1)
