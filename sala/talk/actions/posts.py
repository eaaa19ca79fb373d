"""Writing in a thread, choosing an answer, mending and removing words."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.actions.counting import mark_active
from sala.core.files.keeping import Offered
from sala.core.locking import locked
from sala.core.permissions import Decision, denied, require
from sala.journal.actions import record
from sala.people.models import Person
from sala.talk.actions.advice import forget_answer, note_answer
from sala.talk.attaching import hide_files, keep_with
from sala.talk.mailing import send_out, withdraw_post
from sala.talk.models import Gathered, Post, State, Thread, Wording
from sala.talk.rules import (
    can_accept,
    can_choose_answer,
    can_edit_post,
    can_remove_post,
    can_reply,
)
from sala.talk.telling import call, tell_accepted, tell_removed, tell_replied


@transaction.atomic
def reply(
    thread: Thread, *, text: str, by: Person, via: str = "web", files: Sequence[Offered] = ()
) -> Post:
    thread = locked(thread, "community")
    require(can_reply(by, thread))
    post = Post.objects.create(thread=thread, author=by, text=text, made_at=now())
    keep_with(post, files, audience=thread.audience)
    recount(thread)
    mark_active(thread.community)
    is_advice = note_answer(post)
    tell_replied(post, called=call(post), is_advice=is_advice)
    send_out(post)
    record("talk.replied", thread, place=thread.community, by=by, via=via, post=post.pk)
    return post


@transaction.atomic
def edit_post(post: Post, *, text: str, by: Person) -> Post:
    thread = locked(post.thread, "community")
    post = Post.objects.select_for_update().get(pk=post.pk)
    post.thread = thread
    require(can_edit_post(by, post))
    if post.text == text:
        return post
    moment = now()
    Wording.objects.create(post=post, text=post.text, until=moment)
    post.text, post.edited_at = text, moment
    post.save(update_fields=["text", "edited_at"])
    record("talk.post_edited", thread, place=thread.community, by=by, post=post.pk)
    return post


@transaction.atomic
def remove_post(post: Post, *, why: str, by: Person, may: Decision | None = None) -> Post:
    """The words are no longer shown; who removed them, when and why stays. `may`: by a ruling."""
    thread = locked(post.thread, "community")
    post = Post.objects.select_for_update().select_related("author").get(pk=post.pk)
    post.thread = thread
    require(may or can_remove_post(by, post))
    if post.author_id != by.pk and not why.strip():
        require(denied("value.why", _("บอกเหตุผลที่ลบข้อความของผู้อื่น เพื่อให้ผู้เขียนทราบ")))
    post.removed_at, post.removed_by, post.removed_why = now(), by, why
    post.save(update_fields=["removed_at", "removed_by", "removed_why"])
    hide_files(post)
    if thread.accepted_id == post.pk:
        _unsolve(thread)
    recount(thread)
    if post.is_opening and thread.reply_count == 0:
        _remove_thread(thread)
    Gathered.objects.filter(post=post).delete()
    forget_answer(post)
    tell_removed(post, by=by)
    withdraw_post(post)
    record("talk.post_removed", thread, place=thread.community, by=by, post=post.pk)
    return post


def _remove_thread(thread: Thread) -> None:
    """Nobody had answered: the title goes with the words."""
    thread.title, thread.state, thread.is_pinned = _("เรื่องที่ลบแล้ว"), State.CLOSED, False
    thread.removed_at = now()
    thread.save(update_fields=["title", "state", "is_pinned", "removed_at"])


@transaction.atomic
def accept_answer(thread: Thread, post: Post, *, by: Person) -> Thread:
    thread = locked(thread, "community")
    post = Post.objects.select_for_update().select_related("author").get(pk=post.pk, thread=thread)
    post.thread = thread
    require(can_accept(by, thread, post))
    if thread.accepted_id == post.pk:
        return thread
    thread.accepted, thread.accepted_by = post, by
    thread.state, thread.solved_at = State.SOLVED, thread.solved_at or now()
    thread.save(update_fields=["accepted", "accepted_by", "state", "solved_at"])
    mark_active(thread.community)
    tell_accepted(post, by=by)
    record("talk.answer_accepted", thread, place=thread.community, by=by, post=post.pk)
    return thread


@transaction.atomic
def withdraw_answer(thread: Thread, *, by: Person) -> Thread:
    """Not solved after all: the question is open again."""
    thread = locked(thread, "community")
    require(can_choose_answer(by, thread))
    if thread.accepted_id:
        _unsolve(thread)
        record("talk.answer_withdrawn", thread, place=thread.community, by=by)
    return thread


def _unsolve(thread: Thread) -> None:
    thread.accepted, thread.accepted_by, thread.solved_at = None, None, None
    if thread.state == State.SOLVED:
        thread.state = State.OPEN
    thread.save(update_fields=["accepted", "accepted_by", "solved_at", "state"])


def recount(thread: Thread) -> None:
    """The counts of the row, made again from the posts. The row is locked by the caller."""
    live = Post.objects.filter(thread=thread, is_opening=False, removed_at__isnull=True)
    last = live.order_by("-pk").values_list("made_at", flat=True).first()
    by_others = live.exclude(author_id=thread.made_by_id).order_by("pk")
    first = by_others.values_list("made_at", flat=True).first() if thread.is_question else None
    thread.reply_count = live.count()
    thread.last_post_at = last or thread.made_at
    thread.first_answer_at = first
    thread.seconds_to_answer = (
        max(0, int((first - thread.made_at).total_seconds())) if first else None
    )
    thread.save(
        update_fields=["reply_count", "last_post_at", "first_answer_at", "seconds_to_answer"]
    )
