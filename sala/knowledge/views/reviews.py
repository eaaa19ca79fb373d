"""Reading a manuscript, nominating it, and the committee's word."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.responses import render_page
from sala.knowledge.actions.asking import answer_ask
from sala.knowledge.actions.loop import settle_flag
from sala.knowledge.actions.reviewing import give_opinion, nominate, take_back
from sala.knowledge.differences import difference
from sala.knowledge.forms.assets import NominateForm, OpinionForm, audiences
from sala.knowledge.models import Asset, Nomination
from sala.knowledge.queries.assets import review_page
from sala.knowledge.rules.assets import can_write_manuscript
from sala.knowledge.rules.reviews import can_nominate, can_see_manuscript
from sala.knowledge.views.assets import visible_asset
from sala.people.http import Request


def inside(request: Request, code: str) -> Asset:
    """An item whose manuscript the person may read; to others it has none."""
    asset = visible_asset(request, code)
    if not can_see_manuscript(request.user, asset):
        raise Http404
    return asset


@require_GET
def manuscript(request: Request, code: str) -> HttpResponse:
    """What will be the next version, beside what readers see now."""
    asset = inside(request, code)
    text = asset.manuscript
    returned = asset.nominations.filter(outcome="returned").order_by("-pk").first()
    advice = list(returned.opinions.select_related("person")) if returned else []
    context = {
        "asset": asset,
        "text": text,
        "changes": difference(asset.current.body, text.body) if asset.current else None,
        "led_by": list(text.tries.all()),
        "form": NominateForm(),
        "may_write": can_write_manuscript(request.user, asset),
        "may_nominate": can_nominate(request.user, asset),
        "nomination": asset.nominations.filter(ended_at__isnull=True).first(),
        "advice": advice,
    }
    return render_page(request, "knowledge/manuscript.html", context)


@require_POST
def nomination(request: Request, code: str) -> HttpResponse:
    asset = inside(request, code)
    form = NominateForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    nominate(asset, by=request.user, words=words)
    messages.success(request, _("เสนอแล้ว ผู้ทบทวนได้รับแจ้ง"))
    return redirect("knowledge:manuscript", asset.code)


def open_nomination(asset: Asset) -> Nomination:
    row = get_object_or_404(asset.nominations.select_related("by"), ended_at__isnull=True)
    row.asset = asset
    return row


@require_POST
def taking_back(request: Request, code: str) -> HttpResponse:
    take_back(open_nomination(inside(request, code)), by=request.user)
    messages.success(request, _("ถอนคำเสนอแล้ว แก้ต่อได้"))
    return redirect("knowledge:manuscript", code)


@require_http_methods(["GET", "POST"])
def review(request: Request, code: str) -> HttpResponse:
    """The text, what is looked at, and the reviewer's word."""
    asset = inside(request, code)
    row = open_nomination(asset)
    posted = request.POST if request.method == "POST" else None
    form = OpinionForm(posted, nomination=row)
    if form.is_valid():
        data = form.cleaned_data
        give_opinion(
            row,
            by=request.user,
            recommends=data["recommends"] == "yes",
            met=data["met"],
            seen=data["seen"],
            words=data["words"],
        )
        messages.success(request, _("บันทึกความเห็นแล้ว ขอบคุณที่ช่วยอ่าน"))
        return redirect(asset)
    page = review_page(row, request.user)
    changes = difference(asset.current.body, page.manuscript.body) if asset.current else None
    readers = dict(audiences(asset)).get(asset.opens_to, "")
    context = {"asset": asset, "page": page, "form": form, "changes": changes, "readers": readers}
    status = 422 if form.is_bound else 200
    return render_page(request, "knowledge/review.html", context, status=status)


@require_POST
def answer(request: Request, code: str) -> HttpResponse:
    """The owner's word on whether it still holds."""
    asset = inside(request, code)
    row = asset.asks.filter(answered_at__isnull=True).first()
    still_holds = request.POST.get("holds") == "yes"
    answer_ask(asset, row, by=request.user, still_holds=still_holds)
    if still_holds:
        messages.success(request, _("ขอบคุณ จะถามอีกครั้งในหนึ่งปี"))
        return redirect(asset)
    return redirect("knowledge:writing", asset.code)


@require_POST
def settling(request: Request, code: str, flag_id: int) -> HttpResponse:
    asset = inside(request, code)
    row = get_object_or_404(asset.flags, pk=flag_id)
    settle_flag(row, by=request.user)
    messages.success(request, _("ปิดคำขอปรับปรุงนี้แล้ว"))
    return redirect(asset)
