from __future__ import annotations

import pytest

from sala.communities.models import Community, Group
from sala.core.registries import verbs
from sala.cycles.models import Cycle
from sala.cycles.queries import steppers
from sala.home.demo.accounts import PASSWORD, accounts
from sala.home.demo.build import build
from sala.journal.models import Line
from sala.people.models import Person, Unit


def test_the_demonstration_stands_at_three_places(demonstration):
    cycles = list(Cycle.objects.order_by("number"))
    rows = steppers(cycles)
    states = [[row.state for row in rows[cycle.pk]] for cycle in cycles]

    assert [cycle.is_closed for cycle in cycles] == [True, False, False]
    assert set(states[0]) == {"done"}
    assert states[1][:4] == ["done"] * 4
    assert states[1][4] != "done"
    assert states[2][0] != "done"
    assert Unit.objects.filter(parent=None).count() == 2


def test_building_twice_changes_nothing(demonstration):
    before = (Person.objects.count(), Community.objects.count(), Line.objects.count())

    build()

    assert (Person.objects.count(), Community.objects.count(), Line.objects.count()) == before


def test_every_account_signs_in(demonstration, client):
    for _role, email, password in accounts():
        assert Person.objects.get(email=email).check_password(password)
        assert password == PASSWORD
    client.post("/account/login/", {"login": accounts()[0][1], "password": PASSWORD})
    assert "_auth_user_id" in client.session


@pytest.mark.req("R002")
def test_the_fourteen_groups_stand_with_their_communities(demonstration):
    agency = Unit.objects.get(code="DLS")
    groups = Group.objects.filter(agency=agency)

    assert groups.count() == 14
    assert Community.objects.filter(standing_of__in=groups).count() == 14


def test_every_verb_of_the_journal_is_registered(demonstration):
    written = set(Line.objects.values_list("verb", flat=True))

    assert written
    assert written <= set(verbs.names())


def test_nothing_is_told_from_the_future(demonstration):
    from django.utils.timezone import now  # noqa: PLC0415 -- after the demonstration is told

    assert not Line.objects.filter(at__gt=now()).exists()
