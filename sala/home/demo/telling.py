"""Telling a story: each scene is the product's own act, on the day it is said to be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sala.communities.actions.duties import accept_role, offer_role
from sala.communities.actions.founding import propose
from sala.communities.actions.invitations import accept_invitation, invite
from sala.communities.actions.life import activate, save_charter, save_settings
from sala.communities.models import Community, Group
from sala.communities.rules import forget_roles
from sala.cycles.actions import enrolments, experts, plans, rounds
from sala.cycles.models import Area, Cycle, Enrolment, Expert, Strategy
from sala.home.demo.stage import Agency, Stage
from sala.home.demo.stories import Story, Told
from sala.meetings.actions.presence import commit, mark_attendance, sign_in, tell_learning
from sala.meetings.actions.recording import approve_record, send_record, write_record
from sala.meetings.actions.schedule import answer_invitation, invite_people, plan_session
from sala.meetings.models import Session
from sala.meetings.timing import DEFAULT_STEPS
from sala.people.models import Person

AGREEMENT = "เล่าจากงานจริง ฟังให้จบ ไม่เอาเรื่องในวงไปว่ากันข้างนอก ขอก่อนนำไปเผยแพร่"


class Teller:
    """One community and its cycle, told scene by scene."""

    def __init__(self, stage: Stage, agency: Agency, story: Story) -> None:
        self.stage, self.agency, self.story = stage, agency, story

    def who(self, handle: str) -> Person:
        """A person as of this moment: what was cached of roles is forgotten."""
        person = self.agency.people[handle]
        forget_roles(person)
        person.__dict__.pop("_places", None)
        return person

    def each(self, handles: tuple[str, ...], act: Callable[[Person], Any]) -> None:
        for handle in handles:
            act(self.who(handle))

    def found(self) -> Community:
        """Founded, chartered, joined by its members' own yes, and running."""
        story, founder = self.story, self.story.facilitator
        group = Group.objects.get(agency=self.agency.unit, number=story.group)
        with self.stage.at(-story.founded):
            community = propose(
                by=self.who(founder),
                name=story.name,
                purpose=story.purpose,
                need_check={"why": "งานเดียวกันทำอยู่หลายหน่วย แต่ต่างคนต่างแก้ปัญหา"},
                groups=[group],
            )
            save_charter(
                community,
                by=self.who(founder),
                seen=community.version,
                purpose=story.purpose,
                domain=story.domain,
                people_words=story.people_words,
                practice=story.practice,
                agreement=AGREEMENT,
            )
        others = tuple(dict.fromkeys((story.recorder, story.sponsor, *story.members)))
        with self.stage.at(-story.founded + 1):
            people = [self.who(handle) for handle in others]
            for invitation in invite(community, people, by=self.who(founder)):
                person = self.who(invitation.person.handle)
                accept_invitation(invitation, by=person, agreed=True)
            for handle, role in ((story.recorder, "recorder"), (story.sponsor, "sponsor")):
                holding = offer_role(community, self.who(handle), role, by=self.who(founder))
                accept_role(holding, by=self.who(handle), agreed=True)
        with self.stage.at(-story.founded + 3):
            community.refresh_from_db()
            activate(community, by=self.who(founder))
            community.refresh_from_db()
            save_settings(community, by=self.who(founder), audience="public", scope=3)
        return community

    def start(self, community: Community) -> Cycle:
        """Steps 1 to 4: topic, people, expert, plan."""
        story = self.story
        with self.stage.at(-story.started) as moment:
            community.refresh_from_db()
            cycle = rounds.start_cycle(
                community, title=story.title, question=story.question, by=self.lead
            )
            plan_year = cycle.fiscal_year
            strategy = Strategy.objects.filter(
                agency=self.agency.unit, number=story.strategy, plan_year=plan_year
            )
            topic = rounds.Topic(
                title=story.title,
                question=story.question,
                benefit=story.benefit,
                work_process=story.work_process,
                areas=list(Area.objects.filter(agency=self.agency.unit, number__in=story.areas)),
                strategies=list(strategy),
                starts_on=moment.date(),
                ends_on=moment.date() + timedelta(days=130),
            )
            rounds.set_topic(cycle, topic, seen=cycle.version, by=self.lead)
        with self.stage.at(-story.started + 1):
            people = [self.who(handle) for handle in story.needs]
            enrolments.invite(cycle, people, by=self.lead)
        with self.stage.at(-story.started + 2):
            for handle, need in story.needs.items():
                answers = enrolments.Answers(True, True, True, need_words=need)
                enrolments.answer(cycle, answers, by=self.who(handle))
        self._expert(cycle)
        self._plan(cycle)
        return cycle

    @property
    def lead(self) -> Person:
        """The facilitator."""
        return self.who(self.story.facilitator)

    def _expert(self, cycle: Cycle) -> Expert:
        story = self.story
        with self.stage.at(-story.started + 3):
            words = experts.ExpertWords(story.lead_topics, story.lead_evidence)
            expert = experts.name_expert(
                cycle, by=self.lead, person=self.who(story.lead), is_lead=True, words=words
            )
        with self.stage.at(-story.started + 4):
            return experts.consent(expert, by=self.who(story.lead))

    def _plan(self, cycle: Cycle) -> None:
        story = self.story
        with self.stage.at(-story.started + 5):
            version = plans.save_plan(
                cycle,
                story.plan,
                seen=0,
                by=self.lead,
                planned_sessions=len(story.sessions),
                follow_up_days=[30],
            )
        with self.stage.at(-story.started + 6):
            for handle in (story.lead, *list(story.needs)[:5]):
                plans.endorse_plan(version, by=self.who(handle))

    def meet(self, cycle: Cycle) -> list[Session]:
        """Every session of the story: planned, and held and recorded when its day is over."""
        planned_on = -self.story.started + 7
        sessions = []
        for told in self.story.sessions:
            with self.stage.at(planned_on, 10):
                sessions.append(self._session(cycle, told))
        for told, session in zip(self.story.sessions, sessions, strict=True):
            with self.stage.at(max(told.day - 5, planned_on), 11):
                invite_people(session, by=self.lead)
            self._answer(told, session)
            if told.learned:
                self._hold(told, session)
        return sessions

    def _session(self, cycle: Cycle, told: Told) -> Session:
        starts = self.stage.moment(told.day, told.hour, 30)
        steps = [
            {"what": str(what), "minutes": minutes, "kind": kind, "lead": "", "materials": ""}
            for what, minutes, kind in DEFAULT_STEPS
        ]
        values = {
            "title": told.title,
            "starts_at": starts,
            "ends_at": starts + timedelta(minutes=60),
            "mode": "hybrid",
            "place": told.place,
            "link": "https://meet.example.go.th/wong",
            "technique": "เล่าเรื่องจากงานจริง แล้วลองทำ",
        }
        community = cycle.community
        return plan_session(community, cycle, values=values, steps=steps, by=self.lead)

    def _answer(self, told: Told, session: Session) -> None:
        handles = list(self.story.needs)
        if told.day > 0:
            handles = handles[: max(0, len(handles) - 3 - told.day // 6)]
        with self.stage.at(min(told.day - 3, 0) if told.day <= 0 else -1, 14):
            for handle in handles:
                is_coming = handle not in told.absent
                answer_invitation(session, is_coming=is_coming, by=self.who(handle))

    def _hold(self, told: Told, session: Session) -> None:
        story = self.story
        came = [handle for handle in story.needs if handle not in told.absent]
        with self.stage.at(told.day, told.hour, 35):
            for handle in came[: len(came) // 2]:
                sign_in(session, by=self.who(handle))
        with self.stage.at(told.day, told.hour + 2):
            present = {self.who(handle).pk for handle in (*came, story.lead)}
            spoke = {self.who(handle).pk for handle in (*came[1:], story.lead)}
            online = {self.who(handle).pk for handle in came[::3]}
            recorder = self.who(story.recorder)
            write_record(
                session, values=_record(told), improvements=told.improvements, seen=0, by=recorder
            )
            mark_attendance(
                session, present=present, spoke=spoke, online=online, by=self.who(story.recorder)
            )
            send_record(session, by=self.who(story.recorder))
        with self.stage.at(told.day + 1, 10):
            for handle, text in told.commitments.items():
                commit(session, text=text, by=self.who(handle))
            if told.expert_learned:
                tell_learning(session, text=told.expert_learned, by=self.who(story.lead))
            if told.is_approved:
                approve_record(session, by=self.lead)

    def enrolment(self, cycle: Cycle, handle: str) -> Enrolment:
        return Enrolment.objects.select_related("cycle__community", "person").get(
            cycle=cycle, person=self.who(handle)
        )


def _record(told: Told) -> dict[str, Any]:
    return {
        "learned": told.learned,
        "use": told.use,
        "tips": told.tips,
        "problems": told.problems,
        "talk_balance": "members",
        "aar_expected": "ทุกคนได้เล่าของตนหนึ่งเรื่อง",
    }
