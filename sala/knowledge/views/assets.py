"""The register, one item, its versions and what changed between them."""

from __future__ import annotations

from html import escape

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from sala.core.registries import shell_entries
from sala.core.responses import render_page
from sala.documents.sheets import CSV_TYPE, XLSX_TYPE, Sheet, csv_bytes, xlsx_bytes
from sala.knowledge.differences import difference
from sala.knowledge.forms.loop import AdoptForm, FlagForm, UseForm
from sala.knowledge.models import Asset, Manuscript, Version
from sala.knowledge.models.assets import LABEL
from sala.knowledge.queries.assets import asset_page, previous_of, question_url, versions_seen
from sala.knowledge.queries.keeping import citations_of, cited_in, register_links
from sala.knowledge.queries.register import export_table, homes_of, register
from sala.knowledge.reads import note_read
from sala.people.http import Request
from sala.people.keys import keys_of
from sala.talk.queries.about import threads_about
from sala.talk.queries.comments import comments_of


def visible_asset(request: Request, code: str) -> Asset:
    rows = Asset.objects.visible_to(keys_of(request.user))
    return get_object_or_404(
        rows.select_related("agency", "community", "section", "current", "manuscript"),
        code=code.upper(),
    )


def version_of(request: Request, asset: Asset, number: int) -> Version:
    """A wording the viewer may read; one that was approved for fewer is not there."""
    seen = versions_seen(asset, request.user, keys_of(request.user))
    version = get_object_or_404(seen.select_related("written_by", "reviewed_by"), number=number)
    version.asset = asset
    return version


@login_not_required
@require_GET
def listing(request: Request) -> HttpResponse:
    """คลังความรู้: what the reader may see, narrowed as asked."""
    found = register(keys_of(request.user), request.GET)
    links = register_links(request.user, keys_of(request.user))
    context = {"found": found, "links": links, "shelf": shell_entries.get("shelf")}
    return render_page(request, "knowledge/register.html", context, partial="results")


@require_GET
def export(request: Request, kind: str) -> HttpResponse:
    headers, rows = export_table(keys_of(request.user), request.GET)
    if kind == "csv":
        response = HttpResponse(csv_bytes(headers, rows), content_type=CSV_TYPE)
    else:
        sheet = Sheet("knowledge", headers, rows)
        response = HttpResponse(xlsx_bytes(sheet), content_type=XLSX_TYPE)
    name = f"knowledge-{localdate():%Y%m%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_not_required
@require_GET
def asset(request: Request, code: str) -> HttpResponse:
    found = visible_asset(request, code)
    response = asset_response(request, found)
    if found.is_published:
        note_read(request, found)
    return response


def asset_response(
    request: Request,
    asset: Asset,
    *,
    version: Version | None = None,
    status: int = 200,
    **forms: object,
) -> HttpResponse:
    """The page of an item; `forms` puts back a form that was refused."""
    try:
        page = asset_page(asset, request.user, keys_of(request.user), version=version)
    except Manuscript.DoesNotExist as hidden:
        raise Http404 from hidden
    keys = keys_of(request.user)
    context = {
        "page": page,
        "home": homes_of([asset], keys).get(asset.community_id or 0),
        "question_url": question_url(asset),
        "threads": threads_about(request.user, LABEL, [asset.pk]).get(asset.pk, []),
        "comments": comments_of(request.user, asset) if asset.is_published else None,
        "tags": list(asset.tags.all()),
        "citations": citations_of(asset, keys),
        "cited_in": cited_in(asset, keys),
        "previous": previous_of(page),
        "use_form": UseForm(initial={"how": page.used.how if page.used else ""}),
        "flag_form": FlagForm(),
        "adopt_form": AdoptForm(communities=page.adopters) if page.adopters else None,
        **forms,
    }
    return render_page(request, "knowledge/asset.html", context, status=status)


@login_not_required
@require_GET
def version(request: Request, code: str, number: int) -> HttpResponse:
    """An older wording keeps its address and says that a newer one is there."""
    asset = visible_asset(request, code)
    return asset_response(request, asset, version=version_of(request, asset, number))


@login_not_required
@require_GET
def comparison(request: Request, code: str, before: int, after: int) -> HttpResponse:
    asset = visible_asset(request, code)
    if before == after:
        raise Http404
    old, new = version_of(request, asset, before), version_of(request, asset, after)
    context = {
        "asset": asset,
        "old": old,
        "new": new,
        "short": difference(_short(old), _short(new)),
        "body": difference(old.body, new.body),
        "led_by": list(new.tries.all()),
    }
    return render_page(request, "knowledge/comparison.html", context)


def _short(version: Version) -> str:
    texts = (version.title, version.summary, version.symptom, version.reader, version.link)
    return "".join(f"<p>{escape(text)}</p>" for text in texts if text)
