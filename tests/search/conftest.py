from __future__ import annotations

import pytest
from django.db import transaction

from sala.search.actions import index, settle
from sala.search.incoming import Item
from sala.search.queries import search


def thing(number, text, title="", audience=("public",), **more):
    return Item(
        label="test.thing",
        object_id=number,
        title=title,
        text=text,
        audience=frozenset(audience),
        type=more.pop("type", "note"),
        **more,
    )


def put(*things):
    """Index and count, as a committed transaction would."""
    with transaction.atomic():
        index(things)
    settle()


def ids(query, *, keys=("public",), **more):
    return [hit.object_id for hit in search(query, keys=keys, page_size=100, **more).hits]


@pytest.fixture(autouse=True)
def database(db):
    """Every test here stands on the database."""
