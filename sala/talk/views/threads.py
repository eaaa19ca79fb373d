from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.communities.models import Community
from sala.core.drafts import draft_of, drop_draft, keep_draft
from sala.core.once import once
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.core.thai import clean_line
from sala.people.http import Request
from sala.people.keys import keys_of
from sala.talk.actions.threads import close_thread, pin_thread, reopen_thread, start_thread
from sala.talk.attaching import say_left_out
from sala.talk.forms import ReplyForm, ThreadForm
from sala.talk.models import Kind, Thread
from sala.talk.queries import thread_list, thread_page
from sala.talk.rules import can_start_thread

DRAFTED = ("kind", "title", "text", "purpose")


def inside(request: Request, number: int) -> Community:
    """A community whose inside the person may read; to others it has no talk."""
    keys = keys_of(request.user)
    community = get_object_or_404(Community.objects.visible_to(keys), number=number)
    if community.key not in keys:
        raise Http404
    return community


def visible_thread(request: Request, number: int) -> Thread:
    rows = Thread.objects.visible_to(keys_of(request.user))
    rows = rows.select_related("community", "made_by", "advice__adviser", "prompt__summarised_by")
    return get_object_or_404(rows, number=number)


def key(request: Request, name: str) -> int:
    """A key of the address, or 0."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


@require_GET
def listing(request: Request, number: int) -> HttpResponse:
    community = inside(request, number)
    page = thread_list(
        community,
        keys_of(request.user),
        request.user,
        chosen=request.GET.get("show", ""),
        before=request.GET.get("before", ""),
    )
    return render_page(request, "talk/threads.html", {"page": page})


@require_http_methods(["GET", "POST"])
def new(request: Request, number: int) -> HttpResponse:
    """A question or a talk: a title and words."""
    community = inside(request, number)
    require(can_start_thread(request.user, community, Kind.QUESTION))
    key = f"thread:{community.pk}"
    posted = request.POST if request.method == "POST" else None
    kind = Kind.TALK if request.GET.get("kind") == "talk" else Kind.QUESTION
    asked = {name: request.GET.get(name, "") for name in ("about", "title")}
    initial = {"kind": kind, **asked, "title": clean_line(asked["title"])[:160]}
    form = ThreadForm(posted, initial=initial, person=request.user, community=community)
    context: dict[str, Any] = {"community": community, "form": form, "draft_key": key}
    if request.method == "POST":
        if form.is_valid():
            return redirect(once(request, lambda: _start(request, community, form, key)))
        keep_draft(request.user.pk, key, {n: request.POST.get(n, "")[:20000] for n in DRAFTED})
    elif draft := draft_of(request.user.pk, key):
        context["draft"] = draft
        form.initial.update({name: text for name, text in draft.fields.items() if text})
    status = 200 if request.method == "GET" else 422
    return render_page(request, "talk/new.html", context, status=status)


def _start(request: Request, community: Community, form: ThreadForm, key: str) -> str:
    files = request.FILES.getlist("files")
    thread = start_thread(community, form.opening(), by=request.user, files=files)
    drop_draft(request.user.pk, key)
    done = _("ส่งคำถามแล้ว มีคนตอบเมื่อไรจะแจ้งให้ทราบ") if thread.is_question else _("เริ่มเรื่องคุยแล้ว")
    messages.success(request, done)
    if files:
        say_left_out(request, thread.posts.get(is_opening=True))
    return thread.get_absolute_url()


@require_POST
def draft(request: Request, number: int) -> HttpResponse:
    """Keeps what is being typed; answers with nothing."""
    community = inside(request, number)
    require(can_start_thread(request.user, community, Kind.QUESTION))
    fields = {name: request.POST.get(name, "")[:20000] for name in DRAFTED}
    keep_draft(request.user.pk, f"thread:{community.pk}", fields)
    return HttpResponse(status=204)


@require_GET
def thread(request: Request, number: int) -> HttpResponse:
    thread = visible_thread(request, number)
    form = ReplyForm()
    draft = draft_of(request.user.pk, f"reply:{thread.pk}")
    if draft:
        form.initial["text"] = draft.fields.get("text", "")
    return thread_response(request, thread, form)


def thread_response(
    request: Request, thread: Thread, form: ReplyForm, *, status: int = 200
) -> HttpResponse:
    page = thread_page(
        thread,
        request.user,
        before=key(request, "before"),
        after=key(request, "after"),
        best=request.GET.get("best"),
    )
    list_url = reverse("talk:threads", args=[thread.community.number])
    context = {"page": page, "form": form, "list_url": list_url}
    return render_page(request, "talk/thread.html", context, status=status)


@require_POST
def closing(request: Request, number: int) -> HttpResponse:
    close_thread(visible_thread(request, number), by=request.user)
    messages.success(request, _("ปิดเรื่องแล้ว ยังอ่านได้เหมือนเดิม"))
    return redirect("talk:thread", number)


@require_POST
def reopening(request: Request, number: int) -> HttpResponse:
    reopen_thread(visible_thread(request, number), by=request.user)
    messages.success(request, _("เปิดเรื่องอีกครั้งแล้ว"))
    return redirect("talk:thread", number)


@require_POST
def pin(request: Request, number: int) -> HttpResponse:
    pin_thread(visible_thread(request, number), is_pinned=True, by=request.user)
    messages.success(request, _("ปักหมุดไว้บนสุดแล้ว"))
    return redirect("talk:thread", number)


@require_POST
def unpin(request: Request, number: int) -> HttpResponse:
    pin_thread(visible_thread(request, number), is_pinned=False, by=request.user)
    messages.success(request, _("ถอนหมุดแล้ว"))
    return redirect("talk:thread", number)
