"""Setting a topic for discussion, closing it on its day, summing it up (R068)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.core.locking import locked, require_version
from sala.core.permissions import denied, first_refusal, require
from sala.core.thai.calendar import BANGKOK
from sala.journal.actions import record
from sala.people.models import Person
from sala.talk.actions.threads import Opening, open_thread
from sala.talk.models import Kind, Prompt, State, Thread
from sala.talk.rules import can_close_on, can_extend_prompt, can_set_prompt, can_summarise
from sala.talk.telling import tell_prompt_closed, tell_prompt_set, tell_summary


class Topic(NamedTuple):
    title: str
    text: str
    closes_on: date
    purpose: str = ""


@transaction.atomic
def set_prompt(community: Community, topic: Topic, *, by: Person, via: str = "web") -> Thread:
    """Open to every member until the end of the day named."""
    community = locked(community)
    require(
        first_refusal(can_set_prompt(by, community, topic.purpose), can_close_on(topic.closes_on))
    )
    thread = open_thread(
        community,
        Opening(Kind.PROMPT, topic.title, topic.text, topic.purpose),
        by=by,
        via=via,
        closes_at=end_of(topic.closes_on),
    )
    Prompt.objects.create(thread=thread)
    tell_prompt_set(thread, by=by)
    return thread


@transaction.atomic
def extend_prompt(thread: Thread, closes_on: date, *, by: Person) -> Thread:
    """Another day; a topic that was closed opens again."""
    thread = locked(thread, "community")
    require(first_refusal(can_extend_prompt(by, thread), can_close_on(closes_on)))
    thread.closes_at, thread.state = end_of(closes_on), State.OPEN
    thread.save(update_fields=["closes_at", "state"])
    record(
        "talk.prompt_extended",
        thread,
        place=thread.community,
        by=by,
        closes_on=closes_on.isoformat(),
    )
    return thread


@transaction.atomic
def close_due_prompt(thread: Thread) -> bool:
    """The clock's act: the day has passed; who sums up is told once."""
    thread = locked(thread, "community")
    if thread.state != State.OPEN or thread.closes_at is None or thread.closes_at > now():
        return False
    thread.state = State.CLOSED
    thread.save(update_fields=["state"])
    tell_prompt_closed(thread)
    record("talk.prompt_closed", thread, place=thread.community, by=None, via="job")
    return True


@transaction.atomic
def summarise(thread: Thread, *, text: str, seen: int, by: Person) -> Prompt:
    """What the answers come to; those who answered are told of the first summary."""
    thread = locked(thread, "community")
    require(can_summarise(by, thread))
    prompt = Prompt.objects.select_for_update().get(thread=thread)
    prompt.thread = thread
    require_version(prompt, seen, {"summary": text})
    if not text.strip():
        require(denied("value.summary", _("เขียนสรุปก่อนบันทึก")))
    is_first = not prompt.summary
    prompt.summary, prompt.summarised_by, prompt.summarised_at = text, by, now()
    prompt.version += 1
    prompt.save(update_fields=["summary", "summarised_by", "summarised_at", "version"])
    if is_first:
        tell_summary(thread, by=by)
    record("talk.prompt_summarised", thread, place=thread.community, by=by)
    return prompt


def end_of(day: date) -> datetime:
    """The last moment of a day in Bangkok."""
    return datetime.combine(day, time.max, tzinfo=BANGKOK)
