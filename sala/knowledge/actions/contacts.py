"""Writing to somebody whose address one does not know, and need not."""

from __future__ import annotations

from django.db import transaction
from django.utils.timezone import now

from sala.core.permissions import require
from sala.journal.actions import record
from sala.knowledge.models import Block, Message, Note
from sala.knowledge.rules.follows import can_contact, can_send_message
from sala.notices.actions import tell
from sala.people.models import Person


@transaction.atomic
def send_message(recipient: Person, *, text: str, by: Person, about: Note | None = None) -> Message:
    """The sender's row is locked: two taps at once are counted one after the other."""
    Person.objects.select_for_update().get(pk=by.pk)
    require(can_send_message(by, recipient))
    message = Message.objects.create(
        sender=by, recipient=recipient, text=text, about=about, at=now()
    )
    tell(
        [recipient],
        "knowledge.message",
        message,
        url=f"/messages/#m{message.pk}",
        audience="personal",
        by=by.full_name,
        text=text,
    )
    record("knowledge.message_sent", message, by=by, audience=f"person:{recipient.pk}")
    return message


@transaction.atomic
def block(other: Person, *, by: Person) -> None:
    require(can_contact(by, other))
    row, is_new = Block.objects.get_or_create(person=by, blocked=other)
    if is_new:
        record("knowledge.blocked", row, by=by, audience=f"person:{by.pk}")


@transaction.atomic
def unblock(other: Person, *, by: Person) -> None:
    for row in Block.objects.filter(person=by, blocked=other):
        record("knowledge.unblocked", row, by=by, audience=f"person:{by.pk}")
        row.delete()
