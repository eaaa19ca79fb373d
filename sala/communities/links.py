"""What a mail allows without signing in: answering an invitation or about a role, and saying how
one takes the mail of a community."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sala.communities.actions import (
    accept_invitation,
    accept_role,
    decline_invitation,
    decline_role,
    set_own_membership,
)
from sala.communities.forms import JoinForm
from sala.communities.mail import LEAVING, Mail, ways_of_mail
from sala.communities.models import Invitation, Membership, RoleHolding
from sala.communities.queries.page import agreement_of
from sala.communities.roles import role_word
from sala.communities.telling import INVITATION, ROLE
from sala.core.registries import LinkPurpose, link_purposes
from sala.mail.links import spend
from sala.people.models import Person


def invitation_page(
    request: HttpRequest, person: Person, target_id: int, token: str
) -> HttpResponse:
    rows = Invitation.objects.select_related("community__agency", "made_by")
    invitation = get_object_or_404(rows, pk=target_id, person=person, is_request=False)
    if request.method == "POST":
        if "decline" in request.POST:
            decline_invitation(invitation, by=person, via="link")
            done = {"title": _("ตอบว่ายังไม่เข้าร่วมแล้ว"), "text": ""}
        else:
            form = JoinForm(request.POST)
            form.is_valid()
            agreed, mail = form.cleaned_data["agreed"], form.wanted_mail
            accept_invitation(invitation, by=person, agreed=agreed, via="link", mail=mail)
            done = {"title": _("เข้าร่วมแล้ว ยินดีต้อนรับ"), "text": invitation.community.name}
        spend(token)
        return render(request, "mail/link_done.html", done)
    context = {
        "invitation": invitation,
        "person": person,
        "token": token,
        "agreement": agreement_of(invitation.community),
        "ways": ways_of_mail(),
    }
    return render(request, "communities/link_invitation.html", context)


def role_page(request: HttpRequest, person: Person, target_id: int, token: str) -> HttpResponse:
    rows = RoleHolding.objects.select_related("community__agency", "offered_by")
    holding = get_object_or_404(rows, pk=target_id, person=person)
    if request.method == "POST":
        if "decline" in request.POST:
            decline_role(holding, by=person, via="link")
            done = {"title": _("ตอบว่ายังไม่สะดวกแล้ว"), "text": ""}
        else:
            accept_role(holding, by=person, agreed=bool(request.POST.get("agreed")), via="link")
            done = {"title": _("รับหน้าที่แล้ว"), "text": holding.community.name}
        spend(token)
        return render(request, "mail/link_done.html", done)
    context = {
        "holding": holding,
        "word": role_word(holding.role),
        "person": person,
        "token": token,
        "agreement": agreement_of(holding.community),
    }
    return render(request, "communities/link_role.html", context)


def mail_page(request: HttpRequest, person: Person, target_id: int, token: str) -> HttpResponse:
    """Another way of taking the mail, or none. A mail client's own button posts no choice: none."""
    rows = Membership.objects.select_related("community__agency")
    membership = get_object_or_404(rows, community=target_id, person=person, left_at=None)
    if request.method == "POST":
        wanted = request.POST.get("mail", Mail.NONE)
        chosen = Mail(wanted) if wanted in Mail.values else Mail.NONE
        set_own_membership(membership.community, by=person, via="link", mail=chosen)
        done = {"title": _("เก็บแล้ว"), "text": f"{membership.community.name} · {chosen.label}"}
        return render(request, "mail/link_done.html", done)
    context = {"membership": membership, "choices": Mail.choices, "person": person, "token": token}
    return render(request, "communities/link_mail.html", context)


link_purposes.add(
    LinkPurpose(LEAVING, days=400, page=mail_page, is_one_click=True),
    LinkPurpose(INVITATION, days=30, page=invitation_page),
    LinkPurpose(ROLE, days=30, page=role_page),
)
