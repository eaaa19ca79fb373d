from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.drafts import draft_of, drop_draft, keep_draft
from sala.core.locking import Stale
from sala.core.once import once
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.people.http import Request
from sala.people.keys import keys_of
from sala.people.queries import counts_opens
from sala.talk.actions.daily import (
    add_piece,
    count_open,
    edit_piece,
    move_piece,
    remove_piece,
    set_daily,
)
from sala.talk.forms import PieceForm, TimingForm
from sala.talk.models import Piece
from sala.talk.queries import archive_page, piece_row, queue_page
from sala.talk.queries.about import threads_about
from sala.talk.rules import can_change_piece, can_set_daily
from sala.talk.views.threads import inside

FIELDS = ("title", "text")


def visible_piece(request: Request, pk: int) -> Piece:
    rows = Piece.objects.visible_to(keys_of(request.user))
    piece: Piece = get_object_or_404(rows.select_related("community", "made_by"), pk=pk)
    return piece


@require_GET
def archive(request: Request, number: int) -> HttpResponse:
    community = inside(request, number)
    try:
        before = date.fromisoformat(request.GET.get("before", ""))
    except ValueError:
        before = None
    page = archive_page(community, request.user, before=before)
    return render_page(request, "talk/daily.html", {"page": page})


@require_GET
def piece(request: Request, pk: int) -> HttpResponse:
    """One piece. What waits is seen by who fills the queue."""
    found = visible_piece(request, pk)
    if found.sent_on is None:
        require(can_set_daily(request.user, found.community))
    elif "m" in request.GET and counts_opens(found.agency_id):
        count_open(found)
    threads = threads_about(request.user, found._meta.label_lower, [found.pk]).get(found.pk, [])
    return render_page(request, "talk/piece.html", {"row": piece_row(found), "threads": threads})


@require_http_methods(["GET", "POST"])
def queue(request: Request, number: int) -> HttpResponse:
    """What waits and what is added to it."""
    community = inside(request, number)
    require(can_set_daily(request.user, community))
    key = f"piece:{community.pk}"
    form = PieceForm(request.POST or None)
    if form.is_valid():

        def add() -> str:
            words = {name: form.cleaned_data[name] for name in FIELDS}
            add_piece(community, by=request.user, **words)
            drop_draft(request.user.pk, key)
            messages.success(request, _("เข้าคิวแล้ว"))
            return reverse("talk:daily_queue", args=[number])

        return redirect(once(request, add))
    page = queue_page(community)
    if not form.is_bound and (draft := draft_of(request.user.pk, key)):
        form.initial.update({name: text for name, text in draft.fields.items() if text})
    daily = page.daily
    initial = {"version": daily.version, "is_on": daily.is_on, "hour": daily.hour}
    timing = TimingForm(initial=initial | {"weekdays": daily.weekdays})
    context = {"page": page, "form": form, "timing": timing, "draft_key": key}
    status = 422 if form.is_bound else 200
    return render_page(request, "talk/daily_queue.html", context, status=status)


@require_POST
def queue_draft(request: Request, number: int) -> HttpResponse:
    """Keeps what is being typed; answers with nothing."""
    community = inside(request, number)
    require(can_set_daily(request.user, community))
    fields = {name: request.POST.get(name, "")[:2000] for name in FIELDS}
    keep_draft(request.user.pk, f"piece:{community.pk}", fields)
    return HttpResponse(status=204)


@require_POST
def timing(request: Request, number: int) -> HttpResponse:
    community = inside(request, number)
    require(can_set_daily(request.user, community))
    form = TimingForm(request.POST)
    if not form.is_valid():
        context = {"page": queue_page(community), "form": PieceForm(), "timing": form}
        return render_page(request, "talk/daily_queue.html", context, status=422)
    try:
        set_daily(community, form.timing(), seen=form.cleaned_data["version"], by=request.user)
        messages.success(request, _("บันทึกเวลาส่งแล้ว"))
    except Stale:
        messages.warning(request, _("มีคนเปลี่ยนเวลาส่งก่อนหน้านี้ ตรวจแล้วบันทึกอีกครั้ง"))
    return redirect("talk:daily_queue", number)


@require_http_methods(["GET", "POST"])
def editing(request: Request, pk: int) -> HttpResponse:
    found = visible_piece(request, pk)
    require(can_change_piece(request.user, found))
    initial = {"version": found.version, "title": found.title, "text": found.text}
    form = PieceForm(request.POST or None, initial=initial)
    context = {"piece": found, "form": form, "draft_key": f"piece-{pk}"}
    if form.is_valid():
        data = form.cleaned_data
        words = {name: data[name] for name in FIELDS}
        try:
            edit_piece(found, seen=data["version"] or 0, by=request.user, **words)
        except Stale as stale:
            typed = request.POST.copy()
            typed["version"] = str(getattr(stale.current, "version", 0))
            context |= {"form": PieceForm(typed), "other": stale.current}
            return render_page(request, "talk/piece_editing.html", context, status=409)
        messages.success(request, _("แก้แล้ว"))
        return redirect("talk:daily_queue", found.community.number)
    status = 422 if form.is_bound else 200
    return render_page(request, "talk/piece_editing.html", context, status=status)


@require_POST
def moving(request: Request, pk: int) -> HttpResponse:
    found = visible_piece(request, pk)
    move_piece(found, is_up=request.POST.get("way") != "down", by=request.user)
    return redirect("talk:daily_queue", found.community.number)


@require_POST
def removal(request: Request, pk: int) -> HttpResponse:
    found = visible_piece(request, pk)
    number = found.community.number
    remove_piece(found, by=request.user)
    messages.success(request, _("นำออกจากคิวแล้ว"))
    return redirect("talk:daily_queue", number)
