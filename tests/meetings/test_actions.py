from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import now

from sala.core.locking import Stale
from sala.core.permissions import Refused
from sala.cycles.models import PlanVersion
from sala.journal.models import Line
from sala.mail.models import Delivery
from sala.meetings.actions.presence import (
    commit,
    mark_attendance,
    sign_in,
    tell_learning,
    tick_improvement,
)
from sala.meetings.actions.recording import (
    amend_record,
    approve_record,
    send_record,
    write_record,
)
from sala.meetings.actions.schedule import (
    answer_invitation,
    cancel_session,
    change_session,
    invite_people,
    plan_session,
)
from sala.meetings.models import Session
from sala.meetings.queries import expert_rows, plan_versus_held, session_page, sessions_of
from sala.people.models import Posting
from tests.factories.meetings import AttendanceFactory, RecordFactory, SessionFactory

STEPS = [{"what": "เล่าเรื่อง", "minutes": 40, "kind": "exchange", "lead": "", "materials": ""}]


def values(**changes):
    start = changes.pop("starts_at", now() + timedelta(days=7))
    minutes = changes.pop("minutes", 60)
    return {
        "title": "เอกสารที่มักขาด",
        "starts_at": start,
        "ends_at": start + timedelta(minutes=minutes),
        "mode": "onsite",
        "place": "ห้องประชุมดอกจาน",
        "link": "",
        "technique": "เล่าเรื่อง",
        "long_reason": "",
        "lecture_reason": "",
        **changes,
    }


def record_values(**changes):
    return {"learned": "ใบส่งของมักไม่ลงวันที่", "talk_balance": "even", **changes}


class TestPlanning:
    def test_the_facilitator_plans_a_session_with_its_steps(self, community, cycle, anong):
        session = plan_session(community, cycle, values=values(), steps=STEPS, by=anong)

        assert session.ordinal == 1
        assert session.audience == cycle.audience
        assert [step.what for step in session.steps.all()] == ["เล่าเรื่อง"]
        assert Line.objects.filter(verb="meetings.session_planned", actor=anong).count() == 1

    def test_a_member_may_not(self, community, cycle, boon):
        with pytest.raises(Refused) as refusal:
            plan_session(community, cycle, values=values(), steps=STEPS, by=boon)

        assert refusal.value.decision.code == "right.facilitator"

    @pytest.mark.req("R124")
    def test_a_facilitator_of_another_community_has_no_right_here(self, community, cycle, chai):
        from tests.factories.communities import (  # noqa: PLC0415 -- one test needs a second place
            CommunityFactory,
            RoleHoldingFactory,
        )

        RoleHoldingFactory(community=CommunityFactory(agency=community.agency), person=chai)

        with pytest.raises(Refused):
            plan_session(community, cycle, values=values(), steps=STEPS, by=chai)

    @pytest.mark.req("R051")
    def test_steps_longer_than_the_session_are_refused(self, community, cycle, anong):
        long = [{**STEPS[0], "minutes": 75}]

        with pytest.raises(Refused, match="75"):
            plan_session(community, cycle, values=values(), steps=long, by=anong)

        assert not Session.objects.exists()

    @pytest.mark.req("R058")
    def test_three_hours_are_saved_only_with_a_reason(self, community, cycle, anong):
        with pytest.raises(Refused) as refusal:
            plan_session(community, cycle, values=values(minutes=180), steps=[], by=anong)
        assert refusal.value.decision.code == "value.long_reason"

        reason = values(minutes=180, long_reason="เดินทางมาไกล จัดรวมสองเรื่อง")
        session = plan_session(community, cycle, values=reason, steps=[], by=anong)

        assert session.long_reason == "เดินทางมาไกล จัดรวมสองเรื่อง"

    @pytest.mark.req("R030")
    def test_a_lecture_is_saved_only_with_a_reason(self, community, cycle, anong):
        lecture = [{**STEPS[0], "minutes": 50, "kind": "lecture"}]
        with pytest.raises(Refused, match="การอบรม"):
            plan_session(community, cycle, values=values(), steps=lecture, by=anong)

        reasoned = values(lecture_reason="ระเบียบใหม่ ต้องปูพื้นก่อน")
        plan_session(community, cycle, values=reasoned, steps=lecture, by=anong)

    def test_two_people_changing_one_plan_lose_nothing(self, session, anong):
        change_session(session, values=values(title="ของคนแรก"), steps=[], seen=1, by=anong)

        with pytest.raises(Stale) as stale:
            change_session(session, values=values(title="ของคนหลัง"), steps=[], seen=1, by=anong)

        assert stale.value.current.title == "ของคนแรก"
        assert stale.value.typed["title"] == "ของคนหลัง"

    def test_a_closed_cycle_takes_no_more_sessions(self, community, cycle, anong):
        cycle.closed_at = now()
        cycle.save()

        with pytest.raises(Refused, match="ปิดแล้ว"):
            plan_session(community, cycle, values=values(), steps=[], by=anong)


