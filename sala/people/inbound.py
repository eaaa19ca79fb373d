"""Which addresses people write from."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from sala.core.mail_registries import Correspondent, correspondents
from sala.people.models import Person


def owner(address: str) -> int | None:
    """The one active person who has verified this address."""
    rows = EmailAddress.objects.filter(email__iexact=address, verified=True, user__is_active=True)
    found = set(rows.values_list("user_id", flat=True)[:2])
    return found.pop() if len(found) == 1 else None


def addresses(person_id: int) -> set[str]:
    """What a person verified, and where our mail to them goes: only there were tokens sent. None of
    an account that is switched off."""
    verified = EmailAddress.objects.filter(user_id=person_id, verified=True, user__is_active=True)
    sent_to = Person.objects.filter(pk=person_id, is_active=True).exclude(email="")
    found = (*verified.values_list("email", flat=True), *sent_to.values_list("email", flat=True))
    return {address.lower() for address in found}


correspondents.add(Correspondent("people", owner, addresses))
