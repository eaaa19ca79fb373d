"""A Word document put into a form that is being filled in: nothing is saved by it, and nothing of
what was typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import HttpResponse

from sala.core.drafts import keep_draft
from sala.core.permissions import Refused
from sala.core.responses import render_page
from sala.core.rich.fields import read_rich
from sala.knowledge.actions.word_files import bring_document
from sala.knowledge.forms.pictures import DescribesPictures
from sala.people.http import Request

ASKED = "bring"


def is_bringing(request: Request) -> bool:
    return request.method == "POST" and ASKED in request.POST


def brought_response(
    request: Request,
    build: Callable[[dict[str, Any]], forms.Form],
    template: str,
    context: dict[str, Any],
    *,
    drafted: Iterable[str],
) -> HttpResponse:
    """The same form again with the words of the document below what stood there. `build` makes
    the form from what it begins with; `context["draft_key"]` is where typing is kept."""
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in request.POST}
    body = read_rich(typed.get("body", ""))
    status = 200
    try:
        brought = bring_document(request.FILES.get("word"), by=request.user)
    except Refused as refused:
        context["bring_refused"] = refused.decision.reason
        status = refused.decision.status
    else:
        context["brought"] = brought
        body += brought.html
        typed["title"] = typed.get("title", "").strip() or brought.title
    typed["body"] = body
    keep_draft(request.user.pk, context["draft_key"], {n: typed.get(n, "") for n in drafted})
    context["form"] = build(typed)
    return render_page(request, template, context, status=status)


def take_draft(form: forms.Form, fields: dict[str, str]) -> None:
    """Begin with what was typed before, and ask for the words of the pictures in it."""
    form.initial.update({name: text for name, text in fields.items() if text})
    if isinstance(form, DescribesPictures):
        form.ask_for_words()
