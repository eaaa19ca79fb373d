"""Sessions of exchange: planned, held, recorded, carried on (step 5 of seven)."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


def sign_in_code() -> str:
    """The code behind the attendance QR; random, so it cannot be guessed from another."""
    return secrets.token_urlsafe(12)


class Mode(models.TextChoices):
    ONSITE = "onsite", _("พบกัน")
    ONLINE = "online", _("ทางไกล")
    HYBRID = "hybrid", _("พบกันและทางไกล")


class Nature(models.TextChoices):
    """What a record stands for (R152): only activities held are counted."""

    ACTIVITY = "activity", _("กิจกรรมที่จัดจริง")
    OPINION = "opinion", _("ความเห็นในที่ประชุม")
    RESOLUTION = "resolution", _("มติ")


STEP_KINDS = [
    ("exchange", _("สมาชิกแลกเปลี่ยน")),
    ("lecture", _("บรรยาย")),
    ("practice", _("ลงมือทำ")),
    ("other", _("อื่น ๆ")),
]
TALK_BALANCE = [
    ("expert", _("ส่วนใหญ่ผู้รู้พูด")),
    ("even", _("พอ ๆ กัน")),
    ("members", _("ส่วนใหญ่สมาชิกพูด")),
]


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, keys: set[str]) -> SessionQuerySet:
        """Sessions whose audience is held, and those of a cycle the person is in."""
        own = [int(key[6:]) for key in keys if key.startswith("cycle:") and key[6:].isdigit()]
        return self.filter(Q(audience__in=keys) | Q(cycle__in=own))

    def live(self) -> SessionQuerySet:
        return self.filter(cancelled_at__isnull=True)

    def held(self) -> SessionQuerySet:
        """Sessions that count (I14): activities, held, not cancelled."""
        return self.filter(nature=Nature.ACTIVITY, held_at__isnull=False, cancelled_at__isnull=True)


class Session(models.Model):
    number = models.PositiveIntegerField(unique=True)
    agency = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    community = models.ForeignKey("communities.Community", models.PROTECT, related_name="sessions")
    cycle = models.ForeignKey(
        "cycles.Cycle", models.PROTECT, null=True, blank=True, related_name="sessions"
    )
    audience = models.CharField(max_length=60, db_index=True)
    ordinal = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=160)
    nature = models.CharField(max_length=12, choices=Nature, default=Nature.ACTIVITY)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.ONSITE)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    technique = models.CharField(max_length=120, blank=True)
    long_reason = models.CharField(max_length=300, blank=True)
    lecture_reason = models.CharField(max_length=300, blank=True)
    sign_in_code = models.CharField(max_length=32, default=sign_in_code, unique=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    calendar_sequence = models.PositiveIntegerField(default=0)
    held_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="session_ends_after_start", condition=Q(ends_at__gt=models.F("starts_at"))
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/s/{self.number}/"

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def is_held(self) -> bool:
        return self.held_at is not None and self.cancelled_at is None


class SessionStep(models.Model):
    """One step of the plan of a session (R051)."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField()
    technique = models.CharField(max_length=120, blank=True)
    lead = models.CharField(max_length=120, blank=True)
    materials = models.CharField(max_length=200, blank=True)
    kind = models.CharField(
        max_length=10,
        default="exchange",
        choices=STEP_KINDS,
    )

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.what


class Rsvp(models.Model):
    session = models.ForeignKey(Session, models.PROTECT, related_name="rsvps")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_coming = models.BooleanField()
    words = models.CharField(max_length=200, blank=True)
    via = models.CharField(max_length=10, default="web")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("session", "person", name="one_rsvp_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.is_coming}"


class Attendance(models.Model):
    """A person who was there; unit and position of that day are copied."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attendances")
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    unit_name = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=200, blank=True)
    is_online = models.BooleanField(default=False)
    has_spoken = models.BooleanField(default=False)
    spoke_as = models.CharField(
        max_length=10,
        blank=True,
        choices=[("expert", _("ผู้เชี่ยวชาญ")), ("member", _("สมาชิก"))],
    )
    via = models.CharField(max_length=10, default="web")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("session", "person", name="one_attendance_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.person} @ {self.session}"


class Record(models.Model):
    """What was learned and how it went. After approval it changes only by amendment (I20)."""

    session = models.OneToOneField(Session, models.PROTECT, related_name="record")
    audience = models.CharField(max_length=60, db_index=True)
    learned = models.TextField(blank=True)
    tips = models.TextField(blank=True)
    use = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    talk_balance = models.CharField(
        max_length=8,
        blank=True,
        choices=TALK_BALANCE,
    )
    aar_expected = models.TextField(blank=True)
    aar_beyond = models.TextField(blank=True)
    aar_below = models.TextField(blank=True)
    aar_next = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.session}"

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None


class Amendment(models.Model):
    """A change to an approved record, visible to all who see the record."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="amendments")
    field = models.CharField(max_length=20)
    before = models.TextField(blank=True)
    after = models.TextField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.reason


class Improvement(models.Model):
    """What to do better next time; carried on to the next session as a checklist (R055)."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="improvements")
    text = models.CharField(max_length=300)
    carried_to = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="carried_improvements"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return self.text


class ExpertLearning(models.Model):
    """What an expert learned from the others (R045)."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="expert_learnings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("session", "person", name="one_learning_per_expert")
        ]

    def __str__(self) -> str:
        return self.text[:40]


class Commitment(models.Model):
    """What a person will do with it at work (R081); the first row of the follow-up."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="commitments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    via = models.CharField(max_length=10, default="web")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("session", "person", name="one_commitment_per_session")
        ]

    def __str__(self) -> str:
        return self.text[:40]


class PersonalNote(models.Model):
    """What a person wrote down for oneself during a session (R056): one's own until handed to
    the recorder, who may merge it into the record."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="personal_notes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    changed_at = models.DateTimeField(default=now)
    handed_at = models.DateTimeField(null=True, blank=True)
    merged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("session", "person", name="one_personal_note_per_session")
        ]

    def __str__(self) -> str:
        return f"{self.person} @ {self.session}"
