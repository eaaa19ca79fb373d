"""Which files may be handed in, and what is known of one."""

from __future__ import annotations

from pathlib import PurePath

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "txt": "text/plain",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


def media_type(name: str) -> str | None:
    """By the ending alone; None for what is not taken. The browser's own claim is not asked."""
    return MEDIA_TYPES.get(PurePath(name).suffix.lower().lstrip("."))
