"""A cycle of one community: topic, participants, experts and plan (steps 1–4 of seven)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _


class Area(models.Model):
    """One of the ten areas of competence (R001)."""

    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint("agency", "number", name="one_area_per_number")
        ]

    def __str__(self) -> str:
        return self.name


class Strategy(models.Model):
    """A numbered strategy of a plan of a Buddhist year (R033, R036)."""

    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    plan_year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["-plan_year", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint("agency", "plan_year", "number", name="one_strategy_per_number")
        ]

    def __str__(self) -> str:
        return self.name


class CycleQuerySet(models.QuerySet["Cycle"]):
    def visible_to(self, keys: set[str]) -> CycleQuerySet:
        """Cycles whose audience is held, and those the person was invited to or is in."""
        own = [int(key[6:]) for key in keys if key.startswith("cycle:") and key[6:].isdigit()]
        return self.filter(Q(audience__in=keys) | Q(pk__in=own))

    def open(self) -> CycleQuerySet:
        return self.filter(closed_at__isnull=True)


class Cycle(models.Model):
    """One round of the seven steps in a fiscal year."""

    number = models.PositiveIntegerField(unique=True)
    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    community = models.ForeignKey("communities.Community", models.PROTECT, related_name="cycles")
    audience = models.CharField(max_length=60, db_index=True)
    fiscal_year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    question = models.CharField(max_length=300, blank=True)
    benefit = models.TextField(blank=True)
    work_process = models.CharField(max_length=200, blank=True)
    areas = models.ManyToManyField(Area, blank=True, related_name="cycles")
    strategies = models.ManyToManyField(Strategy, blank=True, related_name="cycles")
    chosen_proposal = models.ForeignKey(
        "cycles.TopicProposal", models.PROTECT, null=True, blank=True, related_name="+"
    )
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies"
    )
    starts_on = models.DateField(default=localdate, null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    planned_sessions = models.PositiveSmallIntegerField(default=0)
    follow_up_days = models.JSONField(default=list, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closing_words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CycleQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The permanent address."""
        return reverse("cycles:cycle", args=[self.number])

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def key(self) -> str:
        """The audience of those who are in the cycle."""
        return f"cycle:{self.pk}"


class ProposalQuerySet(models.QuerySet["TopicProposal"]):
    def visible_to(self, keys: set[str]) -> ProposalQuerySet:
        return self.filter(audience__in=keys)

    def standing(self) -> ProposalQuerySet:
        return self.filter(withdrawn_at__isnull=True)


class TopicProposal(models.Model):
    """A topic a member puts forward; members vote, the tally stays (R021)."""

    community = models.ForeignKey(
        "communities.Community", models.PROTECT, related_name="topic_proposals"
    )
    audience = models.CharField(max_length=60, db_index=True)
    text = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    def __str__(self) -> str:
        return self.text


class TopicVote(models.Model):
    proposal = models.ForeignKey(TopicProposal, models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("proposal", "person", name="one_vote_per_proposal")
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.proposal}"


class EnrolmentStatus(models.TextChoices):
    INVITED = "invited", _("เชิญแล้ว รอคำตอบ")
    WAITING = "waiting", _("ขอเข้าร่วม รอรับ")
    PARTICIPANT = "participant", _("ผู้เข้าร่วม")
    OBSERVER = "observer", _("ผู้สังเกตการณ์")
    DECLINED = "declined", _("ไม่เข้าร่วม")
    WITHDRAWN = "withdrawn", _("ถอนตัว")


IN_SIGHT = (
    EnrolmentStatus.INVITED,
    EnrolmentStatus.WAITING,
    EnrolmentStatus.PARTICIPANT,
    EnrolmentStatus.OBSERVER,
)


class Enrolment(models.Model):
    """A person in a cycle by that person's own three answers (R038).

    Unit and position are those of the day, so a transfer never rewrites a report.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments")
    status = models.CharField(max_length=12, choices=EnrolmentStatus)
    has_interest = models.BooleanField(null=True)
    has_need = models.BooleanField(null=True)
    is_ready = models.BooleanField(null=True)
    need_words = models.CharField(max_length=300, blank=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    unit_name = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=200, blank=True)
    via = models.CharField(max_length=10, default="web")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("cycle", "person", name="one_enrolment_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.person} / {self.cycle}"

    @property
    def is_participant(self) -> bool:
        return self.status == EnrolmentStatus.PARTICIPANT

    @property
    def has_all_three(self) -> bool:
        return bool(self.has_interest and self.has_need and self.is_ready)


class Expert(models.Model):
    """Someone named for the topic. From inside: `person`; from outside: only a name, never sole."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="experts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outside_name = models.CharField(max_length=200, blank=True)
    outside_organisation = models.CharField(max_length=200, blank=True)
    topics = models.CharField(max_length=300, blank=True)
    evidence = models.TextField(blank=True)
    availability = models.CharField(max_length=200, blank=True)
    is_internal = models.BooleanField(default=True)
    is_lead = models.BooleanField(default=False)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=now)
    consented_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "cycle", "person", name="one_expert_per_person", condition=Q(person__isnull=False)
            ),
            models.UniqueConstraint("cycle", name="one_lead_expert", condition=Q(is_lead=True)),
            models.CheckConstraint(
                name="lead_expert_is_internal", condition=Q(is_lead=False) | Q(is_internal=True)
            ),
        ]

    def __str__(self) -> str:
        return str(self.person) if self.person_id else self.outside_name


class PlanVersion(models.Model):
    """The plan of a cycle, one immutable row a version; the highest number is the plan."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="plan_versions")
    number = models.PositiveIntegerField()
    parts = models.JSONField(default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("cycle", "number", name="one_plan_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.cycle} v{self.number}"


class PlanComment(models.Model):
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="plan_comments")
    part = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return self.text[:40]


class Endorsement(models.Model):
    """A participant or expert who agrees with one version of the plan (R049)."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="endorsements")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    as_role = models.CharField(
        max_length=12, choices=[("participant", _("ผู้เข้าร่วม")), ("expert", _("ผู้เชี่ยวชาญ"))]
    )
    at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("version", "person", name="one_endorsement_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.person} ✓ {self.version}"


class HandbookWords(models.Model):
    """What an agency adds to one chapter of the handbook (R031)."""

    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    chapter = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("agency", "chapter", name="one_wording_per_chapter")
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.chapter}"
