from __future__ import annotations

from django.urls import path

from sala.cycles.views import (
    catalogues,
    experts,
    handbook,
    overview,
    people,
    plans,
    proposals,
    rounds,
    topics,
)

app_name = "cycles"
urlpatterns = [
    path("cycles/", rounds.cycles, name="cycles"),
    path("cycles/start/<int:number>/", rounds.start, name="start"),
    path("cycles/<int:number>/", rounds.cycle, name="cycle"),
    path("cycles/<int:number>/closure/", rounds.closure, name="closure"),
    path("cycles/<int:number>/topic/", topics.topic, name="topic"),
    path("cycles/<int:number>/people/", people.people, name="people"),
    path("cycles/<int:number>/people/print/", people.people_print, name="people_print"),
    path("cycles/<int:number>/invitations/", people.invitations, name="invitations"),
    path("cycles/<int:number>/enrolment/", people.enrolment, name="enrolment"),
    path("cycles/<int:number>/enrolment/refusal/", people.refusal, name="refusal"),
    path("cycles/<int:number>/enrolment/withdrawal/", people.withdrawal, name="withdrawal"),
    path(
        "cycles/<int:number>/enrolments/<int:pk>/acceptance/", people.acceptance, name="acceptance"
    ),
    path("cycles/<int:number>/experts/", experts.experts, name="experts"),
    path("cycles/<int:number>/experts/naming/", experts.naming, name="naming"),
    path("cycles/<int:number>/experts/<int:pk>/consent/", experts.expert_consent, name="consent"),
    path(
        "cycles/<int:number>/experts/<int:pk>/refusal/",
        experts.expert_refusal,
        name="expert_refusal",
    ),
    path("cycles/<int:number>/experts/<int:pk>/lead/", experts.expert_lead, name="lead"),
    path(
        "cycles/<int:number>/experts/<int:pk>/delete/",
        experts.expert_removal,
        name="expert_removal",
    ),
    path("cycles/<int:number>/plan/", plans.plan, name="plan"),
    path("cycles/<int:number>/plan/editing/", plans.plan_editing, name="plan_editing"),
    path("cycles/<int:number>/plan/comments/", plans.plan_comments, name="plan_comments"),
    path(
        "cycles/<int:number>/plan/comments/<int:pk>/resolution/",
        plans.plan_comment_resolution,
        name="plan_comment_resolution",
    ),
    path(
        "cycles/<int:number>/plan/<int:version>/endorsement/",
        plans.plan_endorsement,
        name="plan_endorsement",
    ),
    path("topics/<int:number>/", proposals.proposals, name="proposals"),
    path("topics/votes/<int:pk>/", proposals.proposal_vote, name="proposal_vote"),
    path(
        "topics/votes/<int:pk>/delete/",
        proposals.proposal_vote_delete,
        name="proposal_vote_delete",
    ),
    path("topics/proposals/<int:pk>/delete/", proposals.proposal_delete, name="proposal_delete"),
    path("cycles/<int:number>/topic/<int:pk>/", proposals.topic_choice, name="topic_choice"),
    path("cycles/<int:number>/plan/versions/", plans.plan_versions, name="plan_versions"),
    path("cycles/<int:number>/copy/", rounds.copying, name="copying"),
    path("cycles/<int:number>/years/", rounds.years, name="years"),
    path("experts/", experts.expert_register, name="expert_register"),
    path("manage/cycles/", overview.manage_cycles, name="manage_cycles"),
    path("manage/cycles/<int:number>/nudge/", overview.nudging, name="nudging"),
    path("manage/areas/", catalogues.catalogues, name="catalogues"),
    path("manage/areas/coverage/", catalogues.areas_covered, name="coverage"),
    path("manage/areas/ten/", catalogues.areas, name="areas"),
    path("manage/areas/<int:pk>/", catalogues.area, name="area"),
    path("manage/areas/<int:pk>/delete/", catalogues.area_delete, name="area_delete"),
    path("manage/strategies/", catalogues.strategies, name="strategies"),
    path("strategies/<int:pk>/", catalogues.strategy, name="strategy"),
    path("strategies/<int:pk>/picture/", catalogues.strategy_picture, name="strategy_picture"),
    path("strategies/<int:pk>/delete/", catalogues.strategy_delete, name="strategy_delete"),
    path("handbook/", handbook.handbook, name="handbook"),
    path("handbook/<int:chapter>/", handbook.chapter, name="handbook_chapter"),
]
