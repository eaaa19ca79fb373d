"""Who may be nudged, and by whom: at most once a week over all communities, never against a no."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.communities.rules import can_act
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.talk.models import Nudge, NudgeOptOut

CAP = timedelta(days=7)


def can_see_quiet(person: Any, community: Community) -> Decision:
    return can_act(person, "manage_members", community)


def can_nudge(by: Any, community: Community, allowed: Decision) -> Decision:
    return first_refusal(can_see_quiet(by, community), allowed)


def nudgeable(people: Collection[int]) -> dict[int, Decision]:
    """Whether each of these people may get a word now; two queries."""
    off = NudgeOptOut.objects.filter(person__in=people)
    recent = Nudge.objects.filter(person__in=people, at__gt=now() - CAP)
    declined = set(off.values_list("person_id", flat=True))
    told = set(recent.values_list("person_id", flat=True))
    return {pk: _decide(pk in declined, pk in told) for pk in people}


def _decide(has_declined: bool, was_told: bool) -> Decision:
    if has_declined:
        return denied("state.nudges_off", _("เจ้าตัวขอไม่รับคำชวน"))
    if was_told:
        return denied("state.nudged", _("ได้รับคำชวนไปแล้วในเจ็ดวันนี้"))
    return ALLOWED
