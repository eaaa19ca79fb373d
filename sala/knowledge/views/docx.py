"""An item or a note as a file of Word. What is not yet approved has no file."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from sala.documents.docx_writer import DOCX_TYPE
from sala.knowledge.actions.asking import ask_exported
from sala.knowledge.queries.docx import asset_docx, note_docx
from sala.knowledge.views.assets import version_of, visible_asset
from sala.knowledge.views.notes import live_note
from sala.people.http import Request
from sala.people.keys import keys_of


@login_not_required
@require_GET
def asset_file(request: Request, code: str) -> HttpResponse:
    """The newest version."""
    asset = visible_asset(request, code)
    if asset.current is None:
        raise Http404
    return version_file(request, asset.code, asset.current.number)


@login_not_required
@require_GET
def version_file(request: Request, code: str, number: int) -> HttpResponse:
    """One version; an older one says that there is a newer."""
    asset = visible_asset(request, code)
    version = version_of(request, asset, number)
    data = asset_docx(asset, version, keys_of(request.user))
    if request.user.is_authenticated and version.pk == asset.current_id:
        ask_exported([asset], by=request.user)
    return _file(data, f"{asset.code}-v{version.number}.docx")


@login_not_required
@require_GET
def note_file(request: HttpRequest, number: int) -> HttpResponse:
    note = live_note(request, number)
    return _file(note_docx(note, keys_of(request.user)), f"note-{note.number}.docx")


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=DOCX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
