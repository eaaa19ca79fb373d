"""An item or a note as a Word document, with its names, its sources and its licence (I16)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sala.core.file_words import PICTURES
from sala.core.models import Attachment, FileState
from sala.core.responses import render_text
from sala.core.rich import pictures_in
from sala.core.rich.plain import from_plain
from sala.documents.docx_writer import DocxText, docx_bytes
from sala.documents.pictures import fitted
from sala.knowledge.levels import LEVELS
from sala.knowledge.licences import Terms, terms_of
from sala.knowledge.models import Asset, Note, Version
from sala.knowledge.queries.assets import people_rows
from sala.knowledge.queries.keeping import citations_of
from sala.knowledge.queries.notes import byline_of, writers, written
from sala.knowledge.queries.register import homes_of
from sala.knowledge.queries.wordings import asset_html

MOST_PICTURES = 20 * 1024**2
Parts = dict[str, Any]


def asset_docx(asset: Asset, version: Version, keys: set[str]) -> bytes:
    """One version for who holds the keys. The caller has asked whether the item may be seen; what
    hangs on it (sources, pictures, its community) is asked here."""
    people = people_rows(list(asset.credits.select_related("person")))
    home = homes_of([asset], keys).get(asset.community_id or 0)
    url = f"{settings.SITE_URL}{asset.get_absolute_url()}"
    terms = terms_of(asset.licence)
    context = {
        "asset": asset,
        "version": version,
        "current": asset.current if asset.current_id != version.pk else None,
        "level": LEVELS[asset.level],
        "people": people,
        "home": home,
        "led_by": list(version.tries.all()),
        "citations": citations_of(asset, keys),
        "terms": terms,
        "url": url,
        "today": now(),
    }
    number = _("ฉบับที่ %(number)s") % {"number": version.number}
    parts: Parts = {
        "title": version.title,
        "front": render_text("knowledge/docx/asset_front.html", context),
        "body": asset_html(version),
        "back": render_text("knowledge/docx/asset_back.html", context),
        "header": f"{asset.agency.name} · {asset.code} · {number}",
        "footer": url,
        "authors": [row.name for row in people],
        "made_at": version.made_at,
        "subject": version.summary,
        "category": asset.get_type_display(),
        "keywords": list(asset.tags.values_list("word", flat=True)),
        "identifier": f"{asset.code} v{version.number}",
        "version": number,
    }
    return _made(parts, terms, url, keys)


def note_docx(note: Note, keys: set[str]) -> bytes:
    url = f"{settings.SITE_URL}{note.get_absolute_url()}"
    terms = terms_of(note.licence)
    people = writers(note)
    context = {
        "note": note,
        "byline": (byline := byline_of(note, keys)),
        "people": people,
        "written": written(note.written_at),
        "edited": written(note.edited_at) if note.edited_at else "",
        "terms": terms,
        "url": url,
        "today": now(),
    }
    number = _("หมายเลขบันทึก %(number)s") % {"number": note.number}
    parts: Parts = {
        "title": note.title,
        "front": render_text("knowledge/docx/note_front.html", context),
        "body": note.body if note.body.lstrip().startswith("<") else from_plain(note.body),
        "back": render_text("knowledge/docx/licence.html", context),
        "header": " · ".join(filter(None, [note.agency.name, byline["book"], number])),
        "footer": url,
        "authors": [person.full_name for person in people],
        "made_at": note.edited_at or note.written_at,
        "keywords": list(note.tags.values_list("word", flat=True)),
        "identifier": str(note.number),
        "version": str(note.version),
    }
    return _made(parts, terms, url, keys)


def _made(parts: Parts, terms: Terms, url: str, keys: set[str]) -> bytes:
    rights = " ".join(part for part in (terms.label, terms.sign, terms.deed, url) if part)
    language = "en" if (get_language() or "th").startswith("en") else "th"
    pictures = _pictures(parts["body"], keys)
    base = f"{settings.SITE_URL}/"
    return docx_bytes(
        DocxText(**parts, language=language, base=base, comments=rights, pictures=pictures)
    )


def _pictures(html: str, keys: set[str]) -> dict[str, bytes]:
    """The pictures of a text which the keys open, as far as there is room; the words of the
    others stand in their place."""
    rows = Attachment.objects.filter(
        pk__in=pictures_in(html),
        audience__in=keys,
        state=FileState.KEPT,
        media_type__in=PICTURES,
    )
    found: dict[str, bytes] = {}
    room = MOST_PICTURES
    for row in rows:
        try:
            with row.file.open("rb") as stream:
                data, _ending = fitted(stream.read(), row.media_type)
        except OSError:
            continue
        if len(data) <= room:
            found[row.url] = data
            room -= len(data)
    return found
