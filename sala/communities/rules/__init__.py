"""Who may do what in a community, and why not."""

from __future__ import annotations

from sala.communities.rules.duties import (
    can_accept_role,
    can_lay_down_role,
    can_offer_role,
    can_oversee,
    facilitators_left,
)
from sala.communities.rules.founding import can_clone, can_found, can_found_under
from sala.communities.rules.life import (
    can_activate,
    can_change_adoption,
    can_change_state,
    can_close,
    can_edit_charter,
    can_prepare_for_cycle,
    missing_for_activation,
)
from sala.communities.rules.membership import (
    can_answer_request,
    can_end_membership,
    can_invite,
    can_join,
    can_leave,
    can_read_inside,
    can_request,
)
from sala.communities.rules.standing import (
    NOBODY,
    Standing,
    can_act,
    forget_roles,
    has_role,
    is_member,
    is_open,
    may,
    roles_in,
    standing_of,
)

__all__ = [
    "NOBODY",
    "Standing",
    "can_accept_role",
    "can_act",
    "can_activate",
    "can_answer_request",
    "can_change_adoption",
    "can_change_state",
    "can_clone",
    "can_close",
    "can_edit_charter",
    "can_end_membership",
    "can_found",
    "can_found_under",
    "can_invite",
    "can_join",
    "can_lay_down_role",
    "can_leave",
    "can_offer_role",
    "can_oversee",
    "can_prepare_for_cycle",
    "can_read_inside",
    "can_request",
    "facilitators_left",
    "forget_roles",
    "has_role",
    "is_member",
    "is_open",
    "may",
    "missing_for_activation",
    "roles_in",
    "standing_of",
]
