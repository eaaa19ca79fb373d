"""Asking for advice, answering, asking once more, saying no (R047)."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction
from django.utils.timezone import now

from sala.communities.actions.counting import mark_active
from sala.communities.models import Community
from sala.core.locking import locked
from sala.core.permissions import first_refusal, require
from sala.journal.actions import record
from sala.people.models import Person
from sala.talk.actions.threads import Opening, open_thread
from sala.talk.mailing import send_out
from sala.talk.models import Advice, Kind, Post, Round, Thread
from sala.talk.rules import (
    can_ask_advice,
    can_ask_again,
    can_be_asked,
    can_decline_advice,
    can_name_another,
)
from sala.talk.telling import tell_advice_answered, tell_advice_asked, tell_advice_declined


class Asking(NamedTuple):
    title: str
    text: str


@transaction.atomic
def ask_advice(
    community: Community, asking: Asking, adviser: Person, *, by: Person, via: str = "web"
) -> Advice:
    community = locked(community)
    require(first_refusal(can_ask_advice(by, community), can_be_asked(adviser, community, by)))
    opening = Opening(Kind.ADVICE, asking.title, asking.text)
    thread = open_thread(community, opening, by=by, via=via)
    advice = Advice.objects.create(thread=thread, adviser=adviser)
    first = thread.posts.get(is_opening=True)
    one = Round.objects.create(advice=advice, number=1, question=first, asked_at=first.made_at)
    tell_advice_asked(one)
    return advice


@transaction.atomic
def accept_advice(advice: Advice, *, by: Person, via: str = "web") -> Advice:
    """ยินดีช่วย: the asker learns that an answer will come."""
    advice = _held(advice)
    require(can_decline_advice(by, advice))
    if advice.accepted_at is None:
        advice.accepted_at = now()
        advice.save(update_fields=["accepted_at"])
        _note("talk.advice_accepted", advice, by, via)
    return advice


@transaction.atomic
def decline_advice(advice: Advice, *, words: str = "", by: Person, via: str = "web") -> Advice:
    """A no needs no reason; the asker is told and may turn to somebody else."""
    advice = _held(advice)
    require(can_decline_advice(by, advice))
    advice.declined_at, advice.declined_words = now(), words
    advice.save(update_fields=["declined_at", "declined_words"])
    tell_advice_declined(advice)
    _note("talk.advice_declined", advice, by, via)
    return advice


@transaction.atomic
def name_another(advice: Advice, adviser: Person, *, by: Person) -> Advice:
    advice = _held(advice)
    require(can_name_another(by, advice))
    require(can_be_asked(adviser, advice.thread.community, advice.thread.made_by))
    advice.adviser, advice.accepted_at = adviser, None
    advice.declined_at, advice.declined_words = None, ""
    advice.save(update_fields=["adviser", "accepted_at", "declined_at", "declined_words"])
    tell_advice_asked(advice.rounds.get(answer__isnull=True))
    _note("talk.advice_passed_on", advice, by, "web")
    return advice


@transaction.atomic
def ask_again(advice: Advice, *, text: str, by: Person, via: str = "web") -> Round:
    """ขอรอบสอง, and any round after it."""
    advice = _held(advice)
    require(can_ask_again(by, advice))
    thread = advice.thread
    post = Post.objects.create(thread=thread, author=by, text=text, made_at=now())
    thread.reply_count, thread.last_post_at = thread.reply_count + 1, post.made_at
    thread.save(update_fields=["reply_count", "last_post_at"])
    advice.round_count, advice.is_waiting = advice.round_count + 1, True
    advice.save(update_fields=["round_count", "is_waiting"])
    one = Round.objects.create(
        advice=advice, number=advice.round_count, question=post, asked_at=post.made_at
    )
    mark_active(thread.community)
    tell_advice_asked(one)
    send_out(post)
    _note("talk.advice_asked_again", advice, by, via)
    return one


def note_answer(post: Post) -> bool:
    """Part of a reply: the adviser's words answer the round that waits. The thread is held."""
    advice = _of(post.thread)
    if advice is None or advice.adviser_id != post.author_id or not advice.is_waiting:
        return False
    advice.rounds.filter(answer__isnull=True).update(answer=post)
    advice.is_waiting, advice.accepted_at = False, advice.accepted_at or post.made_at
    advice.save(update_fields=["is_waiting", "accepted_at"])
    tell_advice_answered(post, advice)
    return True


def forget_answer(post: Post) -> None:
    """Part of a removal: a round whose answer is taken out waits again, unless a later one does."""
    one = Round.objects.filter(answer=post).select_related("advice").first()
    if one is not None and one.number == one.advice.round_count:
        one.answer, one.advice.is_waiting = None, True
        one.save(update_fields=["answer"])
        one.advice.save(update_fields=["is_waiting"])


def _of(thread: Thread) -> Advice | None:
    if thread.kind != Kind.ADVICE:
        return None
    return Advice.objects.select_for_update().get(thread=thread)


def _held(advice: Advice) -> Advice:
    thread = locked(advice.thread, "community", "made_by")
    advice = (
        Advice.objects.select_for_update(of=("self",)).select_related("adviser").get(pk=advice.pk)
    )
    advice.thread = thread
    return advice


def _note(verb: str, advice: Advice, by: Person, via: str) -> None:
    thread = advice.thread
    record(verb, thread, place=thread.community, by=by, via=via, adviser=advice.adviser_id)
