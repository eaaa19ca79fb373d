from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core import terms
from sala.core.registries import link_purposes, notice_kinds, panels_of
from sala.core.responses import render_page
from sala.mail import links
from sala.mail.bounces import is_paused
from sala.notices.actions import choose, link_line, mark_read, set_rhythm, unlink_line
from sala.notices.addresses import ask_whether_it_works
from sala.notices.forms import LineForm, RhythmForm
from sala.notices.models import Mail
from sala.notices.queries import group_word, is_linked, kind_groups, notice_page, rhythm_of
from sala.people.http import Request
from sala.people.models import AgencySettings, Person


@require_GET
def notices(request: Request) -> HttpResponse:
    context = {
        "list": notice_page(request.user, request.GET.get("page", "")),
        "is_paused": is_paused(request.user.email),
        "panels": panels_of("notices", request.user, request.user),
        "has_line": bool(settings.LINE_TOKEN),
    }
    return render_page(request, "notices/notices.html", context)


@require_POST
def reading(request: Request) -> HttpResponse:
    mark_read(request.user)
    return redirect("notices:notices")


@require_http_methods(["GET", "POST"])
def preferences(request: Request) -> HttpResponse:
    """One group of kinds at a time; what a form does not name stays as it was."""
    if request.method == "POST":
        return _keep_preferences(request)
    groups = kind_groups(request.user)
    asked = request.GET.get("of", "")
    name = asked if asked in groups else next(iter(groups))
    tabs = [
        {"label": group_word(one), "url": f"?of={one}", "current": one == name, "count": None}
        for one in groups
    ]
    context = {"tabs": tabs, "kinds": groups[name], "mails": Mail.choices}
    return render_page(request, "notices/preferences.html", context)


def _keep_preferences(request: Request) -> HttpResponse:
    listed = set(request.POST.getlist("in_app"))
    for kind in notice_kinds:
        wanted = request.POST.get(f"mail-{kind.name}", "")
        if wanted in Mail.values:
            choose(request.user, kind.name, mail=wanted, in_app=kind.name in listed)
    messages.success(request, _("บันทึกการแจ้งเตือนแล้ว"))
    return redirect("notices:notices")


@require_http_methods(["GET", "POST"])
def rhythm(request: Request) -> HttpResponse:
    """Quiet hours, and the days and hour of the digest."""
    form = RhythmForm(request.POST or None, initial=rhythm_of(request.user))
    if form.is_valid():
        set_rhythm(request.user, **form.fields_of_row())
        messages.success(request, _("เก็บแล้ว"))
        return redirect("notices:notices")
    status = 422 if form.is_bound else 200
    return render_page(request, "notices/rhythm.html", {"form": form}, status=status)


@require_POST
def address(request: Request) -> HttpResponse:
    """Mail to this person came back: a letter that asks whether the address works again."""
    if is_paused(request.user.email):
        ask_whether_it_works(request.user)
        messages.success(request, _("ส่งจดหมายยืนยันแล้ว เปิดลิงก์ในจดหมายเพื่อรับจดหมายต่อ"))
    return redirect("notices:notices")


@never_cache
@login_not_required
def signed_link(request: HttpRequest, token: str) -> HttpResponse:
    """One page as one person for one act. Reading it changes nothing."""
    return _page_of(request, token)


@never_cache
@login_not_required
@csrf_exempt
def one_click(request: HttpRequest, token: str) -> HttpResponse:
    """The same for List-Unsubscribe (RFC 8058): the signed address alone is the proof, so a mail
    client may post here without cookie or form."""
    return _page_of(request, token, is_one_click=True)


def _page_of(request: HttpRequest, token: str, *, is_one_click: bool = False) -> HttpResponse:
    link = links.read(token)
    kind = link_purposes.get(link.purpose) if link else None
    person = Person.objects.filter(pk=link.person_id, is_active=True).first() if link else None
    if link is None or kind is None or person is None or person.is_past_guest:
        return render(request, "mail/link_dead.html", status=404)
    if is_one_click and not kind.is_one_click:
        return render(request, "mail/link_dead.html", status=404)
    own = AgencySettings.objects.filter(agency_id=person.agency_id).first()
    with terms.using(own.terms if own else None):
        return kind.page(request, person, link.target_id, token)


@login_not_required
@require_POST
def disowning(request: HttpRequest, token: str) -> HttpResponse:
    """ไม่ใช่ฉัน: the link is closed; nothing else changes."""
    if links.read(token) is None:
        raise Http404
    links.disown(token)
    return render(request, "mail/link_disowned.html")


@require_http_methods(["GET", "POST"])
def line(request: Request) -> HttpResponse:
    """Pointers by LINE: linked and unlinked by oneself, where the agency has set LINE up."""
    if not settings.LINE_TOKEN:
        raise Http404
    if request.method == "POST" and "unlink" in request.POST:
        unlink_line(request.user)
        messages.success(request, _("เลิกแจ้งทาง LINE แล้ว"))
        return redirect("notices:line")
    form = LineForm(request.POST or None)
    if form.is_valid():
        link_line(request.user, form.cleaned_data["line_id"])
        messages.success(request, _("ผูก LINE แล้ว จะแจ้งสั้น ๆ พร้อมลิงก์ ไม่มีเนื้อหา"))
        return redirect("notices:line")
    context = {"form": form, "is_linked": is_linked(request.user)}
    status = 422 if form.is_bound else 200
    return render_page(request, "notices/line.html", context, status=status)
