"""Topics members put forward, and their votes (R021)."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sala.communities.models import Community
from sala.core.once import once
from sala.core.responses import render_page
from sala.cycles.actions.proposals import (
    choose_topic,
    propose_topic,
    take_back_vote,
    vote,
    withdraw_proposal,
)
from sala.cycles.forms.topics import ProposalForm
from sala.cycles.models import Cycle, TopicProposal
from sala.cycles.queries.proposals import proposal_rows
from sala.cycles.rules import can_manage_cycle, can_propose_topic, can_see_proposals
from sala.cycles.views.frame import visible_cycle
from sala.people.http import Request
from sala.people.keys import keys_of


@require_http_methods(["GET", "POST"])
def proposals(request: Request, number: int) -> HttpResponse:
    communities = Community.objects.visible_to(keys_of(request.user))
    community = get_object_or_404(communities, number=number)
    if not can_see_proposals(request.user, community):
        raise Http404
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(once(request, lambda: _proposed(request, community, form)))
    cycles = Cycle.objects.open().filter(community=community).select_related("community")
    context = {
        "community": community,
        "rows": proposal_rows(community, request.user),
        "form": form,
        "may_propose": can_propose_topic(request.user, community),
        "cycles": [one for one in cycles if can_manage_cycle(request.user, one)],
    }
    status = 422 if form.errors else 200
    return render_page(request, "cycles/proposals.html", context, status=status)


def _proposed(request: Request, community: Community, form: ProposalForm) -> str:
    propose_topic(
        community,
        text=form.cleaned_data["text"],
        why=form.cleaned_data["why"],
        by=request.user,
    )
    return reverse("cycles:proposals", args=[community.number])


def _proposal(request: Request, pk: int) -> TopicProposal:
    rows = TopicProposal.objects.visible_to(keys_of(request.user))
    return get_object_or_404(rows.select_related("community"), pk=pk)


@require_POST
def proposal_vote(request: Request, pk: int) -> HttpResponse:
    proposal = _proposal(request, pk)
    vote(proposal, by=request.user)
    return redirect("cycles:proposals", proposal.community.number)


@require_POST
def proposal_vote_delete(request: Request, pk: int) -> HttpResponse:
    proposal = _proposal(request, pk)
    take_back_vote(proposal, by=request.user)
    return redirect("cycles:proposals", proposal.community.number)


@require_POST
def proposal_delete(request: Request, pk: int) -> HttpResponse:
    proposal = _proposal(request, pk)
    withdraw_proposal(proposal, by=request.user)
    return redirect("cycles:proposals", proposal.community.number)


@require_POST
def topic_choice(request: Request, number: int, pk: int) -> HttpResponse:
    cycle = visible_cycle(request, number)
    choose_topic(cycle, _proposal(request, pk), by=request.user)
    return redirect("cycles:topic", cycle.number)
