"""Communities, their people and the course of their life."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate, now

from sala.communities.catalogue import (
    OPEN_STATES,
    Adoption,
    Change,
    ClosingReason,
    CommunityType,
    Level,
    Origin,
    Scope,
    State,
)
from sala.communities.mail import Mail
from sala.communities.roles import Role


def new_token() -> str:
    return secrets.token_urlsafe(18)


class Group(models.Model):
    """One of the interest groups of an agency (R002); another agency replaces the list."""

    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    is_fallback = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint("agency", "number", name="one_group_per_number")
        ]

    def __str__(self) -> str:
        return self.name


class CommunityQuerySet(models.QuerySet["Community"]):
    def visible_to(self, keys: set[str]) -> CommunityQuerySet:
        return self.filter(
            Q(audience__in=keys) | Q(pk__in=[int(k[10:]) for k in keys if _is_community_key(k)])
        )

    def open(self) -> CommunityQuerySet:
        return self.filter(state__in=OPEN_STATES)


def _is_community_key(key: str) -> bool:
    return key.startswith("community:") and key[10:].isdigit()


class Community(models.Model):
    """Domain, community and practice of people who meet of their own will.

    `audience` decides who sees the community's own page; what is written inside carries
    `community:<id>` unless its author opens it wider.
    """

    number = models.PositiveIntegerField(unique=True)
    handle = models.SlugField(max_length=40, unique=True)
    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="communities")
    partners = models.ManyToManyField("people.Unit", blank=True, related_name="joint_communities")
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="unit_communities"
    )
    audience = models.CharField(max_length=60, db_index=True)
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    sort_key = models.CharField(max_length=800, blank=True, db_index=True)
    purpose = models.TextField()
    need_check = models.JSONField(default=dict, blank=True)
    domain = models.TextField(blank=True)
    people_words = models.TextField(blank=True)
    practice = models.TextField(blank=True)
    agreement = models.TextField(blank=True)
    type = models.CharField(max_length=20, choices=CommunityType, default=CommunityType.STEWARDING)
    scope = models.PositiveSmallIntegerField(choices=Scope, null=True, blank=True)
    hub = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=20, choices=Level, default=Level.SMALL)
    origin = models.CharField(max_length=20, choices=Origin, default=Origin.INFORMAL)
    adoption = models.CharField(max_length=20, choices=Adoption, default=Adoption.LEARNING)
    is_informal = models.BooleanField(default=True)
    joins_by_request = models.BooleanField(default=False)
    groups = models.ManyToManyField(Group, related_name="communities")
    standing_of = models.OneToOneField(
        Group, models.PROTECT, null=True, blank=True, related_name="standing_community"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    cloned_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="clones"
    )
    state = models.CharField(max_length=12, choices=State, default=State.ACTIVE)
    starts_on = models.DateField(default=localdate)
    review_on = models.DateField(null=True, blank=True)
    closing_reason = models.CharField(max_length=20, choices=ClosingReason, blank=True)
    closing_words = models.TextField(blank=True)
    closing_review = models.JSONField(default=dict, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    founded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    happened_at = models.DateTimeField(default=now)
    last_active_at = models.DateTimeField(default=now)
    quiet_flagged_at = models.DateTimeField(null=True, blank=True)
    review_told_for = models.DateField(null=True, blank=True)
    member_count = models.PositiveIntegerField(default=0)
    unit_count = models.PositiveIntegerField(default=0)
    place_count = models.PositiveIntegerField(default=0)
    computed_scope = models.PositiveSmallIntegerField(choices=Scope, null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="hub_named_for_scope_six",
                condition=~Q(scope=Scope.HUB) | ~Q(hub=""),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The permanent address; the slug after it is decoration."""
        return f"/c/{self.number}/"

    @property
    def key(self) -> str:
        return f"community:{self.pk}"

    @property
    def charter_url(self) -> str:
        return reverse("communities:charter", args=[self.number])

    @property
    def roles_url(self) -> str:
        return reverse("communities:roles", args=[self.number])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_gathering(self) -> bool:
        """Shown as กำลังรวมกลุ่ม until a second person joins."""
        return self.is_informal and self.member_count < 2

    @property
    def is_due_for_review(self) -> bool:
        return self.is_open and self.review_on is not None and self.review_on < localdate()


class Membership(models.Model):
    """A person in a community by that person's own act (I05). Leaving ends the row."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    joined_at = models.DateTimeField(default=now)
    agreed_at = models.DateTimeField(default=now)
    left_at = models.DateTimeField(null=True, blank=True)
    mail = models.CharField(
        max_length=10,
        default="digest",
        choices=Mail,
    )
    interest = models.CharField(max_length=300, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "community", "person", name="one_live_membership", condition=Q(left_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} / {self.community}"


class RoleHolding(models.Model):
    """Who held which role from when to when; a hand-over is two rows."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="role_holdings")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_holdings"
    )
    role = models.CharField(max_length=20, choices=Role)
    duties = models.TextField(blank=True)
    offered_at = models.DateTimeField(default=now)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "community",
                "person",
                "role",
                name="one_live_holding_of_a_role",
                condition=Q(ended_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.community}"

    @property
    def url(self) -> str:
        return reverse("communities:role", args=[self.community.number, self.pk])

    @property
    def is_held(self) -> bool:
        return self.accepted_at is not None and self.ended_at is None


class Invitation(models.Model):
    """An invitation (to a person) or a request (by a person) to join; answered once."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="invitations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations")
    is_request = models.BooleanField()
    words = models.CharField(max_length=300, blank=True)
    mail = models.CharField(max_length=10, choices=Mail, blank=True)  # wished for with a request
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    is_accepted = models.BooleanField(null=True)
    answer_words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "community",
                "person",
                name="one_open_invitation",
                condition=Q(answered_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.community}"


class StateChange(models.Model):
    """A change of state, of adoption stage or of name, with its reason or evidence."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="state_changes")
    kind = models.CharField(
        max_length=10, choices=[("state", "state"), ("adoption", "adoption"), ("name", "name")]
    )
    before = models.CharField(max_length=160)
    after = models.CharField(max_length=160)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    happened_on = models.DateField(default=localdate)

    def __str__(self) -> str:
        return f"{self.community} {self.before} → {self.after}"


class InviteLink(models.Model):
    """A link, and its QR, that opens the door of a community to who holds it; it joins nobody."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="invite_links")
    token = models.CharField(max_length=40, unique=True, default=new_token)
    until = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.community} {self.until}"

    @property
    def is_live(self) -> bool:
        return self.ended_at is None and self.until >= localdate()


class Lineage(models.Model):
    """An earlier community lives on in a later one: continued, split or merged (R023)."""

    earlier = models.ForeignKey(Community, models.PROTECT, related_name="became")
    later = models.ForeignKey(Community, models.PROTECT, related_name="came_from")
    kind = models.CharField(max_length=10, choices=Change)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("earlier", "later", name="one_line_between_two"),
            models.CheckConstraint(
                name="nothing_becomes_itself", condition=~Q(earlier=models.F("later"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earlier} → {self.later}"


class GuestRight(models.Model):
    """Dated access of a person from outside to one community."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="guest_rights")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    until = models.DateField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person} → {self.community}"
