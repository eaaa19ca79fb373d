from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sala.core.drafts import draft_of, drop_draft, keep_draft
from sala.core.once import once
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.people.http import Request
from sala.talk.actions.posts import accept_answer, edit_post, remove_post, reply, withdraw_answer
from sala.talk.attaching import say_left_out
from sala.talk.forms import LONGEST, EditForm, RemovalForm, ReplyForm
from sala.talk.models import Post, Thread
from sala.talk.rules import can_edit_post, can_remove_post, can_reply
from sala.talk.views.threads import thread_response, visible_thread


def post_of(thread: Thread, post_id: int) -> Post:
    post = get_object_or_404(Post.objects.select_related("author"), pk=post_id, thread=thread)
    post.thread = thread
    return post


@require_POST
def replies(request: Request, number: int) -> HttpResponse:
    thread = visible_thread(request, number)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        require(can_reply(request.user, thread))
        return thread_response(request, thread, form, status=422)

    def create() -> str:
        files = request.FILES.getlist("files")
        post = reply(thread, text=form.cleaned_data["text"], by=request.user, files=files)
        drop_draft(request.user.pk, f"reply:{thread.pk}")
        messages.success(request, _("ส่งแล้ว"))
        say_left_out(request, post)
        return f"{thread.get_absolute_url()}#p{post.pk}"

    return redirect(once(request, create))


@require_POST
def reply_draft(request: Request, number: int) -> HttpResponse:
    """Keeps what is being typed; answers with nothing."""
    thread = visible_thread(request, number)
    require(can_reply(request.user, thread))
    fields = {"text": request.POST.get("text", "")[:20000]}
    keep_draft(request.user.pk, f"reply:{thread.pk}", fields)
    return HttpResponse(status=204)


@require_POST
def answer(request: Request, number: int, post_id: int) -> HttpResponse:
    thread = visible_thread(request, number)
    accept_answer(thread, post_of(thread, post_id), by=request.user)
    messages.success(request, _("เลือกคำตอบแล้ว คำถามนี้แก้ได้แล้ว"))
    return redirect("talk:thread", number)


@require_POST
def no_answer(request: Request, number: int) -> HttpResponse:
    withdraw_answer(visible_thread(request, number), by=request.user)
    messages.success(request, _("เปิดคำถามอีกครั้งแล้ว"))
    return redirect("talk:thread", number)


@require_http_methods(["GET", "POST"])
def editing(request: Request, number: int, post_id: int) -> HttpResponse:
    thread = visible_thread(request, number)
    post = post_of(thread, post_id)
    require(can_edit_post(request.user, post))
    key = f"edit:{post.pk}"
    draft = draft_of(request.user.pk, key) if request.method == "GET" else None
    words = draft.fields.get("text", "") if draft else post.text
    form = EditForm(request.POST or None, initial={"text": words})
    if request.method == "POST" and form.is_valid():
        edit_post(post, text=form.cleaned_data["text"], by=request.user)
        drop_draft(request.user.pk, key)
        messages.success(request, _("แก้แล้ว ข้อความเดิมยังเปิดดูได้"))
        return redirect(post.url)
    status = 200 if request.method == "GET" else 422
    context = {"thread": thread, "post": post, "form": form, "draft": draft, "draft_key": key}
    return render_page(request, "talk/editing.html", context, status=status)


@require_POST
def edit_draft(request: Request, number: int, post_id: int) -> HttpResponse:
    """Keeps what is being typed; answers with nothing."""
    post = post_of(visible_thread(request, number), post_id)
    require(can_edit_post(request.user, post))
    fields = {"text": request.POST.get("text", "")[:LONGEST]}
    keep_draft(request.user.pk, f"edit:{post.pk}", fields)
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
def removal(request: Request, number: int, post_id: int) -> HttpResponse:
    thread = visible_thread(request, number)
    post = post_of(thread, post_id)
    require(can_remove_post(request.user, post))
    is_own = post.author_id == request.user.pk
    form = RemovalForm(request.POST if request.method == "POST" else None, is_own=is_own)
    if request.method == "POST" and form.is_valid():
        remove_post(post, why=form.cleaned_data["why"], by=request.user)
        messages.success(request, _("นำข้อความออกแล้ว"))
        return redirect(post.url)
    status = 200 if request.method == "GET" else 422
    context = {"thread": thread, "post": post, "form": form, "is_own": is_own}
    return render_page(request, "talk/removal.html", context, status=status)
