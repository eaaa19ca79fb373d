"""Freezing the figures of a cycle, and writing down who looked by office."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import override

from sala.core import terms
from sala.core.permissions import require
from sala.cycles.models import Cycle
from sala.insights.models import ClosingBook
from sala.insights.queries.figures import lasting_figures
from sala.insights.rules import can_read_by_office
from sala.insights.sections import digest
from sala.journal.actions import record
from sala.people.models import AgencySettings, Person


@transaction.atomic
def freeze_figures(cycle: Cycle, *, by: Person) -> ClosingBook:
    """Keep what the file shows today, in Thai and in the agency's words. Once: a second call
    gives back the first book."""
    if kept := ClosingBook.objects.filter(cycle=cycle).first():
        return kept
    agency_settings = AgencySettings.objects.filter(agency=cycle.agency_id).first()
    with override("th"), terms.using(agency_settings.terms if agency_settings else None):
        figures = [section.plain() for section in lasting_figures(cycle)]
    book = ClosingBook.objects.create(cycle=cycle, figures=figures, sha256=digest(figures))
    record("insights.book_frozen", cycle, by=by, sha256=book.sha256)
    return book


@transaction.atomic
def log_office_look(cycle: Cycle, what: str, *, by: Person) -> None:
    """A line the community can read (R025); `what` is page, zip or pdf."""
    require(can_read_by_office(by, cycle))
    record("insights.looked_by_office", cycle, by=by, what=what)
