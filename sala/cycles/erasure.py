"""What cycles hold of a person: exported whole, own words erased, the register kept."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.core.registries import Erasure, erasures
from sala.cycles.models import (
    Endorsement,
    Enrolment,
    Expert,
    PlanComment,
    PlanVersion,
    TopicProposal,
    TopicVote,
)
from sala.people.models import Person


def export(person: Person) -> dict[str, Any]:
    """Places, answers, words and votes of the person, each with its cycle or topic."""
    enrolments = Enrolment.objects.filter(person=person).values(
        "cycle__title",
        "status",
        "has_interest",
        "has_need",
        "is_ready",
        "need_words",
        "unit_name",
        "position",
        "answered_at",
        "ended_at",
        "end_reason",
    )
    experts = Expert.objects.filter(person=person).values(
        "cycle__title", "topics", "evidence", "availability", "is_lead", "consented_at"
    )
    comments = PlanComment.objects.filter(by=person).values("cycle__title", "part", "text", "at")
    agreed = Endorsement.objects.filter(person=person)
    proposals = TopicProposal.objects.filter(proposed_by=person)
    plans = PlanVersion.objects.filter(made_by=person)
    return {
        "enrolments": list(enrolments),
        "expert_in": list(experts),
        "plan_comments": list(comments),
        "plans_saved": list(plans.values("cycle__title", "number", "note", "made_at")),
        "plans_endorsed": list(agreed.values("version__cycle__title", "version__number", "at")),
        "topics_proposed": list(proposals.values("text", "why", "made_at")),
        "votes": list(TopicVote.objects.filter(person=person).values("proposal__text", "at")),
    }


def erase(person: Person) -> None:
    """Words about the person go; that someone took part, and the shared plan, stay."""
    Enrolment.objects.filter(person=person).update(need_words="")
    Enrolment.objects.filter(person=person).exclude(end_reason="").update(end_reason="–")
    Expert.objects.filter(person=person).update(topics="", evidence="", availability="")
    PlanComment.objects.filter(by=person).update(text="–")
    TopicProposal.objects.filter(proposed_by=person).update(why="")


def kept() -> str:
    return _("เก็บไว้ว่าเคยอยู่ในรอบใด หน่วยงานและตำแหน่งในวันนั้น และแผนที่ทำร่วมกัน เพราะเป็นหลักฐานของหน่วยงาน")


erasures.add(Erasure("cycles", 60, export, erase, kept))
