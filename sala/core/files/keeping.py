"""Files are kept with the audience of the thing they belong to, or left out with a reason."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from typing import IO, Any, NamedTuple

from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.http import FileResponse, Http404, HttpResponseBase
from django.utils.translation import gettext as _

from sala.core.file_words import DOCUMENTS, OFFICE, OPEN, PAPERS, PICTURES, reason_of
from sala.core.files import scanning
from sala.core.files.archives import Unfit
from sala.core.files.cleaning import redrawn, without_place
from sala.core.files.judging import judged
from sala.core.files.names import clean_name, name_for
from sala.core.files.places import without_places_inside
from sala.core.models import Attachment, FileState
from sala.core.permissions import denied, require
from sala.core.registries import journal_listeners
from sala.core.thai import cut

FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
FILMS = {"video/mp4", "audio/mp4"}
PACKS = {"application/zip", *(kind for kind in DOCUMENTS if kind.startswith((OFFICE, OPEN)))}
PIECE = 64 * 1024
log = logging.getLogger(__name__)

Offered = UploadedFile | tuple[str, bytes]


class Kept(NamedTuple):
    """What became of the files offered: rows that are kept, and rows that say why one is not."""

    kept: list[Attachment]
    refused: list[Attachment]


def keep(
    thing: models.Model,
    offered: Iterable[Offered],
    *,
    audience: str,
    made_by_id: int | None = None,
    accepted: Mapping[str, str] = DOCUMENTS,
) -> Kept:
    """Keep files with a thing, each judged alone; never raises for a file. One that is left out
    stands in its place as a line with the reason, so that nothing a person sent just vanishes.

    `offered` are uploads of a form or (name, bytes) of a letter. Call it inside the action that
    has asked whether the person may.
    """
    found = Kept([], [])
    had = Attachment.objects.filter(label=thing._meta.label_lower, object_id=thing.pk)
    count = had.exclude(state=FileState.REFUSED).count()
    for number, one in enumerate(offered):
        if number >= 5 * settings.UPLOAD_MAX_FILES:
            break  # so many lines would be a harm of their own
        row = _row(thing, one, audience, made_by_id)
        try:
            _fill(row, one, accepted, room=settings.UPLOAD_MAX_FILES - count)
        except Unfit as unfit:
            row.state, row.reason = FileState.REFUSED, unfit.code
            row.save()
            found.refused.append(row)
        else:
            count += 1
            found.kept.append(row)
    return found


def attach(
    thing: models.Model,
    upload: Offered,
    *,
    audience: str,
    alt: str = "",
    made_by_id: int | None = None,
    accepted: Mapping[str, str] = PAPERS,
) -> Attachment:
    """Keep the one file a form is about; refused with its reason when it may not be kept."""
    row = _row(thing, upload, audience, made_by_id)
    row.alt = alt
    try:
        _fill(row, upload, accepted, room=1)
    except Unfit as unfit:
        require(denied(unfit.code, _sentence(unfit.code, accepted)))
    return row


def _sentence(code: str, accepted: Mapping[str, str]) -> str:
    if code == "value.file_kind" and accepted is PAPERS:
        return _("รับเฉพาะรูป PNG JPEG WebP หรือเอกสาร PDF")
    if code == "value.file_size":
        most = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        return _("ไฟล์ใหญ่เกิน %(most)s เมกะไบต์") % {"most": most}
    return reason_of(code)


def _row(thing: models.Model, one: Offered, audience: str, made_by_id: int | None) -> Attachment:
    name, size = (one[0], len(one[1])) if isinstance(one, tuple) else (one.name or "", one.size)
    return Attachment(
        label=thing._meta.label_lower,
        object_id=thing.pk,
        audience=audience,
        name=cut(clean_name(name), 180) or _("ไฟล์แนบ"),
        media_type="",
        size=size or 0,
        sha256="",
        made_by_id=made_by_id,
    )


def _fill(row: Attachment, one: Offered, accepted: Mapping[str, str], *, room: int) -> None:
    """Judge, clean, name, measure and store one file."""
    if room < 1:
        raise Unfit("value.file_count")
    if not row.size:
        raise Unfit("value.empty_file")
    if row.size > settings.UPLOAD_MAX_BYTES:
        raise Unfit("value.file_size")
    with ExitStack() as opened:
        source: IO[bytes] = io.BytesIO(one[1]) if isinstance(one, tuple) else one
        row.media_type, clean = _cleaned(source, row.name, accepted)
        if clean is not source:
            opened.enter_context(clean)
        row.name = name_for(row.name, row.media_type)
        row.size, row.sha256 = _measured(clean)
        if scanning.is_on():
            row.state, row.reason = FileState.WAITING, "state.file_waiting"
        clean.seek(0)
        row.file.save(f"{row.pk}{DOCUMENTS[row.media_type]}", File(clean), save=False)
        row.save()


def _cleaned(source: IO[bytes], name: str, accepted: Mapping[str, str]) -> tuple[str, IO[bytes]]:
    """The kind and the bytes to keep. A file may break its reader in any way at all."""
    try:
        kind = judged(source, name)
        if kind in PICTURES and kind in accepted:
            source = redrawn(source, FORMATS[kind])
        elif kind in FILMS and kind in accepted:
            source = without_place(source)
        elif kind in PACKS and kind in accepted:
            source = without_places_inside(source)
    except Unfit:
        raise
    except Exception as broken:
        log.warning("a file could not be read: %s", type(broken).__name__)
        raise Unfit("value.file_broken") from broken
    if kind not in accepted:
        raise Unfit("value.file_kind")
    return kind, source


def _measured(source: IO[bytes]) -> tuple[int, str]:
    found, size = hashlib.sha256(), 0
    source.seek(0)
    while piece := source.read(PIECE):
        found.update(piece)
        size += len(piece)
    return size, found.hexdigest()


def detach(thing: models.Model) -> None:
    """Let go of every file of a thing that is being deleted. The files go once that is sure: what
    is refused after all takes nothing along."""
    rows = Attachment.objects.filter(label=thing._meta.label_lower, object_id=thing.pk)
    for attachment in rows:
        if attachment.file:
            transaction.on_commit(partial(attachment.file.delete, save=False))
    rows.delete()


def of(label: str, ids: Sequence[int], keys: set[str]) -> dict[int, list[Attachment]]:
    """Files of many things that the holder of the keys may see, also those left out; one query."""
    found: dict[int, list[Attachment]] = {}
    rows = Attachment.objects.filter(label=label, object_id__in=ids, audience__in=keys)
    rows = rows.select_related("text").defer("text__words")
    for row in rows.order_by("made_at", "pk"):
        found.setdefault(row.object_id, []).append(row)
    return found


def follow_audience(
    label: str, ids: Sequence[int], audience: str, *, files: Iterable[Any] | None = None
) -> None:
    """Files go where their things go: call it in the action that changes an audience. `files`:
    these alone, where one thing has files of several audiences."""
    rows = Attachment.objects.filter(label=label, object_id__in=ids).exclude(audience=audience)
    if files is not None:
        rows = rows.filter(pk__in=list(files))
    changed = list(rows.values_list("pk", flat=True))
    rows.update(audience=audience)
    for attachment_id in changed:
        for listener in journal_listeners:
            listener.hear("core.file_followed", "core.attachment", attachment_id)


def require_open(attachment: Attachment) -> None:
    """Refuse what waits for the scanner, is suspect, or was left out."""
    if attachment.state != FileState.KEPT:
        code = attachment.reason or "state.file_waiting"
        kind = code if code.startswith("state.") else "state.file_refused"
        require(denied(kind, reason_of(code)))


def served(attachment: Attachment) -> HttpResponseBase:
    """The file as the browser may have it: pictures in the page, the rest as a download."""
    require_open(attachment)
    try:
        stream = attachment.file.open("rb")
    except OSError as lost:
        raise Http404 from lost
    response = FileResponse(
        stream,
        as_attachment=attachment.media_type not in PICTURES,
        filename=attachment.name,
        content_type=attachment.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
