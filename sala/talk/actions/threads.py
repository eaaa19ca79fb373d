"""Beginning a talk or a question, closing it, pinning it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.timezone import now

from sala.communities.actions.counting import mark_active
from sala.communities.models import Community
from sala.core.files.keeping import Offered
from sala.core.locking import locked
from sala.core.numbers import next_number
from sala.core.permissions import first_refusal, require
from sala.journal.actions import record
from sala.people.models import Person
from sala.talk.attaching import keep_with
from sala.talk.mailing import send_out
from sala.talk.models import Kind, Post, State, Thread
from sala.talk.rules import (
    can_ask_as,
    can_close_thread,
    can_reopen_thread,
    can_start_thread,
    can_tidy,
)
from sala.talk.telling import call, tell_started

ASKING = {Kind.QUESTION, Kind.PROMPT}
STARTED = {Kind.QUESTION, Kind.TALK}
BEGUN: dict[str, str] = {
    Kind.QUESTION: "talk.question_asked",
    Kind.TALK: "talk.thread_started",
    Kind.ADVICE: "talk.advice_asked",
    Kind.PROMPT: "talk.prompt_set",
}


class Opening(NamedTuple):
    """What a person begins with."""

    kind: str
    title: str
    text: str
    purpose: str = ""
    about: tuple[str, int] | None = None


@transaction.atomic
def start_thread(
    community: Community,
    opening: Opening,
    *,
    by: Person,
    via: str = "web",
    files: Sequence[Offered] = (),
) -> Thread:
    community = locked(community)
    require(
        first_refusal(
            can_start_thread(by, community, opening.kind), can_ask_as(by, opening.purpose)
        )
    )
    thread = open_thread(community, opening, by=by, via=via)
    if files:
        post = Post.objects.get(thread=thread, is_opening=True)
        keep_with(post, files, audience=thread.audience)
    return thread


def open_thread(
    community: Community, opening: Opening, *, by: Person, via: str = "web", **columns: Any
) -> Thread:
    """The rows of a thread, its telling and its journal line. Whoever calls has asked the rules
    and holds the community."""
    moment = now()
    thread = Thread.objects.create(
        number=next_number("thread"),
        agency_id=community.agency_id,
        community=community,
        audience=community.key,
        kind=opening.kind,
        purpose=opening.purpose if opening.kind in ASKING else "",
        about_label=opening.about[0] if opening.about else "",
        about_id=opening.about[1] if opening.about else None,
        title=opening.title,
        made_by=by,
        made_at=moment,
        last_post_at=moment,
        **columns,
    )
    post = Post.objects.create(
        thread=thread, author=by, is_opening=True, text=opening.text, made_at=moment
    )
    mark_active(community)
    called = call(post)
    send_out(post)
    if thread.kind in STARTED:
        tell_started(thread, by=by, called=called)
    record(BEGUN[thread.kind], thread, place=community, by=by, via=via)
    return thread


@transaction.atomic
def close_thread(thread: Thread, *, by: Person) -> Thread:
    thread = locked(thread, "community")
    require(can_close_thread(by, thread))
    if thread.state != State.CLOSED:
        thread.state = State.CLOSED
        thread.save(update_fields=["state"])
        record("talk.thread_closed", thread, place=thread.community, by=by)
    return thread


@transaction.atomic
def reopen_thread(thread: Thread, *, by: Person) -> Thread:
    thread = locked(thread, "community")
    require(can_reopen_thread(by, thread))
    if thread.state == State.CLOSED and thread.removed_at is None:
        thread.state = State.SOLVED if thread.accepted_id else State.OPEN
        thread.save(update_fields=["state"])
        record("talk.thread_reopened", thread, place=thread.community, by=by)
    return thread


@transaction.atomic
def pin_thread(thread: Thread, *, is_pinned: bool, by: Person) -> Thread:
    thread = locked(thread, "community")
    require(can_tidy(by, thread))
    if thread.is_pinned != is_pinned:
        thread.is_pinned = is_pinned
        thread.save(update_fields=["is_pinned"])
        verb = "talk.thread_pinned" if is_pinned else "talk.thread_unpinned"
        record(verb, thread, place=thread.community, by=by)
    return thread
