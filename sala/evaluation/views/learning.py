"""Step 6: every participant gets a learning evaluation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.locking import Stale
from sala.core.once import once
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.cycles.models import Enrolment
from sala.cycles.views.frame import cycle_page
from sala.documents.sheets import CSV_TYPE, csv_bytes
from sala.evaluation.actions.excuses import excuse
from sala.evaluation.actions.learning import add_improvement, evaluate, object_to_evaluation
from sala.evaluation.forms.learning import (
    EvaluationForm,
    ExcuseForm,
    ImprovementForm,
    ObjectionForm,
)
from sala.evaluation.models import LearningEvaluation
from sala.evaluation.queries.completeness import completeness_table
from sala.evaluation.queries.instruments import rubrics_of
from sala.evaluation.queries.pages import learning_page, results_page
from sala.evaluation.rules import can_evaluate, can_excuse, can_see_completeness
from sala.evaluation.views.doors import overseen, place_of
from sala.people.http import Request
from sala.people.keys import keys_of


@require_GET
def learning(request: Request, number: int) -> HttpResponse:
    return _learning(request, number, ObjectionForm())


def _learning(
    request: Request, number: int, form: ObjectionForm, status: int = 200
) -> HttpResponse:
    place = place_of(request, number)
    page = learning_page(place.cycle, place.standing, viewer=request.user)
    context = place.context(**page, objection_form=form)
    template = "evaluation/learning.html"
    return cycle_page(request, place.cycle, template, context, step=6, status=status)


@require_GET
def results(request: Request, number: int) -> HttpResponse:
    return _results(request, number, ImprovementForm())


@require_POST
def improvements(request: Request, number: int) -> HttpResponse:
    place = place_of(request, number)
    form = ImprovementForm(request.POST)
    if not form.is_valid():
        return _results(request, number, form, status=422)

    def create() -> str:
        add_improvement(place.cycle, form.cleaned_data["text"], by=request.user)
        return reverse("evaluation:results", args=[number])

    return redirect(once(request, create))


def _results(
    request: Request, number: int, form: ImprovementForm, status: int = 200
) -> HttpResponse:
    place = place_of(request, number)
    context = place.context(**results_page(place.cycle, viewer=request.user), form=form)
    template = "evaluation/results.html"
    return cycle_page(request, place.cycle, template, context, step=6, status=status)


@require_POST
def objecting(request: Request, number: int) -> HttpResponse:
    """What was typed in for me is not what I answered."""
    place = place_of(request, number)
    mine = LearningEvaluation.objects.filter(enrolment__person=request.user)
    evaluation = get_object_or_404(mine, enrolment__cycle=place.cycle)
    form = ObjectionForm(request.POST)
    if not form.is_valid():
        return _learning(request, number, form, status=422)
    object_to_evaluation(evaluation, form.cleaned_data["words"], by=request.user)
    messages.success(request, _("บันทึกคำทักท้วง และแจ้งผู้พิมพ์แล้ว"))
    return redirect("evaluation:learning", number)


@require_GET
def completeness_file(request: Request, number: int) -> HttpResponse:
    """Who is done and who is not, as a table: no scores, no answers."""
    place = place_of(request, number)
    require(can_see_completeness(request.user, place.cycle))
    headers, lines = completeness_table(place.cycle)
    response = HttpResponse(csv_bytes(headers, lines), content_type=CSV_TYPE)
    name = f"completeness-{place.cycle.number}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
def evaluating(request: Request, number: int, enrolment_id: int) -> HttpResponse:
    """Evaluate one participant. An evaluation that another wrote is not there."""
    place, enrolment = overseen(request, number, enrolment_id)
    evaluation = _own_writing(request, enrolment)
    require(can_evaluate(request.user, enrolment))
    form = EvaluationForm.of(evaluation, request.POST or None)
    current = None
    if form.is_valid():
        try:
            return redirect(once(request, lambda: _evaluate(request, enrolment, form)))
        except Stale as stale:
            current = stale.current
    rubrics = [] if evaluation else rubrics_of(place.cycle)
    more = {"enrolment": enrolment, "form": form, "current": current, "rubrics": rubrics}
    context = place.context(**more)
    status = 422 if form.errors else 409 if current else 200
    return render_page(request, "evaluation/evaluating.html", context, status=status)


def _own_writing(request: Request, enrolment: Enrolment) -> LearningEvaluation | None:
    held = LearningEvaluation.objects.filter(enrolment=enrolment).first()
    if held is None:
        return None
    return get_object_or_404(
        LearningEvaluation.objects.visible_to(keys_of(request.user)), pk=held.pk
    )


def _evaluate(request: Request, enrolment: Enrolment, form: EvaluationForm) -> str:
    seen = form.cleaned_data["version"] or 0
    evaluate(enrolment, form.judgement(), by=request.user, seen=seen)
    messages.success(request, _("บันทึกการประเมินแล้ว"))
    return reverse("evaluation:learning", args=[enrolment.cycle.number])


@require_http_methods(["GET", "POST"])
def excusing(request: Request, number: int, enrolment_id: int) -> HttpResponse:
    place, enrolment = overseen(request, number, enrolment_id)
    require(can_excuse(request.user, enrolment))
    form = ExcuseForm(request.POST or None, initial={"what": request.GET.get("what", "use")})
    if form.is_valid():
        excuse(enrolment, **form.cleaned_data, by=request.user)
        name = "use" if form.cleaned_data["what"] == "use" else "learning"
        return redirect(f"evaluation:{name}", number)
    context = place.context(enrolment=enrolment, form=form)
    status = 422 if form.errors else 200
    return render_page(request, "evaluation/excusing.html", context, status=status)
