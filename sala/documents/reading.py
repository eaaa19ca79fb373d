"""Files that were kept and not read yet are read by the clock, a few at a time."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from sala.core.models import Attachment, FileState, FileText
from sala.core.thai import clean_line, cut
from sala.documents.texts import READABLE, text_of

AT_ONCE, EXCERPT = 2, 160


def read_waiting(moment: datetime | None = None) -> None:
    waiting = Attachment.objects.filter(
        state=FileState.KEPT, media_type__in=READABLE, text__isnull=True
    )
    for attachment in waiting.order_by("made_at")[:AT_ONCE]:
        keep_text(attachment)


def keep_text(attachment: Attachment) -> None:
    """Once for each file; a file that is gone or broken has no words and is not asked again."""
    try:
        with attachment.file.open("rb") as stream:
            words = text_of(attachment.media_type, stream)
    except OSError:
        words = ""
    try:
        with transaction.atomic():
            FileText.objects.create(
                attachment=attachment, words=words, excerpt=cut(clean_line(words[:2000]), EXCERPT)
            )
    except IntegrityError:
        return  # another clock was quicker, or the file went away meanwhile
