"""The queue and the archive of KM วันละนิด."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, localtime

from sala.communities.catalogue import OPEN_STATES
from sala.communities.models import Community
from sala.core.permissions import Decision
from sala.core.thai import is_working_day
from sala.people.queries import counts_opens
from sala.people.workdays import days_off
from sala.talk.models import Daily, Piece
from sala.talk.pieces import YEAR, free_on, is_hour
from sala.talk.rules import can_set_daily
from sala.talk.wording import shown

SHOWN, LAST_HOUR = 25, 17


def due_dailies(moment: datetime) -> Iterable[Daily]:
    """Communities whose hour has come on a day that their agency works."""
    local = localtime(moment)
    day = local.date()
    rows = Daily.objects.filter(is_on=True, community__state__in=OPEN_STATES)
    rows = rows.select_related("community")
    if not is_working_day(day):
        return []
    closed = days_off({row.community.agency_id for row in rows})
    return [
        row
        for row in rows
        if is_hour(local.hour, set_hour=row.hour, last_hour=LAST_HOUR)
        and day.weekday() in row.weekdays
        and day.isoformat() not in closed.get(row.community.agency_id, ())
    ]


def sent_days(pieces: QuerySet[Piece], day: date) -> dict[str, date]:
    """Texts that went out within a year before the day, and when."""
    recent = pieces.filter(sent_on__gt=day - YEAR).order_by("sent_on")
    return {
        mark: sent_on for mark, sent_on in recent.values_list("fingerprint", "sent_on") if sent_on
    }


class PieceRow(NamedTuple):
    piece: Piece
    html: SafeString
    writer: str
    waits_until: date | None


@dataclass(frozen=True)
class Archive:
    community: Community
    rows: list[PieceRow]
    older: str
    is_first: bool
    may_set: Decision
    counts: bool


def archive_page(community: Community, viewer: Any, *, before: date | None = None) -> Archive:
    """What went out, newest first, by day."""
    rows = Piece.objects.sent().filter(community=community).select_related("made_by")
    page = list((rows.filter(sent_on__lt=before) if before else rows)[: SHOWN + 1])
    last = page[SHOWN - 1].sent_on if len(page) > SHOWN else None
    may = can_set_daily(viewer, community)
    return Archive(
        community=community,
        rows=[piece_row(piece) for piece in page[:SHOWN]],
        older=last.isoformat() if last else "",
        is_first=before is None,
        may_set=may,
        counts=bool(may) and counts_opens(community.agency_id),
    )


def piece_row(piece: Piece, waits_until: date | None = None) -> PieceRow:
    return PieceRow(piece, shown(piece.text), piece.made_by.full_name, waits_until)


@dataclass(frozen=True)
class Queue:
    community: Community
    daily: Daily
    rows: list[PieceRow]


def queue_page(community: Community) -> Queue:
    """What waits, in its order; a text that went out within a year says until when it waits."""
    pieces = Piece.objects.filter(community=community)
    queue = list(pieces.queued().select_related("made_by"))
    sent = sent_days(pieces, localdate())
    daily = Daily.objects.filter(community=community).first()
    return Queue(
        community=community,
        daily=daily or Daily(community=community, version=0),
        rows=[
            piece_row(piece, free_on(sent[one]) if (one := piece.fingerprint) in sent else None)
            for piece in queue
        ],
    )
