"""How often something was tried from one place, counted in fixed windows of time."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.timezone import now


def may_try(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one try; False once `most` were made in the present window of `seconds`.

    The window is part of the key: a cache that renews an entry's life cannot stretch it.
    """
    window = int(now().timestamp()) // seconds
    key = f"tries:{what}:{who}:{window}"
    if cache.add(key, 1, timeout=seconds):
        return most >= 1
    tries = int(cache.get(key, 0)) + 1
    cache.set(key, tries, timeout=seconds)
    return tries <= most
