"""Whose a note is, where it lives and whether it stays."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.permissions import require
from sala.core.posted import number_in
from sala.core.responses import render_page
from sala.knowledge.actions.notes import move_note, remove_note
from sala.knowledge.actions.owners import add_owner, end_owner, hand_over
from sala.knowledge.forms.notes import RemovalForm
from sala.knowledge.models import Book, Note
from sala.knowledge.queries.books import writable_books
from sala.knowledge.queries.notes import writers
from sala.knowledge.rules.notes import can_edit_note, can_hand_over, can_remove_note, owner_ids
from sala.knowledge.views.notes import live_note
from sala.people.http import Request
from sala.people.keys import keys_of
from sala.people.models import Person
from sala.people.queries import people_named, visible_people


@require_GET
def note_owners(request: Request, number: int) -> HttpResponse:
    """Who writes it, and who else might; the book it stands in."""
    found = _note_to_arrange(request, number)
    text = request.GET.get("q", "")[:100]
    may_edit = can_edit_note(request.user, found)
    context = {
        "note": found,
        "writers": writers(found),
        "found": people_named(found.agency_id, text) if text else [],
        "q": text,
        "may_edit": may_edit,
        "may_hand_over": can_hand_over(request.user, found),
        "books": writable_books(request.user) if may_edit else [],
    }
    return render_page(request, "knowledge/note_owners.html", context)


def _note_to_arrange(request: Request, number: int) -> Note:
    """A note the person reads and may arrange. When its writers have gone, the KM team finds it
    here too, whatever its audience was."""
    rows = Note.objects.filter(removed_at__isnull=True, agency_id=request.user.agency_id)
    found = get_object_or_404(rows.select_related("book__community", "author"), number=number)
    may = can_hand_over(request.user, found)
    if not may:
        live_note(request, number)
    require(may)
    return found


@require_POST
def note_owner_adding(request: Request, number: int) -> HttpResponse:
    note = live_note(request, number)
    add_owner(note, _colleague(request), by=request.user)
    messages.success(request, _("เพิ่มผู้เขียนร่วมแล้ว"))
    return redirect("knowledge:note_owners", number)


@require_POST
def note_owner_ending(request: Request, number: int) -> HttpResponse:
    note = live_note(request, number)
    person = get_object_or_404(Person, pk=_person_id(request))
    end_owner(note, person, by=request.user)
    messages.success(request, _("ถอนชื่อผู้เขียนร่วมแล้ว"))
    return redirect(note if request.user.pk == person.pk else f"/n/{number}/owners/")


@require_POST
def note_handover(request: Request, number: int) -> HttpResponse:
    note = _note_to_arrange(request, number)
    person = _colleague(request)
    hand_over(note, person, by=request.user)
    messages.success(request, _("ส่งต่อให้%(name)sแล้ว") % {"name": person.polite_name})
    return redirect("knowledge:notes")


def _person_id(request: Request) -> int:
    number = number_in(request.POST.get("person", ""))
    if number is None:
        raise Http404
    return number


def _colleague(request: Request) -> Person:
    return get_object_or_404(visible_people(request.user), pk=_person_id(request))


@require_POST
def note_moving(request: Request, number: int) -> HttpResponse:
    note = live_note(request, number)
    chosen = number_in(request.POST.get("book", ""))
    book = next((one for one in writable_books(request.user) if one.pk == chosen), None)
    if book is None:  # what the person may not even see is not there; the rest is refused in words
        book = get_object_or_404(Book.objects.visible_to(keys_of(request.user)), pk=chosen)
    move_note(note, book, by=request.user)
    messages.success(
        request, _("ย้ายไปสมุด “%(book)s” แล้ว เลขที่และลิงก์เดิมยังใช้ได้") % {"book": book.name}
    )
    return redirect(note)


@require_http_methods(["GET", "POST"])
def note_removal(request: Request, number: int) -> HttpResponse:
    note = live_note(request, number)
    require(can_remove_note(request.user, note))
    posted = request.method == "POST"
    form = RemovalForm(request.POST if posted else None, is_own=request.user.pk in owner_ids(note))
    if posted and form.is_valid():
        remove_note(note, why=form.cleaned_data["why"], by=request.user)
        messages.success(request, _("นำบันทึกออกแล้ว เลขที่นี้จะไม่ใช้ซ้ำ"))
        return redirect("knowledge:notes")
    context = {"form": form, "note": note}
    return render_page(
        request, "knowledge/note_removal.html", context, status=422 if posted else 200
    )
