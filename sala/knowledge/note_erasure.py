"""What a person wrote and followed: exported whole; follows and messages go, notes stay."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.core.files import detach
from sala.core.registries import Erasure, erasures
from sala.knowledge.actions.notes import settle
from sala.knowledge.actions.owners import open_to_writers
from sala.knowledge.models import (
    Block,
    Book,
    BookTag,
    Follow,
    Message,
    Note,
    NoteOwner,
    NoteTag,
    NoteVersion,
    Read,
    Series,
)
from sala.knowledge.models.outside import OutsideNote
from sala.knowledge.reads import reader_of_person
from sala.knowledge.rules.notes import owner_ids
from sala.notices.erasure import forget_notices
from sala.people.models import Person
from sala.search.waiting import touched


def export(person: Person) -> dict[str, Any]:
    """Notes with their licence (I16) and earlier words, books, follows, messages both ways."""
    notes = Note.objects.filter(author=person).select_related("book").order_by("pk")
    sent = Message.objects.filter(sender=person).select_related("recipient").order_by("pk")
    got = Message.objects.filter(recipient=person).select_related("sender").order_by("pk")
    follows = Follow.objects.filter(follower=person).select_related("person", "community")
    return {
        "notes": [_note(note) for note in notes.prefetch_related("versions", "tags")],
        "books": list(Book.objects.filter(owner=person).values("name", "about", "elsewhere")),
        "follows": [str(row.person or row.community or row.tag_word) for row in follows],
        "messages_sent": [
            {"to": row.recipient.full_name, "text": row.text, "at": row.at.isoformat()}
            for row in sent
        ],
        "messages_received": [
            {"from": row.sender.full_name, "text": row.text, "at": row.at.isoformat()}
            for row in got
        ],
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "number": note.number,
        "book": note.book.name,
        "title": note.title,
        "body": note.body,
        "licence": note.licence,
        "tags": [tag.word for tag in note.tags.all()],
        "earlier": [{"title": row.title, "body": row.body} for row in note.versions.all()],
        "written_at": note.written_at.isoformat(),
        "removed_at": note.removed_at.isoformat() if note.removed_at else None,
    }


def erase(person: Person) -> None:
    """Drafts, removed notes and private ones written alone lose their words; what was written
    together stays with the others. Nobody follows or is followed; what was written to others is
    blanked; readings are cut from the person."""
    Follow.objects.filter(Q(follower=person) | Q(person=person)).delete()
    Block.objects.filter(Q(person=person) | Q(blocked=person)).delete()
    messages = Message.objects.filter(Q(sender=person) | Q(recipient=person))
    forget_notices(messages)
    messages.update(text="")
    Read.objects.filter(reader=reader_of_person(person.pk)).delete()
    held = NoteOwner.objects.filter(person=person, ended_at__isnull=True).values("note")
    written = Note.objects.filter(Q(author=person) | Q(pk__in=held))
    touched("knowledge.note", list(written.values_list("pk", flat=True)))
    others = (
        NoteOwner.objects.exclude(person=person)
        .filter(ended_at__isnull=True, person__erased_at__isnull=True)
        .values("note")
    )
    for note in Note.objects.filter(pk__in=held).filter(pk__in=others):
        _leave(note, person)
    hidden = Q(published_at__isnull=True) | Q(removed_at__isnull=False)
    _blank(written.exclude(pk__in=others).filter(hidden | Q(audience=f"person:{person.pk}")))
    _forget_books(person)


def _leave(note: Note, person: Person) -> None:
    """It is the others' now, who are its only writers."""
    NoteOwner.objects.filter(note=note, person=person, ended_at__isnull=True).update(ended_at=now())
    here = Person.objects.filter(pk__in=owner_ids(note), erased_at__isnull=True)
    settle(note, here.order_by("pk")[0])
    open_to_writers(note)


def _blank(notes: QuerySet[Note]) -> None:
    unseen = list(notes)
    ids = [note.pk for note in unseen]
    forget_notices(Note.objects.filter(pk__in=ids))
    for note in unseen:
        detach(note)
    NoteVersion.objects.filter(note__in=ids).update(title="", body="")
    NoteTag.objects.filter(note__in=ids).delete()
    OutsideNote.objects.filter(note__in=ids).update(url="", author_name="")
    Note.objects.filter(pk__in=ids).update(
        title="–", body="", body_text="", series=None, part=None, removed_why=""
    )


def _forget_books(person: Person) -> None:
    """A book of one's own is called by one's name; notes that others read stay in it, unnamed."""
    books = Book.objects.filter(owner=person)
    for book in books:
        detach(book)
    BookTag.objects.filter(book__in=books).delete()
    books.update(name=_("สมุดของผู้ที่ไม่อยู่แล้ว"), about="", elsewhere="")
    touched("knowledge.book", list(books.values_list("pk", flat=True)))
    Series.objects.filter(owner=person, notes__isnull=True).delete()


erasures.add(
    Erasure(
        "knowledge.notes",
        50,
        export,
        erase,
        lambda: _("บันทึกที่เผยแพร่แล้วยังอยู่โดยไม่มีชื่อ เพราะมีคนอ่าน อ้างอิง และเขียนต่อจากบันทึกนั้น"),
    )
)
