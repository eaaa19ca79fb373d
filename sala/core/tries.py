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
    known = int(cache.get(key, 0))
    for number in range(known + 1, most + 1):
        # Of two at once only one can add a number; the other goes on to the next.
        if cache.add(f"{key}:{number}", 1, timeout=seconds):
            cache.set(key, number, timeout=seconds)
            return True
    return False
