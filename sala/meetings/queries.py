"""Reads shaped for the pages of a session."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Count, Prefetch, Q
from django.utils.timezone import localdate, now

from sala.communities.models import Community, Membership
from sala.core.permissions import Decision
from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus, Expert
from sala.meetings import rules
from sala.meetings.models import (
    Amendment,
    Attendance,
    Commitment,
    ExpertLearning,
    Improvement,
    PersonalNote,
    Record,
    Rsvp,
    Session,
    SessionStep,
)
from sala.meetings.timing import Step, is_one_way, lacks_practice, plan_percent
from sala.people.models import Person
from sala.people.queries import postings_on


class PresentRow(NamedTuple):
    """A person on the attendance sheet, with what is known so far."""

    person: Person
    unit_name: str
    is_present: bool
    has_spoken: bool
    is_online: bool
    signed_alone: bool
    may_join: bool


class PlanVersusHeld(NamedTuple):
    planned: int
    held: int
    percent: float | None


class ExpertRow(NamedTuple):
    expert: Expert
    text: str
    is_missing: bool


def invited_people(session: Session) -> list[Person]:
    """Who a session is for: people of the cycle, or the community's members."""
    if session.cycle is not None:
        enrolments = Enrolment.objects.filter(
            cycle=session.cycle,
            status__in=[EnrolmentStatus.PARTICIPANT, EnrolmentStatus.OBSERVER],
        ).select_related("person")
        experts = Expert.objects.filter(cycle=session.cycle, declined_at__isnull=True)
        people = [enrolment.person for enrolment in enrolments]
        named = [expert.person for expert in experts.select_related("person")]
        return people + [person for person in named if person is not None]
    members = Membership.objects.filter(community_id=session.community_id, left_at__isnull=True)
    return [membership.person for membership in members.select_related("person")]


def asked_to_join(session: Session) -> list[Person]:
    """People asked into the cycle who have not answered: a signature on paper may be their yes."""
    if session.cycle is None or session.cycle.is_closed:
        return []
    rows = Enrolment.objects.filter(cycle=session.cycle, status=EnrolmentStatus.INVITED)
    return [enrolment.person for enrolment in rows.select_related("person")]


def may_join_here(person: Person, session: Session) -> bool:
    """Whether signing in may enrol too: the cycle runs and the person is not in, nor has left."""
    if session.cycle is None or session.cycle.is_closed:
        return False
    settled = [EnrolmentStatus.PARTICIPANT, EnrolmentStatus.WITHDRAWN]
    rows = Enrolment.objects.filter(cycle=session.cycle, person=person, status__in=settled)
    named = Expert.objects.filter(cycle=session.cycle, person=person, declined_at__isnull=True)
    return not rows.exists() and not named.exists()


def sessions_of(cycle: Cycle) -> list[Session]:
    """Sessions of a cycle in order of time, with heads counted and the record at hand."""
    rows = Session.objects.filter(cycle=cycle).annotate(
        heads=Count("attendances", distinct=True),
        coming=Count("rsvps", filter=Q(rsvps__is_coming=True), distinct=True),
    )
    return list(rows.select_related("record").order_by("starts_at", "pk"))


def community_sessions(
    community: Community, keys: set[str], *, limit: int = 3
) -> tuple[list[Session], list[Session]]:
    """What comes next and what was last, of a community, as far as the reader may see."""
    rows = Session.objects.visible_to(keys).filter(community=community, cancelled_at__isnull=True)
    ahead = list(rows.filter(ends_at__gte=now()).order_by("starts_at")[:limit])
    past = list(
        rows.filter(ends_at__lt=now()).select_related("record").order_by("-starts_at")[:limit]
    )
    return ahead, past


def next_session(community: Community, keys: set[str]) -> Session | None:
    rows = Session.objects.visible_to(keys).filter(community=community, cancelled_at__isnull=True)
    return rows.filter(ends_at__gte=now()).select_related("community").order_by("starts_at").first()


def plan_versus_held(cycle: Cycle, sessions: list[Session]) -> PlanVersusHeld:
    live = [session for session in sessions if session.cancelled_at is None]
    planned = max(cycle.planned_sessions, len(live))
    held = sum(
        1 for session in live if session.held_at is not None and session.nature == "activity"
    )
    return PlanVersusHeld(planned, held, plan_percent(held, planned))


