"""What is done about mail that came in: its owner asked, its sender told, it let through."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.core.file_words import reason_of
from sala.core.files import keep
from sala.core.locking import locked
from sala.core.permissions import denied, require
from sala.journal.actions import record
from sala.mail.arrivals import HELD, POSTED, REJECTED, FilePart, Incoming, Outcome
from sala.mail.intake import claimed, deliver, finish, incoming_of, write
from sala.mail.links import link_for
from sala.mail.models import IncomingMail, Mailing
from sala.notices.actions import tell
from sala.people.models import Person
from sala.talk.letters import why
from sala.talk.mailing import KIND as MAILED
from sala.talk.models import Kind, Post
from sala.talk.rules import can_start_thread
from sala.talk.rules.letters import can_confirm_letter, can_settle_letter

CONFIRM = "talk.letter"
MOST_A_DAY = 3  # mails of this kind to one person: a forger must not flood anyone
LEAVES = "talk.leaving"


def answer_sender(incoming: Incoming, community: Community, outcome: Outcome) -> None:
    """Ask the owner of the address about a held message, or tell the sender why one was turned
    away: each once, a few a day, and never a machine."""
    if outcome.state == HELD and incoming.person_id is None and incoming.owner_id:
        _ask(incoming, community)
    elif outcome.state == REJECTED and incoming.person_id and not incoming.voucher_id:
        _tell(incoming, community, "talk.letter_rejected", why(outcome.reason, outcome.words))
    elif outcome.state == POSTED and outcome.words and not incoming.voucher_id:
        _tell(incoming, community, "talk.letter_files", outcome.words)


def _ask(incoming: Incoming, community: Community) -> None:
    owner = Person.objects.filter(pk=incoming.owner_id or 0, is_active=True).first()
    rows = IncomingMail.objects.filter(asked_id=incoming.owner_id)
    is_enough = rows.filter(asked_at__gt=now() - timedelta(days=1)).count() >= MOST_A_DAY
    if owner is None or is_enough or not can_start_thread(owner, community, Kind.QUESTION):
        return
    IncomingMail.objects.filter(pk=incoming.id).update(asked_id=owner.pk, asked_at=now())
    tell(
        [owner],
        "talk.letter_asked",
        community,
        audience="personal",
        links={owner.pk: link_for(CONFIRM, owner.pk, incoming.id)},
        title=_title(incoming),
        community=community.name,
    )


def _tell(incoming: Incoming, community: Community, kind: str, reason: str) -> None:
    sender = Person.objects.filter(pk=incoming.person_id or 0, is_active=True).first()
    rows = IncomingMail.objects.filter(person_id=incoming.person_id)
    is_enough = rows.filter(told_at__gt=now() - timedelta(days=1)).count() >= MOST_A_DAY
    if sender is None or is_enough:
        return
    IncomingMail.objects.filter(pk=incoming.id).update(told_at=now())
    tell(
        [sender],
        kind,
        community,
        audience="personal",
        title=_title(incoming),
        community=community.name,
        why=reason,
    )


def _title(incoming: Incoming) -> str:
    return (incoming.reading.subject or "").strip() or _("ไม่มีหัวเรื่อง")


def write_as(post: Post, name: str) -> None:
    """The words are somebody's who has no account here; who let them in answers for them."""
    post.written_as = name.strip()[:200]
    post.save(update_fields=["written_as"])
    Mailing.objects.filter(kind=MAILED, subject_id=post.pk).update(sender=post.written_as)


def keep_files(post: Post, files: list[FilePart]) -> str:
    """Keep what may be kept; the answer names what may not and why. The words stand either way."""
    kept = keep(post, files, audience=post.thread.audience, made_by_id=post.author_id)
    return ", ".join(f"{row.name} ({reason_of(row.reason)})" for row in kept.refused)[:400]


@transaction.atomic
def release_letter(mail: IncomingMail, *, by: Person) -> IncomingMail:
    """Let a held message through: in the sender's name, on the facilitator's word."""
    mail = locked(mail)
    community = Community.objects.get(pk=mail.community_id or 0)
    require(can_settle_letter(by, mail, community))
    _post(mail, incoming_of(mail, voucher_id=by.pk), by)
    record("talk.letter_released", community, by=by, letter=mail.pk)
    return mail


@transaction.atomic
def confirm_letter(mail: IncomingMail, *, by: Person) -> IncomingMail:
    """The owner of the address says: it is mine."""
    mail = locked(mail)
    require(can_confirm_letter(by, mail))
    _post(mail, incoming_of(mail, owner_id=by.pk), by)
    mail.person_id, mail.proof = by.pk, "owner"
    mail.save(update_fields=["person_id", "proof"])
    return mail


def _post(mail: IncomingMail, incoming: Incoming, by: Person) -> None:
    """Through the route it was held at. What cannot be read or posted stays held, with a word."""
    if mail.raw is None:
        require(denied("state.original_gone", _("ต้นฉบับถูกลบตามกำหนดเวลาแล้ว ขอให้ผู้ส่งส่งใหม่")))
    if incoming.reading.held or incoming.reading.text is None:
        require(denied("state.unreadable", _("อ่านตัวอักษรในฉบับนี้ได้ไม่แน่ชัด ขอให้ผู้ส่งส่งใหม่")))
    route, target = claimed(incoming)
    if route is None or (incoming.voucher_id and route.name == LEAVES):
        require(denied("state.no_route", _("จดหมายฉบับนี้โพสต์ไม่ได้ เจ้าของต้องทำเอง")))
        return
    outcome = deliver(incoming, route, target)
    if outcome.state in (HELD, REJECTED):
        require(denied("state.letter_refused", outcome.words or why(outcome.reason)))
    finish(mail, incoming, route, target, outcome)
    mail.settled_by_id = by.pk
    mail.save(update_fields=["settled_by_id"])


@transaction.atomic
def reject_letter(mail: IncomingMail, *, by: Person) -> IncomingMail:
    mail = locked(mail)
    community = Community.objects.get(pk=mail.community_id or 0)
    require(can_settle_letter(by, mail, community))
    write(mail, Outcome(REJECTED, "by-facilitator"))
    mail.settled_by_id = by.pk
    mail.save(update_fields=["settled_by_id"])
    record("talk.letter_rejected", community, by=by, letter=mail.pk)
    return mail


@transaction.atomic
def disclaim_letter(mail: IncomingMail, *, by: Person) -> IncomingMail:
    """The owner of the address says: it is not mine."""
    mail = locked(mail)
    require(can_confirm_letter(by, mail))
    write(mail, Outcome(REJECTED, "not-mine"))
    mail.settled_by_id = by.pk
    mail.save(update_fields=["settled_by_id"])
    return mail
