"""Rich text: sanitised HTML with its plain text beside it, cleaned by one function on every way in.

A model keeps `body` (what `clean_html` gave) and `body_text` (what `plain_of` gave); a template
prints `{{ note.body|rich }}`.
"""

from sala.core.rich.cleaning import Cleaned, clean_html, clean_report
from sala.core.rich.fields import RichField, RichTextarea
from sala.core.rich.plain import excerpt, from_plain, is_simple, pictures_in, plain_of

__all__ = [
    "Cleaned",
    "RichField",
    "RichTextarea",
    "clean_html",
    "clean_report",
    "excerpt",
    "from_plain",
    "is_simple",
    "pictures_in",
    "plain_of",
]
