from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sala.core.posted import text_in
from sala.core.responses import render_page
from sala.people.http import Request
from sala.talk.actions.comments import remove_comment, show_comment
from sala.talk.models import Comment
from sala.talk.queries.moderation import tended, waiting_comments


@require_GET
def queue(request: Request) -> HttpResponse:
    """What the person has to decide about; to who tends nothing, an empty page."""
    return render_page(request, "talk/moderation.html", {"waiting": waiting_comments(request.user)})


@require_POST
def showing(request: Request, pk: int) -> HttpResponse:
    """A guest's comment is let through, or removed with a reason."""
    rows = Comment.objects.waiting().filter(tended(request.user)).select_related("community")
    comment = get_object_or_404(rows, pk=pk)
    if request.POST.get("decision") == "show":
        show_comment(comment, by=request.user)
        messages.success(request, _("ให้แสดงความเห็นนี้แล้ว"))
    else:
        remove_comment(comment, why=text_in(request, "why", 300), by=request.user)
        messages.success(request, _("ไม่ให้แสดงความเห็นนี้แล้ว"))
    return redirect("talk:moderation")
