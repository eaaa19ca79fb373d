"""Files with posts and comments: kept with the audience of what they hang on (R059)."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from sala.core.files import follow_audience, keep
from sala.core.files.keeping import Offered
from sala.core.models import Attachment, FileState
from sala.talk.models import Comment, Post


def keep_with(written: Post | Comment, files: Sequence[Offered], *, audience: str) -> None:
    """Inside the action that wrote it. A file that cannot be kept leaves a line with the reason;
    the words stand whatever becomes of the files."""
    if files:
        keep(written, files, audience=audience, made_by_id=written.author_id)


def hide_files(written: Post | Comment) -> None:
    """Words that were removed take their files along: only the writer may fetch them."""
    audience = f"person:{written.author_id or 0}"
    follow_audience(written._meta.label_lower, [written.pk], audience)


def say_left_out(request: HttpRequest, written: Post | Comment) -> None:
    """Tell the sender at once which files were left out, and why."""
    rows = Attachment.objects.filter(
        label=written._meta.label_lower, object_id=written.pk, state=FileState.REFUSED
    )
    for row in rows.order_by("made_at")[:5]:
        words = _("ไม่ได้แนบ “%(name)s” เพราะ%(reason)s") % {
            "name": row.name,
            "reason": row.sentence,
        }
        messages.warning(request, words)
