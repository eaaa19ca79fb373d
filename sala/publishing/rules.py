"""Who puts a set together, and what may stand in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.communities.rules import can_act
from sala.core.permissions import ALLOWED, Decision, Missing, denied, first_refusal
from sala.knowledge.licences import Licence
from sala.people.keys import PUBLIC
from sala.people.rules import has_ability
from sala.publishing.models import Chapter, Collection

MOST_CHAPTERS = 60


def can_begin_collection(person: Any, community: Community | None) -> Decision:
    """A facilitator for the community, the KM team for the agency."""
    if community is not None:
        return can_act(person, "manage_community", community)
    return has_ability(person, "manage_catalogues", person.agency_id)


def can_tend_collection(person: Any, collection: Collection) -> Decision:
    if collection.community is not None:
        return can_act(person, "manage_community", collection.community)
    return has_ability(person, "manage_catalogues", collection.agency_id)


def reaches_as_far(audience: str, agency_id: int, collection: Collection) -> bool:
    """Is the thing read by everyone whom the book is for? A book of a community may hold what its
    whole agency reads; a reader from elsewhere does not see that book at all."""
    if audience in (PUBLIC, collection.audience):
        return True
    is_inside = collection.audience.startswith("community:")
    own = f"agency:{collection.agency_id}"
    return is_inside and bool(agency_id == collection.agency_id) and audience == own


def can_take_in(collection: Collection, source: Any) -> Decision:
    """`source`: a published note or item the person may read (queries.sources.Source)."""
    if reaches_as_far(source.audience, source.agency_id, collection):
        return ALLOWED
    reason = _("“%(title)s” มีผู้อ่านแคบกว่าหนังสือเล่มนี้ ให้ผู้เขียนเปิดให้กว้างขึ้นก่อน หรือทำหนังสือให้ผู้อ่านกลุ่มเดียวกัน")
    return denied("state.narrower", reason % {"title": source.title})


def needs_consent(collection: Collection, source: Any, person_id: int) -> bool:
    """When this person chooses it.

    A book shows a text whole and as it is, with its author and its terms: that is what every
    licence lets everyone do, also ND. Reserved rights, and another agency's own terms, need the
    word of one who writes it."""
    if person_id in source.writers:
        return False
    is_foreign = source.agency_id != collection.agency_id
    stopped = {Licence.RESERVED, Licence.AGENCY} if is_foreign else {Licence.RESERVED}
    return source.licence in stopped


def can_add_chapter(person: Any, collection: Collection, count: int) -> Decision:
    full = denied("state.too_many", _("หนึ่งเล่มมีได้ไม่เกิน %(most)s บท แบ่งเป็นหลายเล่มจะอ่านง่ายกว่า"))
    if count >= MOST_CHAPTERS:
        full = denied(full.code, full.reason % {"most": MOST_CHAPTERS})
        return first_refusal(can_tend_collection(person, collection), full)
    return can_tend_collection(person, collection)


def can_build(
    person: Any,
    collection: Collection,
    chapters: Sequence[Chapter],
    sources: Mapping[tuple[str, int], Any],
) -> Decision:
    """Every chapter still there, open to the book's readers and agreed to; else what is amiss."""
    if not (may := can_tend_collection(person, collection)):
        return may
    if not chapters:
        return denied("state.no_chapters", _("ยังไม่มีบท เลือกบันทึกหรือความรู้อย่างน้อยหนึ่งเรื่อง"))
    missing = [gap for chapter in chapters if (gap := _gap(collection, chapter, sources))]
    if missing:
        return denied("state.chapters", _("บางบทยังนำมารวมเล่มไม่ได้"), tuple(missing))
    return ALLOWED


def _gap(
    collection: Collection, chapter: Chapter, sources: Mapping[tuple[str, int], Any]
) -> Missing | None:
    source = sources.get((chapter.label, chapter.object_id))
    if source is None:
        name = _("บทที่ %(number)s") % {"number": chapter.position}
        return Missing(name, detail=_("นำออกไปแล้ว หรือคุณไม่เห็นแล้ว เอาบทนี้ออกก่อน"))
    if not (fits := can_take_in(collection, source)):
        return Missing(source.title, source.url, fits.reason)
    if chapter.waits:
        return Missing(source.title, source.url, _("ผู้เขียนสงวนสิทธิ์ไว้ กำลังรอคำยินยอม"))
    if not chapter.needs_consent and needs_consent(collection, source, chapter.added_by_id):
        reason = _("ผู้เขียนสงวนสิทธิ์หลังจากที่เลือกไว้ เอาบทนี้ออกแล้วเลือกใหม่ ระบบจะขอคำยินยอมให้")
        return Missing(source.title, source.url, reason)
    return None


def is_as_begun(
    begun: Collection, chosen: Sequence[Chapter], now: Collection, standing: Sequence[Chapter]
) -> Decision:
    """A book holds what its set holds on the day it comes onto the shelf."""
    before, after = (
        [(row.label, row.object_id, row.wording) for row in rows] for rows in (chosen, standing)
    )
    if (begun.version, before) == (now.version, after):
        return ALLOWED
    return denied("state.changed", _("ชุดนี้ถูกแก้ไขระหว่างจัดทำเล่ม สั่งจัดทำใหม่อีกครั้ง"))


def can_give_consent(person: Any, chapter: Chapter, source: Any) -> Decision:
    if not chapter.needs_consent or chapter.consent_at is not None:
        return denied("state.settled", _("เรื่องนี้ตอบแล้ว"))
    if person.pk in source.writers:
        return ALLOWED
    return denied("right.writer", _("เฉพาะผู้เขียนเรื่องนี้เท่านั้นที่ตอบได้"))


def can_take_down(person: Any, collection: Collection) -> Decision:
    off = denied("state.not_on_shelf", _("เล่มนี้ไม่ได้อยู่บนชั้น"))
    is_on = collection.current_id is not None and collection.withdrawn_at is None
    return first_refusal(can_tend_collection(person, collection), ALLOWED if is_on else off)


def can_put_back(person: Any, collection: Collection) -> Decision:
    there = denied("state.on_shelf", _("เล่มนี้อยู่บนชั้นแล้ว"))
    return first_refusal(
        can_tend_collection(person, collection), ALLOWED if collection.withdrawn_at else there
    )