class TestInviting:
    @pytest.mark.req("R054", part="invitation with a calendar file")
    def test_an_invitation_carries_a_link_and_a_calendar_file(self, session, anong, boon):
        assert invite_people(session, by=anong) == 1

        letter = Delivery.objects.get()
        assert letter.address == boon.email
        assert "/l/" in letter.text
        assert letter.attachments[0]["name"].endswith(".ics")

    def test_a_moved_session_tells_those_invited(self, session, anong, boon):
        invite_people(session, by=anong)

        moved = values(starts_at=now() + timedelta(days=9))
        change_session(session, values=moved, steps=[], seen=1, by=anong)

        session.refresh_from_db()
        assert session.calendar_sequence == 1
        assert Delivery.objects.filter(subject__contains="เปลี่ยนนัด").count() == 1

    def test_calling_off_needs_a_reason_and_tells_people(self, session, anong, boon):
        invite_people(session, by=anong)
        with pytest.raises(Refused, match="เหตุผล"):
            cancel_session(session, reason=" ", by=anong)

        cancel_session(session, reason="ห้องประชุมปิดซ่อม", by=anong)

        letter = Delivery.objects.filter(subject__startswith="งดวง").get()
        assert "ห้องประชุมปิดซ่อม" in letter.text

    def test_the_last_answer_stands(self, session, boon):
        answer_invitation(session, is_coming=True, by=boon)
        answer_invitation(session, is_coming=False, by=boon)

        assert [rsvp.is_coming for rsvp in session.rsvps.all()] == [False]

    def test_an_outsider_has_nothing_to_answer(self, session, chai):
        with pytest.raises(Refused):
            answer_invitation(session, is_coming=True, by=chai)


