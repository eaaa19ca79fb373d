from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from sala.core import terms
from sala.core.registries import link_purposes, notice_kinds
from sala.core.responses import render_page
from sala.mail import links
from sala.notices.actions import choose, mark_read
from sala.notices.queries import kind_rows, notice_rows
from sala.people.http import Request
from sala.people.models import AgencySettings, Person


@require_GET
def notices(request: Request) -> HttpResponse:
    context = {"rows": notice_rows(request.user), "kinds": kind_rows(request.user)}
    return render_page(request, "notices/notices.html", context)


@require_POST
def reading(request: Request) -> HttpResponse:
    mark_read(request.user)
    return redirect("notices:notices")


@require_POST
def preferences(request: Request) -> HttpResponse:
    wanted = set(request.POST.getlist("by_mail"))
    for kind in notice_kinds:
        choose(request.user, kind.name, by_mail=kind.name in wanted)
    messages.success(request, _("บันทึกการแจ้งเตือนแล้ว"))
    return redirect("notices:notices")


@never_cache
@login_not_required
def signed_link(request: HttpRequest, token: str) -> HttpResponse:
    """One page as one person for one act. Reading it changes nothing."""
    link = links.read(token)
    kind = link_purposes.get(link.purpose) if link else None
    person = Person.objects.filter(pk=link.person_id, is_active=True).first() if link else None
    if link is None or kind is None or person is None or person.is_past_guest:
        return render(request, "mail/link_dead.html", status=404)
    settings = AgencySettings.objects.filter(agency_id=person.agency_id).first()
    with terms.using(settings.terms if settings else None):
        return kind.page(request, person, link.target_id, token)


@login_not_required
@require_POST
def disowning(request: HttpRequest, token: str) -> HttpResponse:
    """ไม่ใช่ฉัน: the link is closed; nothing else changes."""
    if links.read(token) is None:
        raise Http404
    links.disown(token)
    return render(request, "mail/link_disowned.html")
