"""The state of a thread in a shape and a word."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sala.core.thai.display import thai_date
from sala.talk.models import Advice, Kind, Prompt, State, Thread
from sala.talk.rules import is_going_on

MARKS = {State.OPEN: "now", State.SOLVED: "done", State.CLOSED: "later"}
LISTED = ("made_by", "advice", "prompt")


def mark_of(thread: Thread) -> tuple[str, str]:
    """A question nobody has answered says so, advice names its round, a topic its last day.
    `LISTED` must have been read with the thread."""
    if thread.kind == Kind.PROMPT:
        return _prompt(thread)
    if thread.state == State.OPEN and thread.kind == Kind.ADVICE:
        return advice_mark(thread.advice)
    if thread.is_question and thread.state == State.OPEN:
        if thread.first_answer_at is None:
            return "wait", _("รอคำตอบ")
        return "now", _("มีคนตอบแล้ว")
    state = State(thread.state)
    return MARKS[state], str(state.label)


def advice_mark(advice: Advice) -> tuple[str, str]:
    number = {"number": advice.round_count}
    if advice.declined_at is not None:
        return "gap", _("ผู้ที่ขอคำปรึกษายังไม่สะดวก")
    if advice.is_waiting:
        return "wait", _("รอคำแนะนำรอบที่ %(number)s") % number
    return "done", _("ได้คำแนะนำรอบที่ %(number)s แล้ว") % number


def _prompt(thread: Thread) -> tuple[str, str]:
    prompt: Prompt = thread.prompt
    if thread.closes_at is not None and is_going_on(thread):
        return "now", _("รับความเห็นถึง %(day)s") % {"day": thai_date(thread.closes_at)}
    if prompt.summary:
        return "done", _("มีสรุปแล้ว")
    return "wait", _("ปิดรับความเห็นแล้ว รอสรุป")
