"""How much the facilitator has to fill in (forms/)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sala.cycles.models import Cycle
from tests.factories.cycles import ExpertFactory

MOST_REQUIRED = 20


def blank_required(form):
    """Required fields that come empty: what a person has to fill in."""
    return [
        field.name
        for field in form
        if field.field.required and not field.is_hidden and not field.value()
    ]


@pytest.mark.req("R050", part="the plan comes prefilled")
def test_from_start_to_ready_plan_few_fields_come_empty(client, ready, anong):
    client.force_login(anong)
    start = client.get(reverse("cycles:start", args=[ready.number])).context["form"]
    data = {"title": "ตรวจรับ", "question": "ทำอย่างไร", "once": str(start["once"].value())}
    client.post(reverse("cycles:start", args=[ready.number]), data)
    cycle = Cycle.objects.get()
    ExpertFactory(cycle=cycle)

    topic = client.get(reverse("cycles:topic", args=[cycle.number])).context["form"]
    plan = client.get(reverse("cycles:plan_editing", args=[cycle.number])).context["form"]

    assert blank_required(start) == ["title", "question"]
    assert blank_required(topic) == ["benefit", "strategies", "areas"]
    assert blank_required(plan) == []
    # One more choice names the expert; the charter before the cycle asks for the rest.
    asked = len(blank_required(start)) + len(blank_required(topic)) + 1
    assert asked < MOST_REQUIRED
