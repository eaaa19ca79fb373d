"""Putting a set together, and having it made into a book."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.communities.models import Community
from sala.core.locking import Stale
from sala.core.models import Run
from sala.core.once import once
from sala.core.permissions import Refused, require
from sala.core.posted import number_in
from sala.core.responses import render_page
from sala.knowledge.licences import usual_licence
from sala.people.http import Request
from sala.publishing.actions.building import ask_for_edition, cancel_edition
from sala.publishing.actions.collections import (
    add_chapter,
    answer_consent,
    begin_collection,
    change_collection,
    move_chapter,
    put_back,
    remove_chapter,
    renew_chapter,
    set_cover,
    take_down,
)
from sala.publishing.forms import CollectionForm, initial_of, picked
from sala.publishing.models import Chapter, Collection
from sala.publishing.queries.builder import consents_asked, facilitated, runs_of, set_page, tended
from sala.publishing.rules import can_begin_collection


def tended_set(request: Request, number: int) -> Collection:
    """Hidden from who does not work on it."""
    rows = tended(request.user).select_related("community", "agency", "current")
    return get_object_or_404(rows, number=number)


@require_GET
def sets(request: Request) -> HttpResponse:
    communities = list(facilitated(request.user))
    may = can_begin_collection(request.user, None)
    if not communities and not may:
        raise Http404
    rows = tended(request.user).select_related("community", "current").order_by("-made_at", "-pk")
    context = {"rows": list(rows[:100]), "communities": communities, "may_agency": may}
    return render_page(request, "publishing/sets.html", context)


@require_http_methods(["GET", "POST"])
def set_new(request: Request) -> HttpResponse:
    community = _community(request)
    require(can_begin_collection(request.user, community))
    posted = request.method == "POST"
    agency_id = community.agency_id if community else request.user.agency_id
    form = CollectionForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        community=community,
        initial={"licence": usual_licence(agency_id)},
    )
    if posted and form.is_valid():
        try:
            return redirect(once(request, lambda: _make(request, form, community)))
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
    context = {"form": form, "community": community}
    return render_page(request, "publishing/set_form.html", context, status=422 if posted else 200)


def _community(request: Request) -> Community | None:
    asked = request.GET.get("community", "")
    if not asked:
        return None
    return get_object_or_404(facilitated(request.user), number=number_in(asked))


def _make(request: Request, form: CollectionForm, community: Community | None) -> str:
    made = begin_collection(form.text(), by=request.user, community=community)
    if cover := form.cleaned_data.get("cover"):
        set_cover(made, cover, by=request.user)
    return f"/shelf/sets/{made.number}/"


@require_GET
def one_set(request: Request, number: int) -> HttpResponse:
    page = set_page(tended_set(request, number), request.user, request.GET.get("q", ""))
    return render_page(request, "publishing/set.html", {"page": page}, partial="offers")


@require_http_methods(["GET", "POST"])
def set_editing(request: Request, number: int) -> HttpResponse:
    found = tended_set(request, number)
    posted = request.method == "POST"
    form = CollectionForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        community=found.community,
        initial=initial_of(found),
    )
    context: dict[str, Any] = {"form": form, "collection": found}
    if posted and form.is_valid():
        try:
            seen = form.cleaned_data["version"] or 0
            change_collection(found, form.text(), seen=seen, by=request.user)
            if cover := form.cleaned_data.get("cover"):
                set_cover(found, cover, by=request.user)
        except Stale as stale:
            context["current"] = stale.current
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
        else:
            messages.success(request, _("บันทึกแล้ว"))
            return redirect("publishing:set", number)
    status = 409 if "current" in context else 422 if posted else 200
    return render_page(request, "publishing/set_form.html", context, status=status)


@require_POST
def chapters(request: Request, number: int) -> HttpResponse:
    """Everything ticked comes in at the end, in the order shown."""
    found = tended_set(request, number)
    for label, object_id in picked(request.POST.getlist("item")):
        try:
            add_chapter(found, label, object_id, by=request.user)
        except Chapter.DoesNotExist as hidden:
            raise Http404 from hidden
    return redirect(f"/shelf/sets/{number}/#chapters")


def _chapter(request: Request, number: int, chapter_id: int) -> Chapter:
    rows = Chapter.objects.select_related("collection")
    return get_object_or_404(rows, pk=chapter_id, collection=tended_set(request, number))


@require_POST
def chapter_delete(request: Request, number: int, chapter_id: int) -> HttpResponse:
    remove_chapter(_chapter(request, number, chapter_id), by=request.user)
    return redirect(f"/shelf/sets/{number}/#chapters")


@require_POST
def chapter_moving(request: Request, number: int, chapter_id: int) -> HttpResponse:
    chapter = _chapter(request, number, chapter_id)
    step = -1 if request.POST.get("step") == "up" else 1
    move_chapter(chapter, step, by=request.user)
    return redirect(f"/shelf/sets/{number}/#chapter{chapter.pk}")


@require_POST
def chapter_renewal(request: Request, number: int, chapter_id: int) -> HttpResponse:
    try:
        renew_chapter(_chapter(request, number, chapter_id), by=request.user)
    except Chapter.DoesNotExist as hidden:
        raise Http404 from hidden
    return redirect(f"/shelf/sets/{number}/#chapters")


@require_POST
def edition(request: Request, number: int) -> HttpResponse:
    run = ask_for_edition(tended_set(request, number), by=request.user)
    return redirect("publishing:run", number, run.pk)


def _run(request: Request, number: int, run_id: int) -> tuple[Collection, Run]:
    found = tended_set(request, number)
    return found, get_object_or_404(runs_of(found), pk=run_id)


@require_GET
def run(request: Request, number: int, run_id: int) -> HttpResponse:
    found, row = _run(request, number, run_id)
    context = {"run": row, "collection": found}
    return render_page(request, "publishing/run.html", context, partial="progress")


@require_POST
def run_cancellation(request: Request, number: int, run_id: int) -> HttpResponse:
    found, row = _run(request, number, run_id)
    cancel_edition(row, found, by=request.user)
    return redirect("publishing:run", number, run_id)


@require_POST
def withdrawal(request: Request, number: int) -> HttpResponse:
    take_down(tended_set(request, number), by=request.user)
    return redirect("publishing:set", number)


@require_POST
def withdrawal_delete(request: Request, number: int) -> HttpResponse:
    put_back(tended_set(request, number), by=request.user)
    return redirect("publishing:set", number)


@require_GET
def consents(request: Request) -> HttpResponse:
    context = {"rows": consents_asked(request.user)}
    return render_page(request, "publishing/consents.html", context)


@require_POST
def consent(request: Request, chapter_id: int) -> HttpResponse:
    rows = {row.chapter.pk: row.chapter for row in consents_asked(request.user)}
    if chapter_id not in rows:
        raise Http404
    answer_consent(rows[chapter_id], agrees=request.POST.get("agrees") == "yes", by=request.user)
    messages.success(request, _("ตอบแล้ว ขอบคุณ"))
    return redirect("publishing:consents")
