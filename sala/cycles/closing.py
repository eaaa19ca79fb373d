"""A community does not close over a cycle that is still open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import ClosingCheck, StepGap, closing_checks
from sala.cycles.models import Cycle


def open_cycles(community: Any) -> Sequence[StepGap]:
    return [
        StepGap(
            _("รอบ “%(title)s” ยังไม่ปิด") % {"title": cycle.title},
            reverse("cycles:cycle", args=[cycle.number]),
        )
        for cycle in Cycle.objects.open().filter(community=community).order_by("number")
    ]


closing_checks.add(ClosingCheck("cycles.open", open_cycles))
