"""Books: one's own, a community's, a unit's."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.communities.models import Community
from sala.communities.rules import standing_of
from sala.core.locking import Stale
from sala.core.once import once
from sala.core.permissions import Refused, require
from sala.core.posted import number_in
from sala.core.responses import render_page
from sala.knowledge.actions.books import (
    change_book,
    main_book_of_community,
    main_book_of_unit,
    make_book,
    set_cover,
)
from sala.knowledge.forms.notes import BookForm
from sala.knowledge.models import Book
from sala.knowledge.queries.books import book_page, books_of
from sala.knowledge.rules.books import can_make_book, can_tend_book
from sala.people.http import Request
from sala.people.keys import keys_of
from sala.people.models import Unit


def visible_book(request: HttpRequest, book_id: int) -> Book:
    rows = Book.objects.visible_to(keys_of(request.user))
    return get_object_or_404(rows.select_related("owner", "community", "unit"), pk=book_id)


@require_GET
def books(request: Request) -> HttpResponse:
    """One's own books and those of one's communities; those of others in the agency below."""
    keys = keys_of(request.user)
    mine = Q(owner=request.user) | Q(community__in=standing_of(request.user).member_of)
    seen = Book.objects.visible_to(keys)
    context = {
        "mine": books_of(seen.filter(mine).order_by("-is_main", "pk"), keys),
        "others": books_of(seen.exclude(mine).order_by("-made_at", "-pk")[:30], keys),
        "may_make": can_make_book(request.user),
    }
    return render_page(request, "knowledge/books.html", context)


@login_not_required
@require_GET
def book(request: HttpRequest, book_id: int) -> HttpResponse:
    found = visible_book(request, book_id)
    context = {"page": book_page(found, request.user, request.GET.get("page")), "book": found}
    return render_page(request, "knowledge/book.html", context)


@require_http_methods(["GET", "POST"])
def book_new(request: Request) -> HttpResponse:
    require(can_make_book(request.user))
    posted = request.method == "POST"
    form = BookForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        try:
            return redirect(once(request, lambda: _make(request, form)))
        except Refused as refused:
            form.add_error("reach", refused.decision.reason)
    context = {"form": form}
    return render_page(request, "knowledge/book_form.html", context, status=422 if posted else 200)


def _make(request: Request, form: BookForm) -> str:
    book = make_book(form.text(), by=request.user)
    if cover := form.cleaned_data.get("cover"):
        set_cover(book, cover, by=request.user)
    messages.success(request, _("เปิดสมุดแล้ว เขียนบันทึกแรกได้เลย"))
    return book.get_absolute_url()


@require_http_methods(["GET", "POST"])
def book_editing(request: Request, book_id: int) -> HttpResponse:
    found = visible_book(request, book_id)
    require(can_tend_book(request.user, found))
    posted = request.method == "POST"
    form = BookForm(
        request.POST if posted else None, request.FILES if posted else None, initial=_initial(found)
    )
    context: dict[str, Any] = {"form": form, "book": found}
    if posted and form.is_valid():
        try:
            seen = form.cleaned_data["version"] or 0
            change_book(found, form.text(), seen=seen, by=request.user)
            if cover := form.cleaned_data.get("cover"):
                set_cover(found, cover, by=request.user)
        except Stale as stale:
            context["current"] = stale.current
        except Refused as refused:
            form.add_error("reach", refused.decision.reason)
        else:
            messages.success(request, _("บันทึกแล้ว"))
            return redirect(found)
    status = 409 if "current" in context else 422 if posted else 200
    return render_page(request, "knowledge/book_form.html", context, status=status)


def _initial(book: Book) -> dict[str, Any]:
    names = ("name", "about", "reach", "comment_policy", "licence", "elsewhere", "version")
    return {name: getattr(book, name) for name in names} | {
        "tags": ", ".join(tag.word for tag in book.tags.all())
    }


@require_POST
def community_book(request: Request, number: int) -> HttpResponse:
    """Open the community's main book and begin to write in it (R099)."""
    keys = keys_of(request.user)
    community = get_object_or_404(Community.objects.visible_to(keys), number=number)
    if community.key not in keys:
        raise Http404
    book = main_book_of_community(community, by=request.user)
    return redirect(book)


@require_POST
def unit_book(request: Request) -> HttpResponse:
    unit = get_object_or_404(
        Unit.objects.filter(Q(agency=request.user.agency_id) | Q(pk=request.user.agency_id)),
        pk=number_in(request.POST.get("unit", "")),
    )
    return redirect(main_book_of_unit(unit, by=request.user))
