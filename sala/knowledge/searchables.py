"""Items as they are found: what their readers see now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from sala.communities.searchables import facets_of
from sala.core.registries import Searchable, searchables
from sala.core.thai import fiscal_year
from sala.knowledge import note_searchables
from sala.knowledge.models import Asset, TryOut
from sala.knowledge.models.assets import LABEL
from sala.search.incoming import Item


def read_assets(ids: Sequence[Any]) -> Iterator[Item]:
    """Published ones alone; a draft is found by nobody, a manuscript nowhere."""
    rows = Asset.objects.published().filter(pk__in=ids).select_related("current", "community")
    rows = rows.prefetch_related("tags", "categories", "community__groups", "credits__person")
    tries: dict[int, list[TryOut]] = {}
    for row in TryOut.objects.filter(asset__in=ids):
        tries.setdefault(row.asset_id, []).append(row)
    areas = _areas(rows)
    for asset in rows:
        if asset.current is not None and asset.published_at is not None:
            found = areas.get((asset.about_label, asset.about_id), [])
            yield _item(asset, tries.get(asset.pk, []), found)


def _areas(assets: Iterable[Asset]) -> dict[tuple[str, int | None], list[int]]:
    """Competency areas of what items are about, where that has any: a cycle does."""
    about: dict[str, set[int]] = {}
    for asset in assets:
        if asset.about_label and asset.about_id:
            about.setdefault(asset.about_label, set()).add(asset.about_id)
    found: dict[tuple[str, int | None], list[int]] = {}
    for label, ids in about.items():
        model = apps.get_model(label)
        if any(field.name == "areas" for field in model._meta.many_to_many):
            pairs = model._default_manager.filter(pk__in=ids, areas__isnull=False)
            for pk, area in pairs.values_list("pk", "areas"):
                found.setdefault((label, pk), []).append(area)
    return found


def _item(asset: Asset, tries: Sequence[TryOut], areas: Sequence[int]) -> Item:
    text = asset.current
    assert text is not None and asset.published_at is not None  # noqa: S101, PT018 -- asked above
    told = [asset.code, text.summary, text.symptom, text.reader, asset.series, text.body_text]
    told += [tag.word for tag in asset.tags.all()]
    told += [category.name for category in asset.categories.all()]
    told += sorted({credit.person.full_name for credit in asset.credits.all()})
    told += [f"{row.place} {row.conditions} {row.outcome} {row.changed}" for row in tries]
    home = facets_of(asset.community) if asset.community else {"agency": [asset.agency_id]}
    return Item(
        label="asset",
        object_id=asset.pk,
        title=text.title,
        text="\n".join(filter(None, told)),
        audience=frozenset({asset.audience}),
        facets={
            **home,
            "area": areas,
            "unit": [asset.section_id],
            "fiscal_year": [fiscal_year(asset.published_at)],
        },
        url=asset.get_absolute_url(),
        happened_at=asset.published_at,
    )


def assets_in(communities: Sequence[int]) -> list[int]:
    rows = Asset.objects.published().filter(community__in=communities)
    return list(rows.values_list("pk", flat=True))


def assets_of_cycles(cycles: Sequence[int]) -> list[int]:
    """A cycle's areas are those of what came of it."""
    rows = Asset.objects.published().filter(about_label="cycles.cycle", about_id__in=cycles)
    return list(rows.values_list("pk", flat=True))


searchables.add(
    Searchable(
        name="asset",
        order=25,
        label=lambda: _("ความรู้ในคลัง"),
        icon="book-open",
        model=LABEL,
        read=read_assets,
        listens={"communities.community": assets_in, "cycles.cycle": assets_of_cycles},
        is_writing=True,
    ),
)

__all__ = ["note_searchables"]
