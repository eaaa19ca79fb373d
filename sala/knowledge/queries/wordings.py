"""The words of an item as one text, for whatever carries it out of here."""

from __future__ import annotations

from django.utils.html import escape
from django.utils.translation import gettext as _

from sala.core.rich.plain import from_plain
from sala.knowledge.models import Version


def asset_html(version: Version) -> str:
    """The short fields above the text, as on the page of the item."""
    parts = [f"<p><strong>{escape(version.summary)}</strong></p>" if version.summary else ""]
    for label, text in ((_("อาการ"), version.symptom), (_("เขียนให้"), version.reader)):
        if text:
            parts.append(f"<p><strong>{label}</strong> {escape(text)}</p>")
    if version.link:
        parts.append(f'<p><a href="{escape(version.link)}">{escape(version.link)}</a></p>')
    body = version.body if version.body.lstrip().startswith("<") else from_plain(version.body)
    return "".join([*parts, body])
