"""Advice ready to show: its rounds, and people who may be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.core.permissions import Decision
from sala.people.keys import keys_of
from sala.people.models import Person
from sala.people.queries import PersonRow, directory_rows, people_named
from sala.talk.models import Advice, Kind, Round, Thread
from sala.talk.queries.marks import advice_mark
from sala.talk.rules import (
    can_advise,
    can_ask_again,
    can_decline_advice,
    can_name_another,
    is_going_on,
)
from sala.talk.wording import shown

OFFERED = 20


class RoundRow(NamedTuple):
    number: int
    mark: tuple[str, str]
    asked_at: datetime
    question: SafeString
    question_url: str
    answer: SafeString
    answered_at: datetime | None
    answer_url: str


@dataclass(frozen=True)
class AdvicePart:
    """What a page shows of advice beside the posts themselves."""

    advice: Advice
    thread: Thread
    adviser: str
    asker: str
    mark: tuple[str, str]
    rounds: list[RoundRow]
    next_number: int
    may_advise: Decision
    may_decline: Decision
    may_again: Decision
    may_name_another: Decision

    words: tuple[tuple[int, str], ...] = ()


def advice_part(thread: Thread, viewer: Any) -> AdvicePart | None:
    """The rounds of a thread with their posts; one query, none for other kinds of thread."""
    if thread.kind != Kind.ADVICE:
        return None
    advice: Advice = thread.advice
    advice.thread = thread
    rounds = list(advice.rounds.select_related("question", "answer"))
    words = [(one.question_id, _("ขอคำแนะนำรอบที่ %(n)s") % {"n": one.number}) for one in rounds]
    words += [
        (one.answer_id, _("คำแนะนำรอบที่ %(n)s") % {"n": one.number})
        for one in rounds
        if one.answer_id
    ]
    mark = advice_mark(advice) if is_going_on(thread) else ("later", _("จบเรื่องแล้ว"))
    return AdvicePart(
        advice=advice,
        thread=thread,
        adviser=advice.adviser.full_name,
        asker=thread.made_by.full_name,
        mark=mark,
        rounds=[_row(one, thread) for one in rounds],
        next_number=advice.round_count + 1,
        may_advise=can_advise(viewer, advice),
        may_decline=can_decline_advice(viewer, advice),
        may_again=can_ask_again(viewer, advice),
        may_name_another=can_name_another(viewer, advice),
        words=tuple(words),
    )


def _row(one: Round, thread: Thread) -> RoundRow:
    one.question.thread = thread
    answer = one.answer
    if answer is not None:
        answer.thread = thread
    return RoundRow(
        number=one.number,
        mark=("done", _("ได้คำแนะนำแล้ว")) if answer else ("wait", _("รอคำแนะนำ")),
        asked_at=one.asked_at,
        question=SafeString("") if one.question.removed_at else shown(one.question.text),
        question_url=one.question.url,
        answer=shown(answer.text) if answer and not answer.removed_at else SafeString(""),
        answered_at=answer.made_at if answer else None,
        answer_url=answer.url if answer else "",
    )


def advice_threads(person: Any) -> Any:
    """Threads of advice that a person may open: inside the community, or as the one asked."""
    rows = Thread.objects.live().filter(
        Q(audience__in=keys_of(person)) | Q(advice__adviser=person.pk), kind=Kind.ADVICE
    )
    return rows.select_related("community", "made_by", "advice__adviser")


def people_to_ask(community: Community, viewer: Any, text: str) -> list[PersonRow]:
    """Colleagues found by name; without a name, people of the community, roles first."""
    if text:
        people = people_named(community.agency_id, text, limit=OFFERED)
    else:
        inside = Person.objects.filter(
            memberships__community=community, memberships__left_at__isnull=True, is_active=True
        )
        people = list(inside.order_by("sort_key", "pk")[:OFFERED])
    return directory_rows([one for one in people if one.pk != viewer.pk and is_reachable(one)])


def is_reachable(person: Person) -> bool:
    return bool(person.email) or person.has_usable_password()
