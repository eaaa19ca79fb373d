"""Proof that every message that was accepted became exactly one thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from django.apps import apps
from django.db.models import Count, Q

from sala.mail.models import IncomingMail, MailState

MOST_NAMED = 50


@dataclass
class Audit:
    """`accepted` is the sum of `outcomes` and `waiting`; `problems` names what is wrong."""

    accepted: int = 0
    waiting: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.problems and not self.waiting

    def as_json(self) -> dict[str, object]:
        return {**asdict(self), "clean": self.is_clean}


def audit() -> Audit:
    counts = dict(IncomingMail.objects.values_list("state").annotate(n=Count("pk")).order_by())
    found = Audit(
        accepted=sum(counts.values()),
        waiting=counts.get(MailState.STORED, 0),
        outcomes={
            state.value: counts.get(state, 0)
            for state in MailState
            if state is not MailState.STORED
        },
    )
    if sum(found.outcomes.values()) + found.waiting != found.accepted:
        found.problems.append("a message has a state that is no outcome")
    for check in (_lost, _without_reason, _without_thing, _doubled):
        found.problems += list(check())
    return found


def _lost() -> Iterator[str]:
    """Acknowledged, not yet read, and the original is not there."""
    rows = IncomingMail.objects.filter(state=MailState.STORED, raw__isnull=True)
    for pk in rows.values_list("pk", flat=True)[:MOST_NAMED]:
        yield f"message {pk}: waits without its original"


def _without_reason() -> Iterator[str]:
    rows = IncomingMail.objects.exclude(state__in=[MailState.STORED, MailState.POSTED])
    for pk in rows.filter(reason="").values_list("pk", flat=True)[:MOST_NAMED]:
        yield f"message {pk}: no reason was kept"


def _without_thing() -> Iterator[str]:
    """Posted, and what it became is not there."""
    rows = IncomingMail.objects.filter(state=MailState.POSTED)
    for label in set(rows.values_list("subject_label", flat=True)):
        there = apps.get_model(label)._default_manager.values("pk")
        gone = rows.filter(subject_label=label).exclude(subject_id__in=there)
        for pk, thing in gone.values_list("pk", "subject_id")[:MOST_NAMED]:
            yield f"message {pk}: posted as {label} {thing}, which is not there"


def _doubled() -> Iterator[str]:
    """One message, two posts in one community."""
    rows = IncomingMail.objects.filter(state=MailState.POSTED, community_id__isnull=False)
    same = rows.values("fingerprint", "community_id").annotate(n=Count("pk")).filter(Q(n__gt=1))
    for row in same.order_by()[:MOST_NAMED]:
        yield f"community {row['community_id']}: one message posted {row['n']} times"
