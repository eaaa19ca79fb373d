"""The tree of categories."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.core.locking import locked
from sala.core.permissions import denied, require
from sala.core.thai import sort_key
from sala.journal.actions import record
from sala.knowledge.models import Category
from sala.knowledge.rules.assets import can_keep_catalogues
from sala.people.models import Person, Unit


@transaction.atomic
def add_category(
    name: str,
    *,
    agency: Unit,
    by: Person,
    community: Community | None = None,
    unit: Unit | None = None,
    parent: Category | None = None,
) -> Category:
    """A node; below a parent it belongs where the parent belongs."""
    if parent is not None:
        community, unit = parent.community, parent.unit
    require(can_keep_catalogues(by, agency.pk, community))
    if (parent is not None and parent.agency_id != agency.pk) or (
        unit is not None and unit.agency_id != agency.pk
    ):
        require(denied("value.agency", _("หมวดต้องอยู่ในหน่วยงานเดียวกัน")))
    siblings = Category.objects.filter(agency=agency, community=community, unit=unit, parent=parent)
    category, is_new = siblings.get_or_create(
        name=name,
        defaults={
            "agency": agency,
            "community": community,
            "unit": unit,
            "parent": parent,
            "sort_key": sort_key(name),
            "position": siblings.count(),
        },
    )
    if is_new:
        place = community or agency
        record("knowledge.category_added", category, place=place, by=by)
    return category


@transaction.atomic
def change_category(category: Category, *, by: Person, name: str, is_active: bool) -> Category:
    """Another name, or out of use; items keep the categories they have."""
    category = locked(category, "agency")
    require(can_keep_catalogues(by, category.agency_id, category.community))
    siblings = Category.objects.filter(
        agency=category.agency_id,
        community=category.community_id,
        unit=category.unit_id,
        parent=category.parent_id,
    )
    if siblings.exclude(pk=category.pk).filter(name=name).exists():
        require(denied("value.taken", _("มีหมวดชื่อนี้อยู่แล้วในที่เดียวกัน กรุณาใช้ชื่ออื่น")))
    category.name, category.sort_key, category.is_active = name, sort_key(name), is_active
    category.save(update_fields=["name", "sort_key", "is_active"])
    place = category.community or category.agency
    record("knowledge.category_changed", category, place=place, by=by)
    return category
