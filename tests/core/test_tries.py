from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.utils.timezone import now

from sala.core.tries import may_try


def test_tries_are_bounded_in_a_window_and_free_in_the_next(time_machine):
    time_machine.move_to(now().replace(minute=0, second=0, microsecond=0), tick=False)
    first = [may_try("code", "203.0.113.1", most=3, seconds=3600) for _try in range(5)]

    assert first == [True, True, True, False, False]
    assert may_try("code", "203.0.113.2", most=3, seconds=3600)
    time_machine.move_to(now() + timedelta(hours=1), tick=False)
    assert may_try("code", "203.0.113.1", most=3, seconds=3600)


def test_two_at_once_are_two_tries(monkeypatch):
    """Both had read the same number before either wrote it down: any burst was one try."""
    monkeypatch.setattr(cache, "get", lambda key, default=None: default)

    assert [may_try("code", "203.0.113.1", most=3, seconds=3600) for _try in range(5)] == [
        *[True] * 3,
        *[False] * 2,
    ]
