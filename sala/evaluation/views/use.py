"""Step 7: every participant is asked about use at work."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.once import once
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.cycles.views.frame import cycle_page
from sala.evaluation.actions.follow_ups import (
    answer_follow_up,
    issue_follow_ups,
    object_to_follow_up,
    remind_follow_ups,
    type_in_follow_up,
)
from sala.evaluation.forms.learning import ObjectionForm
from sala.evaluation.forms.use import TypedUseForm, UseForm
from sala.evaluation.models import FollowUp
from sala.evaluation.queries.pages import follow_up_page, use_page
from sala.evaluation.queries.sheets import sheet_rows
from sala.evaluation.rules import can_type_in
from sala.evaluation.views.doors import own_follow_up, place_of, typed_follow_up
from sala.people.http import Request


@require_GET
def use(request: Request, number: int) -> HttpResponse:
    place = place_of(request, number)
    context = place.context(**use_page(place.cycle, place.standing, viewer=request.user))
    return cycle_page(request, place.cycle, "evaluation/use.html", context, step=7)


@require_POST
def issuing(request: Request, number: int) -> HttpResponse:
    """ติดตามตอนนี้: the next round goes out before its day."""
    place = place_of(request, number)
    made = issue_follow_ups(place.cycle, by=request.user)
    words = _("ส่งแบบติดตามให้ %(count)d คนแล้ว") if made else _("ทุกคนได้รับแบบติดตามแล้ว")
    messages.success(request, words % {"count": len(made)} if made else words)
    return redirect("evaluation:use", number)


@require_POST
def reminding(request: Request, number: int) -> HttpResponse:
    """Remind those who have not answered, as far as the cap allows."""
    place = place_of(request, number)
    count = remind_follow_ups(place.cycle, by=request.user)
    if count:
        messages.success(request, _("เตือน %(count)d คนแล้ว") % {"count": count})
    else:
        messages.info(request, _("เตือนไปแล้วเมื่อไม่นานนี้ รอให้ครบสัปดาห์ก่อนเตือนอีกครั้ง"))
    return redirect("evaluation:use", number)


@require_GET
def sheets(request: Request, number: int) -> HttpResponse:
    """One A4 form for each participant still to answer, in dictionary order."""
    place = place_of(request, number)
    standing = place.standing
    if not (standing.is_facilitator or standing.is_recorder or standing.assesses):
        raise Http404
    context = place.context(rows=sheet_rows(place.cycle, standing))
    return render_page(request, "evaluation/sheets.html", context)


@require_http_methods(["GET", "POST"])
def follow_up(request: Request, follow_up_id: int) -> HttpResponse:
    """The participant's own form; once answered, what was answered."""
    asked = own_follow_up(request, follow_up_id)
    form = UseForm(request.POST or None)
    if form.is_valid():
        return redirect(once(request, lambda: _answer(request, asked, form)))
    context = _own_page(request, asked) | {"form": form}
    status = 422 if form.errors else 200
    return render_page(request, "evaluation/follow_up.html", context, status=status)


def _own_page(request: Request, asked: FollowUp) -> dict[str, Any]:
    page = follow_up_page(asked, viewer=request.user)
    return page | {
        "cycle": asked.enrolment.cycle,
        "objection_form": ObjectionForm(),
        "draft_key": f"follow-up:{asked.pk}",
    }


def _answer(request: Request, asked: FollowUp, form: UseForm) -> str:
    answer_follow_up(asked, form.answer(), by=request.user)
    messages.success(request, _("ได้รับคำตอบแล้ว ขอบคุณที่เล่าให้กลุ่มฟัง"))
    return reverse("evaluation:follow_up", args=[asked.pk])


@require_http_methods(["GET", "POST"])
def typing(request: Request, follow_up_id: int) -> HttpResponse:
    """Another's words, typed in. After saving they are not shown to the typist."""
    place, asked = typed_follow_up(request, follow_up_id)
    require(can_type_in(request.user, asked))
    form = TypedUseForm(request.POST or None)
    if form.is_valid():
        return redirect(once(request, lambda: _type_in(request, asked, form)))
    context = place.context(follow_up=asked, form=form)
    status = 422 if form.errors else 200
    return render_page(request, "evaluation/typing.html", context, status=status)


def _type_in(request: Request, asked: FollowUp, form: TypedUseForm) -> str:
    type_in_follow_up(asked, form.answer(), form.spoken(), by=request.user)
    name = asked.enrolment.person
    messages.success(request, _("บันทึกคำตอบของ %(name)s แล้ว และแจ้งเจ้าตัวแล้ว") % {"name": name})
    return reverse("evaluation:use", args=[asked.enrolment.cycle.number])


@require_POST
def objection(request: Request, follow_up_id: int) -> HttpResponse:
    asked = own_follow_up(request, follow_up_id)
    form = ObjectionForm(request.POST)
    if form.is_valid():
        object_to_follow_up(asked, form.cleaned_data["words"], by=request.user)
        messages.success(request, _("บันทึกคำทักท้วงแล้ว"))
        return redirect("evaluation:follow_up", asked.pk)
    context = _own_page(request, asked) | {"objection_form": form}
    return render_page(request, "evaluation/follow_up.html", context, status=422)