def present_rows(session: Session) -> list[PresentRow]:
    """Everyone expected or there, in dictionary order; constant queries."""
    known = {row.person_id: row for row in session.attendances.select_related("person")}
    asked = {person.pk: person for person in asked_to_join(session)}
    people = {person.pk: person for person in invited_people(session)} | asked
    people.update({row.person_id: row.person for row in known.values()})
    postings = postings_on(people, localdate(session.starts_at))
    rows = []
    for person in sorted(people.values(), key=lambda person: (person.sort_key, person.full_name)):
        row = known.get(person.pk)
        posting = postings.get(person.pk)
        rows.append(
            PresentRow(
                person,
                row.unit_name if row else (posting.unit.name if posting else ""),
                row is not None,
                bool(row and row.has_spoken),
                bool(row and row.is_online),
                bool(row and row.entered_by_id is None),
                person.pk in asked,
            )
        )
    return rows


def session_page(session: Session, *, viewer: Person) -> dict[str, Any]:
    """Everything the page of a session shows."""
    session = (
        Session.objects.select_related("cycle", "community", "record__written_by")
        .prefetch_related(
            Prefetch("steps", queryset=SessionStep.objects.order_by("position")),
            Prefetch(
                "attendances",
                queryset=Attendance.objects.select_related("person").order_by("person__sort_key"),
            ),
            Prefetch("rsvps", queryset=Rsvp.objects.select_related("person")),
            Prefetch("improvements", queryset=Improvement.objects.order_by("pk")),
            Prefetch("carried_improvements", Improvement.objects.order_by("pk"), to_attr="carried"),
        )
        .get(pk=session.pk)
    )
    attendances = list(session.attendances.all())
    steps = list(session.steps.all())
    planned = [Step(step.what, step.minutes, step.kind) for step in steps]
    expert_voices = sum(1 for row in attendances if row.has_spoken and row.spoke_as == "expert")
    member_voices = sum(1 for row in attendances if row.has_spoken and row.spoke_as == "member")
    return {
        "session": session,
        "record": getattr(session, "record", None),
        "steps": steps,
        "attendances": sorted(attendances, key=lambda row: not row.has_spoken),
        "online_count": sum(1 for row in attendances if row.is_online),
        "onsite_count": sum(1 for row in attendances if not row.is_online),
        "coming": [row for row in session.rsvps.all() if row.is_coming],
        "my_rsvp": next((r for r in session.rsvps.all() if r.person_id == viewer.pk), None),
        "my_attendance": next((r for r in attendances if r.person_id == viewer.pk), None),
        "my_note": PersonalNote.objects.filter(session=session, person=viewer).first(),
        "my_commitment": Commitment.objects.filter(session=session, person=viewer).first(),
        "is_one_way": is_one_way(expert_voices, member_voices),
        "voices": expert_voices + member_voices,
        "member_voices": member_voices,
        "lacks_practice": bool(steps) and lacks_practice(planned),
        "experts": expert_rows(session),
        "is_started": session.starts_at <= now(),
        "note_key": f"note:{session.number}",
        **may_rows(session, viewer),
    }


def may_rows(session: Session, viewer: Person) -> dict[str, Decision]:
    """What the viewer may do, asked once for the page."""
    return {
        "may_change": rules.can_change_session(viewer, session),
        "may_cancel": rules.can_cancel_session(viewer, session),
        "may_write": rules.can_write_record(viewer, session),
        "may_answer": rules.can_answer_invitation(viewer, session),
        "may_sign_in": rules.can_sign_in(viewer, session),
        "may_commit": rules.can_commit(viewer, session),
        "may_tell_learning": rules.can_tell_learning(viewer, session),
    }


def expert_rows(session: Session) -> list[ExpertRow]:
    """Experts of the cycle and what each learned; amber where it is missing (R045)."""
    if session.cycle_id is None:
        return []
    texts = dict(ExpertLearning.objects.filter(session=session).values_list("person_id", "text"))
    experts = Expert.objects.filter(cycle_id=session.cycle_id, declined_at__isnull=True)
    return [
        ExpertRow(
            expert,
            texts.get(expert.person_id or 0, ""),
            session.is_held and expert.person_id is not None and expert.person_id not in texts,
        )
        for expert in experts.select_related("person").order_by("-is_lead", "pk")
    ]


def record_of(session: Session) -> Record | None:
    return (
        Record.objects.filter(session=session)
        .select_related("written_by", "approved_by")
        .prefetch_related(
            Prefetch(
                "amendments",
                Amendment.objects.select_related("by").order_by("pk"),
                to_attr="added",
            )
        )
        .first()
    )


def handed_notes(session: Session) -> list[PersonalNote]:
    """What members handed to the recorder and is not in the record yet."""
    rows = session.personal_notes.filter(handed_at__isnull=False, merged_at__isnull=True)
    return list(rows.select_related("person").order_by("handed_at"))
