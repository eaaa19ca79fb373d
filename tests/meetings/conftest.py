from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import now

from tests.factories.communities import MembershipFactory, RoleHoldingFactory
from tests.factories.cycles import ExpertFactory, PlanVersionFactory
from tests.factories.meetings import SessionFactory
from tests.factories.people import PersonFactory, PostingFactory, UnitFactory


@pytest.fixture
def plan(cycle):
    return PlanVersionFactory(cycle=cycle)


@pytest.fixture
def session(cycle, anong, participant):
    """A session of the cycle, three days ahead."""
    return SessionFactory(cycle=cycle, made_by=anong)


@pytest.fixture
def past(cycle, anong, participant, plan):
    """A session that was yesterday."""
    return SessionFactory(
        cycle=cycle, made_by=anong, starts_at=now() - timedelta(days=1), title="เปิดวง ฟังของจริง"
    )


@pytest.fixture
def expert(cycle):
    person = PersonFactory(agency=cycle.agency, given_name="รัตนา", family_name="วงศ์ปัญญา")
    return ExpertFactory(cycle=cycle, person=person).person


@pytest.fixture
def pim(community, agency):
    """พิมพ์ใจ writes the records."""
    person = PersonFactory(agency=agency, handle="pim", given_name="พิมพ์ใจ", family_name="ทองสุก")
    RoleHoldingFactory(community=community, person=person, role="recorder")
    MembershipFactory(community=community, person=person)
    return person


@pytest.fixture
def district(agency, boon):
    unit = UnitFactory(agency=agency, name="ที่ว่าการอำเภอดงตะวัน")
    PostingFactory(person=boon, unit=unit, position="เจ้าพนักงานพัสดุ")
    return unit
