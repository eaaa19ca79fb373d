from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sala.core.permissions import denied, require
from sala.core.posted import text_in
from sala.core.responses import render_page
from sala.people.http import Request
from sala.people.keys import keys_of
from sala.talk.actions.comments import remove_comment, show_comment
from sala.talk.actions.reports import bring_back, decide
from sala.talk.models import Comment, Ruling
from sala.talk.queries.moderation import queue_of, tended
from sala.talk.rules.comments import can_moderate
from sala.talk.rules.reports import can_decide
from sala.talk.written import Written, written_of


@require_GET
def queue(request: Request) -> HttpResponse:
    """What the person has to decide about; to who tends nothing, an empty page."""
    return render_page(request, "talk/moderation.html", {"queue": queue_of(request.user)})


@require_POST
def showing(request: Request, pk: int) -> HttpResponse:
    """A guest's comment is let through, or removed with a reason."""
    rows = Comment.objects.waiting().filter(tended(request.user)).select_related("community")
    comment = get_object_or_404(rows, pk=pk)
    if request.POST.get("decision") == "show":
        show_comment(comment, by=request.user)
        messages.success(request, _("ให้แสดงความเห็นนี้แล้ว"))
    else:
        remove_comment(comment, why=text_in(request, "why", 300), by=request.user)
        messages.success(request, _("ไม่ให้แสดงความเห็นนี้แล้ว"))
    return redirect("talk:moderation")


def tended_words(request: Request, kind: str, pk: int) -> Written:
    """Words the person moderates or decides about; to others there are none."""
    written = written_of(kind, [pk]).get(pk)
    may_meet = written and (
        can_moderate(request.user, written) or can_decide(request.user, written)
    )
    if written is None or not may_meet:
        raise Http404
    return written


@require_POST
def deciding(request: Request, kind: str, pk: int) -> HttpResponse:
    written = tended_words(request, kind, pk)
    ruling = request.POST.get("ruling", "")
    if ruling not in Ruling.values:
        require(denied("value.ruling", _("เลือกว่าจะคงไว้ ซ่อน หรือนำออก")))
    decide(written, ruling=ruling, why=text_in(request, "why", 300), by=request.user)
    messages.success(request, _("ตัดสินแล้ว แจ้งผู้เกี่ยวข้องให้ทราบแล้ว"))
    return redirect("talk:moderation")


@require_POST
def restoring(request: Request, kind: str, pk: int) -> HttpResponse:
    written = bring_back(tended_words(request, kind, pk), by=request.user)
    messages.success(request, _("นำข้อความกลับมาแสดงแล้ว"))
    may_read = written.audience in keys_of(request.user)
    return redirect(written.url if may_read else "talk:moderation")
