"""What a person wrote and followed: exported whole; follows and messages go, notes stay."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from sala.core.files import detach
from sala.core.registries import Erasure, erasures
from sala.knowledge.models import Block, Follow, Message, Note, NoteOwner, Read
from sala.knowledge.reads import reader_of_person
from sala.people.models import Person


def export(person: Person) -> dict[str, Any]:
    """Notes with their licence (I16) and earlier words, follows, messages sent and received."""
    notes = Note.objects.filter(author=person).select_related("book").order_by("pk")
    sent = Message.objects.filter(sender=person).select_related("recipient").order_by("pk")
    got = Message.objects.filter(recipient=person).select_related("sender").order_by("pk")
    follows = Follow.objects.filter(follower=person).select_related("person", "community")
    return {
        "notes": [_note(note) for note in notes.prefetch_related("versions", "tags")],
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
    """Drafts, removed notes and private ones written alone lose their words; nobody follows or
    is followed; what was written to others is blanked; readings are cut from the person."""
    Follow.objects.filter(Q(follower=person) | Q(person=person)).delete()
    Block.objects.filter(Q(person=person) | Q(blocked=person)).delete()
    Message.objects.filter(Q(sender=person) | Q(recipient=person)).update(text="")
    shared = NoteOwner.objects.exclude(person=person).filter(ended_at__isnull=True).values("note")
    own = Note.objects.filter(author=person).exclude(pk__in=shared)
    unseen = own.filter(
        Q(published_at__isnull=True)
        | Q(removed_at__isnull=False)
        | Q(audience=f"person:{person.pk}")
    )
    for note in unseen:
        note.versions.update(title="", body="")
        detach(note)
    unseen.update(title="–", body="", body_text="")
    Read.objects.filter(reader=reader_of_person(person.pk)).delete()


erasures.add(
    Erasure(
        "knowledge.notes",
        50,
        export,
        erase,
        lambda: _("บันทึกที่เผยแพร่แล้วยังอยู่โดยไม่มีชื่อ เพราะมีคนอ่าน อ้างอิง และเขียนต่อจากบันทึกนั้น"),
    )
)
