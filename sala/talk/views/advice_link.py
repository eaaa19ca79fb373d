"""The page of a letter's link: who is asked for advice answers one round without signing in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sala.mail.links import spend
from sala.people.models import Person
from sala.talk.actions.advice import decline_advice
from sala.talk.actions.posts import reply
from sala.talk.forms import AnswerForm, RefusalForm
from sala.talk.models import Round
from sala.talk.queries import advice_part


def advice_page(request: HttpRequest, person: Person, target_id: int, token: str) -> HttpResponse:
    rows = Round.objects.select_related("advice__thread__community", "advice__adviser")
    rows = rows.select_related("advice__thread__made_by")
    one = get_object_or_404(rows, pk=target_id, advice__adviser=person)
    thread = one.advice.thread
    form = AnswerForm(request.POST or None)
    if "decline" in request.POST:
        refusal = RefusalForm(request.POST)
        words = refusal.cleaned_data["words"] if refusal.is_valid() else ""
        decline_advice(one.advice, words=words, by=person, via="link")
        spend(token)
        return render(request, "mail/link_done.html", {"title": _("บอกผู้ขอแล้ว ไม่ต้องกังวล")})
    if form.is_valid():
        reply(thread, text=form.cleaned_data["text"], by=person, via="link")
        spend(token)
        return render(request, "mail/link_done.html", {"title": _("ส่งคำแนะนำแล้ว ขอบคุณที่ช่วยกัน")})
    thread.advice = one.advice
    context: dict[str, Any] = {
        "part": advice_part(thread, person),
        "form": form,
        "refusal": RefusalForm(),
    }
    context |= {"person": person, "token": token, "is_over": one.answer_id is not None}
    status = 422 if form.is_bound else 200
    return render(request, "talk/link_advice.html", context, status=status)
