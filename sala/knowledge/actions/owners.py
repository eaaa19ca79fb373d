"""Writing a note together, and giving it to somebody else."""

from __future__ import annotations

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.core.locking import locked
from sala.core.models import Audience
from sala.core.permissions import denied, require
from sala.journal.actions import record
from sala.knowledge.actions.notes import settle
from sala.knowledge.models import Note, NoteOwner
from sala.knowledge.rules.notes import (
    can_add_owner,
    can_edit_note,
    can_hand_over,
    forget_owners,
    owner_ids,
)
from sala.notices.actions import tell
from sala.people.models import Person


@transaction.atomic
def add_owner(note: Note, person: Person, *, by: Person) -> Note:
    note = locked(note, "book")
    require(can_add_owner(by, note, person))
    if person.pk not in owner_ids(note):
        NoteOwner.objects.create(note=note, person=person, given_by=by)
        open_to_writers(note)
        _tell(note, person, "knowledge.co_owner", by)
        record("knowledge.owner_added", note, by=by, audience=note.audience, person=person.pk)
    return note


@transaction.atomic
def end_owner(note: Note, person: Person, *, by: Person) -> Note:
    """A writer steps back or is thanked; the last one hands over instead."""
    note = locked(note, "book")
    require(can_edit_note(by, note))
    if person.pk == note.author_id and person.pk != by.pk:
        require(denied("right.author", _("ผู้เริ่มเขียนบันทึกนี้ถอนชื่อได้ด้วยตนเองเท่านั้น")))
    if owner_ids(note) - {person.pk} == set():
        require(denied("state.last_owner", _("ต้องมีผู้เขียนอย่างน้อยหนึ่งคน ส่งต่อให้คนอื่นก่อน")))
    rows = NoteOwner.objects.filter(note=note, person=person, ended_at__isnull=True)
    rows.update(ended_at=now())
    settle(note, by)
    open_to_writers(note)
    record("knowledge.owner_ended", note, by=by, audience=note.audience, person=person.pk)
    return note


@transaction.atomic
def hand_over(note: Note, person: Person, *, by: Person) -> Note:
    """The note becomes a colleague's: whoever wrote it stays named as its author."""
    note = locked(note, "book")
    require(can_hand_over(by, note))
    if person.agency_id != note.agency_id or not person.is_active or person.erased_at:
        require(denied("value.owner", _("ส่งต่อได้เฉพาะคนในหน่วยงานเดียวกันที่ยังทำงานอยู่")))
    leaving = owner_ids(note) if by.pk not in owner_ids(note) else {by.pk}
    NoteOwner.objects.filter(note=note, person__in=leaving, ended_at__isnull=True).exclude(
        person=person
    ).update(ended_at=now())
    if person.pk not in owner_ids(note):
        NoteOwner.objects.create(note=note, person=person, given_by=by)
    settle(note, by)
    open_to_writers(note)
    _tell(note, person, "knowledge.handed_over", by)
    record("knowledge.note_handed_over", note, by=by, audience=note.audience, person=person.pk)
    return note


def open_to_writers(note: Note) -> None:
    """Whoever writes a note sees its pictures, also while it is a draft."""
    forget_owners(note)
    label, keys = note._meta.label_lower, {f"person:{pk}" for pk in owner_ids(note)}
    beside = Audience.objects.filter(label=label, object_id=note.pk)
    beside.exclude(key__in=keys).delete()
    Audience.objects.bulk_create(
        [Audience(label=label, object_id=note.pk, key=key) for key in sorted(keys)],
        ignore_conflicts=True,
    )


def _tell(note: Note, person: Person, kind: str, by: Person) -> None:
    if person.pk != by.pk:
        tell(
            [person],
            kind,
            note,
            url=note.get_absolute_url(),
            audience="personal",
            title=note.title,
            by=by.full_name,
        )
