"""Looking by office leaves a trace that members can read (R025)."""

from __future__ import annotations

from django.db import transaction

from sala.communities.models import Community
from sala.communities.rules import can_oversee
from sala.core.permissions import require
from sala.journal.actions import record
from sala.people.models import Person


@transaction.atomic
def log_office_look(community: Community, *, by: Person) -> None:
    require(can_oversee(by, community.agency_id))
    record("communities.looked_by_office", community, by=by, audience=community.key)
