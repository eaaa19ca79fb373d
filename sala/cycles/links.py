"""Signed links of a cycle: the three answers, and an expert's yes or no, without sign-in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from sala.core.permissions import denied, require
from sala.core.registries import LinkPurpose, link_purposes
from sala.core.responses import render_page
from sala.cycles.actions import answer, consent, decline, refuse
from sala.cycles.forms.people import AnswersForm
from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus, Expert
from sala.cycles.rules import can_answer, can_consent
from sala.cycles.telling import DOOR, ENROL, EXPERT
from sala.mail.links import is_spent, spend
from sala.people.models import Person

DAYS = 30


def enrolling(request: HttpRequest, person: Person, pk: int, token: str) -> HttpResponse:
    """The three questions as this person; what was answered is not shown again here."""
    rows = Enrolment.objects.filter(person=person).select_related("cycle__community")
    enrolment = get_object_or_404(rows, pk=pk)
    form = AnswersForm(request.POST if request.method == "POST" else None)
    context = {"person": person, "token": token, "cycle": enrolment.cycle, "form": form}
    if request.method == "POST":
        _require_unspent(token)
        if "decline" in request.POST:
            decline(enrolment.cycle, by=person, via="link")
            return _enrolled(request, token, EnrolmentStatus.DECLINED)
        if form.is_valid():
            done = answer(enrolment.cycle, form.answers(), by=person, via="link")
            return _enrolled(request, token, done.status)
    context |= {"may_answer": can_answer(person, enrolment.cycle), "is_spent": is_spent(token)}
    status = 422 if request.method == "POST" else 200
    return render_page(request, "cycles/link_enrolment.html", context, status=status)


def _enrolled(request: HttpRequest, token: str, status: str) -> HttpResponse:
    spend(token)
    texts = {
        EnrolmentStatus.PARTICIPANT: _("คุณเป็นผู้เข้าร่วมแล้ว เมื่อมีนัดจะมีจดหมายถึงคุณ"),
        EnrolmentStatus.WAITING: _("ส่งคำขอแล้ว เมื่อรับแล้วจะแจ้งให้ทราบ"),
        EnrolmentStatus.OBSERVER: _("คุณเป็นผู้สังเกตการณ์ เพราะตอบไม่ครบสามข้อ มาฟังได้ เปลี่ยนคำตอบได้"),
        EnrolmentStatus.DECLINED: _("รับทราบว่ารอบนี้ไม่เข้าร่วม"),
    }
    context = {"title": _("ขอบคุณที่ตอบ"), "text": texts.get(EnrolmentStatus(status), "")}
    return render_page(request, "mail/link_done.html", context)


def at_the_door(request: HttpRequest, person: Person, pk: int, token: str) -> HttpResponse:
    """The three questions for someone who asked for them at the cycle's door."""
    rows = Cycle.objects.filter(agency=person.agency_id).select_related("community")
    cycle = get_object_or_404(rows, pk=pk)
    form = AnswersForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _require_unspent(token)
        done = answer(cycle, form.answers(), by=person, via="link", holds_link=True)
        return _enrolled(request, token, done.status)
    context = {
        "person": person,
        "token": token,
        "cycle": cycle,
        "form": form,
        "is_door": True,
        "may_answer": can_answer(person, cycle, holds_link=True),
        "is_spent": is_spent(token),
    }
    status = 422 if form.errors else 200
    return render_page(request, "cycles/link_enrolment.html", context, status=status)


def consenting(request: HttpRequest, person: Person, pk: int, token: str) -> HttpResponse:
    """Yes to both roles, or no."""
    rows = Expert.objects.filter(person=person).select_related("cycle__community")
    expert = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        _require_unspent(token)
        is_yes = request.POST.get("answer") == "yes"
        (consent if is_yes else refuse)(expert, by=person, via="link")
        spend(token)
        text = _("ขอบคุณที่รับทั้งสองบทบาท") if is_yes else _("รับทราบว่ายังไม่สะดวก")
        done = {"title": _("ขอบคุณที่ตอบ"), "text": text}
        return render_page(request, "mail/link_done.html", done)
    context = {
        "person": person,
        "token": token,
        "cycle": expert.cycle,
        "may_answer": can_consent(person, expert),
        "is_spent": is_spent(token),
    }
    return render_page(request, "cycles/link_expert.html", context)


def _require_unspent(token: str) -> None:
    if is_spent(token):
        reason = _("ลิงก์นี้ใช้ตอบไปแล้ว เปลี่ยนคำตอบได้หลังเข้าสู่ระบบ")
        require(denied("state.link_spent", reason))


link_purposes.add(
    LinkPurpose(ENROL, days=DAYS, page=enrolling),
    LinkPurpose(EXPERT, days=DAYS, page=consenting),
    LinkPurpose(DOOR, days=7, page=at_the_door),
)
