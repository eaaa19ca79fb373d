"""Accounts: printed codes for people without e-mail, and what a person sets for oneself."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.core.permissions import denied, require
from sala.core.thai.sorting import sort_key
from sala.core.thai.text import clean_line, clean_text
from sala.journal.actions import record
from sala.people.models import ActivationCode, Person, Unit
from sala.people.rules import has_ability

# Letters that are not mistaken for each other on paper; 12 of them carry 58 bits.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 12
DAYS = 60


class PrintedCode(NamedTuple):
    person: Person
    code: str


@transaction.atomic
def print_codes(unit: Unit, people: Iterable[Person], *, by: Person) -> list[PrintedCode]:
    """A fresh one-time code for each person; older ones stop working. Shown on paper once."""
    agency = unit.agency or unit
    require(has_ability(by, "import_people", agency.pk))
    people = list(people)
    ActivationCode.objects.filter(person__in=people, used_at__isnull=True).delete()
    printed = [PrintedCode(person, _draw()) for person in people]
    ActivationCode.objects.bulk_create(
        ActivationCode(
            person=row.person,
            digest=digest_of(row.code),
            made_by=by,
            expires_at=now() + timedelta(days=DAYS),
        )
        for row in printed
    )
    record("people.codes_printed", unit, by=by, count=len(printed))
    return printed


def _draw() -> str:
    letters = [secrets.choice(ALPHABET) for _position in range(LENGTH)]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, LENGTH, 4))


def digest_of(code: str) -> str:
    """How a code is kept: upper case, without dashes and spaces, hashed."""
    plain = "".join(letter for letter in code.upper() if letter in ALPHABET)
    return hashlib.sha256(plain.encode()).hexdigest()


def find_code(code: str) -> ActivationCode | None:
    return (
        ActivationCode.objects.filter(
            digest=digest_of(code), used_at__isnull=True, expires_at__gt=now()
        )
        .select_related("person")
        .first()
    )


@transaction.atomic
def open_account(code: str, *, password: str, email: str = "") -> Person:
    """Set a password with a printed code, once. An e-mail given here waits to be verified."""
    row = ActivationCode.objects.select_for_update().filter(
        digest=digest_of(code),
        used_at__isnull=True,
        expires_at__gt=now(),
        person__is_active=True,
        person__erased_at__isnull=True,
    )
    found = row.first()
    if found is None:
        require(denied("value.code", _("รหัสนี้ไม่ถูกต้อง ใช้ไปแล้ว หรือหมดอายุ ขอรหัสใหม่ได้ที่ผู้ดูแลของหน่วยงาน")))
        raise AssertionError
    person = found.person
    person.set_password(password)
    if email and not person.email:
        person.email = email.lower()
        EmailAddress.objects.get_or_create(user=person, email=person.email)
    person.save(update_fields=["password", "email"])
    found.used_at = now()
    found.save(update_fields=["used_at"])
    record("people.account_opened", person, by=person, via="paper")
    return person


@transaction.atomic
def change_profile(person: Person, *, about: str, phone: str, name_en: str) -> None:
    """What a person says about oneself; names and posts come from the staff list."""
    person.about, person.phone, person.name_en = (
        clean_text(about),
        clean_line(phone),
        clean_line(name_en),
    )
    person.sort_key = sort_key(person.full_name)[:1000]
    person.save(update_fields=["about", "phone", "name_en", "sort_key"])
    record("people.profile_changed", person, by=person, audience=f"person:{person.pk}")
