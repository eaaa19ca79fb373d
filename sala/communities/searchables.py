"""Communities as they are found, and the facets of what is written in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.text import capfirst

from sala.communities.models import Community
from sala.core.registries import Searchable, searchables
from sala.core.terms import term
from sala.search.incoming import Item


def read(ids: Sequence[Any]) -> Iterator[Item]:
    rows = Community.objects.filter(pk__in=ids).prefetch_related("groups", "partners")
    for row in rows:
        told = [row.name_en, row.purpose, row.domain, row.people_words, row.practice, row.hub]
        yield Item(
            label="community",
            object_id=row.pk,
            title=row.name,
            text="\n".join(filter(None, told)),
            audience=frozenset([row.audience, row.key]),
            facets=facets_of(row),
            url=row.get_absolute_url(),
            happened_at=row.created_at,
        )


def facets_of(community: Community) -> dict[str, list[int | str | None]]:
    """Where a thing of a community belongs; prefetch `groups` when reading many."""
    return {
        "agency": [community.agency_id],
        "community": [community.pk],
        "group": [group.pk for group in community.groups.all()],
        "unit": [community.unit_id],
    }


searchables.add(
    Searchable(
        "community",
        10,
        lambda: capfirst(term("community")),
        "users",
        "communities.community",
        read,
    )
)
