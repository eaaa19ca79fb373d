from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from tests.factories.communities import MembershipFactory, RoleHoldingFactory
from tests.factories.evaluation import FollowUpFactory
from tests.factories.meetings import SessionFactory
from tests.factories.people import PersonFactory


@pytest.fixture
def held(cycle):
    """A session of the cycle, held two days ago."""
    start = now() - timedelta(days=2)
    return SessionFactory(cycle=cycle, starts_at=start, held_at=start)


@pytest.fixture
def follow_up(participant, held):
    """The form of the 30-day round in Boon's hand."""
    return FollowUpFactory(enrolment=participant)


@pytest.fixture
def likhit(agency, community):
    """ลิขิต records for the community."""
    return member(agency, community, "ลิขิต", "recorder")


@pytest.fixture
def uea(agency, community):
    """เอื้อ sponsors the community and is a member of it."""
    return member(agency, community, "เอื้อ", "sponsor")


def member(agency, community, name, role=""):
    person = PersonFactory(agency=agency, given_name=name, family_name="ในกลุ่ม")
    MembershipFactory(community=community, person=person)
    if role:
        RoleHoldingFactory(community=community, person=person, role=role)
    return person


@pytest.fixture
def count_queries():
    """How many queries an act costs."""

    def count(act):
        with CaptureQueriesContext(connection) as captured:
            act()
        return len(captured)

    return count
