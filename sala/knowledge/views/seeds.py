"""From a note, a record, a thread or another item to a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sala.communities.models import Community
from sala.core.once import once
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.knowledge.actions.seeding import begin_from, compile_answers, seed_of
from sala.knowledge.forms.seeds import CompileForm
from sala.knowledge.rules.assets import can_begin_asset
from sala.people.http import Request
from sala.people.keys import keys_of
from sala.talk.queries.gathered import gathered_in


@require_POST
def seeding(request: Request, label: str, object_id: int) -> HttpResponse:
    seed = seed_of(label, object_id, request.user)
    if seed is None:
        raise Http404

    def create() -> str:
        asset = begin_from(label, object_id, seed, by=request.user)
        return f"{asset.get_absolute_url()}writing/"

    url = once(request, create)
    messages.success(request, _("สร้างร่างแล้ว ผู้เขียนเดิมได้รับเครดิตครบ ตรวจและแก้ก่อนเสนอทบทวน"))
    return redirect(url)


@require_http_methods(["GET", "POST"])
def compiling(request: Request, number: int) -> HttpResponse:
    """Answers that were kept as knowledge, chosen and put together; who wrote them is credited."""
    rows = Community.objects.visible_to(keys_of(request.user))
    community = get_object_or_404(rows, number=number)
    if community.key not in keys_of(request.user):
        raise Http404
    require(can_begin_asset(request.user, community))
    posts = list(gathered_in(community))
    form = CompileForm(request.POST if request.method == "POST" else None, posts=posts)
    if form.is_valid():
        chosen = [post for post in posts if str(post.pk) in form.cleaned_data["posts"]]
        title = form.cleaned_data["title"]

        def create() -> str:
            asset = compile_answers(community, chosen, title=title, by=request.user)
            return f"{asset.get_absolute_url()}writing/"

        return redirect(once(request, create))
    context = {"community": community, "form": form, "posts": posts}
    status = 422 if form.is_bound else 200
    return render_page(request, "knowledge/compiling.html", context, status=status)
