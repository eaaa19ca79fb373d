"""Every address answers every kind of person as its row says; no address without a row."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.factories.people import OfficeFactory, PersonFactory
from tests.project.routing import (
    PEOPLE,
    Route,
    World,
    changed,
    forged,
    route_names,
    snapshot,
    table,
)

TABLE = table()
ROWS = [(name, route) for name, routes in TABLE.items() for route in routes]
GETS = [row for row in ROWS if row[1].method == "get"]
POSTS = [row for row in ROWS if row[1].method == "post"]


def named(rows):
    return [pytest.param(*row, id=f"{row[1].method}-{row[0]}") for row in rows]


@pytest.fixture
def world(agency, other_agency, community, cycle, participant, anong, boon, chai, duangjai):
    people = dict(zip(PEOPLE, (None, chai, duangjai, boon, anong, None), strict=True))
    people["km_team"] = PersonFactory(agency=agency, handle="kmteam")
    OfficeFactory(person=people["km_team"], kind="km_team", unit=agency)
    return World(people, agency, other_agency, community, cycle, participant)


def ask(name: str, route: Route, world: World, kind: str, data=None):
    """The answer to one person."""
    client = Client()
    if person := world.people[kind]:
        client.force_login(person)
    url = reverse(name, kwargs=route.args(world)) + route.query
    if route.method == "get":
        return whole(client.get(url))
    return client.post(url, route.data(world) if data is None else data)


def whole(response):
    """The answer with its file read to the end, so that nothing stays open."""
    if response.streaming:
        b"".join(response)
    return response


@contextmanager
def undone():
    """What happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def after(act):
    """What the tables hold after `act`, with `act` undone."""
    with undone():
        act()
        return snapshot()


def test_every_route_has_its_row_and_every_row_its_route():
    assert set(TABLE) - route_names() == set(), "rows without a route"
    assert route_names() - set(TABLE) == set(), "routes without a row in tests/<app>/routes.py"


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "route"), named(ROWS))
def test_route_answers_each_kind_of_person(name, route, world):
    found = {}
    for kind in PEOPLE:
        with undone():
            found[kind] = ask(name, route, world, kind).status_code

    assert found == route.expected


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "route"), named(GETS))
def test_a_get_writes_nothing(name, route, world):
    url = reverse(name, kwargs=route.args(world)) + route.query
    client = Client()
    client.force_login(world.people["facilitator"])
    before = snapshot()

    whole(client.get(url))

    assert changed(before, snapshot()) <= {("people.Person", "last_login")}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "route"), named(GETS))
def test_a_page_is_private_strict_and_whole(name, route, world):
    """In no cache for whoever is signed in, no inline code allowed, nothing left unrendered."""
    kind = next((one for one in reversed(PEOPLE) if route.expected[one] == 200), "facilitator")

    response = ask(name, route, world, kind)

    if world.people[kind]:
        assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert "unsafe" not in response["Content-Security-Policy"]
    if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
        page = response.content.decode()
        assert page.count("<h1") == 1
        assert re.search(r"<title>\s*[^<\s]", page)
        assert '<html lang="th"' in page
        assert not re.search(r"\{[{%#]|<c-", page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "route"),
    named([row for row in GETS if all(one.method == "get" for one in TABLE[row[0]])]),
)
def test_a_post_that_has_no_row_changes_nothing(name, route, world):
    if name.startswith("account_"):
        return  # forms of a library, with tests of its own
    url = reverse(name, kwargs=route.args(world))
    client = Client()
    client.force_login(world.people["facilitator"])
    before = snapshot()

    client.post(url)

    assert changed(before, snapshot()) == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "route"), named(POSTS))
def test_a_forged_field_changes_nothing(name, route, world):
    """The same post with and without every column name of ours leaves the same rows behind."""
    kind = next(
        (one for one in reversed(PEOPLE) if route.expected[one] in (200, 302)), "facilitator"
    )
    data = route.data(world)
    with time_machine.travel("2026-11-24 09:00 +0700", tick=False):
        plain = after(lambda: ask(name, route, world, kind, data))
        again = after(lambda: ask(name, route, world, kind, data))
        loaded = after(lambda: ask(name, route, world, kind, forged(data, route.accepts)))

    drawn = changed(plain, again)  # random ids and keys differ between two honest posts
    assert changed(plain, loaded) - drawn == set()
