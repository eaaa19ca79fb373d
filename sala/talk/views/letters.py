"""The mail that came in, as the ones in charge see it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sala.communities.models import Community
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.core.templatetags.thai import thai_datetime
from sala.mail.models import IncomingMail
from sala.people.http import Request
from sala.talk.actions.letters import reject_letter, release_letter
from sala.talk.queries.letters import letter_page, letters_page, post_office
from sala.talk.rules.letters import can_read_letters, can_read_post_office
from sala.talk.views.threads import inside, key


def in_charge(request: Request, number: int) -> Community:
    community = inside(request, number)
    require(can_read_letters(request.user, community))
    return community


def letter_of(community: Community, pk: int) -> IncomingMail:
    rows = IncomingMail.objects.select_related("raw")
    return get_object_or_404(rows, pk=pk, community_id=community.pk)


@require_GET
def letters(request: Request, number: int) -> HttpResponse:
    community = in_charge(request, number)
    page = letters_page(
        community,
        request.user,
        chosen=request.GET.get("show", ""),
        before=key(request, "before"),
    )
    return render_page(request, "talk/letters.html", {"page": page})


@require_GET
def letter(request: Request, number: int, pk: int) -> HttpResponse:
    community = in_charge(request, number)
    mail = letter_of(community, pk)
    context = {
        "community": community,
        "letter": letter_page(mail, request.user, community),
        "list_url": reverse("talk:letters", args=[number]),
        "facts": [
            (_("จาก"), f"{mail.sender_name} {mail.sender}".strip() or _("ไม่ทราบผู้ส่ง")),
            (_("ถึง"), mail.recipient),
            (_("มาถึงเมื่อ"), thai_datetime(mail.received_at)),
        ],
    }
    return render_page(request, "talk/letter.html", context)


@require_POST
def release(request: Request, number: int, pk: int) -> HttpResponse:
    release_letter(letter_of(in_charge(request, number), pk), by=request.user)
    messages.success(request, _("ปล่อยขึ้นหน้าเว็บแล้ว"))
    return redirect("talk:letters", number)


@require_POST
def rejection(request: Request, number: int, pk: int) -> HttpResponse:
    reject_letter(letter_of(in_charge(request, number), pk), by=request.user)
    messages.success(request, _("ไม่รับฉบับนี้แล้ว"))
    return redirect("talk:letters", number)


@require_GET
def office(request: Request) -> HttpResponse:
    """Mail of no community: headers alone."""
    require(can_read_post_office(request.user))
    rows, older = post_office(request.user.agency_id, key(request, "before"))
    return render_page(request, "talk/post_office.html", {"rows": rows, "older": older})
