from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import localdate

from sala.communities.models import GuestRight
from sala.communities.rules import forget_roles
from sala.people.keys import keys_of

pytestmark = pytest.mark.django_db


def test_a_visitor_holds_only_the_public_key():
    assert keys_of(AnonymousUser()) == {"public"}


def test_the_facilitator_holds_the_steward_key(anong, community):
    keys = keys_of(anong)

    assert community.key in keys
    assert f"{community.key}:steward" in keys


def test_a_member_sees_the_community_and_an_outsider_does_not(boon, chai, community):
    assert community.key in keys_of(boon)
    assert community.key not in keys_of(chai)
    assert f"agency:{community.agency_id}" in keys_of(chai)


@pytest.mark.req("R046", part="dated guest access", open="guest invitation page")
def test_a_guest_right_ends_on_its_date(duangjai, community, anong):
    right = GuestRight.objects.create(
        community=community, person=duangjai, until=localdate(), given_by=anong
    )
    assert community.key in keys_of(duangjai)

    right.until = localdate() - timedelta(days=1)
    right.save()
    forget_roles(duangjai)

    assert community.key not in keys_of(duangjai)
