"""Who may do what in a cycle, and why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple, cast

from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.communities.rules import can_act, can_prepare_for_cycle, is_member, may
from sala.communities.rules import is_open as is_community_open
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.core.terms import words
from sala.cycles.models import (
    IN_SIGHT,
    Area,
    Cycle,
    Enrolment,
    EnrolmentStatus,
    Expert,
    PlanComment,
    Strategy,
    TopicProposal,
)
from sala.journal.models import Line
from sala.people.keys import forget_keys
from sala.people.models import Person
from sala.people.rules import has_ability, is_agency_staff


class Places(NamedTuple):
    """What a person is in every cycle."""

    participant_of: frozenset[int]
    seen: frozenset[int]
    expert_of: frozenset[int]
    named_in: frozenset[int]


NOWHERE = Places(frozenset(), frozenset(), frozenset(), frozenset())


def places_of(person: Any) -> Places:
    """Enrolments and expert roles; two queries, kept for the request."""
    if not getattr(person, "is_authenticated", False) or person.is_past_guest:
        return NOWHERE
    if not hasattr(person, "_places"):
        enrolled = Enrolment.objects.filter(person=person, status__in=IN_SIGHT)
        rows = list(enrolled.values_list("cycle_id", "status"))
        named = Expert.objects.filter(person=person, declined_at__isnull=True)
        experts = list(named.values_list("cycle_id", "consented_at"))
        person._places = Places(
            frozenset(pk for pk, status in rows if status == EnrolmentStatus.PARTICIPANT),
            frozenset(pk for pk, _status in rows),
            frozenset(pk for pk, consented_at in experts if consented_at),
            frozenset(pk for pk, _consented_at in experts),
        )
    return cast("Places", person._places)


def forget_places(person: Any) -> None:
    """Called by every action that changes an enrolment or an expert."""
    person.__dict__.pop("_places", None)
    forget_keys(person)


def is_open(cycle: Cycle) -> Decision:
    if not cycle.is_closed:
        return ALLOWED
    return denied("state.cycle_closed", _("รอบนี้ปิดแล้ว อ่านได้แต่แก้ไขไม่ได้"))


def can(person: Any, ability: str, cycle: Cycle) -> Decision:
    """The cycle is open, so is its community, and a role there gives the ability."""
    return first_refusal(is_open(cycle), can_act(person, ability, cycle.community))


def can_start_cycle(person: Any, community: Community) -> Decision:
    """A whole charter, a group and two accepted roles come first; what is missing is named."""
    return can_prepare_for_cycle(person, community)


def can_manage_cycle(person: Any, cycle: Cycle) -> Decision:
    return can(person, "manage_cycle", cycle)


def can_close_cycle(person: Any, cycle: Cycle) -> Decision:
    return can(person, "close_cycle", cycle)


def can_copy_cycle(person: Any, cycle: Cycle) -> Decision:
    """A closed cycle is what one usually copies, so only the community must be open."""
    return can_act(person, "manage_cycle", cycle.community)


def can_propose_topic(person: Any, community: Community) -> Decision:
    return can_act(person, "propose_topic", community)


def can_vote(person: Any, proposal: TopicProposal, *, is_chosen: bool | None = None) -> Decision:
    """Until the topic is chosen or taken back, so that the tally stays as it was."""
    return first_refusal(
        can_act(person, "vote_topic", proposal.community), _still_stands(proposal, is_chosen)
    )


def can_withdraw_proposal(
    person: Any, proposal: TopicProposal, *, is_chosen: bool | None = None
) -> Decision:
    if proposal.proposed_by_id != person.pk:
        return denied("right.proposer", _("ผู้เสนอเท่านั้นที่ถอนเรื่องของตนได้"))
    return _still_stands(proposal, is_chosen)


def can_choose_topic(person: Any, cycle: Cycle, proposal: TopicProposal) -> Decision:
    same = proposal.community_id == cycle.community_id
    return first_refusal(
        can_manage_cycle(person, cycle),
        ALLOWED if same else denied("value.community", _("หัวข้อนี้เป็นของกลุ่มอื่น")),
        _still_stands(proposal, None),
    )


def _still_stands(proposal: TopicProposal, is_chosen: bool | None) -> Decision:
    """`is_chosen` where a page already knows; None looks it up."""
    if proposal.withdrawn_at is not None:
        return denied("state.withdrawn", _("ผู้เสนอถอนเรื่องนี้แล้ว"))
    if is_chosen is None:
        is_chosen = Cycle.objects.filter(chosen_proposal=proposal).exists()
    if is_chosen:
        return denied("state.chosen", _("หัวข้อนี้เลือกไปแล้ว ผลคะแนนเก็บไว้ตามวันที่เลือก"))
    return ALLOWED


def can_answer(person: Any, cycle: Cycle, *, holds_link: bool = False) -> Decision:
    """The three answers are given by the person alone: a member, someone invited, or staff of
    the agency who hold the link of the cycle."""
    if cycle.pk in places_of(person).seen:
        return is_open(cycle)
    if holds_link:
        return first_refusal(
            is_open(cycle),
            is_community_open(cycle.community),
            is_agency_staff(person, cycle.agency_id),
        )
    return first_refusal(is_open(cycle), can_act(person, "enrol", cycle.community))


def can_invite(person: Any, cycle: Cycle) -> Decision:
    return can(person, "manage_cycle", cycle)


def can_accept_enrolment(person: Any, enrolment: Enrolment) -> Decision:
    """Waiting ones only: whoever lacks an answer changes it alone. Never for oneself."""
    return first_refusal(
        can(person, "accept_enrolment", enrolment.cycle),
        _not_oneself(person, enrolment),
        _has_three_answers(enrolment),
        _is_waiting(enrolment),
    )


def _not_oneself(person: Any, enrolment: Enrolment) -> Decision:
    if enrolment.person_id != person.pk:
        return ALLOWED
    return denied("right.not_oneself", _("รับตนเองเข้าร่วมไม่ได้ ขอให้%(facilitator)sอีกคนรับ") % words())


def _has_three_answers(enrolment: Enrolment) -> Decision:
    if enrolment.status != EnrolmentStatus.OBSERVER or enrolment.has_all_three:
        return ALLOWED
    reason = _("ผู้ที่ตอบไม่ครบสามข้อเป็นผู้สังเกตการณ์ รับแทนไม่ได้ ชวนอีกครั้งได้ แล้วเจ้าตัวแก้คำตอบเอง")
    return denied("state.observer", reason)


def _is_waiting(enrolment: Enrolment) -> Decision:
    if enrolment.status == EnrolmentStatus.WAITING:
        return ALLOWED
    return denied("state.not_waiting", _("คำขอนี้ตอบไปแล้ว"))


def can_name_expert(person: Any, cycle: Cycle) -> Decision:
    return can(person, "manage_cycle", cycle)


def can_consent(person: Any, expert: Expert) -> Decision:
    """Only the expert says yes, and to both: telling others and learning from them."""
    if expert.person_id != person.pk:
        return denied("right.own_consent", _("ผู้เชี่ยวชาญต้องตอบรับด้วยตนเอง"))
    return is_open(expert.cycle)


def has_part_in(person: Any, cycle: Cycle) -> Decision:
    """A participant, or an expert who said yes."""
    places = places_of(person)
    if cycle.pk in places.participant_of | places.expert_of:
        return ALLOWED
    return denied("right.part", _("เรื่องนี้เปิดเฉพาะผู้เข้าร่วมและผู้เชี่ยวชาญของรอบนี้"))


def can_edit_plan(person: Any, cycle: Cycle) -> Decision:
    """Participants and experts make the plan together with whom a role allows (R049)."""
    if has_part_in(person, cycle):
        return is_open(cycle)
    return can(person, "edit_plan", cycle)


def can_comment_plan(person: Any, cycle: Cycle) -> Decision:
    if cycle.pk in places_of(person).expert_of | places_of(person).participant_of:
        return is_open(cycle)
    return first_refusal(is_open(cycle), may(person, "comment_plan", cycle.community_id))


def can_resolve_comment(person: Any, comment: PlanComment) -> Decision:
    if comment.by_id == person.pk:
        return is_open(comment.cycle)
    return can_edit_plan(person, comment.cycle)


def can_endorse_plan(person: Any, cycle: Cycle) -> Decision:
    return first_refusal(is_open(cycle), has_part_in(person, cycle))


def can_see_overview(person: Person, agency_id: int) -> Decision:
    return has_ability(person, "see_cycle_overview", agency_id)


def can_manage_catalogues(person: Person, agency_id: int) -> Decision:
    return has_ability(person, "manage_catalogues", agency_id)


def can_see_proposals(person: Any, community: Community) -> Decision:
    return is_member(person, community.pk)


def can_delete_area(person: Person, area: Area) -> Decision:
    return first_refusal(
        can_manage_catalogues(person, area.agency_id),
        is_unused(area.cycles.count(), area.name),
    )


def can_delete_strategy(person: Person, strategy: Strategy) -> Decision:
    return first_refusal(
        can_manage_catalogues(person, strategy.agency_id),
        is_unused(strategy.cycles.count(), strategy.name),
    )


def is_unused(count: int, name: str) -> Decision:
    """What cycles use is renamed, not deleted (R001)."""
    if not count:
        return ALLOWED
    reason = _("ลบ “%(name)s” ไม่ได้ เพราะมี %(count)s รอบใช้อยู่ เปลี่ยนชื่อแทนได้") % {
        "name": name,
        "count": count,
    }
    return denied("state.in_use", reason)


def can_withdraw(person: Any, enrolment: Enrolment, reason: str = "-") -> Decision:
    """One's own place only, and a participant's reason is kept for the report."""
    return first_refusal(
        is_open(enrolment.cycle),
        ALLOWED
        if enrolment.person_id == person.pk
        else denied("right.own_enrolment", _("ถอนตัวแทนผู้อื่นไม่ได้")),
        ALLOWED if enrolment.status in IN_SIGHT else denied("state.not_in", _("คุณไม่ได้อยู่ในรอบนี้แล้ว")),
        ALLOWED
        if reason.strip() or not enrolment.is_participant
        else denied("value.reason", _("ขอเหตุผลสั้น ๆ เพื่อใช้ปรับปรุงรอบต่อไป")),
    )


def expert_fits(expert: Expert, others: Sequence[Expert]) -> Decision:
    """I02: the lead comes from inside the agency; someone from outside never stands alone."""
    if expert.declined_at is not None:
        return denied("state.declined", _("ผู้นี้ตอบว่าไม่สะดวก ระบุชื่อใหม่อีกครั้งหากตกลงกันแล้ว"))
    if expert.person_id and any(other.person_id == expert.person_id for other in others):
        return denied("state.named", _("ระบุชื่อผู้นี้ไว้แล้ว"))
    if expert.is_lead and not expert.is_internal:
        reason = _("วิทยากรหลักต้องเป็นคนในหน่วยงาน ผู้ที่มาจากภายนอกเป็นผู้ทรงคุณวุฒิร่วมได้")
        return denied("value.lead_inside", reason)
    if not expert.is_internal and not any(other.is_internal for other in others):
        reason = _("ต้องมีผู้เชี่ยวชาญจากในหน่วยงานก่อน จึงเชิญผู้ทรงคุณวุฒิจากภายนอกมาร่วมได้")
        return denied("value.inside_first", reason)
    return ALLOWED


def can_remove_expert(
    person: Any, expert: Expert, others: Sequence[Expert], cycle: Cycle
) -> Decision:
    is_last_inside = expert.is_internal and not any(other.is_internal for other in others)
    leaves_outsiders = is_last_inside and bool(others)
    reason = _("เป็นผู้เชี่ยวชาญจากในหน่วยงานคนสุดท้าย ระบุคนอื่นจากในหน่วยงานก่อนจึงเอาชื่อนี้ออกได้")
    return first_refusal(
        can_name_expert(person, cycle),
        denied("state.last_inside", reason) if leaves_outsiders else ALLOWED,
    )


def can_decline(enrolment: Enrolment) -> Decision:
    """A participant leaves by withdrawing, so that the reason is kept."""
    if not enrolment.is_participant:
        return ALLOWED
    reason = _("คุณเป็นผู้เข้าร่วมอยู่ หากไปต่อไม่ได้ให้ถอนตัวพร้อมเหตุผล")
    return denied("state.participant", reason)


def can_nudge(person: Person, cycle: Cycle) -> Decision:
    """By an office of the agency, not more than once a day for one cycle."""
    day = now() - timedelta(days=1)
    lines = Line.objects.about(cycle).filter(verb="cycles.nudged", at__gt=day)
    return first_refusal(
        can_see_overview(person, cycle.agency_id),
        is_open(cycle),
        denied("state.nudged", _("ถามไปแล้วภายในหนึ่งวัน รอคำตอบก่อน")) if lines.exists() else ALLOWED,
    )
