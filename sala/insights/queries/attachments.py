"""Files that belong to a cycle, as far as the reader may see them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from sala.core.models import Attachment
from sala.cycles.models import Cycle
from sala.meetings.models import Record, Session
from sala.people.keys import keys_of


def attachments_of(cycle: Cycle, viewer: Any) -> list[Attachment]:
    """Of the cycle, its sessions and their records; never of evaluations and follow-ups."""
    keys = keys_of(viewer)
    seen = Q(audience__in=keys)
    if cycle.key in keys:  # who takes part sees what the whole community sees of this cycle
        seen |= Q(audience=cycle.audience)
    sessions = Session.objects.filter(cycle=cycle)
    records = Record.objects.filter(session__cycle=cycle)
    belongs = (
        Q(label="cycles.cycle", object_id=cycle.pk)
        | Q(label="meetings.session", object_id__in=sessions.values("pk"))
        | Q(label="meetings.record", object_id__in=records.values("pk"))
    )
    return list(Attachment.objects.filter(belongs & seen).order_by("made_at", "pk"))
