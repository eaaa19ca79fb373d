"""Reading and writing notes."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.drafts import draft_of, drop_draft, keep_draft
from sala.core.locking import Stale
from sala.core.once import once
from sala.core.permissions import Refused, require
from sala.core.posted import number_in
from sala.core.responses import render_page
from sala.knowledge.actions.books import main_book
from sala.knowledge.actions.notes import NoteText, edit_note, publish_note, write_note
from sala.knowledge.actions.pictures import with_picture
from sala.knowledge.forms.notes import (
    DRAFTED,
    NoteForm,
    StoryForm,
    defaults_of,
    initial_of,
    own_series,
)
from sala.knowledge.models import Book, Note
from sala.knowledge.queries.books import STORY_KEY, book_to_come, writable_books
from sala.knowledge.queries.notes import (
    for_lists,
    history,
    note_page,
    note_rows,
    own_drafts,
    published,
)
from sala.knowledge.reads import note_read
from sala.knowledge.rules.books import can_make_book
from sala.knowledge.rules.notes import can_copy_note, can_edit_note
from sala.knowledge.views.bringing import brought_response, is_bringing, take_draft
from sala.people.http import Request
from sala.people.keys import keys_of

NOTES = 20
LONGEST_DRAFT = 100_000


def visible_note(request: HttpRequest, number: int) -> Note:
    rows = Note.objects.visible_to(keys_of(request.user))
    rows = rows.select_related("book__community", "author", "agency", "series", "removed_by")
    return get_object_or_404(rows, number=number)


def live_note(request: HttpRequest, number: int) -> Note:
    return get_object_or_404(
        Note.objects.visible_to(keys_of(request.user))
        .filter(removed_at__isnull=True)
        .select_related("book__community", "author", "agency", "series"),
        number=number,
    )


@login_not_required
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Notes the reader may see, newest first; one's own drafts above."""
    page = Paginator(for_lists(published(keys_of(request.user))), NOTES)
    rows = page.get_page(request.GET.get("page"))
    is_known = request.user.is_authenticated
    context = {
        "rows": note_rows(rows.object_list, keys_of(request.user)),
        "page": rows,
        "drafts": own_drafts(cast("Request", request).user) if is_known else [],
        "may_write": is_known and can_make_book(request.user),
    }
    return render_page(request, "knowledge/notes.html", context)


@login_not_required
@require_GET
def note(request: HttpRequest, number: int) -> HttpResponse:
    found = visible_note(request, number)
    if found.removed_at is not None:
        return render_page(request, "knowledge/note_gone.html", {"note": found}, status=410)
    page = note_page(found, request.user, keys_of(request.user))
    note_read(request, found)
    return render_page(request, "knowledge/note.html", {"page": page, "note": found})


@login_not_required
@require_GET
def note_print(request: HttpRequest, number: int) -> HttpResponse:
    """On paper, with its number, names and licence (I16)."""
    found = live_note(request, number)
    page = note_page(found, request.user, keys_of(request.user))
    return render_page(request, "knowledge/note_print.html", {"page": page, "note": found})


@login_not_required
@require_GET
def note_history(request: HttpRequest, number: int) -> HttpResponse:
    found = live_note(request, number)
    context = {"note": found, "rows": history(found, request.user, keys_of(request.user))}
    return render_page(request, "knowledge/note_history.html", context)


def own_books(request: Request) -> list[Book]:
    """Where to write; who has no book yet gets the first one in name only, until it is used."""
    require(can_make_book(request.user))
    books = writable_books(request.user)
    if not any(book.owner_id == request.user.pk for book in books):
        books.insert(0, book_to_come(request.user))
    return books


def settled_book(request: Request, book: Book) -> Book:
    return book if book.pk else main_book(request.user)


def chosen_book(request: Request, books: list[Book]) -> Book:
    wanted = number_in(request.GET.get("book", ""))
    return next((book for book in books if book.pk == wanted), books[0])


@require_http_methods(["GET", "POST"])
def story(request: Request) -> HttpResponse:
    """เล่าให้ฟัง: three lines, from a phone."""
    return _new(request, StoryForm, "knowledge/story.html", STORY_KEY)


@require_http_methods(["GET", "POST"])
def note_new(request: Request) -> HttpResponse:
    """A note in full; `?from=` begins with the text of another where its licence lets one."""
    return _new(request, NoteForm, "knowledge/note_form.html", "note:new")


