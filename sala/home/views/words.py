"""Words of a search: missed ones, synonyms, and the glossary."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.locking import Stale
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.home import actions
from sala.home.forms import SynonymForm
from sala.home.queries.search import missed_by
from sala.home.queries.words import explained, group_rows
from sala.home.rules import can_keep_words
from sala.people.http import Request
from sala.search.models import MissedQuery, SynonymGroup
from sala.search.state import state


@login_not_required
@require_GET
def glossary(request: HttpRequest) -> HttpResponse:
    words, groups = explained(request.user)
    return render_page(request, "home/glossary.html", {"words": words, "groups": groups})


@require_GET
def searches(request: Request) -> HttpResponse:
    """What was looked for in vain, the most asked first."""
    require(can_keep_words(request.user))
    context = {"missed": missed_by(request.user), "index": state()}
    return render_page(request, "home/searches.html", context)


@require_POST
def searches_settled(request: Request, pk: int) -> HttpResponse:
    rows = MissedQuery.objects.filter(agency__in=["", str(request.user.agency_id)])
    actions.settle_missed(get_object_or_404(rows, pk=pk), by=request.user)
    return redirect("home:searches")


@require_http_methods(["GET", "POST"])
def synonyms(request: Request) -> HttpResponse:
    require(can_keep_words(request.user))
    word = request.GET.get("word", "")[:80]
    form = SynonymForm(request.POST or None, initial={"words": f"{word}\n" if word else ""})
    if request.method == "POST" and form.is_valid():
        actions.add_synonyms(form.cleaned_data["words"], by=request.user)
        messages.success(request, _("บันทึกแล้ว การค้นครั้งต่อไปใช้คำชุดนี้ทันที"))
        return redirect("home:synonyms")
    context = {"groups": group_rows(request.user), "form": form}
    status = 200 if request.method == "GET" else 422
    return render_page(request, "home/synonyms.html", context, status=status)


def _group(request: Request, pk: int) -> SynonymGroup:
    rows = SynonymGroup.objects.filter(agency__in=["", str(request.user.agency_id)])
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "POST"])
def synonym(request: Request, pk: int) -> HttpResponse:
    require(can_keep_words(request.user))
    group = _group(request, pk)
    initial = {"words": "\n".join(group.words), "seen": group.version}
    form = SynonymForm(request.POST or None, initial=initial)
    current = None
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            actions.change_synonyms(group, form.cleaned_data["words"], seen=seen, by=request.user)
        except Stale as stale:
            current = stale.current
            form.data = {**request.POST.dict(), "seen": str(getattr(current, "version", 0))}
        else:
            messages.success(request, _("บันทึกแล้ว การค้นครั้งต่อไปใช้คำชุดนี้ทันที"))
            return redirect("home:synonyms")
    status = 200 if request.method == "GET" else 409 if current else 422
    context = {"group": group, "form": form, "current": current}
    return render_page(request, "home/synonym.html", context, status=status)


@require_POST
def synonym_dropped(request: Request, pk: int) -> HttpResponse:
    actions.drop_synonyms(_group(request, pk), by=request.user)
    messages.success(request, _("เลิกใช้คำชุดนี้แล้ว"))
    return redirect("home:synonyms")


@require_POST
def synonym_restored(request: Request, pk: int) -> HttpResponse:
    actions.restore_synonyms(_group(request, pk), by=request.user)
    messages.success(request, _("กลับไปใช้คำชุดเดิมแล้ว"))
    return redirect("home:synonyms")