class TestPresence:
    @pytest.mark.req("R054", part="attendance by QR is time-stamped")
    def test_signing_in_stamps_the_time_and_the_unit_of_that_day(self, past, boon, district):
        attendance = sign_in(past, by=boon)

        Posting.objects.filter(person=boon).update(position="ย้ายแล้ว")
        attendance.refresh_from_db()
        assert attendance.unit_name == "ที่ว่าการอำเภอดงตะวัน"
        assert attendance.position == "เจ้าพนักงานพัสดุ"
        assert attendance.at is not None

    def test_signing_in_twice_is_one_head(self, past, boon):
        sign_in(past, by=boon)
        sign_in(past, by=boon)

        assert past.attendances.count() == 1
        assert Line.objects.filter(verb="meetings.attended").count() == 1

    def test_nobody_signs_in_before_the_day(self, session, boon):
        with pytest.raises(Refused, match="ยังไม่ถึงวัน"):
            sign_in(session, by=boon)

    @pytest.mark.req("R057")
    def test_a_record_in_which_only_the_expert_spoke_is_one_way(self, past, pim, boon, expert):
        mark_attendance(past, present={boon.pk}, spoke={expert.pk}, online=set(), by=pim)
        assert session_page(past, viewer=pim)["is_one_way"]

        mark_attendance(past, present={boon.pk}, spoke={expert.pk, boon.pk}, online=set(), by=pim)
        assert not session_page(past, viewer=pim)["is_one_way"]

    @pytest.mark.req("R061", part="onsite and online heads apart")
    def test_heads_onsite_and_online_are_counted_apart(self, past, pim, boon, expert):
        mark_attendance(past, present={boon.pk, expert.pk}, spoke=set(), online={boon.pk}, by=pim)

        page = session_page(past, viewer=pim)
        assert (page["online_count"], page["onsite_count"]) == (1, 1)

    def test_the_recorder_never_takes_away_who_signed_alone(self, past, pim, boon):
        sign_in(past, by=boon)

        mark_attendance(past, present=set(), spoke=set(), online=set(), by=pim)

        assert past.attendances.count() == 1

    def test_a_stranger_cannot_be_marked_present(self, past, pim, chai):
        mark_attendance(past, present={chai.pk}, spoke=set(), online=set(), by=pim)

        assert not past.attendances.filter(person=chai).exists()

    def test_a_commitment_is_a_sentence_of_ones_own(self, past, boon):
        with pytest.raises(Refused):
            commit(past, text="  ", by=boon)

        commit(past, text="ใช้แฟ้มใสแยกวัน", by=boon)
        commit(past, text="ใช้แฟ้มใสแยกวันกับงานเดือนนี้", by=boon)

        assert past.commitments.get().text == "ใช้แฟ้มใสแยกวันกับงานเดือนนี้"

    @pytest.mark.req("R045")
    def test_the_experts_own_learning_is_asked_for(self, past, pim, expert, boon):
        write_record(past, values=record_values(), improvements=["แจกแบบก่อน"], seen=0, by=pim)
        send_record(past, by=pim)
        past.refresh_from_db()
        assert [row.is_missing for row in expert_rows(past)] == [True]

        with pytest.raises(Refused):
            tell_learning(past, text="ไม่ใช่ผู้เชี่ยวชาญ", by=boon)
        tell_learning(past, text="ที่อำเภอมีวิธีเก็บแฟ้มที่ดีกว่า", by=expert)

        assert [row.is_missing for row in expert_rows(past)] == [False]


