"""Who may evaluate, ask, answer, type in, excuse; and why not."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext as _

from sala.communities.rules import may
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.core.terms import words
from sala.cycles.models import Cycle, Enrolment
from sala.evaluation.models import Assessor, FollowUp, Instrument, LearningEvaluation, Phase


def is_open(cycle: Cycle) -> Decision:
    if cycle.is_closed:
        return denied("state.cycle_closed", _("รอบนี้ปิดแล้ว ผลจึงแก้ไขไม่ได้"))
    return ALLOWED


def is_participant(enrolment: Enrolment) -> Decision:
    if enrolment.is_participant:
        return ALLOWED
    return denied("state.not_participant", _("คนนี้ไม่ได้เป็นผู้เข้าร่วมของรอบนี้"))


def is_another(person: Any, enrolment: Enrolment) -> Decision:
    if person.pk != enrolment.person_id:
        return ALLOWED
    return denied("right.own", _("เรื่องของตนเอง ต้องให้คนอื่นเป็นผู้ทำ"))


def assessed_by(person: Any) -> frozenset[int]:
    """Enrolments the person is named to assess; one query, kept for the request."""
    if not getattr(person, "is_authenticated", False):
        return frozenset()
    if not hasattr(person, "_assesses"):
        rows = Assessor.objects.filter(person=person).values_list("enrolment_id", flat=True)
        person._assesses = frozenset(rows)
    return cast("frozenset[int]", person._assesses)


def forget_assessments(person: Any) -> None:
    """Called by the actions that name an assessor or take the naming back."""
    person.__dict__.pop("_assesses", None)


def is_assessor(person: Any, enrolment: Enrolment) -> Decision:
    if enrolment.pk in assessed_by(person):
        return ALLOWED
    return denied("right.assessor", _("เฉพาะผู้ประเมินของคนนี้เท่านั้นที่ทำเรื่องนี้ได้"))


def can_manage_instruments(person: Any, cycle: Cycle) -> Decision:
    return first_refusal(may(person, "manage_instruments", cycle.community_id), is_open(cycle))


def can_see_completeness(person: Any, cycle: Cycle) -> Decision:
    return may(person, "see_completeness", cycle.community_id)


def can_name_assessor(person: Any, cycle: Cycle) -> Decision:
    return can_manage_instruments(person, cycle)


def is_not_naming_oneself(by: Any, person: Any) -> Decision:
    """Who sees that all are done does not let oneself in to what they answered."""
    if by.pk != person.pk:
        return ALLOWED
    return denied("right.self", _("ตั้งตนเองเป็นผู้ประเมินไม่ได้ ขอให้ผู้ดูแลอีกคนเป็นผู้ตั้ง"))


def can_evaluate(person: Any, enrolment: Enrolment) -> Decision:
    """The facilitator or the named assessor; never oneself."""
    cycle = enrolment.cycle
    right = is_assessor(person, enrolment) or may(person, "evaluate", cycle.community_id)
    return first_refusal(
        right, is_open(cycle), is_participant(enrolment), is_another(person, enrolment)
    )


def can_rewrite_evaluation(person: Any, evaluation: LearningEvaluation) -> Decision:
    """Only who wrote it, or the assessor named since, may see it again and change it."""
    enrolment = evaluation.enrolment
    wrote = evaluation.evaluated_by_id == person.pk
    right = ALLOWED if wrote else is_assessor(person, enrolment)
    return first_refusal(right, can_evaluate(person, enrolment))


def can_improve(person: Any, cycle: Cycle) -> Decision:
    return first_refusal(may(person, "evaluate", cycle.community_id), is_open(cycle))


def can_issue_follow_ups(person: Any, cycle: Cycle) -> Decision:
    return first_refusal(may(person, "manage_cycle", cycle.community_id), is_open(cycle))


def can_answer_follow_up(person: Any, follow_up: FollowUp) -> Decision:
    """The participant, once, while the cycle is open; anew after objecting to typed words."""
    enrolment = follow_up.enrolment
    if person.pk != enrolment.person_id:
        return denied("right.own", _("แบบติดตามนี้เป็นของคนอื่น"))
    waiting = ALLOWED if is_disputed(follow_up) else is_waiting(follow_up)
    return first_refusal(is_open(enrolment.cycle), is_participant(enrolment), waiting)


def is_disputed(follow_up: FollowUp) -> bool:
    """Typed in by another, and the person said that it is not right."""
    return follow_up.objected_at is not None and follow_up.entered_by_id is not None


def can_type_in(person: Any, follow_up: FollowUp) -> Decision:
    """The recorder or the named assessor, what another person wrote or said."""
    return first_refusal(
        may_type_in(person, follow_up.enrolment),
        is_open(follow_up.enrolment.cycle),
        is_participant(follow_up.enrolment),
        is_waiting(follow_up),
    )


def may_type_in(person: Any, enrolment: Enrolment) -> Decision:
    right = is_assessor(person, enrolment)
    if not right and may(person, "type_in_forms", enrolment.cycle.community_id):
        right = ALLOWED
    if not right:
        word = words()["recorder"]
        right = denied(
            "right.recorder",
            _("เฉพาะ%(recorder)sหรือผู้ประเมินของคนนี้เท่านั้นที่พิมพ์แบบแทนได้") % {"recorder": word},
        )
    return first_refusal(right, is_another(person, enrolment))


def is_waiting(follow_up: FollowUp) -> Decision:
    if follow_up.issued_at is None:
        return denied("state.not_issued", _("แบบติดตามนี้ยังไม่ได้ส่ง"))
    if follow_up.is_answered:
        return denied("state.answered", _("แบบติดตามนี้มีคำตอบแล้ว"))
    return ALLOWED


def can_object(person: Any, enrolment: Enrolment, via: str) -> Decision:
    """The person whose words another typed in."""
    if person.pk != enrolment.person_id:
        return denied("right.own", _("เฉพาะเจ้าของคำตอบเท่านั้นที่ทักท้วงได้"))
    if via not in {"paper", "interview"}:
        return denied("state.own_words", _("คำตอบนี้คุณตอบเอง"))
    return is_open(enrolment.cycle)


def can_excuse(person: Any, enrolment: Enrolment) -> Decision:
    """The facilitator; never for oneself."""
    return first_refusal(
        may(person, "excuse", enrolment.cycle.community_id),
        is_open(enrolment.cycle),
        is_another(person, enrolment),
    )


def can_edit_items(person: Any, instrument: Instrument, attempt_count: int) -> Decision:
    """Items stand still once somebody has answered them."""
    unanswered = ALLOWED
    if attempt_count:
        unanswered = denied(
            "state.answered", _("มีคนทำแล้ว ข้อคำถามจึงแก้ไม่ได้ คะแนนก่อนและหลังจะได้เทียบกันได้")
        )
    return first_refusal(
        can_manage_instruments(person, instrument.cycle), is_in_use(instrument), unanswered
    )


def is_in_use(instrument: Instrument) -> Decision:
    if instrument.withdrawn_at is None:
        return ALLOWED
    return denied("state.withdrawn", _("เครื่องมือนี้เลิกใช้แล้ว"))


def can_open_phase(person: Any, instrument: Instrument, phase: str, item_count: int) -> Decision:
    """A test with items; before, only as long as after is not open."""
    ready = ALLOWED
    if not item_count:
        ready = denied("state.no_items", _("ยังไม่มีข้อคำถาม เพิ่มอย่างน้อยหนึ่งข้อก่อนเปิด"))
    elif phase == Phase.BEFORE and instrument.opens_after_at:
        ready = denied("state.after_open", _("เปิดแบบหลังเรียนแล้ว แบบก่อนเรียนจึงปิด"))
    return first_refusal(
        can_manage_instruments(person, instrument.cycle), is_in_use(instrument), ready
    )


def can_take(
    person: Any, instrument: Instrument, phase: str, enrolment: Enrolment, *, is_taken: bool
) -> Decision:
    """The participant, once in each phase, while it is open."""
    if person.pk != enrolment.person_id:
        return denied("right.own", _("แบบทดสอบนี้เป็นของคนอื่น"))
    return first_refusal(
        is_open(enrolment.cycle),
        is_participant(enrolment),
        _is_phase_open(instrument, phase),
        _is_untaken(is_taken=is_taken),
    )


def can_type_in_test(
    person: Any, instrument: Instrument, enrolment: Enrolment, *, is_taken: bool
) -> Decision:
    """Paper tests come in late too: any phase, as long as there is none of this person."""
    return first_refusal(
        may_type_in(person, enrolment),
        is_open(enrolment.cycle),
        is_participant(enrolment),
        is_in_use(instrument),
        _is_untaken(is_taken=is_taken),
    )


def _is_phase_open(instrument: Instrument, phase: str) -> Decision:
    if instrument.is_open(phase):
        return ALLOWED
    return denied("state.phase_closed", _("แบบทดสอบนี้ยังไม่เปิดหรือปิดไปแล้ว"))


def _is_untaken(*, is_taken: bool) -> Decision:
    if not is_taken:
        return ALLOWED
    return denied("state.taken", _("ส่งแบบทดสอบนี้แล้ว ส่งได้ครั้งเดียว"))


def can_hand_in(
    person: Any, instrument: Instrument, enrolment: Enrolment, *, is_evaluated: bool
) -> Decision:
    """The participant, as often as wanted until it is evaluated."""
    if person.pk != enrolment.person_id:
        return denied("right.own", _("ชิ้นงานนี้เป็นของคนอื่น"))
    waiting = ALLOWED
    if is_evaluated:
        waiting = denied("state.evaluated", _("ประเมินชิ้นงานแล้ว จึงส่งใหม่ไม่ได้"))
    return first_refusal(
        is_open(enrolment.cycle), is_participant(enrolment), is_in_use(instrument), waiting
    )


def can_read_work(person: Any, enrolment: Enrolment, *, has_assessor: bool) -> Decision:
    """The person, the assessor named; the facilitator only where none is named."""
    if person.pk == enrolment.person_id:
        return ALLOWED
    right = is_assessor(person, enrolment)
    if not right and not has_assessor:
        return may(person, "evaluate", enrolment.cycle.community_id)
    return right
