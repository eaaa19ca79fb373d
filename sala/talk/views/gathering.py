from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sala.core.responses import render_page
from sala.people.http import Request
from sala.talk.actions.gathering import gather, ungather
from sala.talk.queries import gathered_page
from sala.talk.views.posts import post_of
from sala.talk.views.threads import inside, key, visible_thread


@require_GET
def listing(request: Request, number: int) -> HttpResponse:
    page = gathered_page(inside(request, number), request.user, before=key(request, "before"))
    return render_page(request, "talk/gathered.html", {"page": page})


@require_POST
def gathering(request: Request, number: int, post_id: int) -> HttpResponse:
    post = post_of(visible_thread(request, number), post_id)
    gather(post, by=request.user)
    messages.success(request, _("เก็บเป็นความรู้แล้ว ชื่อผู้เขียนอยู่คู่กับคำตอบนี้"))
    return redirect(post.url)


@require_POST
def ungathering(request: Request, number: int, post_id: int) -> HttpResponse:
    post = post_of(visible_thread(request, number), post_id)
    ungather(post, by=request.user)
    messages.success(request, _("นำออกจากที่เก็บเป็นความรู้แล้ว"))
    return redirect(post.url)
