from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from sala.communities.models import GuestRight
from tests.factories.people import PersonFactory
from tests.factories.talk import ThreadFactory


@pytest.fixture
def question(community, boon):
    """A question of Boon, an hour old."""
    return ThreadFactory(community=community, made_by=boon, made_at=now() - timedelta(hours=1))


@pytest.fixture
def guest(community, agency, anong):
    """Somebody with a dated right to read here."""
    person = PersonFactory(agency=agency, given_name="ก้อง", family_name="มาเยือน")
    GuestRight.objects.create(
        community=community,
        person=person,
        until=localdate() + timedelta(days=7),
        given_by=anong,
    )
    return person
