"""Files: judged by what is in them, kept with the audience of the thing they belong to."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from importlib import import_module

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from sala.core.models import Attachment
from sala.core.permissions import ALLOWED, Decision, denied, require
from sala.core.thai import clean_line, cut

PICTURES: Mapping[str, str] = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
EXTENSIONS: Mapping[str, str] = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
}
LONGEST_SIDE = 2400
MOST_PIXELS = 60_000_000


def media_type_of(head: bytes) -> str:
    """What the bytes say they are; empty when they say nothing we know."""
    puremagic = import_module("puremagic")
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    return str(found[0].mime_type) if found else ""


def is_fit(upload: UploadedFile, accepted: Mapping[str, str] = EXTENSIONS) -> Decision:
    """May this be kept? Size first, then content; the name is never believed."""
    if not upload.size:
        return denied("value.empty_file", _("ไฟล์นี้ว่างเปล่า"))
    if upload.size > settings.UPLOAD_MAX_BYTES:
        most = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        return denied("value.file_size", _("ไฟล์ใหญ่เกิน %(most)s เมกะไบต์") % {"most": most})
    upload.seek(0)
    kind = media_type_of(upload.read(8192))
    upload.seek(0)
    if kind not in accepted:
        return denied("value.file_kind", _("รับเฉพาะรูป PNG JPEG WebP หรือเอกสาร PDF"))
    return ALLOWED


def attach(
    thing: models.Model,
    upload: UploadedFile,
    *,
    audience: str,
    alt: str = "",
    made_by_id: int | None = None,
    accepted: Mapping[str, str] = EXTENSIONS,
) -> Attachment:
    """Keep a file with a thing. Pictures are drawn anew: no camera data, no hidden content.

    Call inside the action that has asked whether the person may.
    """
    require(is_fit(upload, accepted))
    data = upload.read()
    kind = media_type_of(data[:8192])
    if kind in PICTURES:
        data = redrawn(data, PICTURES[kind])
    name = cut(clean_line(upload.name or ""), 180) or _("ไฟล์แนบ")
    attachment = Attachment(
        label=thing._meta.label_lower,
        object_id=thing.pk,
        audience=audience,
        name=name,
        media_type=kind,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        alt=alt,
        made_by_id=made_by_id,
    )
    attachment.file.save(f"{attachment.pk}{EXTENSIONS[kind]}", ContentFile(data), save=False)
    attachment.save()
    return attachment


def detach(thing: models.Model) -> None:
    """Let go of every file of a thing that is being deleted."""
    rows = Attachment.objects.filter(label=thing._meta.label_lower, object_id=thing.pk)
    for attachment in rows:
        attachment.file.delete(save=False)
    rows.delete()


def redrawn(data: bytes, image_format: str) -> bytes:
    """The same picture, upright, at most 2400 px, without anything but its pixels."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                require(denied("value.picture_size", _("รูปนี้มีขนาดใหญ่เกินไป")))
            picture = ImageOps.exif_transpose(opened) or opened
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            if image_format == "JPEG" and picture.mode not in {"RGB", "L"}:
                picture = picture.convert("RGB")
            clean = Image.new(picture.mode, picture.size)
            if picture.mode == "P":
                clean = picture.convert("RGBA")
            else:
                clean.paste(picture)
    except Image.DecompressionBombError:
        require(denied("value.picture_size", _("รูปนี้มีขนาดใหญ่เกินไป")))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        require(denied("value.broken_picture", _("เปิดรูปนี้ไม่ได้ ลองบันทึกใหม่แล้วส่งอีกครั้ง")))
    target = io.BytesIO()
    clean.save(target, image_format, quality=85)
    return target.getvalue()


def of(label: str, ids: list[int], keys: set[str]) -> dict[int, list[Attachment]]:
    """Files of many things that the holder of the keys may see; one query."""
    found: dict[int, list[Attachment]] = {}
    rows = Attachment.objects.filter(label=label, object_id__in=ids, audience__in=keys)
    for row in rows.order_by("made_at"):
        found.setdefault(row.object_id, []).append(row)
    return found


def served(attachment: Attachment) -> HttpResponse:
    """The file as the browser may have it: pictures in the page, the rest as a download."""
    with attachment.file.open("rb") as source:
        response = HttpResponse(source.read(), content_type=attachment.media_type)
    is_download = attachment.media_type not in PICTURES
    disposition = content_disposition_header(is_download, attachment.name)
    response["Content-Disposition"] = disposition or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
