"""What an agency adds to the handbook."""

from __future__ import annotations

from django.db import transaction
from django.utils.timezone import now

from sala.core.locking import require_version
from sala.core.permissions import require
from sala.cycles.models import HandbookWords
from sala.cycles.rules import can_manage_catalogues
from sala.journal.actions import record
from sala.people.models import Person, Unit


@transaction.atomic
def word_chapter(agency: Unit, chapter: int, *, text: str, seen: int, by: Person) -> HandbookWords:
    """The agency's own words on a chapter; `seen` is the version begun from (0: none)."""
    require(can_manage_catalogues(by, agency.pk))
    rows = HandbookWords.objects.select_for_update()
    own = rows.filter(agency=agency, chapter=chapter).first()
    if own is None:
        own = HandbookWords(agency=agency, chapter=chapter, version=0)
    require_version(own, seen, {"text": text})
    own.text, own.by, own.at = text, by, now()
    own.version += 1
    own.save()
    record("cycles.handbook_worded", own, place=agency, by=by, chapter=chapter)
    return own
