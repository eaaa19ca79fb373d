from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sala.people.http import Request
from sala.talk.actions.votes import turn_voting, vote
from sala.talk.views.posts import post_of
from sala.talk.views.threads import inside, visible_thread


@require_POST
def voting(request: Request, number: int, post_id: int) -> HttpResponse:
    return _vote(request, number, post_id, is_useful=True)


@require_POST
def unvoting(request: Request, number: int, post_id: int) -> HttpResponse:
    return _vote(request, number, post_id, is_useful=False)


def _vote(request: Request, number: int, post_id: int, *, is_useful: bool) -> HttpResponse:
    post = post_of(visible_thread(request, number), post_id)
    vote(post, is_useful=is_useful, by=request.user)
    return redirect(post.url)


@require_POST
def turning(request: Request, number: int) -> HttpResponse:
    """The community wants votes, or no longer."""
    community = inside(request, number)
    is_on = request.POST.get("is_on") == "yes"
    turn_voting(community, is_on=is_on, by=request.user)
    messages.success(request, _("เปิดให้โหวตแล้ว") if is_on else _("ปิดการโหวตแล้ว"))
    return redirect("talk:threads", number)
