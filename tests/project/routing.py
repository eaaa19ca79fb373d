"""Role × route: how a table row is written, and how it is put to the test.

Each app keeps its rows in `tests/<app>/routes.py`:

    ROUTES = {
        "communities:page": [Route("get", "302 200 404 200 200 200", args=of_community)],
        "communities:join": [Route("post", "302 302 404 409 409 403", args=of_community, data=…)],
    }

The six columns are the kinds of people in PEOPLE. `data` of a POST names every field of its
form: what it leaves out is sent as a forged extra by the fuzz.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.urls import URLPattern, URLResolver, get_resolver

PEOPLE = ("stranger", "outsider", "foreigner", "member", "facilitator", "km_team")
TESTS = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class World:
    """The things of one test; rows make more with the factories when they need them."""

    people: dict[str, Any]
    agency: Any
    other_agency: Any
    community: Any
    cycle: Any
    enrolment: Any


Maker = Callable[[World], dict[str, Any]]


def nothing(world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Route:
    """One method of one address, and the answer for each kind of person."""

    method: str
    statuses: str
    args: Maker = nothing
    data: Maker = nothing
    query: str = ""
    accepts: frozenset[str] = field(default_factory=frozenset)

    @property
    def expected(self) -> dict[str, int]:
        return dict(zip(PEOPLE, map(int, self.statuses.split()), strict=True))


Table = dict[str, list[Route]]


def table() -> Table:
    """The rows of every app that has some, and those of what we build upon."""
    rows: Table = {}
    for folder in sorted(path.name for path in TESTS.iterdir() if path.is_dir()):
        name = f"tests.{folder}.routes"
        if importlib.util.find_spec(name):
            rows |= importlib.import_module(name).ROUTES
    return rows


def route_names() -> set[str]:
    """Every address of the URL configuration; one without a name stands by its pattern."""
    return set(walk(get_resolver(), "", ""))


def walk(resolver: URLResolver, space: str, prefix: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        here = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield space + (entry.name or here)
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from walk(entry, inner, here)


Rows = Counter[tuple[Any, ...]]


def snapshot() -> dict[tuple[str, str], Counter[Any]]:
    """Every column of our tables with the values in it; keys that the database draws left out."""
    found: dict[tuple[str, str], Counter[Any]] = {}
    with connection.cursor() as cursor:
        for model in ours():
            columns = [one for one in model._meta.concrete_fields if not one.primary_key]
            names = ", ".join(f'"{column.column}"' for column in columns)
            cursor.execute(f'SELECT {names} FROM "{model._meta.db_table}"')  # noqa: S608 -- our own names
            rows = cursor.fetchall()
            for position, column in enumerate(columns):
                values = Counter(repr(row[position]) for row in rows)
                found[model._meta.label, column.attname] = values
    return found


def ours() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_config.name.startswith("sala.") and model._meta.managed
    ]


def changed(before: dict[Any, Any], after: dict[Any, Any]) -> set[Any]:
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def forged(data: dict[str, Any], accepts: frozenset[str]) -> dict[str, Any]:
    """The same post with every column name of ours that its form does not have."""
    extras: dict[str, Any] = {}
    for model in ours():
        for column in model._meta.concrete_fields:
            for name in {column.name, column.attname} - data.keys() - accepts:
                extras.setdefault(name, forged_value(column))
    return extras | data


def forged_value(column: models.Field[Any, Any]) -> str:
    if isinstance(column, models.ForeignKey):
        last = column.related_model._base_manager.order_by("-pk").first()
        return str(last.pk) if last else "1"
    if isinstance(column, models.BooleanField):
        return "on"
    if isinstance(column, models.DateField):
        return "2020-01-02"
    if column.choices:
        return str(list(column.flatchoices)[-1][0])
    return "7777"
