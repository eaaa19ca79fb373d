from __future__ import annotations

import io

from PIL import Image


def picture(image_format="PNG", **options):
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(target, image_format, **options)
    return target.getvalue()


PNG = picture()
