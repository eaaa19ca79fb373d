"""People, the unit tree and who was where, when. A person is not an account."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from sala.core.licences import DEFAULT, Licence
from sala.people.offices import OfficeKind

if TYPE_CHECKING:
    from sala.core.terms import Agency as Terms


class UnitLevel(models.TextChoices):
    AGENCY = "agency", _("หน่วยงานหลัก")
    CENTRAL = "central", _("ส่วนกลาง")
    PROVINCE = "province", _("จังหวัด")
    DISTRICT = "district", _("อำเภอ")
    DIVISION = "division", _("ฝ่ายหรือกอง")
    SECTION = "section", _("ส่วนหรือกลุ่มงาน")


class Unit(models.Model):
    """A node of the unit tree. A node without parent is an agency; `agency` names the root."""

    agency = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="units")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=800, blank=True, db_index=True)
    level = models.CharField(max_length=10, choices=UnitLevel, default=UnitLevel.DIVISION)
    province = models.CharField(max_length=60, blank=True)
    duties = models.TextField(blank=True)
    is_partner = models.BooleanField(default=False)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("agency", "code", name="one_unit_per_code"),
            models.UniqueConstraint(
                "code", name="one_agency_per_code", condition=Q(parent__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_agency(self) -> bool:
        return self.parent_id is None


class AgencySettings(models.Model):
    """What an agency words or sets its own way (R158). Numbers are days, minutes or shares."""

    agency = models.OneToOneField(Unit, models.PROTECT, related_name="settings")
    terms = models.JSONField(default=dict, blank=True)
    digits = models.CharField(
        max_length=6,
        default="arabic",
        choices=[("arabic", _("เลขอารบิก")), ("thai", _("เลขไทย"))],
    )
    session_minutes = models.PositiveSmallIntegerField(default=60)
    session_cap_minutes = models.PositiveSmallIntegerField(default=120)
    first_follow_up_days = models.PositiveSmallIntegerField(default=30)
    second_follow_up_days = models.PositiveSmallIntegerField(default=90)
    review_reminder_days = models.PositiveSmallIntegerField(default=30)
    quiet_days = models.PositiveSmallIntegerField(default=90)
    pass_percent = models.PositiveSmallIntegerField(default=60)
    demands_endorsement = models.BooleanField(default=False)
    agreement = models.TextField(blank=True)
    extra_holidays = models.JSONField(default=list, blank=True)
    counts_daily_opens = models.BooleanField(default=False)
    default_licence = models.CharField(max_length=10, choices=Licence, default=DEFAULT)

    def __str__(self) -> str:
        return f"{self.agency}"


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(handle=username)


class Person(AbstractBaseUser):
    """Someone the agency knows. May have no e-mail, no password and never sign in."""

    agency = models.ForeignKey(Unit, models.PROTECT, related_name="staff")
    staff_code = models.CharField(  # noqa: DJ001 -- null: people without a code do not collide
        max_length=40, null=True, blank=True
    )
    handle = models.CharField(max_length=60, unique=True)
    prefix = models.CharField(max_length=40, blank=True)
    given_name = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=1000, blank=True, db_index=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    gender = models.CharField(
        max_length=1,
        blank=True,
        choices=[("f", _("หญิง")), ("m", _("ชาย")), ("", _("ไม่ระบุ"))],
    )
    retires_on = models.DateField(null=True, blank=True)
    about = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="th")
    theme = models.CharField(max_length=5, blank=True)
    is_guest = models.BooleanField(default=False)
    guest_until = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)

    objects = PersonManager()

    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("agency", "staff_code", name="one_person_per_staff_code")
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_past_guest(self) -> bool:
        """A guest whose last day is over: whatever was joined meanwhile opens no more."""
        return self.guest_until is not None and self.guest_until < localdate()

    @property
    def full_name(self) -> str:
        """Given and family name, as in lists: no title in front."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def official_name(self) -> str:
        """With the title, as on paper: นางสาวอนงค์ ศรีวารี."""
        return f"{self.prefix}{self.full_name}"

    @property
    def polite_name(self) -> str:
        """As people speak of each other: คุณอนงค์."""
        return f"คุณ{self.given_name}"

    @property
    def may_sign_in(self) -> bool:
        return self.is_active and self.has_usable_password()

    def get_full_name(self) -> str:
        return self.full_name


class PostingQuerySet(models.QuerySet["Posting"]):
    def on(self, day: date) -> PostingQuerySet:
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        )


class Posting(models.Model):
    """A person's unit and position for a time. The main one is the one lists show."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="postings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="postings")
    position = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    is_main = models.BooleanField(default=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "person",
                name="one_main_posting_at_a_time",
                condition=Q(is_main=True, ends_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.position} {self.unit}"


class OfficeQuerySet(models.QuerySet["Office"]):
    def held(self, day: date | None = None) -> OfficeQuerySet:
        day = day or localdate()
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class Office(models.Model):
    """An office of an agency or unit, dated."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="offices")
    kind = models.CharField(max_length=20, choices=OfficeKind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="offices")
    starts_on = models.DateField(default=localdate)
    ends_on = models.DateField(null=True, blank=True)

    objects = OfficeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.person} {self.kind} {self.unit}"


class ActivationCode(models.Model):
    """A printed code with which a person without e-mail opens an account, once."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="activation_codes")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person}"


def terms_of(agency_settings: AgencySettings | None) -> Terms | None:
    return agency_settings.terms if agency_settings else None
