"""Who may say that a source gave way to another: it asks every author who leans on it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.communities.rules import standing_of
from sala.core.permissions import ALLOWED, Decision, denied
from sala.core.terms import words
from sala.knowledge.models import Source
from sala.knowledge.rules.reviews import TENDING
from sala.people.rules import has_ability


def can_replace_source(person: Any, source: Source) -> Decision:
    """The KM team, who looks after a community of the agency, and who added it."""
    if source.replaced_at is not None:
        return denied("state.replaced", _("แจ้งไว้แล้วว่าแหล่งนี้ถูกแทนที่"))
    if source.made_by_id == person.pk or _tends(person, source.agency_id):
        return ALLOWED
    if has_ability(person, "manage_catalogues", source.agency_id):
        return ALLOWED
    return denied(
        "right.replace_source",
        _("แจ้งได้โดยทีมจัดการความรู้ %(facilitator)s หรือผู้ที่เพิ่มแหล่งนี้") % words(),
    )


def _tends(person: Any, agency_id: int) -> bool:
    tended = [pk for pk, roles in standing_of(person).roles.items() if roles & set(TENDING)]
    return Community.objects.filter(pk__in=tended, agency=agency_id).exists() if tended else False
