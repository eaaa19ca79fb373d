"""The steps as each reader meets them: only links that open."""

from __future__ import annotations

import pytest

from sala.cycles.queries import for_reader, stepper
from tests.factories.communities import MembershipFactory


@pytest.fixture
def onlooker(community, chai):
    """Chai joins the community and takes no part in the cycle."""
    MembershipFactory(community=community, person=chai)
    return chai


def links(rows):
    return {gap.url for row in rows for gap in row.gaps}


def test_who_looks_after_the_cycle_is_led_to_what_is_missing(cycle, anong):
    rows = for_reader(stepper(cycle), anong, cycle)

    assert "" not in links(rows)
    assert rows[5].url.endswith("/evaluation/")


def test_an_onlooker_reads_what_is_missing_and_meets_no_closed_door(client, cycle, onlooker):
    rows = for_reader(stepper(cycle), onlooker, cycle)
    client.force_login(onlooker)

    assert links(rows) == {""}
    for row in rows:
        assert client.get(row.url.partition("#")[0]).status_code == 200


def test_a_participant_opens_every_step(client, cycle, participant, boon):
    client.force_login(boon)

    for row in for_reader(stepper(cycle), boon, cycle):
        assert client.get(row.url.partition("#")[0]).status_code == 200
