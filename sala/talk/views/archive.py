"""Bringing in an archive of old group mail, and how far it is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.communities.models import Community
from sala.core.models import Run
from sala.core.once import once
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.people.http import Request
from sala.talk.actions.archive import KIND, ask_for_archive, cancel_archive
from sala.talk.forms.archive import ArchiveForm
from sala.talk.rules.letters import can_import_letters
from sala.talk.views.letters import in_charge


def run_of(community: Community, pk: int) -> Run:
    return get_object_or_404(Run, pk=pk, kind=KIND, settings__community=community.pk)


@require_http_methods(["GET", "POST"])
def archive(request: Request, number: int) -> HttpResponse:
    community = in_charge(request, number)
    require(can_import_letters(request.user, community))
    posted = request.method == "POST"
    form = ArchiveForm(request.POST, request.FILES) if posted else ArchiveForm()
    if posted and form.is_valid():
        return redirect(once(request, lambda: _ask(request, community, form)))
    runs = list(
        Run.objects.filter(kind=KIND, settings__community=community.pk).order_by("-pk")[:10]
    )
    context = {"community": community, "form": form, "runs": runs}
    return render_page(request, "talk/archive.html", context, status=422 if posted else 200)


def _ask(request: Request, community: Community, form: ArchiveForm) -> str:
    run = ask_for_archive(community, form.cleaned_data["file"], by=request.user)
    return reverse("talk:archive_run", args=[community.number, run.pk])


@require_GET
def archive_run(request: Request, number: int, pk: int) -> HttpResponse:
    community = in_charge(request, number)
    context = {"community": community, "run": run_of(community, pk)}
    return render_page(request, "talk/archive_run.html", context, partial="progress")


@require_POST
def cancellation(request: Request, number: int, pk: int) -> HttpResponse:
    cancel_archive(run_of(in_charge(request, number), pk), by=request.user)
    return redirect("talk:archive_run", number, pk)
