"""A post, and KM วันละนิด, go out by mail to the members who want every matter.

One row is written with the words; the clock makes a delivery for each reader and sends them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, Q
from django.utils.timezone import localdate

from sala.communities.mail import LEAVING, stream_of
from sala.communities.models import Membership
from sala.core.mail_registries import MailGate, MailingKind, Reader, mail_gates, mailing_kinds
from sala.mail.actions import withdraw_letters_about
from sala.mail.models import Delivery, Mailing
from sala.mail.tokens import message_id
from sala.notices.hours import hours_of
from sala.notices.models import Mail, Preference
from sala.people.keys import holders_of
from sala.people.queries import counts_opens
from sala.talk.models import Kind, Piece, Post
from sala.talk.wording import shown

KIND, DAILY = "talk.post", "talk.daily"


def send_out(post: Post) -> Mailing:
    """In the post's transaction."""
    thread, community = post.thread, post.thread.community
    return Mailing.objects.create(
        kind=KIND,
        subject_label=Post._meta.label_lower,
        subject_id=post.pk,
        audience=thread.audience,
        stream=stream_of(community.pk),
        handle=community.handle,
        place=community.name,
        sender=post.author.full_name,
        author_id=post.author_id,
        subject=thread.title,
        text=post.text,
        html=shown(post.text),
        url=thread.get_absolute_url(),
        message_id=message_id("post", post.pk),
        references=_answers(post),
        reply_purpose="prompt" if thread.kind == Kind.PROMPT else "thread",
        reply_target=thread.pk,
        leave_purpose=LEAVING,
        leave_target=community.pk,
    )


def _answers(post: Post) -> str:
    """The letter it answers: the opening of its thread; an opening, the piece it is about."""
    thread = post.thread
    opening = thread.posts.filter(is_opening=True).values_list("pk", flat=True).first()
    if opening is not None and opening != post.pk:
        return message_id("post", opening)
    is_about_piece = thread.about_label == Piece._meta.label_lower
    return message_id("piece", thread.about_id) if is_about_piece and thread.about_id else ""


def send_daily(piece: Piece) -> Mailing:
    """KM วันละนิด by group mail (R118). An answer goes to the thread about the piece."""
    community = piece.community
    return Mailing.objects.create(
        kind=DAILY,
        subject_label=Piece._meta.label_lower,
        subject_id=piece.pk,
        audience=piece.audience,
        stream=stream_of(community.pk),
        handle=community.handle,
        place=community.name,
        sender=piece.made_by.full_name,
        subject=f"KM วันละนิด: {piece.title}",
        text=piece.text,
        html=shown(piece.text),
        url=piece.get_absolute_url() + ("?m=1" if counts_opens(piece.agency_id) else ""),
        message_id=message_id("piece", piece.pk),
        reply_purpose="piece",
        reply_target=piece.pk,
        leave_purpose=LEAVING,
        leave_target=community.pk,
    )


def withdraw_post(post: Post) -> None:
    """Removed before everyone had it: the rest do not get it."""
    withdraw_letters_about(post)


def readers(mailing: Mailing, after: int, limit: int) -> Sequence[Reader]:
    """The next members who want every matter; their rows are held until the copies are written,
    so that who leaves meanwhile finds the copy and stops it."""
    rows = _wanting(mailing).filter(person_id__gt=after).exclude(person_id=mailing.author_id)
    rows = rows.select_for_update(of=("self",)).select_related("person").order_by("person_id")
    people = [row.person for row in rows[:limit]]
    when = hours_of(people)
    return [
        Reader(person.pk, person.email, person.language, when.next_for(person)) for person in people
    ]


def _wanting(mailing: Mailing) -> Any:
    """Live members with an address who chose every matter and may see this one (I08)."""
    rows = Membership.objects.filter(
        Q(person__guest_until__isnull=True) | Q(person__guest_until__gte=localdate()),
        community_id=mailing.leave_target,
        left_at__isnull=True,
        mail="each",
        person__is_active=True,
        person__erased_at__isnull=True,
    ).exclude(person__email="")
    if mailing.kind == DAILY:
        rows = rows.exclude(person_id__in=less_daily())
    if mailing.audience != f"community:{mailing.leave_target}":
        rows = rows.filter(person_id__in=holders_of(mailing.audience))
    return rows


def less_daily() -> Any:
    """Who chose another way for KM วันละนิด, whatever they chose for the community."""
    rows = Preference.objects.filter(kind=DAILY).exclude(mail=Mail.NOW)
    return rows.values_list("person_id", flat=True)


def stopped(letters: Sequence[Delivery]) -> Iterable[Any]:
    """Copies whose readers no longer want them, asked again just before they leave."""
    ours: dict[Mailing, list[Delivery]] = {}
    for letter in letters:
        if letter.mailing is not None and letter.mailing.kind in {KIND, DAILY}:
            ours.setdefault(letter.mailing, []).append(letter)
    gone: list[Any] = []
    for mailing, rows in ours.items():
        wanting = _wanting(mailing).filter(person_id__in=[row.person_id for row in rows])
        still = dict(wanting.values_list("person_id", F("person__email")))
        gone += [row.pk for row in rows if still.get(row.person_id) != row.address]
    return gone


mailing_kinds.add(MailingKind(KIND, readers), MailingKind(DAILY, readers))
mail_gates.add(MailGate(KIND, stopped))
