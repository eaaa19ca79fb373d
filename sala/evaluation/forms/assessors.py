from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sala.cycles.models import Enrolment
from sala.people.models import Person


class AssessorForm(forms.Form):
    """Who assesses, and whom."""

    person = forms.TypedChoiceField(label=_("ผู้ประเมิน"), coerce=int)
    enrolments = forms.TypedMultipleChoiceField(
        label=_("ประเมินใคร"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, people: Iterable[Person], enrolments: Iterable[Enrolment], data: Any = None
    ) -> None:
        super().__init__(data)
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", _("เลือกคน")),
            *((person.pk, person.full_name) for person in people),
        ]
        self.fields["enrolments"].choices = [  # type: ignore[attr-defined]
            (row.pk, row.person.full_name) for row in enrolments
        ]
