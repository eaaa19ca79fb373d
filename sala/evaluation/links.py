"""The signed link of a follow-up: one form, one person, one answer, no sign-in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from sala.core.once import once
from sala.core.registries import LinkPurpose, link_purposes
from sala.core.responses import render_page
from sala.evaluation.actions.follow_ups import answer_follow_up
from sala.evaluation.forms.use import UseForm
from sala.evaluation.models import FollowUp
from sala.evaluation.post import LINK
from sala.evaluation.rules import can_answer_follow_up
from sala.mail.links import spend
from sala.people.models import Person


def answering(request: HttpRequest, person: Person, follow_up_id: int, token: str) -> HttpResponse:
    """Show the form, take the answer. What was answered is not shown again here."""
    rows = FollowUp.objects.filter(enrolment__person=person, issued_at__isnull=False)
    follow_up = get_object_or_404(rows.select_related("enrolment__cycle"), pk=follow_up_id)
    may_answer = can_answer_follow_up(person, follow_up)
    form = UseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():

        def create() -> str:
            answer_follow_up(follow_up, form.answer(), by=person, via="link")
            spend(token)
            return reverse("notices:link", args=[token])

        return redirect(once(request, create))
    context = {
        "person": person,
        "token": token,
        "follow_up": follow_up,
        "cycle": follow_up.enrolment.cycle,
        "form": form,
        "may_answer": may_answer,
    }
    status = 422 if form.errors else 200
    return render_page(request, "evaluation/link.html", context, status=status)


link_purposes.add(LinkPurpose(LINK, days=90, page=answering))
