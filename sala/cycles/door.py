"""The cycle's own link: whoever holds it may read the question and ask to take part."""

from __future__ import annotations

from django.core import signing
from django.core.cache import cache
from django.urls import reverse

from sala.core.tries import may_try
from sala.cycles.models import Cycle

SALT = "sala.cycles.door"
ASKED_FOR = 15 * 60
MOST_PER_ADDRESS = 20


def code_of(cycle: Cycle) -> str:
    return signing.Signer(salt=SALT).sign(str(cycle.pk)).replace(":", "~")


def cycle_pk(code: str) -> int:
    """The cycle a code opens; 0 for any other text."""
    try:
        text = signing.Signer(salt=SALT).unsign(code.replace("~", ":"))
    except signing.BadSignature:
        return 0
    return int(text) if text.isdecimal() else 0


def path_of(cycle: Cycle) -> str:
    return reverse("cycles:door", args=[code_of(cycle)])


def may_send(cycle: Cycle, email: str, caller: str) -> bool:
    """One letter to an address in a quarter of an hour, few from one place: no mail bombs."""
    is_first = cache.add(f"cycles.door:{cycle.pk}:{email.lower()}", 1, ASKED_FOR)
    is_calm = may_try("cycles.door", caller, most=MOST_PER_ADDRESS, seconds=ASKED_FOR)
    return is_first and is_calm
