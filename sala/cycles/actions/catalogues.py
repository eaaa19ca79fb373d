"""Areas of competence and strategies: the agency's own lists."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from sala.core.files import attach, detach
from sala.core.locking import locked
from sala.core.models import Attachment
from sala.core.permissions import require
from sala.cycles.areas import AREAS, AREAS_EN
from sala.cycles.models import Area, Strategy
from sala.cycles.rules import can_delete_area, can_delete_strategy, can_manage_catalogues
from sala.journal.actions import record
from sala.people.models import Person, Unit


def ensure_areas(agency: Unit) -> list[Area]:
    """The ten areas of an agency, made when it has none yet."""
    if not Area.objects.filter(agency=agency).exists():
        named = zip(AREAS, AREAS_EN, strict=True)
        Area.objects.bulk_create(
            [
                Area(agency=agency, number=number, name=name, name_en=name_en)
                for number, (name, name_en) in enumerate(named, 1)
            ],
            ignore_conflicts=True,
        )
    return list(Area.objects.filter(agency=agency))


@transaction.atomic
def rename_area(area: Area, *, name: str, by: Person) -> Area:
    area = locked(area)
    require(can_manage_catalogues(by, area.agency_id))
    if area.name != name:
        area.name = name
        area.save(update_fields=["name"])
        record("cycles.area_renamed", area, place=area.agency, by=by)
    return area


@transaction.atomic
def delete_area(area: Area, *, by: Person) -> None:
    """Only an area no cycle uses can go (R001)."""
    area = locked(area)
    require(can_delete_area(by, area))
    record("cycles.area_deleted", area, place=area.agency, by=by, number=area.number)
    area.delete()


@transaction.atomic
def add_strategy(agency: Unit, *, number: int, plan_year: int, name: str, by: Person) -> Strategy:
    """A numbered strategy of a plan of a Buddhist year (R033, R036)."""
    require(can_manage_catalogues(by, agency.pk))
    strategy = Strategy.objects.create(agency=agency, number=number, plan_year=plan_year, name=name)
    record("cycles.strategy_added", strategy, place=agency, by=by)
    return strategy


@transaction.atomic
def change_strategy(
    strategy: Strategy, *, number: int, plan_year: int, name: str, is_active: bool, by: Person
) -> Strategy:
    strategy = locked(strategy)
    require(can_manage_catalogues(by, strategy.agency_id))
    strategy.number, strategy.plan_year = number, plan_year
    strategy.name, strategy.is_active = name, is_active
    strategy.save(update_fields=["number", "plan_year", "name", "is_active"])
    record("cycles.strategy_changed", strategy, place=strategy.agency, by=by)
    return strategy


@transaction.atomic
def attach_picture(strategy: Strategy, upload: UploadedFile, *, alt: str, by: Person) -> Attachment:
    """A picture or paper of a strategy; staff of the agency see it (R036)."""
    strategy = locked(strategy, "agency")
    require(can_manage_catalogues(by, strategy.agency_id))
    audience = f"agency:{strategy.agency_id}"
    attachment = attach(strategy, upload, audience=audience, alt=alt, made_by_id=by.pk)
    record("cycles.strategy_pictured", strategy, place=strategy.agency, by=by)
    return attachment


@transaction.atomic
def delete_strategy(strategy: Strategy, *, by: Person) -> None:
    strategy = locked(strategy)
    require(can_delete_strategy(by, strategy))
    record("cycles.strategy_deleted", strategy, place=strategy.agency, by=by)
    detach(strategy)
    strategy.delete()
