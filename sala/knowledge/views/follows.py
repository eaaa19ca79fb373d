"""ที่ติดตาม, and the pages of words."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sala.communities.models import Community
from sala.core.posted import number_in, text_in
from sala.core.responses import back_to, render_page
from sala.knowledge.actions.follows import (
    follow_community,
    follow_person,
    follow_tag,
    set_follow,
    unfollow,
)
from sala.knowledge.models import Asset, Follow, Note, NoteTag
from sala.knowledge.queries.follows import circle_of, following_of, news_of, tag_button
from sala.knowledge.queries.notes import NoteRow, for_lists, note_rows, published
from sala.knowledge.queries.register import Row, rows_of
from sala.knowledge.rules.follows import can_follow_person
from sala.knowledge.tagging import tag_key
from sala.people.http import Request
from sala.people.keys import keys_of
from sala.people.models import Person
from sala.people.queries import visible_people

NOTES = 20


@require_GET
def following(request: Request) -> HttpResponse:
    page = Paginator(news_of(request.user), NOTES).get_page(request.GET.get("page"))
    context = {
        "rows": _rows([(name, pk) for name, pk, _at in page.object_list], keys_of(request.user)),
        "page": page,
        "following": following_of(request.user),
    }
    return render_page(request, "knowledge/following.html", context)


def _rows(news: Sequence[tuple[str, int]], keys: set[str]) -> list[NoteRow | Row]:
    """Lines of notes and of items, in the order of the news."""
    notes = Note.objects.filter(pk__in=[pk for name, pk in news if name == "note"])
    items = Asset.objects.filter(pk__in=[pk for name, pk in news if name == "item"])
    found: dict[tuple[str, int], NoteRow | Row] = {}
    found |= {("note", row.note.pk): row for row in note_rows(for_lists(notes), keys)}
    lines = rows_of(list(items.select_related("current")), keys)
    found |= {("item", line.asset.pk): line for line in lines}
    return [found[one] for one in news if one in found]


@require_POST
def follow(request: Request) -> HttpResponse:
    """`kind_of` person, community or tag; `target` its handle, number or key."""
    kind, target = _asked(request)
    is_private = request.POST.get("private") == "1"
    if kind == "person":
        follow_person(_person(request, target), by=request.user, is_private=is_private)
    elif kind == "community":
        follow_community(_community(request, target), by=request.user, is_private=is_private)
    else:
        follow_tag(target, by=request.user, is_private=is_private)
    messages.success(request, _("ติดตามแล้ว เรื่องใหม่จะอยู่ในหน้า “ที่ติดตาม”"))
    return _back(request)


@require_POST
def unfollowing(request: Request) -> HttpResponse:
    kind, target = _asked(request)
    own = Follow.objects.filter(follower=request.user)
    if kind == "person":
        rows = own.filter(person__handle=target)
    elif kind == "community":
        rows = own.filter(community__number=number_in(target) or 0)
    else:
        rows = own.filter(tag_key=target)
    for row in rows:
        unfollow(row, by=request.user)
    messages.success(request, _("เลิกติดตามแล้ว"))
    return _back(request)


@require_POST
def follow_setting(request: Request, follow_id: int) -> HttpResponse:
    row = get_object_or_404(Follow, pk=follow_id, follower=request.user)
    if "stop" in request.POST:
        unfollow(row, by=request.user)
    else:
        set_follow(
            row,
            is_private="is_private" in request.POST,
            is_muted="is_muted" in request.POST,
            by=request.user,
        )
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("knowledge:following")


def _asked(request: Request) -> tuple[str, str]:
    kind, target = text_in(request, "kind_of", 10), text_in(request, "target", 80)
    if kind not in {"person", "community", "tag"} or not target:
        raise Http404
    return kind, target


def _person(request: Request, handle: str) -> Person:
    """Somebody one meets; to others there is no such person."""
    person = get_object_or_404(Person, handle=handle)
    if not can_follow_person(request.user, person) and person.pk != request.user.pk:
        raise Http404
    return person


def _community(request: Request, number: str) -> Community:
    rows = Community.objects.visible_to(keys_of(request.user))
    return get_object_or_404(rows, number=number_in(number))


def _back(request: Request) -> HttpResponse:
    return back_to(request, "/following/")


@require_GET
def circle(request: Request, handle: str) -> HttpResponse:
    """Whom a colleague follows and who follows; private follows stay out."""
    person = get_object_or_404(visible_people(request.user), handle=handle)
    context = {"person": person, "circle": circle_of(person)}
    return render_page(request, "knowledge/circle.html", context)


@login_not_required
@require_GET
def tag(request: HttpRequest, key: str) -> HttpResponse:
    """Notes under one word. A word nobody may see a note of looks like a word nobody used."""
    key = tag_key(key)
    keys = keys_of(request.user)
    notes = published(keys).filter(pk__in=NoteTag.objects.filter(key=key).values("note"))
    rows = Paginator(for_lists(notes), NOTES).get_page(request.GET.get("page"))
    first = NoteTag.objects.filter(key=key, note__in=notes.values("pk")).first()
    context = {
        "word": first.word if first else key,
        "rows": note_rows(rows.object_list, keys),
        "page": rows,
        "follow": tag_button(request.user, key) if request.user.is_authenticated else None,
    }
    return render_page(request, "knowledge/tag.html", context)
