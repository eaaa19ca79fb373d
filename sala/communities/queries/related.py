"""Communities beside this one: larger, smaller, earlier, later, sisters. Only visible ones."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Q

from sala.communities.models import Community, Lineage
from sala.people.keys import keys_of


class Kin(NamedTuple):
    community: Community
    kind: str


class Related(NamedTuple):
    parent: Community | None
    children: list[Community]
    earlier: list[Kin]
    later: list[Kin]
    cloned_from: Community | None
    clones: list[Community]
    in_group: list[Community]

    @property
    def is_empty(self) -> bool:
        return not any(self)


LIMIT = 50


def related_to(community: Community, viewer: Any) -> Related:
    """Links both ways; what the viewer may not see is not there."""
    lines = list(
        Lineage.objects.filter(Q(earlier=community) | Q(later=community)).order_by("at", "pk")
    )
    wanted = {pk for line in lines for pk in (line.earlier_id, line.later_id)}
    wanted |= {pk for pk in (community.parent_id, community.cloned_from_id) if pk}
    near = Q(pk__in=wanted) | Q(parent=community) | Q(cloned_from=community)
    seen = Community.objects.visible_to(keys_of(viewer)).filter(near).exclude(pk=community.pk)
    rows = {row.pk: row for row in seen.order_by("sort_key", "number")[:LIMIT]}
    return Related(
        parent=rows.get(community.parent_id or 0),
        children=[row for row in rows.values() if row.parent_id == community.pk],
        earlier=_kin(lines, rows, community, later=False),
        later=_kin(lines, rows, community, later=True),
        cloned_from=rows.get(community.cloned_from_id or 0),
        clones=[row for row in rows.values() if row.cloned_from_id == community.pk],
        in_group=_in_group(community, viewer) if community.standing_of_id else [],
    )


def _kin(
    lines: list[Lineage], rows: dict[int, Community], community: Community, *, later: bool
) -> list[Kin]:
    found = []
    for line in lines:
        near, far = (line.earlier_id, line.later_id) if later else (line.later_id, line.earlier_id)
        if near == community.pk and far in rows:
            found.append(Kin(rows[far], line.get_kind_display()))
    return found


def _in_group(community: Community, viewer: Any) -> list[Community]:
    """To a visitor the group and its standing community are one page (R002)."""
    below = Community.objects.visible_to(keys_of(viewer)).open()
    below = below.filter(groups=community.standing_of_id).exclude(pk=community.pk)
    return list(below.order_by("sort_key", "number")[:LIMIT])


def may_take_in(community: Community, viewer: Any) -> list[Community]:
    """Open communities the viewer sees, into which this one may be merged."""
    rows = Community.objects.visible_to(keys_of(viewer)).open().exclude(pk=community.pk)
    return list(rows.filter(agency_id=community.agency_id).order_by("sort_key", "number")[:200])
