"""Beginning an item, writing it, placing it on the shelf."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sala.communities.models import Community
from sala.core.drafts import draft_of, drop_draft, keep_draft
from sala.core.locking import Stale
from sala.core.once import once
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.knowledge.actions.reviewing import restore_version
from sala.knowledge.actions.writing import (
    Beginning,
    arrange_asset,
    begin_asset,
    credit_person,
    withdraw_asset,
    write_manuscript,
)
from sala.knowledge.forms.assets import (
    DRAFTED,
    ArrangeForm,
    BeginForm,
    ManuscriptForm,
    WithdrawForm,
)
from sala.knowledge.forms.keeping import CreditForm
from sala.knowledge.models import Asset
from sala.knowledge.queries.assets import people_rows
from sala.knowledge.rules.assets import (
    can_arrange_asset,
    can_begin_asset,
    can_withdraw_asset,
    can_write_manuscript,
)
from sala.knowledge.views.assets import version_of, visible_asset
from sala.knowledge.views.bringing import brought_response, is_bringing, take_draft
from sala.people.http import Request
from sala.people.keys import keys_of


@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    require(can_begin_asset(request.user, None))
    initial = {"type": request.GET.get("type", ""), "community": _asked(request)}
    posted = request.POST if request.method == "POST" else None
    form = BeginForm(posted, initial=initial, person=request.user)
    if form.is_valid():
        return redirect(once(request, lambda: _begin(request, form)))
    status = 422 if form.is_bound else 200
    return render_page(request, "knowledge/new.html", {"form": form}, status=status)


def _asked(request: Request) -> Community | None:
    number = request.GET.get("community", "")
    if not number.isascii() or not number.isdigit() or len(number) > 9:
        return None
    return Community.objects.visible_to(keys_of(request.user)).filter(number=int(number)).first()


def _begin(request: Request, form: BeginForm) -> str:
    data = form.cleaned_data
    beginning = Beginning(data["type"], data["title"], data["community"])
    asset = begin_asset(beginning, by=request.user)
    return f"{asset.get_absolute_url()}writing/"


@require_http_methods(["GET", "POST"])
def writing(request: Request, code: str) -> HttpResponse:
    """The manuscript; what is typed is kept until it is saved."""
    asset = visible_asset(request, code)
    require(can_write_manuscript(request.user, asset))
    key = f"asset:{asset.pk}"
    context: dict[str, Any] = {"asset": asset, "draft_key": key}
    if is_bringing(request):
        return brought_response(
            request,
            lambda typed: _with_typed(request, asset, typed),
            "knowledge/writing.html",
            context,
            drafted=DRAFTED,
        )
    if request.method == "POST":
        form = ManuscriptForm(request.POST, asset=asset)
        if form.is_valid():
            try:
                return _save(request, asset, form, key)
            except Stale as stale:
                context["current"] = stale.current
                form.data = with_version(request, stale)
        keep_draft(request.user.pk, key, _typed(request))
    else:
        form = ManuscriptForm.of(asset, asset.manuscript)
        if draft := draft_of(request.user.pk, key):
            context["draft"] = draft
            take_draft(form, draft.fields)
    status = 200 if request.method == "GET" else 409 if "current" in context else 422
    return render_page(request, "knowledge/writing.html", {**context, "form": form}, status=status)


def _with_typed(request: Request, asset: Asset, typed: dict[str, Any]) -> ManuscriptForm:
    return ManuscriptForm(initial={**typed, "tries": request.POST.getlist("tries")}, asset=asset)


def _typed(request: Request) -> dict[str, str]:
    return {name: request.POST.get(name, "")[:200_000] for name in DRAFTED}


def with_version(request: Request, stale: Stale) -> Any:
    """What was typed, ready to be saved over the text the person has now seen."""
    merged = request.POST.copy()
    merged["version"] = str(stale.current.version)  # type: ignore[attr-defined]
    return merged


def _save(request: Request, asset: Asset, form: ManuscriptForm, key: str) -> HttpResponse:
    data = form.cleaned_data
    tries = data.get("tries", ())
    write_manuscript(
        asset, values=form.values(), seen=data["version"], by=request.user, tries=tries
    )
    drop_draft(request.user.pk, key)
    messages.success(request, _("เก็บไว้แล้ว พร้อมเมื่อไรเสนอให้คนอื่นทบทวนได้"))
    return redirect("knowledge:manuscript", asset.code)


@require_POST
def draft(request: Request, code: str) -> HttpResponse:
    """Keeps what is being typed; answers with nothing."""
    asset = visible_asset(request, code)
    require(can_write_manuscript(request.user, asset))
    keep_draft(request.user.pk, f"asset:{asset.pk}", _typed(request))
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
def shelf(request: Request, code: str) -> HttpResponse:
    """Who may read it, categories, words, series and licence."""
    asset = visible_asset(request, code)
    require(can_arrange_asset(request.user, asset))
    posted = request.POST if request.method == "POST" else None
    form = ArrangeForm(posted, asset=asset) if posted is not None else ArrangeForm.of(asset)
    if form.is_valid():
        arrange_asset(asset, by=request.user, **form.values())
        messages.success(request, _("เก็บแล้ว"))
        return redirect(asset)
    credit_form = CreditForm(agency_id=asset.agency_id)
    people = people_rows(list(asset.credits.select_related("person")))
    context = {"asset": asset, "form": form, "credit_form": credit_form, "people": people}
    status = 422 if form.is_bound else 200
    return render_page(request, "knowledge/shelf.html", context, status=status)


@require_POST
def credits(request: Request, code: str) -> HttpResponse:  # noqa: A001 -- the word of the domain
    """Add a co-owner, a co-author or one who had a part in it."""
    asset = visible_asset(request, code)
    require(can_arrange_asset(request.user, asset))
    form = CreditForm(request.POST, agency_id=asset.agency_id)
    if not form.is_valid():
        context = {"asset": asset, "form": ArrangeForm.of(asset), "credit_form": form}
        return render_page(request, "knowledge/shelf.html", context, status=422)
    data = form.cleaned_data
    credit_person(asset, data["person"], data["part"], by=request.user)
    messages.success(request, _("เพิ่มชื่อแล้ว"))
    return redirect("knowledge:shelf", asset.code)


@require_POST
def restoring(request: Request, code: str, number: int) -> HttpResponse:
    asset = visible_asset(request, code)
    restore_version(version_of(request, asset, number), by=request.user)
    messages.success(request, _("นำข้อความของฉบับนี้มาเป็นต้นฉบับแล้ว ตรวจดูแล้วเสนอทบทวนได้เลย"))
    return redirect("knowledge:writing", asset.code)


@require_http_methods(["GET", "POST"])
def withdrawal(request: Request, code: str) -> HttpResponse:
    asset = visible_asset(request, code)
    require(can_withdraw_asset(request.user, asset))
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        withdraw_asset(asset, by=request.user, why=form.cleaned_data["why"])
        messages.success(request, _("ถอนออกจากคลังแล้ว"))
        return redirect(asset)
    context = {"asset": asset, "form": form}
    status = 422 if form.is_bound else 200
    return render_page(request, "knowledge/withdrawal.html", context, status=status)
