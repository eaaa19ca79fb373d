"""The mail that came in for a community, and for none, as the ones in charge see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sala.communities.models import Community, Membership
from sala.communities.roles import ABILITIES
from sala.communities.rules import standing_of
from sala.core.permissions import Decision
from sala.core.registries import Work
from sala.mail.intake import incoming_of
from sala.mail.models import IncomingMail, MailState, PausedAddress
from sala.mail.parts import whole_text
from sala.mail.tokens import list_address
from sala.talk.letters import why
from sala.talk.models import Post
from sala.talk.rules.letters import can_import_letters, can_settle_letter

PAGE = 30
MARKS = {
    MailState.STORED: "later",
    MailState.POSTED: "done",
    MailState.HELD: "wait",
    MailState.REJECTED: "stop",
    MailState.IGNORED: "",
}


class LetterRow(NamedTuple):
    mail: IncomingMail
    mark: str
    word: str
    why: str
    sender: str
    post_url: str
    at: datetime


@dataclass(frozen=True)
class LettersPage:
    community: Community
    address: str
    rows: list[LetterRow]
    tabs: list[dict[str, Any]]
    chosen: str
    older: int
    may_import: Decision


def address_of(community: Community) -> str:
    """Where one writes to the community."""
    return list_address(community.handle)


def held_count(community: Community) -> int:
    return IncomingMail.objects.filter(community_id=community.pk, state=MailState.HELD).count()


def paused_count(community: Community) -> int:
    """Members whose address sends mail back, so that nothing goes there any more."""
    inside = Membership.objects.filter(community=community, left_at__isnull=True)
    addresses = inside.values(address=Lower("person__email"))
    return PausedAddress.objects.filter(address__in=addresses).count()


def letters_page(
    community: Community, viewer: Any, *, chosen: str = "", before: int = 0
) -> LettersPage:
    """One page of messages, newest first; `before` is the last one seen."""
    rows = IncomingMail.objects.filter(community_id=community.pk)
    choices = ["", MailState.HELD, MailState.POSTED, MailState.REJECTED, MailState.IGNORED]
    chosen = chosen if chosen in choices else ""
    counts = rows.aggregate(
        **{f"n_{state}": Count("pk", filter=Q(state=state)) for state in choices[1:]},
        n_=Count("pk"),
    )
    some = rows.filter(state=chosen) if chosen else rows
    if before:
        some = some.filter(pk__lt=before)
    page = list(some.order_by("-pk")[: PAGE + 1])
    return LettersPage(
        community=community,
        address=address_of(community),
        rows=letter_rows(page[:PAGE]),
        tabs=[
            {
                "label": str(MailState(state).label) if state else _("ทั้งหมด"),
                "url": f"?show={state}" if state else "?",
                "current": state == chosen,
                "count": counts[f"n_{state}"],
            }
            for state in choices
        ],
        chosen=chosen,
        older=page[PAGE - 1].pk if len(page) > PAGE else 0,
        may_import=can_import_letters(viewer, community),
    )


def letter_rows(mails: list[IncomingMail]) -> list[LetterRow]:
    """Rows with the address of what each became; one query for any number."""
    posted = [mail.subject_id for mail in mails if mail.subject_label == Post._meta.label_lower]
    posts = Post.objects.filter(pk__in=posted).select_related("thread")
    urls = {post.pk: post.url for post in posts}
    return [_row(mail, urls.get(mail.subject_id or 0, "")) for mail in mails]


def _row(mail: IncomingMail, url: str = "") -> LetterRow:
    return LetterRow(
        mail=mail,
        mark=MARKS[MailState(mail.state)],
        word=str(MailState(mail.state).label),
        why="" if mail.state == MailState.POSTED and not mail.words else _reason(mail),
        sender=mail.sender_name or mail.sender or _("ไม่ทราบผู้ส่ง"),
        post_url=url,
        at=mail.received_at,
    )


def _reason(mail: IncomingMail) -> str:
    said = why(mail.reason, mail.words) if mail.reason else ""
    is_asked = mail.state == MailState.HELD and mail.asked_at
    return f"{said} {_('ถามเจ้าของที่อยู่แล้ว')}" if is_asked else said


class LetterPage(NamedTuple):
    row: LetterRow
    text: str
    whole: str
    files: list[str]
    may_settle: Decision | None


def letter_page(
    mail: IncomingMail, viewer: Any = None, community: Community | None = None
) -> LetterPage:
    """One message: its new words, and the whole of it as plain text. `raw` must have been read."""
    raw = bytes(mail.raw.content) if mail.raw else b""
    reading = incoming_of(mail).reading if raw else None
    return LetterPage(
        row=letter_rows([mail])[0],
        text=(reading.text or "").replace("\x00", "") if reading else "",
        whole=whole_text(raw) if raw else "",
        files=reading.attachments if reading else [],
        may_settle=can_settle_letter(viewer, mail, community) if community else None,
    )


def post_office(agency_id: int, before: int = 0) -> tuple[list[LetterRow], int]:
    """Mail of no community, of this agency or of nobody in particular; headers alone."""
    rows = IncomingMail.objects.filter(community_id__isnull=True)
    rows = rows.filter(Q(agency_id=agency_id) | Q(agency_id__isnull=True))
    if before:
        rows = rows.filter(pk__lt=before)
    page = list(rows.order_by("-pk")[: PAGE + 1])
    return letter_rows(page[:PAGE]), page[PAGE - 1].pk if len(page) > PAGE else 0


def held_work(person: Any) -> Sequence[Work]:
    """Held mail of the communities this person takes care of: one line for each community."""
    tended = [
        pk
        for pk, roles in standing_of(person).roles.items()
        if any("manage_community" in ABILITIES[role] for role in roles)
    ]
    if not tended:
        return []
    held = IncomingMail.objects.filter(community_id__in=tended, state=MailState.HELD)
    counts = dict(held.values_list("community_id").annotate(n=Count("pk")).order_by())
    if not counts:
        return []
    open_ones = Community.objects.open().filter(pk__in=counts).order_by("pk")
    return [
        Work(
            what=ngettext(
                "ดูจดหมายที่พักไว้ %(count)s ฉบับ", "ดูจดหมายที่พักไว้ %(count)s ฉบับ", counts[one.pk]
            )
            % {"count": counts[one.pk]},
            url=reverse("talk:letters", args=[one.number]) + "?show=held",
            icon="inbox",
            detail=one.name,
            minutes=2,
            action=_("ดู"),
        )
        for one in open_ones
    ]
