from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sala.core.permissions import require
from sala.core.responses import render_page
from sala.people.http import Request
from sala.people.keys import keys_of
from sala.talk.actions.reports import report
from sala.talk.forms.reports import ReportForm
from sala.talk.models import Thread
from sala.talk.rules.reports import can_report
from sala.talk.things import is_visible
from sala.talk.written import Written, written_of


def readable_words(request: Request, kind: str, pk: int) -> Written:
    """Words the person reads; to others there are none."""
    written = written_of(kind, [pk]).get(pk)
    if written is None or not _reads(request, written):
        raise Http404
    return written


def _reads(request: Request, written: Written) -> bool:
    if isinstance(written.thing, Thread):
        return written.audience in keys_of(request.user)
    is_its_own = written.thing.audience == written.audience
    return is_its_own and is_visible(request.user, written.thing)


@require_http_methods(["GET", "POST"])
def reporting(request: Request, kind: str, pk: int) -> HttpResponse:
    written = readable_words(request, kind, pk)
    require(can_report(request.user, written.row))
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        report(written, harm=data["harm"], why=data["why"], by=request.user)
        messages.success(request, _("แจ้งผู้ดูแลแล้ว จะบอกผลให้ทราบ ขอบคุณที่ช่วยดูแลวงของเรา"))
        return redirect(written.url)
    status = 200 if request.method == "GET" else 422
    context = {"written": written, "form": form}
    return render_page(request, "talk/reporting.html", context, status=status)