class TestRecord:
    def test_sending_the_record_makes_the_session_count(self, past, pim):
        write_record(past, values=record_values(), improvements=["แจกแบบก่อน"], seen=0, by=pim)
        send_record(past, by=pim)

        assert Session.objects.held().count() == 1

    @pytest.mark.req("I03")
    def test_no_session_counts_before_all_eight_parts_stand(self, past, pim, plan):
        PlanVersion.objects.filter(pk=plan.pk).update(parts={**plan.parts, "content": " "})
        write_record(past, values=record_values(), improvements=[], seen=0, by=pim)

        with pytest.raises(Refused) as refusal:
            send_record(past, by=pim)

        assert [missing.label for missing in refusal.value.decision.missing] == ["ประเด็นเนื้อหา"]
        assert not Session.objects.held().exists()

    def test_an_empty_record_is_not_sent(self, past, pim):
        with pytest.raises(Refused):
            send_record(past, by=pim)

    def test_a_session_to_come_is_not_held(self, session, pim, plan):
        write_record(session, values=record_values(), improvements=[], seen=0, by=pim)

        with pytest.raises(Refused, match="ยังไม่ถึงเวลา"):
            send_record(session, by=pim)

    @pytest.mark.req("R055")
    def test_an_improvement_becomes_the_next_sessions_checklist(
        self, community, cycle, past, pim, anong
    ):
        write_record(past, values=record_values(), improvements=["แจกแบบก่อนวง"], seen=0, by=pim)

        following = plan_session(community, cycle, values=values(), steps=[], by=anong)

        assert [row.text for row in following.carried_improvements.all()] == ["แจกแบบก่อนวง"]
        tick_improvement(following.carried_improvements.get(), by=anong)
        assert following.carried_improvements.get().done_by == anong

    def test_an_improvement_is_carried_to_a_session_already_planned(self, past, session, pim):
        write_record(past, values=record_values(), improvements=["แจกแบบก่อนวง"], seen=0, by=pim)

        assert session.carried_improvements.get().text == "แจกแบบก่อนวง"

    def test_rewriting_keeps_improvements_that_stand(self, past, pim):
        write_record(past, values=record_values(), improvements=["ก", "ข"], seen=0, by=pim)
        write_record(past, values=record_values(), improvements=["ข", "ค"], seen=1, by=pim)

        assert {row.text for row in past.improvements.all()} == {"ข", "ค"}

    def test_two_recorders_lose_nothing(self, past, pim, anong):
        write_record(
            past, values=record_values(learned="ของพิมพ์ใจ"), improvements=[], seen=0, by=pim
        )

        with pytest.raises(Stale) as stale:
            write_record(
                past, values=record_values(learned="ของอนงค์"), improvements=[], seen=0, by=anong
            )

        assert stale.value.current.learned == "ของพิมพ์ใจ"
        assert stale.value.typed["learned"] == "ของอนงค์"

    def test_a_member_may_not_write_the_record(self, past, boon):
        with pytest.raises(Refused):
            write_record(past, values=record_values(), improvements=[], seen=0, by=boon)

    @pytest.mark.req("R126")
    def test_after_approval_only_an_amendment_changes_the_record(self, past, pim, anong):
        write_record(past, values=record_values(), improvements=["ก"], seen=0, by=pim)
        with pytest.raises(Refused, match="ยังไม่ได้ส่ง"):
            approve_record(past, by=anong)
        send_record(past, by=pim)
        approve_record(past, by=anong)

        with pytest.raises(Refused, match="รับรองแล้ว"):
            write_record(past, values=record_values(), improvements=[], seen=1, by=pim)
        amend_record(past, field="learned", text="ใบส่งของและใบกำกับ", reason="ตกไป", by=pim)

        past.record.refresh_from_db()
        assert past.record.learned == "ใบส่งของมักไม่ลงวันที่"
        amendment = past.record.amendments.get()
        assert (amendment.before, amendment.after) == (
            "ใบส่งของมักไม่ลงวันที่",
            "ใบส่งของและใบกำกับ",
        )

    def test_the_recorder_does_not_approve(self, past, pim):
        RecordFactory(session=past, sent_at=now(), written_by=pim)

        with pytest.raises(Refused):
            approve_record(past, by=pim)


class TestCounting:
    @pytest.mark.req("I14")
    @pytest.mark.req("R152", part="sessions")
    def test_an_opinion_or_a_plan_is_not_a_session_held(self, cycle, past, session):
        SessionFactory(cycle=cycle, nature="opinion", held_at=now())
        SessionFactory(cycle=cycle, held_at=now(), cancelled_at=now())
        held = SessionFactory(cycle=cycle, held_at=now())

        assert list(Session.objects.held()) == [held]

    @pytest.mark.req("R054")
    def test_plan_six_held_five(self, cycle, anong):
        for _number in range(5):
            SessionFactory(cycle=cycle, held_at=now())
        SessionFactory(cycle=cycle)

        result = plan_versus_held(cycle, sessions_of(cycle))

        assert (result.planned, result.held, result.percent) == (6, 5, 83.33)

    def test_heads_are_not_doubled_by_answers(self, cycle, past, boon):
        AttendanceFactory(session=past, person=boon)
        answer_rows = SessionFactory(cycle=cycle)
        answer_invitation(answer_rows, is_coming=True, by=boon)

        heads = {row.pk: row.heads for row in sessions_of(cycle)}
        assert heads == {past.pk: 1, answer_rows.pk: 0}
