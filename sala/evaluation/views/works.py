"""A work piece: handed in by the participant, read by who assesses."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sala.core.files import require_open
from sala.core.responses import render_page
from sala.evaluation.actions.works import hand_in
from sala.evaluation.forms.works import WorkForm
from sala.evaluation.models import Instrument, LearningEvaluation, WorkPiece
from sala.evaluation.queries.works import work_read_by
from sala.evaluation.rules import can_hand_in
from sala.evaluation.views.doors import place_of
from sala.people.http import Request


@require_http_methods(["GET", "POST"])
def work(request: Request, instrument_id: int) -> HttpResponse:
    """One's own work piece, as long as it is not evaluated to be handed in anew."""
    pieces = Instrument.objects.filter(method="work_piece", withdrawn_at__isnull=True)
    instrument = get_object_or_404(pieces.select_related("cycle"), pk=instrument_id)
    place = place_of(request, instrument.cycle.number)
    own = place.standing.own
    if own is None:
        raise Http404
    own.cycle = instrument.cycle = place.cycle
    handed = WorkPiece.objects.filter(instrument=instrument, enrolment=own)
    piece = handed.select_related("attachment").first()
    evaluated = LearningEvaluation.objects.filter(enrolment=own).exists()
    initial = {"words": piece.words if piece else ""}
    form = WorkForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        hand_in(instrument, own, data["words"], data["file"], by=request.user)
        messages.success(request, _("ส่งชิ้นงานแล้ว"))
        return redirect("evaluation:work", instrument.pk)
    may = can_hand_in(request.user, instrument, own, is_evaluated=evaluated)
    context = place.context(instrument=instrument, piece=piece, form=form, may_hand_in=may)
    status = 422 if form.errors else 200
    return render_page(request, "evaluation/work.html", context, status=status)


@require_GET
def work_file(request: Request, work_id: int) -> FileResponse:
    """The file, to be kept and never to be shown inside our own pages."""
    piece = work_read_by(request.user, work_id)
    if piece is None or piece.attachment is None:
        raise Http404
    attachment = piece.attachment
    require_open(attachment)
    return FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.media_type,
    )
