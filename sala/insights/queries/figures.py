"""The figures of a cycle: one function feeds the page, the ZIP, the CSV and the PDF."""

from __future__ import annotations

from sala.core.registries import EvidencePart, evidence_parts
from sala.core.thai.digits import DigitStyle, digit_style
from sala.cycles.models import Cycle
from sala.insights.models import ClosingBook
from sala.insights.queries.book import book_sections
from sala.insights.sections import Section, from_plain, section


def figures(cycle: Cycle, book: ClosingBook | None) -> list[Section]:
    """Every table in the order of the file. With a closing book, what it keeps is not reckoned
    again; tables that name people are read anew."""
    lasting = [from_plain(row) for row in book.figures] if book else lasting_figures(cycle)
    named = [_of_part(part, cycle) for part in evidence_parts if part.names_people]
    return sorted([*lasting, *named], key=lambda row: (row.part, row.order, row.code))


def lasting_figures(cycle: Cycle) -> list[Section]:
    """What a closing book keeps: everything but tables that name people. Arabic digits."""
    with digit_style(DigitStyle.ARABIC):
        parts = [_of_part(part, cycle) for part in evidence_parts if not part.names_people]
        return [*book_sections(cycle), *parts]


def _of_part(part: EvidencePart, cycle: Cycle) -> Section:
    with digit_style(DigitStyle.ARABIC):
        title, headers, rows = part.table(cycle)
    return section(part.name, part.part, part.order, title, headers, rows, url=part.url(cycle))
