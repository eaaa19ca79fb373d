"""The catalogue of interest groups, each with its standing community (R002)."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from sala.communities.catalogue import GROUPS, Level, Origin
from sala.communities.models import Community, Group
from sala.core.locking import locked
from sala.core.numbers import next_number
from sala.core.permissions import denied, require
from sala.core.thai.sorting import sort_key
from sala.journal.actions import record
from sala.people.models import Person, Unit
from sala.people.rules import has_ability


def fallback_group(agency_id: int) -> Group:
    """Where a community lands that names no group: ทั่วไป, made when the agency has none."""
    group = Group.objects.filter(agency_id=agency_id, is_fallback=True).first()
    if group is None:
        group, _made = Group.objects.get_or_create(
            agency_id=agency_id,
            number=len(GROUPS),
            defaults={"name": GROUPS[-1], "is_fallback": True},
        )
    return group


@transaction.atomic
def ensure_groups(agency: Unit, *, by: Person) -> list[Group]:
    """The fourteen groups and their standing communities; what is there is left as it is."""
    for number, name in enumerate(GROUPS, 1):
        Group.objects.get_or_create(
            agency=agency,
            number=number,
            defaults={"name": name, "is_fallback": number == len(GROUPS)},
        )
    groups = list(Group.objects.filter(agency=agency).select_related("standing_community"))
    for group in groups:
        if group.is_active and not hasattr(group, "standing_community"):
            stand(group, by=by)
    return groups


@transaction.atomic
def add_group(agency: Unit, *, by: Person, name: str) -> Group:
    """One more group at the end of the list, with its standing community."""
    require(has_ability(by, "manage_catalogues", agency.pk))
    last = Group.objects.filter(agency=agency).order_by("-number").first()
    group = Group.objects.create(agency=agency, number=last.number + 1 if last else 1, name=name)
    record("communities.group_set", group, by=by)
    stand(group, by=by)
    return group


@transaction.atomic
def save_group(group: Group, *, by: Person, name: str, is_active: bool) -> Group:
    """Rename or retire a group; a group in use is never deleted. Its community follows."""
    group = locked(group)
    require(has_ability(by, "manage_catalogues", group.agency_id))
    if group.is_fallback and not is_active:
        require(denied("state.fallback", _("กลุ่มความสนใจนี้รองรับกลุ่มที่ไม่ได้เลือกเรื่องใด จึงเลิกใช้ไม่ได้")))
    group.name, group.is_active = name, is_active
    group.save(update_fields=["name", "is_active"])
    Community.objects.filter(standing_of=group).update(name=name, sort_key=sort_key(name))
    record("communities.group_set", group, by=by)
    return group


def stand(group: Group, *, by: Person) -> Community:
    """The standing community of a group: people ask to join; nobody is in it yet."""
    number = next_number("community")
    community = Community.objects.create(
        number=number,
        handle=f"c{number}",
        agency_id=group.agency_id,
        founded_by=by,
        audience="public",
        name=group.name,
        sort_key=sort_key(group.name),
        purpose=_("พื้นที่ของคนที่สนใจเรื่อง%(group)s มาเล่า มาถาม และช่วยกันทำงานให้ดีขึ้น")
        % {"group": group.name},
        domain=group.name,
        origin=Origin.POLICY,
        level=Level.ORGANISATION,
        joins_by_request=True,
        standing_of=group,
    )
    community.groups.set([group])
    record("communities.founded", community, by=by)
    return community
