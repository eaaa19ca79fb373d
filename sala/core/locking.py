"""Read a row again and hold it, with every parent whose state a rule will look at."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

from sala.core.permissions import denied, require

M = TypeVar("M", bound=models.Model)


def locked(thing: M, *parents: str) -> M:
    """The same row read again and locked, with the parents that its rules look at.

    Parents are locked too, so they must not be nullable; read nullable ones afterwards. The
    farthest parent is locked first, whatever the thing: two acts that meet wait for each other
    in one line and never each for the other.
    """
    rows = type(thing)._default_manager.select_related(*parents)
    farthest_first = sorted(parents, key=lambda path: (-path.count("__"), path))
    return rows.select_for_update(of=(*farthest_first, "self")).get(pk=thing.pk)


class Stale(Exception):  # noqa: N818 -- two people at once is not a fault
    """Someone else saved first. Carries both texts, so that a page can show them side by side."""

    def __init__(self, current: models.Model, typed: dict[str, object]) -> None:
        super().__init__("stale")
        self.current = current
        self.typed = typed


def require_version(current: models.Model, seen: int, typed: dict[str, object]) -> None:
    """Refuse to write over a version the person has not seen. The row must be locked."""
    if current.version != seen:  # type: ignore[attr-defined]
        raise Stale(current, typed)


def require_open(is_open: bool, reason: str = "") -> None:
    """Shorthand for a state that every change of a thing asks for."""
    if not is_open:
        require(denied("state.closed", reason or _("เรื่องนี้ปิดแล้ว จึงแก้ไขไม่ได้")))
