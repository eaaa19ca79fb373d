"""Uses, try-outs, adoptions, words of readers, and questions on from an item."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sala.communities.models import Community
from sala.core.once import once
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.knowledge.actions.loop import (
    adopt,
    end_adoption,
    flag,
    say_solved,
    take_back_use,
    try_out,
    use,
)
from sala.knowledge.forms.loop import AdoptForm, FlagForm, TryForm, UseForm
from sala.knowledge.models import Asset, Version
from sala.knowledge.queries.assets import communities_to_adopt, question_url
from sala.knowledge.rules.loop import can_build_on, can_try
from sala.knowledge.views.assets import asset_response, visible_asset
from sala.people.http import Request
from sala.people.keys import keys_of
from sala.people.queries import postings_on


@require_POST
def uses(request: Request, code: str) -> HttpResponse:
    asset = visible_asset(request, code)
    form = UseForm(request.POST)
    if not form.is_valid():
        return asset_response(request, asset, status=422, use_form=form)
    use(asset, by=request.user, how=form.cleaned_data["how"])
    messages.success(request, _("ขอบคุณ นับเป็นหนึ่งคนที่นำไปใช้แล้ว"))
    return redirect(f"{asset.get_absolute_url()}#uses")


@require_POST
def use_delete(request: Request, code: str) -> HttpResponse:
    asset = visible_asset(request, code)
    take_back_use(asset, by=request.user)
    return redirect(f"{asset.get_absolute_url()}#uses")


@require_http_methods(["GET", "POST"])
def tries(request: Request, code: str) -> HttpResponse:
    """Tell what came of it at one's own place; unit and province are filled in."""
    asset = visible_asset(request, code)
    require(can_try(request.user, asset))
    posting = postings_on([request.user.pk], localdate()).get(request.user.pk)
    initial = {
        "happened_on": localdate(),
        "unit_name": posting.unit.name if posting else "",
        "province": posting.unit.province if posting else "",
        "result": request.GET.get("result", ""),
    }
    is_post = request.method == "POST"
    form = TryForm(
        request.POST if is_post else None, request.FILES if is_post else None, initial=initial
    )
    if form.is_valid():
        return redirect(once(request, lambda: _tried(request, asset, form)))
    context = {"asset": asset, "form": form}
    status = 422 if form.is_bound else 200
    return render_page(request, "knowledge/tries.html", context, status=status)


def _tried(request: Request, asset: Asset, form: TryForm) -> str:
    version = get_object_or_404(Version, pk=asset.current_id)
    upload = form.cleaned_data["evidence"]
    files = [upload] if upload else []
    try_out(asset, version, by=request.user, values=form.values(), files=files)
    messages.success(request, _("ขอบคุณที่เล่าผล เจ้าของเรื่องได้รับแจ้งแล้ว"))
    return f"{asset.get_absolute_url()}#tries"


@require_POST
def solving(request: Request, code: str) -> HttpResponse:
    """แก้ได้แล้ว or ยังไม่ได้; the second offers to ask the community."""
    asset = visible_asset(request, code)
    is_solved = request.POST.get("solved") == "yes"
    say_solved(asset, by=request.user, is_solved=is_solved)
    if is_solved:
        messages.success(request, _("ดีใจด้วย นับเป็นอีกครั้งที่ไม่ต้องแจ้งช่าง"))
        return redirect(f"{asset.get_absolute_url()}#solved")
    if asset.community is not None and can_build_on(request.user, asset):
        messages.info(request, _("เล่าอาการให้กลุ่มฟัง คนที่เคยเจอจะได้ช่วยตอบ"))
        return redirect(question_url(asset))
    messages.info(request, _("รับทราบแล้ว แจ้งช่างหรือผู้ดูแลระบบของหน่วยงานได้เลย"))
    return redirect(f"{asset.get_absolute_url()}#solved")


@require_POST
def flags(request: Request, code: str) -> HttpResponse:
    asset = visible_asset(request, code)
    form = FlagForm(request.POST)
    if not form.is_valid():
        return asset_response(request, asset, status=422, flag_form=form)
    flag(asset, by=request.user, why=form.cleaned_data["why"])
    messages.success(request, _("ขอบคุณ เจ้าของเรื่องได้รับแจ้งแล้ว"))
    return redirect(asset)


@require_POST
def adoptions(request: Request, code: str) -> HttpResponse:
    asset = visible_asset(request, code)
    form = AdoptForm(request.POST, communities=communities_to_adopt(asset, request.user))
    if not form.is_valid():
        return asset_response(request, asset, status=422, adopt_form=form)
    data = form.cleaned_data
    adopt(asset, data["community"], by=request.user, words=data["words"])
    messages.success(request, _("รับเข้ากลุ่มแล้ว ที่มายังแสดงอยู่ทั้งสองที่"))
    return redirect(f"{asset.get_absolute_url()}#adopted")


@require_POST
def adoption_delete(request: Request, code: str, number: int) -> HttpResponse:
    asset = visible_asset(request, code)
    rows = Community.objects.visible_to(keys_of(request.user))
    end_adoption(asset, get_object_or_404(rows, number=number), by=request.user)
    return redirect(f"{asset.get_absolute_url()}#adopted")
