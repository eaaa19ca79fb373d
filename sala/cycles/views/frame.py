"""What every page of a cycle has: the cycle, if it may be seen, and its seven steps."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from sala.core.responses import render_page, render_text
from sala.cycles.models import Cycle
from sala.cycles.queries.stepping import current_step, for_reader, stepper
from sala.documents.pdf import render_pdf
from sala.people.http import Request
from sala.people.keys import keys_of


def visible_cycle(request: Request, number: int) -> Cycle:
    cycles = Cycle.objects.visible_to(keys_of(request.user))
    return get_object_or_404(cycles.select_related("community", "agency"), number=number)


def cycle_page(
    request: Request,
    cycle: Cycle,
    template: str,
    context: dict[str, Any],
    *,
    step: int = 0,
    partial: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render a page of a cycle under its stepper; `step` is the one the page belongs to."""
    rows = for_reader(stepper(cycle), request.user, cycle)
    current = current_step(rows)
    shown = step or (current.number if current else 0)
    frame = {
        "cycle": cycle,
        "steps": rows,
        "step": rows[step - 1] if step else None,
        "current": current,
        "shown_step": shown,
        "chapter_url": rows[shown - 1].handbook_url if shown else "",
    }
    return render_page(request, template, frame | context, partial=partial, status=status)


def pdf_of(template: str, context: dict[str, Any], name: str) -> HttpResponse:
    """A print page as a file; refused with a plain sentence where PDF cannot be made."""
    response = HttpResponse(
        render_pdf(render_text(template, context)), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
