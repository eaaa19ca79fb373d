"""Files and records that belong to a cycle, as far as the reader may see them."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Prefetch, Q

from sala.core.models import Attachment
from sala.cycles.models import Cycle, Strategy
from sala.meetings.models import Amendment, Improvement, Record, Session
from sala.people.keys import keys_of


def attachments_of(cycle: Cycle, viewer: Any) -> list[Attachment]:
    """Of the cycle, its strategies, sessions and records; never of evaluations and follow-ups."""
    belongs = (
        _on(Cycle, [cycle.pk])
        | _on(Strategy, cycle.strategies.values("pk"))
        | _on(Session, Session.objects.filter(cycle=cycle).values("pk"))
        | _on(Record, Record.objects.filter(session__cycle=cycle).values("pk"))
    )
    return list(Attachment.objects.filter(belongs & _seen(cycle, viewer)).order_by("made_at", "pk"))


def _on(model: type[Model], pks: Any) -> Q:
    return Q(label=model._meta.label_lower, object_id__in=pks)


def records_of(cycle: Cycle, viewer: Any) -> list[Record]:
    """What was written of each session held, once it was sent; for those who may read it."""
    rows = Record.objects.filter(_seen(cycle, viewer), session__in=_held(cycle))
    return list(
        rows.filter(sent_at__isnull=False)
        .select_related("session", "written_by")
        .prefetch_related(
            Prefetch("session__improvements", Improvement.objects.order_by("pk"), "better"),
            Prefetch("amendments", Amendment.objects.select_related("by").order_by("pk"), "added"),
        )
        .order_by("session__starts_at", "pk")
    )


def _held(cycle: Cycle) -> Any:
    return Session.objects.held().filter(cycle=cycle)


def _seen(cycle: Cycle, viewer: Any) -> Q:
    """Who takes part sees what the whole community sees of this cycle."""
    keys = keys_of(viewer)
    seen = Q(audience__in=keys)
    return seen | Q(audience=cycle.audience) if cycle.key in keys else seen
