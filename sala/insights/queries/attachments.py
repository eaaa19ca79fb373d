"""Files that belong to a cycle, as far as the reader may see them."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q

from sala.core.models import Attachment
from sala.cycles.models import Cycle, Strategy
from sala.meetings.models import Record, Session
from sala.people.keys import keys_of


def attachments_of(cycle: Cycle, viewer: Any) -> list[Attachment]:
    """Of the cycle, its strategies, sessions and records; never of evaluations and follow-ups."""
    keys = keys_of(viewer)
    seen = Q(audience__in=keys)
    if cycle.key in keys:  # who takes part sees what the whole community sees of this cycle
        seen |= Q(audience=cycle.audience)
    belongs = (
        _on(Cycle, [cycle.pk])
        | _on(Strategy, cycle.strategies.values("pk"))
        | _on(Session, Session.objects.filter(cycle=cycle).values("pk"))
        | _on(Record, Record.objects.filter(session__cycle=cycle).values("pk"))
    )
    return list(Attachment.objects.filter(belongs & seen).order_by("made_at", "pk"))


def _on(model: type[Model], pks: Any) -> Q:
    return Q(label=model._meta.label_lower, object_id__in=pks)
