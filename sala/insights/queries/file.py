"""The evidence file as one reader sees it: the figures, numbered, with the links that open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import Resolver404, resolve
from django.utils.timezone import now

from sala.core import terms
from sala.core.registries import StepGap
from sala.core.thai.digits import DigitStyle, digit_style
from sala.cycles.gates import step_facts
from sala.cycles.models import Cycle
from sala.cycles.plan_parts import STEPS
from sala.evaluation.queries.standing import standing_in
from sala.insights.models import ClosingBook
from sala.insights.queries.figures import figures
from sala.insights.sections import BOOK, PARTS, Cell, Section
from sala.people.models import AgencySettings


class Numbered(NamedTuple):
    number: int
    section: Section


class Part(NamedTuple):
    number: int
    name: str
    tables: list[Numbered]


class GapRow(NamedTuple):
    step: int
    name: str
    label: str
    url: str


class EvidenceFile(NamedTuple):
    cycle: Cycle
    book: list[Numbered]
    parts: list[Part]
    gaps: list[GapRow]
    frozen: ClosingBook | None
    taken_at: datetime
    settings: AgencySettings | None
    by_office: bool

    @property
    def has_thai_digits(self) -> bool:
        return self.settings is not None and self.settings.digits == DigitStyle.THAI

    def leading_to(self, pages: Mapping[str, str]) -> EvidenceFile:
        """The same file whose cells lead to these pages and nowhere else."""
        book = [_leading(row, pages) for row in self.book]
        parts = [
            part._replace(tables=[_leading(row, pages) for row in part.tables])
            for part in self.parts
        ]
        return self._replace(book=book, parts=parts)

    @contextmanager
    def in_the_agencys_style(self) -> Iterator[None]:
        """Digits and the six words are those of the agency whose cycle it is."""
        digits = self.settings.digits if self.settings else DigitStyle.ARABIC
        words = self.settings.terms if self.settings else None
        with digit_style(digits), terms.using(words):
            yield

    @property
    def sections(self) -> list[Section]:
        return [
            row.section for row in (*self.book, *(t for part in self.parts for t in part.tables))
        ]

    @property
    def row_count(self) -> int:
        return sum(len(section.rows) for section in self.sections)


def _leading(row: Numbered, pages: Mapping[str, str]) -> Numbered:
    rows = [
        [Cell(cell.text, pages.get(cell.url, "")) for cell in cells] for cells in row.section.rows
    ]
    return row._replace(section=row.section._replace(rows=rows, url=""))


Opens = Callable[[str], bool]


def evidence_file(cycle: Cycle, viewer: Any, *, by_office: bool) -> EvidenceFile:
    """In a constant number of queries. Links that this reader could not open are left out."""
    frozen = ClosingBook.objects.filter(cycle=cycle).first()
    opens = _nothing if by_office else _opens(viewer, cycle)
    rows = [_for(section, opens) for section in figures(cycle, frozen)]
    numbered = [Numbered(number, row) for number, row in enumerate(rows, start=1)]
    return EvidenceFile(
        cycle,
        [row for row in numbered if row.section.part == BOOK],
        [Part(n, str(name), _in(numbered, n)) for n, name in PARTS.items()],
        _gaps(cycle, opens),
        frozen,
        frozen.made_at if frozen else now(),
        AgencySettings.objects.filter(agency=cycle.agency_id).first(),
        by_office,
    )


def _in(rows: Sequence[Numbered], part: int) -> list[Numbered]:
    return [row for row in rows if row.section.part == part]


def _nothing(url: str) -> bool:
    """Offices read the file and open no page of the community from it."""
    return False


def _opens(viewer: Any, cycle: Cycle) -> Opens:
    """Pages of evaluation are for who has a part in it; the others open to every reader."""
    is_in_evaluation = standing_in(viewer, cycle).is_any

    def opens(url: str) -> bool:
        try:
            app = resolve(url.partition("#")[0]).app_name
        except Resolver404:
            return False
        return is_in_evaluation or app != "evaluation"

    return opens


def _for(section: Section, opens: Opens) -> Section:
    """Without the links this reader cannot open."""
    rows = [
        [cell if not cell.url or opens(cell.url) else Cell(cell.text) for cell in row]
        for row in section.rows
    ]
    return section._replace(rows=rows, url=section.url if opens(section.url) else "")


def _gaps(cycle: Cycle, opens: Opens) -> list[GapRow]:
    """What every step lacks, without the names of those concerned."""
    return [
        _gap(fact.step, gap, opens) for fact in step_facts([cycle])[cycle.pk] for gap in fact.gaps
    ]


def _gap(step: int, gap: StepGap, opens: Opens) -> GapRow:
    url = gap.url if gap.url and opens(gap.url) else ""
    return GapRow(step, str(STEPS[step - 1]), gap.label, url)
