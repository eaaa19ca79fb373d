"""The world of every test: two agencies, three people. อนงค์ facilitates, บุญ is a member,
ชัย is an outsider of the same agency, ดวงใจ belongs to the other agency."""

from __future__ import annotations

import pytest

from tests.factories.communities import CommunityFactory, MembershipFactory, RoleHoldingFactory
from tests.factories.cycles import CycleFactory, EnrolmentFactory
from tests.factories.people import AgencyFactory, PersonFactory


@pytest.fixture
def agency(db):
    return AgencyFactory(name="กรมบริการท้องที่")


@pytest.fixture
def other_agency(db):
    return AgencyFactory(name="สำนักงานส่งเสริมชุมชน")


@pytest.fixture
def anong(agency):
    return PersonFactory(
        agency=agency, handle="anong", prefix="นาง", given_name="อนงค์", family_name="ศรีวารี"
    )


@pytest.fixture
def community(agency, anong, other_agency):
    """A running community which Anong facilitates. Another one stands in the other agency."""
    CommunityFactory(agency=other_agency, name="ชมรมลับของอีกหน่วยงาน")
    community = CommunityFactory(agency=agency, founded_by=anong, member_count=2)
    MembershipFactory(community=community, person=anong)
    RoleHoldingFactory(community=community, person=anong, role="facilitator")
    return community


@pytest.fixture
def boon(agency, community):
    person = PersonFactory(
        agency=agency, handle="boon", prefix="นาย", given_name="บุญ", family_name="แก้วกล้า"
    )
    MembershipFactory(community=community, person=person)
    return person


@pytest.fixture
def chai(agency):
    return PersonFactory(
        agency=agency, handle="chai", prefix="นาย", given_name="ชัย", family_name="นอกวง"
    )


@pytest.fixture
def duangjai(other_agency):
    return PersonFactory(
        agency=other_agency, handle="duangjai", given_name="ดวงใจ", family_name="ต่างถิ่น"
    )


@pytest.fixture
def cycle(community, anong):
    return CycleFactory(community=community, made_by=anong)


@pytest.fixture
def participant(cycle, boon):
    """Boon, enrolled in the cycle."""
    return EnrolmentFactory(cycle=cycle, person=boon)
