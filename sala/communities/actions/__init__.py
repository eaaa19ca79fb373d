"""Everything that changes a community, its people or its course."""

from __future__ import annotations

from sala.communities.actions.closing import Closing, close
from sala.communities.actions.counting import mark_active, recount
from sala.communities.actions.duties import accept_role, decline_role, lay_down_role, offer_role
from sala.communities.actions.founding import clone, found_informal, import_past, propose
from sala.communities.actions.groups import add_group, ensure_groups, fallback_group, save_group
from sala.communities.actions.invitations import (
    accept_invitation,
    decline_invitation,
    end_link,
    invite,
    make_link,
    withdraw_request,
)
from sala.communities.actions.life import (
    activate,
    change_adoption,
    change_state,
    prepare_for_cycle,
    rename,
    save_charter,
    save_settings,
    set_review,
)
from sala.communities.actions.membership import (
    answer_request,
    end_membership,
    join,
    leave,
    request_membership,
    set_own_membership,
)
from sala.communities.actions.office import log_office_look

__all__ = [
    "Closing",
    "accept_invitation",
    "accept_role",
    "activate",
    "add_group",
    "answer_request",
    "change_adoption",
    "change_state",
    "clone",
    "close",
    "decline_invitation",
    "decline_role",
    "end_link",
    "end_membership",
    "ensure_groups",
    "fallback_group",
    "found_informal",
    "import_past",
    "invite",
    "join",
    "lay_down_role",
    "leave",
    "log_office_look",
    "make_link",
    "mark_active",
    "offer_role",
    "prepare_for_cycle",
    "propose",
    "recount",
    "rename",
    "request_membership",
    "save_charter",
    "save_group",
    "save_settings",
    "set_own_membership",
    "set_review",
    "withdraw_request",
]
