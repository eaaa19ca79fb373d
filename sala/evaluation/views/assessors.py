"""Naming who assesses whom."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sala.core.permissions import require
from sala.core.responses import render_page
from sala.evaluation.actions.learning import name_assessor, release_assessor
from sala.evaluation.forms.assessors import AssessorForm
from sala.evaluation.models import Assessor
from sala.evaluation.queries.assessors import (
    assessor_rows,
    participants_of,
    possible_assessors,
)
from sala.evaluation.rules import can_name_assessor
from sala.evaluation.views.doors import place_of
from sala.people.http import Request


@require_http_methods(["GET", "POST"])
def assessors(request: Request, number: int) -> HttpResponse:
    place = place_of(request, number)
    require(can_name_assessor(request.user, place.cycle))
    people = [row for row in possible_assessors(place.cycle) if row.pk != request.user.pk]
    enrolments = list(participants_of(place.cycle))
    form = AssessorForm(people, enrolments, request.POST or None)
    if form.is_valid():
        person = next(row for row in people if row.pk == form.cleaned_data["person"])
        chosen = [row for row in enrolments if row.pk in form.cleaned_data["enrolments"]]
        with transaction.atomic():
            for enrolment in chosen:
                name_assessor(enrolment, person, by=request.user)
        messages.success(request, _("ตั้งผู้ประเมินแล้ว"))
        return redirect("evaluation:assessors", number)
    context = place.context(form=form, rows=assessor_rows(place.cycle))
    status = 422 if form.errors else 200
    return render_page(request, "evaluation/assessors.html", context, status=status)


@require_POST
def release(request: Request, number: int, assessor_id: int) -> HttpResponse:
    place = place_of(request, number)
    rows = Assessor.objects.filter(enrolment__cycle=place.cycle)
    release_assessor(get_object_or_404(rows, pk=assessor_id), by=request.user)
    return redirect("evaluation:assessors", number)
