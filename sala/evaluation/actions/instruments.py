"""Making tests, rubrics and work pieces, and opening tests to participants."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max
from django.urls import reverse
from django.utils.timezone import now

from sala.core.locking import locked
from sala.core.permissions import require
from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus
from sala.evaluation.item_lines import Key
from sala.evaluation.models import Attempt, Instrument, Item, Phase
from sala.evaluation.rules import can_edit_items, can_manage_instruments, can_open_phase
from sala.journal.actions import record
from sala.notices.actions import tell
from sala.people.models import Person


@dataclass(frozen=True)
class ItemText:
    """An item as its writer gives it."""

    kind: str
    text: str
    points: int
    key: Key


@transaction.atomic
def make_instrument(
    cycle: Cycle, method: str, title: str, *, guide: str, pass_percent: int, by: Person
) -> Instrument:
    cycle = locked(cycle)
    require(can_manage_instruments(by, cycle))
    instrument = Instrument.objects.create(
        cycle=cycle,
        audience=cycle.audience,
        method=method,
        title=title,
        guide=guide,
        pass_percent=pass_percent,
        made_by=by,
    )
    _record("evaluation.instrument_made", instrument, by=by)
    return instrument


@transaction.atomic
def add_item(instrument: Instrument, item: ItemText, *, by: Person) -> Item:
    instrument = _editable(instrument, by=by)
    last = instrument.items.aggregate(last=Max("position"))["last"] or 0
    made = Item(instrument=instrument, position=last + 1)
    _write(made, item)
    _record("evaluation.items_changed", instrument, by=by)
    return made


@transaction.atomic
def change_item(item: Item, text: ItemText, *, by: Person) -> Item:
    _editable(item.instrument, by=by)
    item = locked(item, "instrument")
    _write(item, text)
    _record("evaluation.items_changed", item.instrument, by=by)
    return item


@transaction.atomic
def remove_item(item: Item, *, by: Person) -> None:
    """Take an item out; the ones after it move up."""
    instrument = _editable(item.instrument, by=by)
    Item.objects.filter(pk=item.pk).delete()
    instrument.items.filter(position__gt=item.position).update(position=F("position") - 1)
    _record("evaluation.items_changed", instrument, by=by)


def _editable(instrument: Instrument, *, by: Person) -> Instrument:
    instrument = locked(instrument, "cycle")
    count = Attempt.objects.filter(instrument=instrument).count()
    require(can_edit_items(by, instrument, count))
    return instrument


def _write(item: Item, text: ItemText) -> None:
    item.kind, item.text, item.points = text.kind, text.text, text.points
    item.choices, item.answer = text.key.choices, text.key.answer
    item.save()


@transaction.atomic
def open_phase(instrument: Instrument, phase: str, *, by: Person) -> Instrument:
    """Open a test before or after learning and tell the participants. Twice changes nothing."""
    instrument = locked(instrument, "cycle")
    require(can_open_phase(by, instrument, phase, instrument.items.count()))
    field = "opens_after_at" if phase == Phase.AFTER else "opens_before_at"
    if getattr(instrument, field) is None:
        setattr(instrument, field, now())
        instrument.save(update_fields=[field])
        _record("evaluation.test_opened", instrument, by=by, phase=phase)
        _tell_of_test(instrument)
    return instrument


def _tell_of_test(instrument: Instrument) -> None:
    cycle = instrument.cycle
    rows = Enrolment.objects.filter(cycle=cycle, status=EnrolmentStatus.PARTICIPANT)
    url = reverse("evaluation:learning", args=[cycle.number])
    people = [row.person for row in rows.select_related("person")]
    kind = "evaluation.test_opened"
    tell(people, kind, instrument, url=url, audience="personal", title=cycle.title)


@transaction.atomic
def withdraw_instrument(instrument: Instrument, *, by: Person) -> Instrument:
    """Use it no more; what was answered stays."""
    instrument = locked(instrument, "cycle")
    require(can_manage_instruments(by, instrument.cycle))
    if instrument.withdrawn_at is None:
        instrument.withdrawn_at = now()
        instrument.save(update_fields=["withdrawn_at"])
        _record("evaluation.instrument_withdrawn", instrument, by=by)
    return instrument


def _record(verb: str, instrument: Instrument, *, by: Person, phase: str = "") -> None:
    """Instruments concern those who run the round: a title may give the questions away."""
    cycle = instrument.cycle
    audience = f"community:{cycle.community_id}:steward"
    record(verb, instrument, place=cycle, by=by, audience=audience, phase=phase)
