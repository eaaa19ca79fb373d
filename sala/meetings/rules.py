"""Who may plan, record and change sessions."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.communities.rules import is_member, is_open, may
from sala.core.permissions import ALLOWED, Decision, Missing, denied, first_refusal
from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus, Expert, PlanVersion
from sala.cycles.plan_parts import missing_parts
from sala.meetings.models import Record, Session


def is_cycle_open(cycle: Cycle | None) -> Decision:
    if cycle is None or not cycle.is_closed:
        return ALLOWED
    return denied("state.cycle_closed", _("รอบนี้ปิดแล้ว อ่านได้แต่แก้ไขไม่ได้"))


def can_plan_session(person: Any, community: Community, cycle: Cycle | None) -> Decision:
    return first_refusal(
        may(person, "manage_sessions", community.pk), is_open(community), is_cycle_open(cycle)
    )


def is_live(session: Session) -> Decision:
    if session.cancelled_at is None:
        return ALLOWED
    return denied("state.session_cancelled", _("วงนี้แจ้งงดแล้ว"))


def can_change_session(person: Any, session: Session) -> Decision:
    return first_refusal(
        can_plan_session(person, session.community, session.cycle), is_live(session)
    )


def can_cancel_session(person: Any, session: Session) -> Decision:
    if session.is_held:
        return denied("state.session_held", _("วงนี้จัดไปแล้ว จึงแจ้งงดไม่ได้"))
    return can_change_session(person, session)


def is_started(session: Session) -> Decision:
    if session.starts_at <= now():
        return ALLOWED
    return denied("state.session_ahead", _("ยังไม่ถึงเวลาของวงนี้"))


def has_whole_plan(cycle: Cycle | None) -> Decision:
    """All eight parts stand before the first session counts (I03)."""
    if cycle is None:
        return ALLOWED
    plan = PlanVersion.objects.filter(cycle=cycle).order_by("-number").first()
    lacking = missing_parts(plan.parts if plan else {})
    if not lacking:
        return ALLOWED
    return denied(
        "state.plan_parts",
        _("แผนยังไม่ครบแปดส่วน วงนี้จึงยังนับเป็นกิจกรรมไม่ได้ ส่วนที่เขียนไว้เก็บเป็นร่างให้แล้ว"),
        tuple(Missing(str(part.name)) for part in lacking),
    )


def can_hold_session(person: Any, session: Session) -> Decision:
    return first_refusal(
        can_write_record(person, session), is_started(session), has_whole_plan(session.cycle)
    )


def can_write_record(person: Any, session: Session) -> Decision:
    return first_refusal(
        may(person, "write_record", session.community_id),
        is_open(session.community),
        is_cycle_open(session.cycle),
        is_live(session),
    )


def is_unapproved(record: Record | None) -> Decision:
    if record is None or not record.is_approved:
        return ALLOWED
    return denied("state.record_approved", _("บันทึกนี้รับรองแล้ว แก้ได้ด้วยการบันทึกเพิ่มเติมเท่านั้น"))


def can_approve_record(person: Any, record: Record) -> Decision:
    if record.sent_at is None:
        return denied("state.record_unsent", _("ผู้บันทึกยังไม่ได้ส่งบันทึก จึงยังรับรองไม่ได้"))
    return first_refusal(
        may(person, "approve_record", record.session.community_id),
        is_open(record.session.community),
        is_unapproved(record),
    )


def can_amend_record(person: Any, record: Record) -> Decision:
    if not record.is_approved:
        return denied("state.record_open", _("บันทึกนี้ยังไม่รับรอง แก้ที่ตัวบันทึกได้เลย"))
    return first_refusal(
        may(person, "write_record", record.session.community_id), is_open(record.session.community)
    )


def is_invited(person: Any, session: Session) -> Decision:
    """Members of the community and people of the cycle may answer, attend and commit."""
    if is_member(person, session.community_id) or is_in_cycle(person, session):
        return ALLOWED
    return denied("right.member", _("วงนี้เปิดสำหรับสมาชิกและผู้เข้าร่วมรอบ"))


def is_in_cycle(person: Any, session: Session) -> bool:
    if session.cycle_id is None:
        return False
    enrolled = Enrolment.objects.filter(
        cycle_id=session.cycle_id,
        person=person,
        status__in=[EnrolmentStatus.PARTICIPANT, EnrolmentStatus.OBSERVER],
    )
    return enrolled.exists() or is_expert(person, session)


def is_expert(person: Any, session: Session) -> bool:
    if session.cycle_id is None:
        return False
    named = Expert.objects.filter(
        cycle_id=session.cycle_id, person=person, declined_at__isnull=True
    )
    return named.exists()


def can_answer_invitation(person: Any, session: Session) -> Decision:
    if session.is_held:
        return denied("state.session_held", _("วงนี้จัดไปแล้ว"))
    return first_refusal(is_invited(person, session), is_live(session))


def can_sign_in(person: Any, session: Session) -> Decision:
    """Attendance by one's own act, on the day only."""
    if localdate(session.starts_at) > localdate():
        return denied("state.session_ahead", _("ยังไม่ถึงวันของวงนี้ ลงชื่อได้เมื่อถึงวัน"))
    return first_refusal(
        is_invited(person, session), is_live(session), is_cycle_open(session.cycle)
    )


def can_commit(person: Any, session: Session) -> Decision:
    return first_refusal(
        is_invited(person, session), is_live(session), is_cycle_open(session.cycle)
    )


def can_tell_learning(person: Any, session: Session) -> Decision:
    if not is_expert(person, session):
        return denied("right.expert", _("ช่องนี้สำหรับผู้เชี่ยวชาญของรอบ"))
    return first_refusal(is_live(session), is_cycle_open(session.cycle))
