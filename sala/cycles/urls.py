from __future__ import annotations

from django.urls import path

from sala.cycles.views import experts, handbook, people, plans, proposals, rounds, topics

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
    path("handbook/", handbook.handbook, name="handbook"),
    path("handbook/<int:chapter>/", handbook.chapter, name="handbook_chapter"),
]
