"""Who may do what with a note, and why not. Reading is a matter of keys."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext as _

from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.knowledge.licences import may_adapt
from sala.knowledge.models import Book, Note, NoteOwner
from sala.knowledge.rules.books import can_tend_book, can_write_in
from sala.people.models import Person
from sala.people.rules import has_ability


def owner_ids(note: Note) -> set[int]:
    """Who writes the note now; one query, kept on the note."""
    if not hasattr(note, "_owner_ids"):
        rows = NoteOwner.objects.filter(note=note, ended_at__isnull=True)
        note._owner_ids = set(rows.values_list("person_id", flat=True))  # type: ignore[attr-defined]
    return cast("set[int]", note._owner_ids)  # type: ignore[attr-defined]


def forget_owners(note: Note) -> None:
    note.__dict__.pop("_owner_ids", None)


def is_writer(person: Any, note: Note) -> Decision:
    if person.pk is not None and person.pk in owner_ids(note):
        return ALLOWED
    return denied("right.writer", _("แก้ได้เฉพาะผู้เขียนบันทึกนี้"))


def is_there(note: Note) -> Decision:
    if note.removed_at is None:
        return ALLOWED
    return denied("state.note_removed", _("บันทึกนี้นำออกไปแล้ว"))


def can_edit_note(person: Any, note: Note) -> Decision:
    return first_refusal(is_there(note), is_writer(person, note))


def can_publish_note(person: Any, note: Note) -> Decision:
    return first_refusal(can_edit_note(person, note), can_write_in(person, note.book))


def can_move_note(person: Any, note: Note, book: Book) -> Decision:
    """The number and the address stay; only the book is another."""
    if book.agency_id != note.agency_id:
        return denied("right.other_agency", _("ย้ายบันทึกข้ามหน่วยงานไม่ได้"))
    return first_refusal(can_edit_note(person, note), can_write_in(person, book))


def can_remove_note(person: Any, note: Note) -> Decision:
    """Its writers, or who tends the book with a reason; a trace stays."""
    if (there := is_there(note)) and person.pk in owner_ids(note):
        return ALLOWED
    if note.book.owner_id is not None:
        tends = has_ability(person, "manage_catalogues", note.agency_id)
        return first_refusal(there, tends)
    return first_refusal(there, can_tend_book(person, note.book))


def can_add_owner(person: Any, note: Note, other: Person) -> Decision:
    """Somebody of the same agency writes along."""
    if other.agency_id != note.agency_id or not other.is_active or other.erased_at:
        return denied("value.owner", _("ผู้เขียนร่วมต้องเป็นคนในหน่วยงานเดียวกันที่ยังทำงานอยู่"))
    return can_edit_note(person, note)


def can_hand_over(person: Any, note: Note) -> Decision:
    """A writer gives the note to a colleague. When none of its writers is here any more, who
    tends its book or the KM team finds it a new one."""
    if person.pk in owner_ids(note):
        return is_there(note)
    here = Person.objects.filter(pk__in=owner_ids(note), is_active=True, erased_at__isnull=True)
    if here.exists():
        return denied("right.writer", _("ผู้เขียนยังอยู่ จึงส่งต่อได้เฉพาะผู้เขียนเอง"))
    if note.book.owner_id is None and can_tend_book(person, note.book):
        return is_there(note)
    tends = has_ability(person, "manage_catalogues", note.agency_id)
    return first_refusal(is_there(note), tends)


def can_copy_note(person: Any, note: Note) -> Decision:
    """Take the text into a note of one's own: the only thing a licence can stop (I16)."""
    is_same_agency = getattr(person, "agency_id", None) == note.agency_id
    return first_refusal(
        is_there(note),
        may_adapt(
            note.licence, is_owner=person.pk in owner_ids(note), is_same_agency=is_same_agency
        ),
    )
