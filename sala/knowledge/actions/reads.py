"""Taking up what was read: the clock's part of the counting."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from django.apps import apps
from django.db import transaction
from django.db.models import F, Model
from django.utils.timezone import localdate

from sala.core.thai.calendar import BANGKOK
from sala.knowledge.models import Read, SiteDay, SiteVisitor
from sala.knowledge.reads import Seen, counted, reader_of_person, take
from sala.knowledge.writers import writers_of
from sala.people.queries import postings_on

KEPT_DAYS = 1


def count_reads() -> int:
    """Every waiting file once; answers how many readings were looked at."""
    looked_at = 0
    for path, readings in take():
        with transaction.atomic():
            count(readings)
        path.unlink(missing_ok=True)
        looked_at += len(readings)
    return looked_at


@transaction.atomic
def count(readings: Iterable[Seen]) -> None:
    heaps: dict[tuple[str, int], list[Seen]] = {}
    for one in readings:
        heaps.setdefault((one.label, one.object_id), []).append(one)
    _count_visits(heaps.pop(("", 0), []))
    people = {one.person_id for heap in heaps.values() for one in heap if one.person_id}
    units = {
        reader_of_person(pk): posting.unit_id
        for pk, posting in postings_on(people, localdate()).items()
    }
    for (label, object_id), heap in sorted(heaps.items()):
        _count_thing(label, object_id, heap, units)


def _count_thing(label: str, object_id: int, heap: list[Seen], units: dict[str, int]) -> None:
    """The row of the thing is locked first, so that two clocks count one after the other."""
    model: type[Model] | None = None
    with suppress(LookupError, ValueError):
        model = apps.get_model(label)
    rows = model._default_manager.select_for_update().filter(pk=object_id) if model else None
    thing = rows.first() if rows is not None else None
    if thing is None or not hasattr(thing, "read_count"):
        return
    writers = {reader_of_person(pk) for pk in writers_of(thing)}
    known = {
        row.reader: row
        for row in Read.objects.filter(
            label=label, object_id=object_id, reader__in={one.reader for one in heap}
        )
    }
    found = counted(heap, {reader: row.last_at for reader, row in known.items()}, writers)
    for reader, at in found.last.items():
        if row := known.get(reader):
            row.last_at = at
            row.save(update_fields=["last_at"])
        else:
            Read.objects.create(
                label=label,
                object_id=object_id,
                reader=reader,
                unit_id=units.get(reader),
                last_at=at,
            )
    if found.more:
        type(thing)._default_manager.filter(pk=object_id).update(
            read_count=F("read_count") + found.more
        )


def _count_visits(readings: list[Seen]) -> None:
    """One a visitor and day."""
    days: dict[str, set[str]] = {}
    for one in readings:
        day = datetime.fromtimestamp(one.at, tz=BANGKOK).date().isoformat()
        days.setdefault(day, set()).add(one.reader)
    for day, visitors in days.items():
        known = SiteVisitor.objects.filter(day=day, visitor__in=visitors)
        fresh = visitors - set(known.values_list("visitor", flat=True))
        if not fresh:
            continue
        SiteVisitor.objects.bulk_create(
            [SiteVisitor(day=day, visitor=visitor) for visitor in fresh], ignore_conflicts=True
        )
        SiteDay.objects.get_or_create(day=day)
        SiteDay.objects.filter(day=day).update(visits=F("visits") + len(fresh))


def forget_readers() -> None:
    """Visitors of past days, and readers whose half hour is long over and who name no unit."""
    day = localdate() - timedelta(days=KEPT_DAYS)
    SiteVisitor.objects.filter(day__lt=day).delete()
    limit = datetime.combine(day, datetime.min.time(), tzinfo=BANGKOK)
    Read.objects.filter(unit__isnull=True, last_at__lt=limit).delete()
