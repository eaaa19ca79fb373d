"""Files as people send them."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def jpeg(*, gps: bool = False, size=(64, 48)) -> bytes:
    """A photograph; with its place where a camera would write it."""
    exif = Image.Exif()
    if gps:
        exif[0x8825] = {1: "N", 2: (13.0, 45.0, 30.0), 3: "E", 4: (100.0, 30.0, 0.0)}
        exif[0x010E] = "ที่ถ่าย"
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


def photo(name: str = "รูป.jpg", *, gps: bool = False) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg(gps=gps), content_type="image/jpeg")
