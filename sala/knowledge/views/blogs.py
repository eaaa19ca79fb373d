"""Bringing an outside blog into a book, and how far it is (R099)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.models import Run
from sala.core.once import once
from sala.core.permissions import Refused, require
from sala.core.responses import render_page
from sala.knowledge.actions.blogs import KIND, ask_for_blog, cancel_blog
from sala.knowledge.forms.blogs import BlogForm
from sala.knowledge.models import Book
from sala.knowledge.rules.books import can_bring_blog
from sala.knowledge.views.books import visible_book
from sala.people.http import Request


def _tended(request: Request, book_id: int) -> Book:
    book = visible_book(request, book_id)
    require(can_bring_blog(request.user, book))
    return book


def _run(book: Book, pk: int) -> Run:
    return get_object_or_404(Run, pk=pk, kind=KIND, settings__book=book.pk)


@require_http_methods(["GET", "POST"])
def blog(request: Request, book_id: int) -> HttpResponse:
    book = _tended(request, book_id)
    posted = request.method == "POST"
    form = BlogForm(request.POST, request.FILES, book=book) if posted else BlogForm(book=book)
    if posted and form.is_valid():
        try:
            return redirect(once(request, lambda: _ask(request, book, form)))
        except Refused as refused:
            form.add_error("file", refused.decision.reason)
    runs = list(Run.objects.filter(kind=KIND, settings__book=book.pk).order_by("-pk")[:10])
    context = {"book": book, "form": form, "runs": runs}
    return render_page(request, "knowledge/blog.html", context, status=422 if posted else 200)


def _ask(request: Request, book: Book, form: BlogForm) -> str:
    run = ask_for_blog(book, form.cleaned_data["file"], form.wish(), by=request.user)
    return reverse("knowledge:blog_run", args=[book.pk, run.pk])


@require_GET
def blog_run(request: Request, book_id: int, pk: int) -> HttpResponse:
    book = _tended(request, book_id)
    context = {"book": book, "run": _run(book, pk)}
    return render_page(request, "knowledge/blog_run.html", context, partial="progress")


@require_POST
def cancellation(request: Request, book_id: int, pk: int) -> HttpResponse:
    book = _tended(request, book_id)
    cancel_blog(_run(book, pk), by=request.user)
    return redirect("knowledge:blog_run", book.pk, pk)
