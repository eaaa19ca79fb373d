"""What of a person communities export, erase, and keep."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.actions.counting import recount
from sala.communities.models import Invitation, Membership, RoleHolding
from sala.communities.roles import role_word
from sala.communities.rules import forget_roles
from sala.core.registries import Erasure, erasures


def export(person: Any) -> dict[str, Any]:
    """Memberships, roles, invitations and requests of the person, with their dates."""
    memberships = Membership.objects.filter(person=person).select_related("community")
    roles = RoleHolding.objects.filter(person=person).select_related("community")
    asked = Invitation.objects.filter(person=person).select_related("community")
    return {
        "memberships": [
            {
                "community": row.community.name,
                "joined_at": row.joined_at.isoformat(),
                "left_at": row.left_at.isoformat() if row.left_at else None,
                "mail": row.mail,
                "interest": row.interest,
            }
            for row in memberships.order_by("joined_at", "pk")
        ],
        "roles": [
            {
                "community": row.community.name,
                "role": role_word(row.role),
                "accepted_at": row.accepted_at.isoformat() if row.accepted_at else None,
                "ended_at": row.ended_at.isoformat() if row.ended_at else None,
            }
            for row in roles.order_by("offered_at", "pk")
        ],
        "invitations": [
            {
                "community": row.community.name,
                "is_request": row.is_request,
                "words": row.words,
                "made_at": row.made_at.isoformat(),
                "is_accepted": row.is_accepted,
            }
            for row in asked.order_by("made_at", "pk")
        ],
    }


def erase(person: Any) -> None:
    """End memberships, roles and offers; blank what the person wrote about themselves."""
    moment = now()
    live = list(
        Membership.objects.filter(person=person, left_at__isnull=True).select_related("community")
    )
    Membership.objects.filter(person=person).update(interest="", ended_words="")
    Membership.objects.filter(person=person, left_at__isnull=True).update(left_at=moment)
    RoleHolding.objects.filter(person=person, ended_at__isnull=True).update(ended_at=moment)
    Invitation.objects.filter(person=person).update(words="", answer_words="")
    Invitation.objects.filter(person=person, answered_at__isnull=True).update(
        answered_at=moment, is_accepted=False
    )
    forget_roles(person)
    for row in live:
        recount(row.community)


erasures.add(
    Erasure(
        "communities",
        30,
        export,
        erase,
        lambda: _("วันที่เข้าและออก และประวัติการรับหน้าที่ เก็บไว้โดยไม่มีชื่อ เพื่อให้จำนวนย้อนหลังยังถูกต้อง"),
    )
)
