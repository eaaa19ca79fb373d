"""What the end of a notice or a digest allows: one tap, and it comes no more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sala.core.registries import LinkPurpose, link_purposes, notice_kinds
from sala.mail.bounces import resume
from sala.mail.links import spend
from sala.notices.actions import STOP_DIGEST, STOP_KIND, choose, set_rhythm
from sala.notices.addresses import WORKS
from sala.notices.models import Mail, Notice
from sala.people.models import Person


def kind_page(request: HttpRequest, person: Person, target_id: int, token: str) -> HttpResponse:
    """No more mail of this kind; the line on the web stays."""
    notice = get_object_or_404(Notice, pk=target_id, person=person)
    kind = notice_kinds.get(notice.kind)
    label = kind.label() if kind else ""
    if request.method == "POST":
        choose(person, notice.kind, mail=Mail.NONE)
        return render(request, "mail/link_done.html", {"title": _("หยุดส่งแล้ว"), "text": label})
    context = {"title": _("หยุดส่งเรื่องแบบนี้ทางอีเมล"), "text": label}
    return render(request, "notices/link_stop.html", {**context, "person": person, "token": token})


def digest_page(request: HttpRequest, person: Person, target_id: int, token: str) -> HttpResponse:
    """No more digest, on any day."""
    if request.method == "POST":
        set_rhythm(person, digest_days="")
        text = _("เลือกวันรับใหม่ได้ที่หน้า “การแจ้งเตือน”")
        return render(request, "mail/link_done.html", {"title": _("หยุดส่งสรุปแล้ว"), "text": text})
    context = {"title": _("หยุดส่งสรุปทางอีเมล"), "text": ""}
    return render(request, "notices/link_stop.html", {**context, "person": person, "token": token})


def address_page(request: HttpRequest, person: Person, target_id: int, token: str) -> HttpResponse:
    """Who reads this letter has a working address: mail goes there again."""
    if request.method == "POST":
        resume(person.email)
        spend(token)
        text = _("จดหมายจากระบบศาลาจะส่งถึง %(address)s ต่อไป") % {"address": person.email}
        return render(request, "mail/link_done.html", {"title": _("รับจดหมายต่อแล้ว"), "text": text})
    context = {"person": person, "token": token}
    return render(request, "notices/link_address.html", context)


link_purposes.add(
    LinkPurpose(WORKS, days=7, page=address_page),
    LinkPurpose(STOP_KIND, days=400, page=kind_page, is_one_click=True),
    LinkPurpose(STOP_DIGEST, days=400, page=digest_page, is_one_click=True),
)
