"""Rows about one participant: seen by that person and by who assesses, by nobody else (R123)."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

M = TypeVar("M", bound=models.Model)


class OwnQuerySet(models.QuerySet[M]):
    """Rows with an `enrolment`. Offices and community roles open none of them."""

    def visible_to(self, keys: set[str]) -> OwnQuerySet[M]:
        """Rows of the person who holds the keys, of those this person is named to assess, and
        (where the model says who its author is) of those this person wrote."""
        people = people_in(keys)
        author = getattr(self.model, "AUTHOR", "")
        wrote = Q(**{f"{author}_id__in": people}) if author else Q(pk__in=[])
        assessed = Q(assessors__person_id__in=people)
        enrolments = self.model._meta.get_field("enrolment").related_model
        mine = enrolments._default_manager.filter(  # type: ignore[union-attr]
            assessed | Q(person_id__in=people), pk=OuterRef("enrolment_id")
        )
        return self.filter(Exists(mine) | wrote)


def people_in(keys: set[str]) -> list[int]:
    """The persons whose own key is among these."""
    return [int(key.partition(":")[2]) for key in keys if key.startswith("person:")]
