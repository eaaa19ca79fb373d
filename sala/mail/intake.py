"""From a stored message to the one thing that becomes of it. May be killed at any point: what a
message became and that it became so are written in one transaction."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils.timezone import now

from sala.core.mail_registries import InboundRoute, inbound_routes
from sala.core.permissions import Refused
from sala.mail.arrivals import HELD, IGNORED, POSTED, REJECTED, FilePart, Incoming, Outcome, ids_in
from sala.mail.doors import is_known
from sala.mail.models import IncomingMail, MailState
from sala.mail.parts import files_in, sent_at
from sala.mail.reading.headers import Headers, split_fields
from sala.mail.reading.message import Reading, read
from sala.mail.reading.mime import MAX_HEADER_BYTES
from sala.mail.reading.reasons import Reason, UnreadableError
from sala.mail.senders import prove
from sala.mail.tokens import domain, read_reply

TRIES = 5
MACHINES = frozenset({"auto", "loop", "bounce"})
UNREADABLE, NO_ROUTE, TWICE, WITHDRAWN = (
    "could-not-be-settled",
    "no-such-address",
    "already-posted",
    "original-gone",
)
log = logging.getLogger(__name__)


def take_in(limit: int = 200, moment: datetime | None = None) -> int:
    """Settle what waits, oldest first; returns how many were settled."""
    waiting = IncomingMail.objects.filter(
        state=MailState.STORED, not_before__lte=moment or now()
    ).order_by("pk")
    return sum(settle(pk) for pk in list(waiting.values_list("pk", flat=True)[:limit]))


def settle(pk: int) -> bool:
    """Settle one message. A message that kills its worker is not tried for ever."""
    waiting = IncomingMail.objects.filter(pk=pk, state=MailState.STORED)
    tries = waiting.values_list("attempts", flat=True).first()
    if tries is None:
        return False
    later = now() + timedelta(seconds=10 * 3**tries)
    waiting.update(attempts=F("attempts") + 1, not_before=later)
    try:
        with transaction.atomic():
            mail = _held_row(pk)
            if mail is None or mail.state != MailState.STORED:
                return False
            if tries >= TRIES:
                write(mail, Outcome(HELD, UNREADABLE))
            else:
                _settle(mail)
    except Exception:
        log.exception("message %s was not settled", pk)
        return False
    return True


def _held_row(pk: int) -> IncomingMail | None:
    """The row, locked; None while another worker has it."""
    is_able = connection.features.has_select_for_update_skip_locked
    rows = IncomingMail.objects.select_for_update(skip_locked=is_able)
    return rows.filter(pk=pk).first()


def _settle(mail: IncomingMail) -> None:
    incoming = incoming_of(mail)
    _write_facts(mail, incoming)
    route, target = claimed(incoming)
    if route is None:
        write(mail, Outcome(REJECTED, NO_ROUTE))
        return
    mail.community_id, mail.agency_id = route.place(target)
    outcome = _gate(mail, incoming, route) or deliver(incoming, route, target)
    finish(mail, incoming, route, target, outcome)


def claimed(incoming: Incoming) -> tuple[InboundRoute | None, Any]:
    """The first route that knows what the message is for."""
    for route in inbound_routes:
        if (target := route.claims(incoming)) is not None:
            return route, target
    return None, None


def deliver(incoming: Incoming, route: InboundRoute, target: Any) -> Outcome:
    """What the route makes of it. A refusal undoes what the route had begun: a missing right holds
    the message, anything else turns it away with the reason."""
    try:
        with transaction.atomic():
            outcome: Outcome = route.receive(incoming, target)
            return outcome
    except Refused as refused:
        decision = refused.decision
        state = HELD if decision.code.startswith("right") else REJECTED
        return Outcome(state, f"refused:{decision.code}"[:60], decision.reason)


def finish(
    mail: IncomingMail, incoming: Incoming, route: InboundRoute, target: Any, outcome: Outcome
) -> None:
    write(mail, outcome)
    route.settled(incoming, target, outcome)


def write(mail: IncomingMail, outcome: Outcome) -> None:
    """The one outcome of a message."""
    mail.state, mail.reason, mail.words = outcome.state, outcome.reason, outcome.words[:400]
    is_posted = outcome.state == POSTED
    mail.subject_label = outcome.label if is_posted else ""
    mail.subject_id = outcome.object_id if is_posted else None
    mail.settled_at = now()
    mail.save()


def _gate(mail: IncomingMail, incoming: Incoming, route: InboundRoute) -> Outcome | None:
    """What stops a message before its route: machines, what cannot be read, who is not proved."""
    reading = incoming.reading
    reason = str(reading.reason or "")
    if route.takes_machines:
        return None
    if reading.kind in MACHINES:
        return Outcome(IGNORED, reason)
    if _is_ours(reading):
        return Outcome(IGNORED, str(Reason.OWN_MAIL))
    is_empty = reading.reason == Reason.EMPTY
    if reading.kind == "reject" and not (is_empty and route.takes_empty):
        return Outcome(REJECTED, reason)
    if _is_posted_there(mail):
        return Outcome(IGNORED, TWICE)
    if reading.held:
        return Outcome(HELD, reason)
    if incoming.person_id is None:
        return Outcome(HELD, incoming.why)
    return None


def _is_ours(reading: Reading) -> bool:
    """Written by ourselves: from one of our own addresses."""
    local, _at, host = (reading.sender or "").lower().rpartition("@")
    return host == domain().lower() and is_known(local)


def _is_posted_there(mail: IncomingMail) -> bool:
    """The same message to the list and to a reply address of it is one post."""
    same = IncomingMail.objects.filter(fingerprint=mail.fingerprint, state=MailState.POSTED)
    return mail.community_id is not None and same.filter(community_id=mail.community_id).exists()


def incoming_of(
    mail: IncomingMail, *, owner_id: int | None = None, voucher_id: int | None = None
) -> Incoming:
    """The message as routes meet it. `owner_id` says it is the owner's own, by a signed link;
    `voucher_id` lets it through in the sender's name."""
    raw = bytes(mail.raw.content) if mail.raw else b""
    reading = read(raw, own=[mail.recipient]) if raw else Reading("reject")
    headers = headers_of(raw)
    token = read_reply(mail.local)
    proof = prove(headers, reading.sender, mail.envelope_sender, token, mail.recipient)
    return Incoming(
        id=mail.pk,
        recipient=mail.recipient,
        envelope_sender=mail.envelope_sender,
        reading=reading,
        message_id=mail.message_id,
        references=_references(headers),
        sent_at=sent_at(headers.raw("date") or b""),
        person_id=owner_id or voucher_id or proof.person_id,
        proof="owner" if owner_id else "voucher" if voucher_id else proof.by,
        why=proof.why,
        owner_id=proof.owner_id,
        voucher_id=voucher_id,
        token=token,
        files=lambda: _files(raw),
    )


