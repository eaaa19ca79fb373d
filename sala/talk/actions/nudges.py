"""Welcome, a first word, a word to who fell silent (R041)."""

from __future__ import annotations

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.models import Community, Membership
from sala.core.locking import locked
from sala.core.permissions import denied, require
from sala.journal.actions import record
from sala.people.models import Person
from sala.talk.models import Nudge, NudgeKind, NudgeOptOut
from sala.talk.rules import can_nudge, nudgeable
from sala.talk.telling import tell_nudge


@transaction.atomic
def nudge(community: Community, person: Person, *, by: Person) -> Nudge:
    """The facilitator's one tap. The person is held, so that two taps are one word."""
    community = locked(community)
    person = locked(person)
    require(can_nudge(by, community, nudgeable([person.pk])[person.pk]))
    if not community.memberships.filter(person=person, left_at__isnull=True).exists():
        require(denied("state.left", _("คนนี้ไม่ได้เป็นสมาชิกแล้ว")))
    row = _give(community, person, NudgeKind.SILENT, by)
    record("talk.nudged", community, by=by, audience=community.key, person=person.pk)
    return row


@transaction.atomic
def offer_nudge(membership: Membership, kind: str) -> Nudge | None:
    """The house's own word, when the cap and the person allow it."""
    person = Person.objects.select_for_update().get(pk=membership.person_id)
    if not nudgeable([person.pk])[person.pk]:
        return None
    return _give(membership.community, person, kind, None)


def welcome(membership: Membership) -> None:
    """Not to who founds a community: there is nobody to welcome them."""
    if membership.community.founded_by_id != membership.person_id:
        offer_nudge(membership, NudgeKind.WELCOME)


def choose_nudges(person: Person, *, wants: bool) -> None:
    """One's own choice, for every community at once."""
    if wants:
        NudgeOptOut.objects.filter(person=person).delete()
    else:
        NudgeOptOut.objects.get_or_create(person=person)


def _give(community: Community, person: Person, kind: str, by: Person | None) -> Nudge:
    row = Nudge.objects.create(person=person, community=community, kind=kind, by=by, at=now())
    tell_nudge(row)
    return row
