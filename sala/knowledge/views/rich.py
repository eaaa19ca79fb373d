"""What the editor of long texts asks the server: to clean what was pasted, to keep a picture."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sala.core.permissions import Decision, Refused, denied, require
from sala.core.rich import clean_report
from sala.core.rich.cleaning import LONGEST
from sala.core.tries import may_try
from sala.knowledge.actions.pictures import keep_picture
from sala.people.http import Request

PICTURES_AN_HOUR = 120


@require_POST
def paste(request: Request) -> HttpResponse:
    """Clean HTML, and a sentence about what could not be kept."""
    cleaned = clean_report(request.POST.get("html", "")[:LONGEST])
    return JsonResponse({"html": cleaned.html, "said": said(cleaned.lost)})


def said(lost: dict[str, int]) -> str:
    words = {
        "pictures": _("รูป %(n)s รูป (ใส่ทีละรูปด้วยปุ่มใส่รูป)"),
        "players": _("วิดีโอหรือเสียง %(n)s ชิ้น"),
        "forms": _("ช่องกรอก %(n)s ช่อง"),
        "drawings": _("ภาพวาดหรือสูตร %(n)s ชิ้น"),
    }
    parts = [words[kind] % {"n": count} for kind, count in lost.items()]
    return _("วางแล้ว สิ่งที่ไม่ได้ตามมาคือ %(parts)s") % {"parts": ", ".join(parts)} if parts else ""


@require_POST
def pictures(request: Request) -> HttpResponse:
    """Keep a picture of the person's own until a text takes it."""
    upload = request.FILES.get("picture")
    if upload is None:
        return _refused(denied("value.empty_file", _("ไฟล์นี้ว่างเปล่า")))
    try:
        if not may_try("picture", str(request.user.pk), most=PICTURES_AN_HOUR, seconds=3600):
            require(denied("state.tries", _("ใส่รูปหลายครั้งเกินไป รอสักครู่แล้วลองใหม่")))
        picture = keep_picture(upload, alt=request.POST.get("alt", ""), by=request.user)
    except Refused as refused:
        return _refused(refused.decision)
    return JsonResponse({"url": f"/files/{picture.pk}/", "alt": picture.alt})


def _refused(decision: Decision) -> HttpResponse:
    return JsonResponse({"error": decision.reason}, status=decision.status)
