"""The handbook as one agency reads it."""

from __future__ import annotations

from typing import NamedTuple

from sala.cycles.handbook import CHAPTERS, Chapter
from sala.cycles.models import HandbookWords


class ChapterRow(NamedTuple):
    chapter: Chapter
    own: HandbookWords | None


def chapters_of(agency_id: int) -> list[ChapterRow]:
    """The seven chapters, each with what the agency added."""
    rows = HandbookWords.objects.filter(agency=agency_id)
    own = {row.chapter: row for row in rows}
    return [ChapterRow(chapter, own.get(chapter.number)) for chapter in CHAPTERS]