def _new(
    request: Request, form_class: type[StoryForm | NoteForm], template: str, key: str
) -> HttpResponse:
    books = own_books(request)
    if books[0].pk and request.POST.get("book") == "0":  # opened before the first note was written
        books.insert(0, book_to_come(request.user))
    copied = _copied(request)
    posted = request.method == "POST"
    form = form_class(
        request.POST if posted else None,
        request.FILES if posted else None,
        books=books,
        initial=defaults_of(chosen_book(request, books)) | _taken(copied),
    )
    context: dict[str, Any] = {"form": form, "draft_key": key, "copied": copied}
    context["series"] = own_series(request.user)
    if is_bringing(request) and form_class is NoteForm:
        return brought_response(
            request,
            lambda typed: NoteForm(books=books, initial=typed),
            template,
            context,
            drafted=DRAFTED,
        )
    if posted:
        if form.is_valid():
            return redirect(once(request, lambda: _write(request, form, key, copied)))
        keep_draft(request.user.pk, key, _typed(request))
    elif draft := draft_of(request.user.pk, key):
        context["draft"] = draft
        take_draft(form, draft.fields)
    return render_page(request, template, context, status=422 if posted else 200)


def _copied(request: Request) -> Note | None:
    """The note this one begins with; refused where its licence says so."""
    number = number_in(request.GET.get("from", ""))
    if number is None:
        return None
    found = live_note(request, number)
    require(can_copy_note(request.user, found))
    return found


def _taken(copied: Note | None) -> dict[str, Any]:
    return {"title": copied.title, "body": copied.body} if copied else {}


def _write(request: Request, form: StoryForm | NoteForm, key: str, copied: Note | None) -> str:
    text = _text(request, form)
    is_draft = "draft" in request.POST
    book = settled_book(request, form.chosen_book)
    note = write_note(book, text, by=request.user, is_draft=is_draft, copied_from=copied)
    drop_draft(request.user.pk, key)
    done = _("เก็บเป็นร่างแล้ว ยังไม่มีใครเห็นนอกจากคุณ") if is_draft else _("เผยแพร่แล้ว ขอบคุณที่เล่าให้ฟัง")
    messages.success(request, done)
    return note.get_absolute_url()


def _text(request: Request, form: StoryForm | NoteForm) -> NoteText:
    text, data = form.text(), form.cleaned_data
    body = with_picture(
        text.body, data.get("picture") or None, alt=data["picture_alt"], by=request.user
    )
    return text._replace(body=body)


def _typed(request: Request) -> dict[str, str]:
    return {name: request.POST.get(name, "")[:LONGEST_DRAFT] for name in DRAFTED}


@require_POST
def note_draft(request: Request, key: str) -> HttpResponse:
    """Keeps what is being typed; answers with nothing."""
    if key not in {"new", "story"}:
        require(can_edit_note(request.user, live_note(request, number_in(key) or 0)))
    keep_draft(request.user.pk, f"note:{key}", _typed(request))
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
def note_editing(request: Request, number: int) -> HttpResponse:
    found = live_note(request, number)
    require(can_edit_note(request.user, found))
    key = f"note:{found.number}"
    posted = request.method == "POST"
    books = [found.book]
    form = NoteForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        books=books,
        initial=initial_of(found),
    )
    context: dict[str, Any] = {"form": form, "draft_key": key, "note": found}
    context["series"] = own_series(request.user)
    if is_bringing(request):
        return brought_response(
            request,
            lambda typed: NoteForm(books=books, initial=typed),
            "knowledge/note_form.html",
            context,
            drafted=DRAFTED,
        )
    if posted and form.is_valid():
        try:
            seen = form.cleaned_data["version"] or 0
            edit_note(found, _text(request, form), seen=seen, by=request.user)
        except Stale as stale:
            context["current"] = stale.current
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
        else:
            drop_draft(request.user.pk, key)
            messages.success(request, _("บันทึกแล้ว"))
            return redirect(found.get_absolute_url())
    if posted:
        keep_draft(request.user.pk, key, _typed(request))
    elif draft := draft_of(request.user.pk, key):
        context["draft"] = draft
        take_draft(form, draft.fields)
    status = 409 if "current" in context else 422 if posted else 200
    return render_page(request, "knowledge/note_form.html", context, status=status)


@require_POST
def note_publication(request: Request, number: int) -> HttpResponse:
    found = publish_note(live_note(request, number), by=request.user)
    messages.success(request, _("เผยแพร่แล้ว ขอบคุณที่เล่าให้ฟัง"))
    return redirect(found.get_absolute_url())


@login_not_required
@require_GET
def notes_help(request: HttpRequest) -> HttpResponse:
    """คู่มือการเขียนบันทึก (R093)."""
    return render_page(request, "knowledge/notes_help.html", {})
