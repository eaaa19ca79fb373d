"""Taking a test, typing one in from paper, judging by a rubric."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.drafts import draft_of, keep_draft
from sala.core.once import once
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.cycles.models import Enrolment
from sala.evaluation.actions.attempts import draft_key, judge, take_test, type_in_test
from sala.evaluation.forms.taking import AnswersForm, RubricForm
from sala.evaluation.models import Attempt, Instrument, Phase
from sala.evaluation.queries.assessors import participants_of
from sala.evaluation.queries.instruments import own_result, taken
from sala.evaluation.queries.works import work_to_judge
from sala.evaluation.rules import can_evaluate, can_take, can_type_in_test
from sala.evaluation.views.doors import Place, overseen, place_of
from sala.people.http import Request


@require_http_methods(["GET", "POST"])
def taking(request: Request, instrument_id: int, phase: str) -> HttpResponse:
    """The whole test on one page; once sent, one's own result."""
    place, test, enrolment = _own_test(request, instrument_id, phase)
    attempt = Attempt.objects.filter(instrument=test, enrolment=enrolment, phase=phase).first()
    context = place.context(instrument=test, phase=Phase(phase))
    if attempt:
        attempt.instrument = test
        own = {"attempt": attempt, "answered": own_result(attempt)}
        return render_page(request, "evaluation/taken.html", context | own)
    require(can_take(request.user, test, phase, enrolment, is_taken=False))
    draft = draft_of(request.user.pk, draft_key(test.pk, phase))
    form = AnswersForm(test.items.all(), request.POST or None, draft.fields if draft else None)
    if form.is_valid():
        answers = form.answers()
        return redirect(once(request, lambda: _take(request, test, enrolment, phase, answers)))
    status = 422 if form.errors else 200
    more = {"form": form, "draft": draft, "draft_key": draft_key(test.pk, phase)}
    return render_page(request, "evaluation/taking.html", context | more, status=status)


def _take(
    request: Request, test: Instrument, enrolment: Enrolment, phase: str, answers: dict[str, object]
) -> str:
    take_test(test, enrolment, phase, answers, by=request.user)
    messages.success(request, _("ส่งแบบทดสอบแล้ว"))
    return reverse("evaluation:taking", args=[test.pk, phase])


@require_POST
def drafting(request: Request, instrument_id: int, phase: str) -> HttpResponse:
    """Keep what is chosen so far; only this person ever reads it."""
    _place, test, enrolment = _own_test(request, instrument_id, phase)
    is_taken = Attempt.objects.filter(instrument=test, enrolment=enrolment, phase=phase).exists()
    require(can_take(request.user, test, phase, enrolment, is_taken=is_taken))
    chosen = request.POST.copy()
    chosen["blank_ok"] = "1"
    form = AnswersForm(test.items.all(), chosen)
    if not form.is_valid():
        return HttpResponse(status=422)
    keep_draft(request.user.pk, draft_key(test.pk, phase), form.answers())
    return HttpResponse(status=204)


@require_GET
def typists(request: Request, instrument_id: int, phase: str) -> HttpResponse:
    """Participants without answers, for who types them in from paper."""
    place, test = _instrument(request, instrument_id, phase)
    standing = place.standing
    if not (standing.is_recorder or standing.assesses):
        raise Http404
    answered = taken(test, phase).values("enrolment")
    rows = [
        row
        for row in participants_of(place.cycle).exclude(pk__in=answered)
        if row.pk in standing.assesses or standing.is_recorder
        if row.person_id != request.user.pk
    ]
    context = place.context(instrument=test, phase=Phase(phase), rows=rows)
    return render_page(request, "evaluation/typists.html", context)


@require_http_methods(["GET", "POST"])
def typing_test(
    request: Request, instrument_id: int, phase: str, enrolment_id: int
) -> HttpResponse:
    """A test answered on paper. After saving, the typist sees it no more."""
    place, test = _instrument(request, instrument_id, phase)
    enrolments = Enrolment.objects.filter(cycle=place.cycle).select_related("person")
    enrolment = get_object_or_404(enrolments, pk=enrolment_id)
    if not (place.standing.is_recorder or enrolment.pk in place.standing.assesses):
        raise Http404
    enrolment.cycle = place.cycle
    is_taken = taken(test, phase).filter(enrolment=enrolment).exists()
    require(can_type_in_test(request.user, test, enrolment, is_taken=is_taken))
    form = AnswersForm(test.items.all(), request.POST or None)
    if form.is_valid():
        answers = form.answers()
        return redirect(once(request, lambda: _type_in(request, test, enrolment, phase, answers)))
    context = place.context(instrument=test, phase=Phase(phase), form=form, enrolment=enrolment)
    status = 422 if form.errors else 200
    return render_page(request, "evaluation/taking.html", context, status=status)


def _type_in(
    request: Request, test: Instrument, enrolment: Enrolment, phase: str, answers: dict[str, object]
) -> str:
    type_in_test(test, enrolment, phase, answers, by=request.user)
    messages.success(request, _("บันทึกแบบทดสอบของ %(name)s แล้ว") % {"name": enrolment.person})
    return reverse("evaluation:learning", args=[enrolment.cycle.number])


@require_http_methods(["GET", "POST"])
def judging(request: Request, number: int, enrolment_id: int, instrument_id: int) -> HttpResponse:
    """One participant by the levels of a rubric."""
    place, enrolment = overseen(request, number, enrolment_id)
    require(can_evaluate(request.user, enrolment))
    rubrics = Instrument.objects.filter(cycle=place.cycle).exclude(method="test")
    rubric = get_object_or_404(rubrics, pk=instrument_id)
    form = RubricForm(rubric.items.all(), request.POST or None)
    if form.is_valid():
        return redirect(once(request, lambda: _judge(request, rubric, enrolment, form)))
    piece = work_to_judge(request.user, rubric, enrolment)
    context = place.context(enrolment=enrolment, instrument=rubric, form=form, piece=piece)
    status = 422 if form.errors else 200
    return render_page(request, "evaluation/judging.html", context, status=status)


def _judge(request: Request, rubric: Instrument, enrolment: Enrolment, form: RubricForm) -> str:
    levels, feedback = form.answers(), form.cleaned_data["feedback"]
    judge(rubric, enrolment, levels, feedback, by=request.user)
    messages.success(request, _("บันทึกการประเมินแล้ว"))
    return reverse("evaluation:learning", args=[enrolment.cycle.number])


def _instrument(request: Request, instrument_id: int, phase: str) -> tuple[Place, Instrument]:
    tests = Instrument.objects.filter(method="test").select_related("cycle__community")
    test = get_object_or_404(tests, pk=instrument_id)
    if phase not in Phase.values:
        raise Http404
    place = place_of(request, test.cycle.number)
    test.cycle = place.cycle
    return place, test


def _own_test(
    request: Request, instrument_id: int, phase: str
) -> tuple[Place, Instrument, Enrolment]:
    """A test that was opened to the very person who asks."""
    place, test = _instrument(request, instrument_id, phase)
    own = place.standing.own
    is_known = test.opens_after_at if phase == Phase.AFTER else test.opens_before_at
    if own is None or is_known is None:
        raise Http404
    own.cycle = place.cycle
    return place, test, own
