"""Everything that changes a cycle."""

from sala.cycles.actions.catalogues import ensure_areas
from sala.cycles.actions.enrolments import (
    Answers,
    accept_enrolment,
    answer,
    decline,
    enrol_by_attendance,
    invite,
    withdraw,
)
from sala.cycles.actions.experts import (
    ExpertWords,
    consent,
    name_expert,
    refuse,
    remove_expert,
    set_lead,
)
from sala.cycles.actions.plans import comment_plan, endorse_plan, resolve_comment, save_plan
from sala.cycles.actions.rounds import Topic, close_cycle, set_topic, start_cycle

__all__ = [
    "Answers",
    "ExpertWords",
    "Topic",
    "accept_enrolment",
    "answer",
    "close_cycle",
    "comment_plan",
    "consent",
    "decline",
    "endorse_plan",
    "enrol_by_attendance",
    "ensure_areas",
    "invite",
    "name_expert",
    "refuse",
    "remove_expert",
    "resolve_comment",
    "save_plan",
    "set_lead",
    "set_topic",
    "start_cycle",
    "withdraw",
]
