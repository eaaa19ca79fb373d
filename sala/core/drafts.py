"""Drafts: what a person typed is kept until it is sent."""

from __future__ import annotations

from django.utils.timezone import now

from sala.core.models import Draft


def keep_draft(person_id: int, form: str, fields: dict[str, str]) -> None:
    Draft.objects.update_or_create(
        person_id=person_id, form=form, defaults={"fields": fields, "saved_at": now()}
    )


def draft_of(person_id: int, form: str) -> Draft | None:
    return Draft.objects.filter(person_id=person_id, form=form).first()


def drop_draft(person_id: int, form: str) -> None:
    Draft.objects.filter(person_id=person_id, form=form).delete()
