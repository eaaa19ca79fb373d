from __future__ import annotations

import pytest

from sala.communities.rules import forget_roles
from sala.cycles.actions import Answers
from sala.cycles.rules import forget_places
from tests.factories.communities import RoleHoldingFactory, make_ready
from tests.factories.cycles import AreaFactory, ExpertFactory, StrategyFactory
from tests.factories.people import PersonFactory

YES = Answers(has_interest=True, has_need=True, is_ready=True)


@pytest.fixture
def ready(community):
    """The community with a group and a recorder: what the seven steps ask for."""
    return make_ready(community)


@pytest.fixture
def area(agency):
    return AreaFactory(agency=agency, number=1, name="ทักษะเฉพาะทางในสายงาน")


@pytest.fixture
def strategy(agency):
    return StrategyFactory(agency=agency, number=5, plan_year=2549)


@pytest.fixture
def yes():
    return YES


@pytest.fixture
def second_facilitator(community, boon):
    """Boon facilitates too."""
    RoleHoldingFactory(community=community, person=boon, role="facilitator")
    forget_roles(boon)
    return boon


@pytest.fixture
def lead(cycle):
    """An expert from inside who said yes to both roles."""
    person = PersonFactory(agency=cycle.agency, given_name="รัตนา", family_name="วงศ์ปัญญา")
    forget_places(person)
    return ExpertFactory(cycle=cycle, person=person, consented_at=cycle.created_at)


@pytest.fixture
def whole_topic(cycle, area, strategy):
    cycle.areas.add(area)
    cycle.strategies.add(strategy)
    return cycle
