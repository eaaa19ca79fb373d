"""Who may lay a text before others, and who may judge it. Never one who stands with it (I12)."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import Q
from django.utils.translation import gettext as _

from sala.communities.models import RoleHolding
from sala.communities.roles import ABILITIES as ROLE_ABILITIES
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.knowledge.models import Asset, Nomination, ReviewAsk, Reviewer
from sala.knowledge.rules.assets import is_nominated, is_published, is_standing, is_writer, parts_of
from sala.people.models import Office
from sala.people.offices import ABILITIES as OFFICE_ABILITIES

TENDING = [role for role, can in ROLE_ABILITIES.items() if "manage_community" in can]
KEEPING = [office for office, can in OFFICE_ABILITIES.items() if "manage_catalogues" in can]


def reviewers_of(asset: Asset) -> set[int]:
    """Who may judge it: the committee, who looks after its community, and, when it is to be read
    outside that community, the KM team of the agency. Nobody who stands with it."""
    mine = Q(community=asset.community_id) if asset.community_id else Q(pk__in=[])
    committee = Reviewer.objects.filter(
        mine | Q(community__isnull=True), agency=asset.agency_id, ended_at__isnull=True
    )
    found = set(committee.values_list("person_id", flat=True))
    if asset.community_id:
        held = RoleHolding.objects.filter(
            community=asset.community_id,
            role__in=TENDING,
            accepted_at__isnull=False,
            ended_at__isnull=True,
        )
        found |= set(held.values_list("person_id", flat=True))
    if not asset.opens_to.startswith("community:"):
        team = Office.objects.held().filter(
            Q(unit=asset.agency_id) | Q(unit__agency=asset.agency_id),
            kind__in=KEEPING,
            person__agency=asset.agency_id,
        )
        found |= set(team.values_list("person_id", flat=True))
    return found - set(parts_of(asset))


def judged_by(person: Any) -> Q:
    """Items a person may judge, as `reviewers_of` answers who may judge an item."""
    seats = Reviewer.objects.filter(person=person.pk, ended_at__isnull=True)
    held = RoleHolding.objects.filter(
        person=person.pk, role__in=TENDING, accepted_at__isnull=False, ended_at__isnull=True
    )
    team = Office.objects.held().filter(person=person.pk, kind__in=KEEPING)
    return (
        Q(agency__in=seats.filter(community__isnull=True).values("agency"))
        | Q(community__in=seats.filter(community__isnull=False).values("community"))
        | Q(community__in=held.values("community"))
        | ~Q(opens_to__startswith="community:")
        & Q(agency=person.agency_id)
        & (Q(agency__in=team.values("unit")) | Q(agency__in=team.values("unit__agency")))
    ) & ~Q(credits__person=person.pk)


def is_reviewer(person: Any, asset: Asset) -> bool:
    if not hasattr(asset, "_reviewers"):
        asset._reviewers = reviewers_of(asset)  # type: ignore[attr-defined]
    return person.pk in cast("set[int]", asset._reviewers)  # type: ignore[attr-defined]


def can_nominate(person: Any, asset: Asset) -> Decision:
    if is_nominated(asset):
        return denied("state.nominated", _("เสนอไว้แล้ว กำลังรอผู้ทบทวน"))
    empty = ALLOWED
    manuscript = asset.manuscript
    if not manuscript.has_changes:
        empty = denied("state.nothing_new", _("ยังไม่มีอะไรใหม่จากฉบับที่เผยแพร่"))
    elif not manuscript.body_text.strip() and not manuscript.link:
        empty = denied("state.empty", _("เขียนเนื้อหาก่อนเสนอ"))
    elif asset.current_id and not manuscript.change_note:
        empty = denied("state.change_note", _("บอกสั้น ๆ ก่อนว่าฉบับนี้แก้อะไร"))
    return first_refusal(is_writer(person, asset), is_standing(asset), empty)


def can_take_back(person: Any, nomination: Nomination) -> Decision:
    return first_refusal(is_writer(person, nomination.asset), is_waiting(nomination))


def is_waiting(nomination: Nomination) -> Decision:
    if nomination.ended_at is None:
        return ALLOWED
    return denied("state.decided", _("เรื่องนี้ทบทวนเสร็จแล้ว"))


def can_review(person: Any, nomination: Nomination) -> Decision:
    asset = nomination.asset
    if person.pk in parts_of(asset) or person.pk == nomination.by_id:
        return denied("right.own_work", _("ทบทวนเรื่องที่ตนเองเขียน เสนอ หรือมีส่วนร่วมไม่ได้ ให้คนอื่นอ่านแทน"))
    if not is_reviewer(person, asset):
        return denied("right.reviewer", _("เรื่องนี้ให้คณะผู้ทบทวนเป็นผู้พิจารณา"))
    return is_waiting(nomination)


def is_as_seen(nomination: Nomination, seen: str) -> Decision:
    """Nobody's word counts for a text, terms or readers that were changed after the reading."""
    if seen == nomination.laid:
        return ALLOWED
    return denied(
        "state.changed", _("ข้อความหรือกลุ่มผู้อ่านเปลี่ยนไปหลังจากที่คุณเปิดอ่าน อ่านฉบับล่าสุดแล้วให้ความเห็นอีกครั้ง")
    )


def can_see_manuscript(person: Any, asset: Asset) -> bool:
    """Its writers, and those asked to review it."""
    if is_writer(person, asset):
        return True
    return is_nominated(asset) and is_reviewer(person, asset)


def can_answer_ask(person: Any, ask: ReviewAsk) -> Decision:
    if ask.answered_at is not None:
        return denied("state.answered", _("ตอบแล้ว ขอบคุณ"))
    return first_refusal(is_writer(person, ask.asset), is_published(ask.asset))
