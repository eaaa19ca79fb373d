"""QR codes as SVG inside the page: no file, no inline style, sharp in print."""

from __future__ import annotations

import io

import segno
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

LONGEST = 1_000


def qr_svg(content: str, label: str, *, css_class: str = "qr") -> SafeString:
    """`label` is what a screen reader says instead of the picture. Its size comes from CSS.

    Raises ValueError for content too long to be scanned from paper with ease.
    """
    if not content or len(content.encode()) > LONGEST:
        raise ValueError(f"a QR code holds 1 to {LONGEST} bytes")
    code = segno.make(content, error="m", micro=False, boost_error=False)
    drawn = io.BytesIO()
    code.save(
        drawn, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=4,
        svgclass=None, lineclass=None, dark="#000", light="#fff", nl=False,
    )  # fmt: skip
    picture = drawn.getvalue().decode()
    opening = f'<svg class="{escape(css_class)}" role="img" aria-label="{escape(label)}"'
    return mark_safe(picture.replace("<svg", opening, 1))  # noqa: S308 -- segno draws paths only
