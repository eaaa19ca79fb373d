"""Pictures of a text as every reader of documents takes them."""

from __future__ import annotations

import io

from PIL import Image

MOST_SIDE = 1600
SAME = {"image/png": ".png", "image/jpeg": ".jpg"}


def fitted(data: bytes, media_type: str) -> tuple[bytes, str]:
    """The picture and its ending: WebP redrawn, large ones made smaller. Files of the house were
    redrawn and measured when they were kept, so opening them is safe."""
    with Image.open(io.BytesIO(data)) as picture:
        if media_type in SAME and max(picture.size) <= MOST_SIDE:
            return data, SAME[media_type]
        has_alpha = picture.mode in ("RGBA", "LA", "P") or media_type == "image/png"
        made = picture.convert("RGBA" if has_alpha else "RGB")
        made.thumbnail((MOST_SIDE, MOST_SIDE))
        out = io.BytesIO()
        made.save(out, "PNG" if has_alpha else "JPEG", optimize=True)
    return out.getvalue(), ".png" if has_alpha else ".jpg"
