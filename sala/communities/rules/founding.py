"""Any staff member may found: no approval chain stands before talking (R018)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.communities.rules.standing import can_act
from sala.core.permissions import Decision, denied, first_refusal
from sala.core.terms import words
from sala.people.rules import is_agency_staff


def can_found(person: Any) -> Decision:
    if not getattr(person, "is_authenticated", False):
        return denied("right.staff", _("เข้าสู่ระบบก่อน แล้วจึงตั้ง%(community)sได้") % words())
    return is_agency_staff(person, person.agency_id)


def can_found_under(person: Any, parent: Community) -> Decision:
    """A sub-community is founded by the facilitator of the larger one."""
    return first_refusal(can_found(person), can_act(person, "manage_community", parent))


def can_clone(person: Any, community: Community) -> Decision:
    """Whoever sees a charter may begin a sister with it; members and writing stay behind."""
    return can_found(person)
