"""Mail to a community: a new thread, an answer in the right one, or goodbye to its mail."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from sala.communities.actions.membership import set_own_membership
from sala.communities.models import Community
from sala.core.mail_registries import InboundRoute, inbound_routes
from sala.core.permissions import denied, require
from sala.core.registries import RunKind, WorkSource, run_kinds, work_sources
from sala.mail.arrivals import IGNORED, POSTED, Incoming, Outcome
from sala.mail.models import IncomingMail, MailState
from sala.mail.tokens import read_message_id, read_reply, spend_reply
from sala.people.models import Person
from sala.talk.actions.archive import KIND, work_on_archive
from sala.talk.actions.daily import answer_piece
from sala.talk.actions.letters import answer_sender, keep_files, write_as
from sala.talk.actions.posts import reply
from sala.talk.actions.threads import Opening, start_thread
from sala.talk.letters import LONGEST, bare_subject, title_of, words_of
from sala.talk.models import Kind, Piece, Post, Purpose, Thread
from sala.talk.queries.letters import held_work

PURPOSES = frozenset({"thread", "prompt", "digest_item"})
LEAVING = "+unsubscribe"
LEFT = "left-mail"
ASKING = ("ถาม:", "ถาม ", "คำถาม:", "คำถาม ")


class Place(NamedTuple):
    """Where a message belongs: in a thread, under a piece of KM วันละนิด, or as a new thread of
    the community."""

    community: Community
    thread: Thread | None = None
    piece: Piece | None = None


def _community(local: str) -> Community | None:
    return Community.objects.filter(handle__iexact=local).first()


def _addressed(local: str) -> Place | None:
    """The thread or the piece that a reply address names."""
    token = read_reply(local)
    if token is None:
        return None
    if token.purpose == "piece":
        return _under(token.target_id)
    threads = Thread.objects.select_related("community")
    thread = threads.filter(pk=token.target_id).first() if token.purpose in PURPOSES else None
    return Place(thread.community, thread) if thread else None


def _under(piece_id: int, community: Community | None = None) -> Place | None:
    """A piece that went out, of this community where one is given."""
    rows = Piece.objects.sent().select_related("community")
    piece = rows.filter(pk=piece_id).first()
    if piece is None or (community is not None and piece.community_id != community.pk):
        return None
    return Place(piece.community, piece=piece)


def claims(incoming: Incoming) -> Place | None:
    if place := _addressed(incoming.local):
        return place
    community = _community(incoming.local)
    return _answered(community, incoming) if community else None


def _answered(community: Community, incoming: Incoming) -> Place:
    """The thread or piece of the nearest message it refers to, ours or one that came in here; for
    an answer without references, the newest thread of the same title."""
    rows = Thread.objects.live().filter(community=community).select_related("community")
    for reference in incoming.references:
        ours = read_message_id(f"<{reference}>")
        post_id = ours[1] if ours and ours[0] == "post" else _post_of(community, reference)
        if post_id and (thread := rows.filter(posts__pk=post_id).first()):
            return Place(community, thread)
        if ours and ours[0] == "piece" and (place := _under(ours[1], community)):
            return place
    if incoming.reading.kind != "reply":
        return Place(community)
    title = bare_subject(incoming.reading.subject or "")
    found = rows.filter(title=title).order_by("-last_post_at").first() if title else None
    return Place(community, found)


def _post_of(community: Community, message_id: str) -> int | None:
    posted = IncomingMail.objects.filter(
        message_id=message_id[:250],
        community_id=community.pk,
        state=MailState.POSTED,
        subject_label=Post._meta.label_lower,
    )
    return posted.values_list("subject_id", flat=True).first()


def receive(incoming: Incoming, place: Place) -> Outcome:
    """Post it, as the person whose it is."""
    by = Person.objects.get(pk=incoming.person_id or 0)
    reading = incoming.reading
    text = words_of(reading.text)
    if len(text) > LONGEST:
        require(denied("value.text_too_long", _("ข้อความยาวเกินกว่าจะขึ้นหน้าเว็บ ส่งเป็นไฟล์แนบแทน")))
    if place.thread is not None:
        post = reply(place.thread, text=text, by=by, via="mail")
    elif place.piece is not None:
        post = answer_piece(place.piece, text=text, by=by, via="mail")
    else:
        thread = start_thread(place.community, _opening(incoming, text), by=by, via="mail")
        post = Post.objects.get(thread=thread, is_opening=True)
    if incoming.voucher_id:
        write_as(post, reading.sender_name or reading.sender or "")
    refused = keep_files(post, incoming.files()) if reading.attachments else ""
    if incoming.token is not None:
        spend_reply(incoming.token)
    return Outcome(POSTED, "files-refused" if refused else "", refused, "talk.post", post.pk)


def _opening(incoming: Incoming, text: str) -> Opening:
    """A talk; a question where the subject says that it asks."""
    title = title_of(incoming.reading.subject or "", text)
    if title.startswith(ASKING):
        asked = title.replace("คำถาม", "", 1).removeprefix("ถาม").lstrip(" :")
        return Opening(Kind.QUESTION, asked or title, text, Purpose.USE)
    return Opening(Kind.TALK, title, text)


def claims_leaving(incoming: Incoming) -> Place | None:
    """`name+unsubscribe@`, or a message that says nothing but that it wants no more mail."""
    if incoming.local.endswith(LEAVING):
        community = _community(incoming.local.removesuffix(LEAVING))
        return Place(community) if community else None
    return claims(incoming) if incoming.reading.kind == "command" else None


def leave_mail(incoming: Incoming, place: Place) -> Outcome:
    """No more mail of this community, at once. Who is no member gets none anyway."""
    by = Person.objects.get(pk=incoming.person_id or 0)
    if place.community.memberships.filter(person=by, left_at__isnull=True).exists():
        set_own_membership(place.community, by=by, mail="none")
    return Outcome(IGNORED, LEFT)


def knows(local: str) -> bool:
    return _addressed(local) is not None or _community(local.removesuffix(LEAVING)) is not None


def where(place: Place) -> tuple[int | None, int | None]:
    return place.community.pk, place.community.agency_id


def settled(incoming: Incoming, place: Place, outcome: Outcome) -> None:
    answer_sender(incoming, place.community, outcome)


inbound_routes.add(
    InboundRoute(
        "talk.leaving",
        10,
        claims_leaving,
        leave_mail,
        knows=knows,
        place=where,
        settled=settled,
        takes_empty=True,
    ),
    InboundRoute("talk.post", 20, claims, receive, place=where, settled=settled),
)
run_kinds.add(RunKind(KIND, work_on_archive))
work_sources.add(WorkSource("talk.letters", 45, held_work))
