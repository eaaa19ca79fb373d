"""What no course of events may break: which sessions count, and what an approval fixes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import now
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sala.core.permissions import Refused
from sala.cycles.plan_parts import CODES
from sala.meetings.actions.recording import (
    FIELDS,
    amend_record,
    approve_record,
    send_record,
    write_record,
)
from sala.meetings.models import Session
from sala.meetings.queries import plan_versus_held, sessions_of
from tests.factories.communities import MembershipFactory, RoleHoldingFactory
from tests.factories.cycles import CycleFactory, PlanVersionFactory
from tests.factories.meetings import SessionFactory

TEXTS = [name for name in FIELDS if name != "talk_balance"]
words = st.text(alphabet="กขคงจ ะาิ่้", min_size=1, max_size=12).filter(str.strip)


def facilitated_cycle():
    cycle = CycleFactory()
    anong = cycle.community.founded_by
    MembershipFactory(community=cycle.community, person=anong)
    RoleHoldingFactory(community=cycle.community, person=anong)
    return cycle, anong


@pytest.mark.req("I14")
class TestOnlyHeldSessionsCount(TestCase):
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["activity", "opinion", "resolution"]), st.booleans(), st.booleans()
            ),
            max_size=8,
        )
    )
    def test_a_session_counts_when_it_is_an_activity_held_and_not_cancelled(self, kinds):
        cycle = CycleFactory()
        for nature, is_held, is_cancelled in kinds:
            SessionFactory(
                cycle=cycle,
                nature=nature,
                held_at=now() if is_held else None,
                cancelled_at=now() if is_cancelled else None,
            )
        expected = sum(
            nature == "activity" and is_held and not is_cancelled
            for nature, is_held, is_cancelled in kinds
        )

        assert Session.objects.held().filter(cycle=cycle).count() == expected
        assert plan_versus_held(cycle, sessions_of(cycle)).held == expected


@pytest.mark.req("I03")
class TestNoSessionCountsBeforeThePlanIsWhole(TestCase):
    @given(st.sets(st.sampled_from(CODES)), st.sampled_from(["", "  ", "\n"]))
    def test_sending_the_record_holds_exactly_when_all_eight_parts_stand(self, empty, blank):
        cycle, anong = facilitated_cycle()
        parts = {code: blank if code in empty else "ตามที่ตกลงกัน" for code in CODES}
        PlanVersionFactory(cycle=cycle, parts=parts)
        session = SessionFactory(cycle=cycle, starts_at=now() - timedelta(hours=2))
        write_record(session, values={"learned": "ได้รู้"}, improvements=[], seen=0, by=anong)

        lacking = 0
        try:
            send_record(session, by=anong)
        except Refused as refused:
            lacking = len(refused.decision.missing)

        assert lacking == len(empty)
        is_held = Session.objects.held().filter(pk=session.pk).exists()
        assert is_held == (not empty)


@pytest.mark.req("I20")
class TestAnApprovedRecordChangesOnlyByAmendment(TestCase):
    @given(
        st.lists(
            st.tuples(st.sampled_from(["write", "amend"]), st.sampled_from(TEXTS), words),
            max_size=6,
        )
    )
    def test_whatever_is_tried_the_approved_words_stay_and_each_change_is_visible(self, tries):
        cycle, anong = facilitated_cycle()
        PlanVersionFactory(cycle=cycle)
        session = SessionFactory(cycle=cycle, starts_at=now() - timedelta(hours=2))
        write_record(session, values={"learned": "ได้รู้"}, improvements=["ก"], seen=0, by=anong)
        send_record(session, by=anong)
        record = approve_record(session, by=anong)
        approved = {name: getattr(record, name) for name in FIELDS}

        for kind, field, text in tries:
            if kind == "write":
                with pytest.raises(Refused):
                    write_record(session, values={field: text}, improvements=[], seen=1, by=anong)
            else:
                amend_record(session, field=field, text=text, reason="พิมพ์ตก", by=anong)

        record.refresh_from_db()
        assert {name: getattr(record, name) for name in FIELDS} == approved
        amended = [(kind, field) for kind, field, _text in tries if kind == "amend"]
        assert record.amendments.count() == len(amended)
        assert [row.text for row in session.improvements.all()] == ["ก"]
