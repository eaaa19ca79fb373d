"""Writing the journal."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.timezone import now

from sala.core.middleware import request_id
from sala.core.registries import journal_listeners
from sala.journal.models import Line

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import Model


def record(
    verb: str,
    subject: Model,
    *,
    place: Model | None = None,
    by: AbstractBaseUser | None,
    via: str = "web",
    on_behalf_of: AbstractBaseUser | None = None,
    happened_at: datetime | None = None,
    audience: str = "",
    **data: Any,
) -> Line:
    """Write one line inside the caller's transaction; `by` is None when the system acts.

    `audience` defaults to that of the subject or its place; `data` takes ids, codes and
    states, never names or prose.
    """
    place = place or subject
    moment = now()
    line = Line.objects.create(
        at=moment,
        happened_at=happened_at or moment,
        actor_id=by.pk if by else None,
        on_behalf_of_id=on_behalf_of.pk if on_behalf_of else None,
        via=via,
        verb=verb,
        subject_label=subject._meta.label_lower,
        subject_id=subject.pk,
        place_label=place._meta.label_lower,
        place_id=place.pk,
        agency_id=_first(place, subject, name="agency_id"),
        audience=audience or _first(subject, place, name="audience") or "",
        data=data,
        request_id=request_id.get(),
    )
    for listener in journal_listeners:
        listener.hear(verb, line.subject_label, line.subject_id)
    return line


def _first(*things: Model, name: str) -> Any:
    return next((getattr(thing, name) for thing in things if hasattr(thing, name)), None)
