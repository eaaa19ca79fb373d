from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.permissions import require
from sala.core.responses import render_page
from sala.people.http import Request
from sala.people.models import Person
from sala.talk.actions.nudges import choose_nudges, nudge
from sala.talk.queries import quiet_page
from sala.talk.queries.nudges import wants_no_nudges
from sala.talk.rules import can_see_quiet
from sala.talk.views.threads import inside


@require_GET
def quiet(request: Request, number: int) -> HttpResponse:
    community = inside(request, number)
    require(can_see_quiet(request.user, community))
    page = quiet_page(community, request.user)
    return render_page(request, "talk/quiet.html", {"page": page})


@require_POST
def nudging(request: Request, number: int, person_id: int) -> HttpResponse:
    community = inside(request, number)
    require(can_see_quiet(request.user, community))
    members = Person.objects.filter(
        memberships__community=community, memberships__left_at__isnull=True
    )
    person = get_object_or_404(members, pk=person_id)
    nudge(community, person, by=request.user)
    messages.success(request, _("ส่งคำชวนถึง %(name)s แล้ว") % {"name": person.full_name})
    return redirect("talk:quiet", number)


@require_http_methods(["GET", "POST"])
def choice(request: Request) -> HttpResponse:
    """One tap: no more words of this kind, or again."""
    if request.method == "POST":
        choose_nudges(request.user, wants="again" in request.POST)
        messages.success(request, _("บันทึกแล้ว"))
        return redirect("talk:nudges")
    return render_page(request, "talk/nudges.html", {"is_off": wants_no_nudges(request.user)})
