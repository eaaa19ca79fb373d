from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sala.core.addresses import address_of, digest, line_of
from sala.core.once import once
from sala.core.permissions import denied, require
from sala.core.responses import render_page
from sala.core.tries import may_try
from sala.people.http import Request
from sala.people.keys import keys_of
from sala.talk.actions.comments import Guest, comment_on, edit_comment, remove_comment
from sala.talk.attaching import say_left_out
from sala.talk.forms import RemovalForm
from sala.talk.forms.comments import CommentEditForm, CommentForm
from sala.talk.models import Comment
from sala.talk.queries.comments import Spot, comments_of
from sala.talk.rules.comments import (
    can_comment,
    can_edit_comment,
    can_remove_comment,
    is_signed_in,
)
from sala.talk.things import find_thing, is_visible
from sala.talk.views.threads import key

GUEST_TRIES, GUEST_SECONDS = 5, 600


def visible_thing(request: Request, label: str, pk: int) -> Any:
    thing = find_thing(label, pk)
    if thing is None or not is_visible(request.user, thing):
        raise Http404
    return thing


def visible_comment(request: Request, pk: int) -> tuple[Comment, Any]:
    rows = Comment.objects.shown().select_related("author", "community")
    comment = get_object_or_404(rows, pk=pk)
    thing = visible_thing(request, comment.label, comment.object_id)
    if thing.audience != comment.audience and comment.audience not in keys_of(request.user):
        raise Http404
    return comment, thing


@login_not_required
@require_http_methods(["GET", "POST"])
def comments(request: Request, label: str, object_id: int) -> HttpResponse:
    """All comments on a thing, page by page; a post adds one."""
    thing = visible_thing(request, label, object_id)
    is_guest = not is_signed_in(request.user)
    form = CommentForm(request.POST or None, is_guest=is_guest)
    if request.method == "POST":
        require(can_comment(request.user, thing))
        if form.is_valid():
            return redirect(once(request, lambda: _post(request, thing, form)))
    names = ("before", "after", "under", "answer")
    spot = Spot(**{name: key(request, name) for name in names})
    if request.method == "POST":
        spot = Spot(
            answer=int(cast("str", form["parent"].value()) or 0) if _has_parent(form) else 0
        )
    context = {
        "thing": thing,
        "comments": comments_of(request.user, thing, spot),
        "form": form if request.method == "POST" else None,
    }
    status = 422 if request.method == "POST" else 200
    return render_page(request, "talk/commenting.html", context, status=status)


def _has_parent(form: CommentForm) -> bool:
    value = form["parent"].value() or ""
    return str(value).isascii() and str(value).isdigit() and len(str(value)) < 19


def _post(request: Request, thing: Any, form: CommentForm) -> str:
    data = form.cleaned_data
    url = thing.get_absolute_url()
    if is_signed_in(request.user):
        files = request.FILES.getlist("files")
        comment = comment_on(
            thing, text=data["text"], by=request.user, parent_id=data["parent"], files=files
        )
        messages.success(request, _("ส่งความเห็นแล้ว"))
        say_left_out(request, comment)
        return comment.url if comment.parent_id else f"{url}#comment-{comment.pk}"
    if not form.is_by_machine:
        address = address_of(request)
        if not may_try("guest", digest(line_of(address)), most=GUEST_TRIES, seconds=GUEST_SECONDS):
            reason = _("ส่งความเห็นหลายครั้งเกินไป รอสักครู่แล้วส่งอีกครั้ง")
            require(denied("state.tries", reason))
        guest = Guest(data["guest_name"], address)
        comment_on(thing, text=data["text"], guest=guest, parent_id=data["parent"])
    messages.success(request, _("ได้รับความเห็นแล้ว จะแสดงเมื่อผู้ดูแลอ่านแล้ว ขอบคุณที่ร่วมแลกเปลี่ยน"))
    return f"{url}#comments"


@require_http_methods(["GET", "POST"])
def editing(request: Request, pk: int) -> HttpResponse:
    comment, thing = visible_comment(request, pk)
    require(can_edit_comment(request.user, comment))
    form = CommentEditForm(request.POST or None, initial={"text": comment.text})
    if request.method == "POST" and form.is_valid():
        edit_comment(comment, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("แก้แล้ว ข้อความเดิมยังเปิดดูได้"))
        return redirect(comment.url)
    status = 200 if request.method == "GET" else 422
    context = {"thing": thing, "comment": comment, "form": form}
    return render_page(request, "talk/comment_editing.html", context, status=status)


@require_http_methods(["GET", "POST"])
def removal(request: Request, pk: int) -> HttpResponse:
    comment, thing = visible_comment(request, pk)
    require(can_remove_comment(request.user, comment))
    is_own = comment.author_id == request.user.pk
    form = RemovalForm(request.POST if request.method == "POST" else None, is_own=is_own)
    if request.method == "POST" and form.is_valid():
        remove_comment(comment, why=form.cleaned_data["why"], by=request.user)
        messages.success(request, _("นำข้อความออกแล้ว"))
        return redirect(comment.url)
    status = 200 if request.method == "GET" else 422
    context = {"thing": thing, "comment": comment, "form": form, "is_own": is_own}
    return render_page(request, "talk/comment_removal.html", context, status=status)


@login_not_required
@require_GET
def earlier(request: Request, pk: int) -> HttpResponse:
    """The words before they were edited, for who reads the comment."""
    comment, thing = visible_comment(request, pk)
    if comment.removed_at is not None:
        raise Http404
    context = {"thing": thing, "comment": comment, "wordings": list(comment.wordings.all())}
    return render_page(request, "talk/comment_earlier.html", context)
