"""The shelf, a book on it, and its files."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import override
from django.views.decorators.http import require_GET

from sala.core.responses import render_page
from sala.documents.archive import safe_name
from sala.documents.epub import EPUB_TYPE
from sala.documents.pdf import PDF_TYPE
from sala.knowledge.reads import note_read
from sala.people.keys import keys_of
from sala.publishing.models import Collection, Edition
from sala.publishing.queries.builder import facilitated
from sala.publishing.queries.catalogue import OPDS_TYPE, catalogue
from sala.publishing.queries.shelf import book_page, shelf
from sala.publishing.rules import can_begin_collection

KINDS = {"epub": EPUB_TYPE, "pdf": PDF_TYPE}


def visible_book(request: HttpRequest, number: int) -> Collection:
    rows = Collection.objects.visible_to(keys_of(request.user))
    return get_object_or_404(rows.select_related("current", "agency", "community"), number=number)


@login_not_required
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    found = shelf(keys_of(request.user), request.GET)
    context = {"found": found, "may_make": _makes_books(request)}
    return render_page(request, "publishing/shelf.html", context, partial="results")


@login_not_required
@require_GET
def opds(request: HttpRequest) -> HttpResponse:
    """The same shelf for reading apps; each reader's own, so kept only when it is everybody's."""
    with override("th"):
        content = catalogue(keys_of(request.user), request.GET)
    response = HttpResponse(content, content_type=f"{OPDS_TYPE};charset=utf-8")
    if not request.user.is_authenticated:
        patch_cache_control(response, public=True, max_age=600)
        patch_vary_headers(response, ["Cookie"])
    return response


def _makes_books(request: HttpRequest) -> bool:
    person = request.user
    if not person.is_authenticated:
        return False
    return bool(can_begin_collection(person, None)) or facilitated(person).exists()


@login_not_required
@require_GET
def book(request: HttpRequest, number: int) -> HttpResponse:
    found = visible_book(request, number)
    note_read(request, found)
    page = book_page(found, request.user, keys_of(request.user))
    return render_page(request, "publishing/book.html", {"page": page, "book": found})


@login_not_required
@require_GET
def cover(request: HttpRequest, number: int) -> FileResponse:
    edition = visible_book(request, number).current
    if edition is None:
        raise Http404
    response = _file(edition.cover, "image/png")
    if not request.user.is_authenticated:
        response["Cache-Control"] = "public, max-age=3600"
    return response


@login_not_required
@require_GET
def download(request: HttpRequest, number: int, edition: int, kind: str) -> FileResponse:
    """The file of an edition; every one of its chapters must still be open to the reader."""
    rows = Edition.objects.visible_to(keys_of(request.user)).select_related("collection")
    found = get_object_or_404(rows, collection__number=number, number=edition)
    file: FieldFile = found.epub if kind == "epub" else found.pdf
    if not file:
        raise Http404
    note_read(request, found)
    name = safe_name(f"{found.title}.{kind}")
    return _file(file, KINDS[kind], name)


def _file(file: FieldFile, media_type: str, name: str = "") -> FileResponse:
    try:
        stream = file.open("rb")
    except OSError as lost:
        raise Http404 from lost
    response = FileResponse(
        stream, as_attachment=bool(name), filename=name, content_type=media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
