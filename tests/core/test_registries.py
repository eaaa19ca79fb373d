from __future__ import annotations

from typing import NamedTuple

import pytest

from sala.core.registries import Registry


class Row(NamedTuple):
    name: str
    order: int = 0


def test_a_name_is_given_once():
    rows: Registry[Row] = Registry()
    row = Row("book", 2)
    rows.add(row, row, Row("note", 1))

    assert [one.name for one in rows] == ["note", "book"]
    with pytest.raises(ValueError, match="book"):
        rows.add(Row("book", 3))
    assert rows.get("book") is row