def headers_of(raw: bytes) -> Headers:
    """The fields of the message itself; none where they are beyond bounds."""
    head = raw[:MAX_HEADER_BYTES].replace(b"\r\n", b"\n").lstrip(b"\n").split(b"\n\n", 1)[0]
    with suppress(UnreadableError):
        return split_fields(head)
    return Headers()


def _references(headers: Headers) -> tuple[str, ...]:
    """What it answers: the nearest first."""
    nearest = ids_in(headers.raw("in-reply-to") or b"")
    older = reversed(ids_in(headers.raw("references") or b""))
    return tuple(dict.fromkeys((*nearest[:1], *older)))[:40]


def _files(raw: bytes) -> list[FilePart]:
    with suppress(UnreadableError):
        return files_in(raw)
    return []


def _write_facts(mail: IncomingMail, incoming: Incoming) -> None:
    reading = incoming.reading
    mail.kind = reading.kind
    mail.subject = _kept(reading.subject, 300)
    mail.sender = _kept(reading.sender, 254)
    mail.sender_name = _kept(reading.sender_name, 200)
    mail.sent_at = incoming.sent_at
    mail.person_id, mail.proof = incoming.person_id, incoming.proof


def _kept(text: str | None, most: int) -> str:
    return (text or "").replace("\x00", "")[:most]
