"""What items lean on: adding to the library, citing, and saying that a law was replaced."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.core.locking import locked
from sala.core.permissions import denied, require
from sala.journal.actions import record
from sala.knowledge.actions.asking import ask_review, is_worth_asking
from sala.knowledge.kinds import Ask, SourceKind
from sala.knowledge.models import Asset, Citation, Source
from sala.knowledge.rules.assets import can_arrange_asset, can_keep_sources
from sala.knowledge.rules.references import can_replace_source
from sala.knowledge.web_check import fault_of
from sala.people.models import Person

LOOK_AGAIN = timedelta(days=7)


class Reference(NamedTuple):
    """A source as a writer names it."""

    title: str
    url: str = ""
    kind: str = SourceKind.WEB


@transaction.atomic
def add_source(reference: Reference, *, agency_id: int, by: Person) -> Source:
    """Into the library of the agency; an address that is there already is the same source."""
    require(can_keep_sources(by, agency_id))
    known = Source.objects.filter(agency=agency_id)
    if reference.url:
        found = known.filter(url=reference.url).first()
    else:
        found = known.filter(url="", kind=reference.kind, title=reference.title).first()
    if found is not None:
        return found
    source = Source.objects.create(agency_id=agency_id, made_by=by, **reference._asdict())
    record("knowledge.source_added", source, by=by, audience=f"agency:{agency_id}")
    return source


@transaction.atomic
def cite(
    asset: Asset, *, by: Person, accessed_on: date, source: Source, place: str = ""
) -> Citation:
    asset = locked(asset)
    require(can_arrange_asset(by, asset))
    if source.agency_id != asset.agency_id:
        require(denied("value.source", _("เลือกแหล่งอ้างอิงของหน่วยงานนี้")))
    row, is_new = Citation.objects.get_or_create(
        asset=asset,
        source=source,
        defaults={"by": by, "accessed_on": accessed_on, "place": place},
    )
    if is_new:
        record("knowledge.cited", asset, place=asset.community, by=by)
    return row


@transaction.atomic
def cite_asset(asset: Asset, cited: Asset, *, by: Person, accessed_on: date) -> Citation:
    """Lean on another item; its owner is asked whether it still holds, if that was long ago."""
    asset = locked(asset)
    require(can_arrange_asset(by, asset))
    if asset.pk == cited.pk:
        require(denied("value.itself", _("เรื่องหนึ่งอ้างอิงตัวเองไม่ได้")))
    row, is_new = Citation.objects.get_or_create(
        asset=asset, cited=cited, defaults={"by": by, "accessed_on": accessed_on}
    )
    if is_new:
        record("knowledge.cited", asset, place=asset.community, by=by)
        if is_worth_asking(cited):
            ask_review(cited, Ask.CITED)
    return row


@transaction.atomic
def remove_citation(citation: Citation, *, by: Person) -> None:
    citation = locked(citation, "asset")
    asset = citation.asset
    require(can_arrange_asset(by, asset))
    citation.delete()
    record("knowledge.citation_removed", asset, place=asset.community, by=by)


@transaction.atomic
def replace_source(
    source: Source, *, by: Person, words: str, replacement: Source | None = None
) -> Source:
    """A law, circular or page gave way to another: everything that cites it is asked about."""
    source = locked(source)
    require(can_replace_source(by, source))
    source.replaced_at, source.replaced_words = now(), words
    source.replaced_by = replacement
    source.save(update_fields=["replaced_at", "replaced_words", "replaced_by"])
    citing = Asset.objects.filter(citations__source=source).order_by("pk")
    ask_all(citing)
    record("knowledge.source_replaced", source, by=by, audience=f"agency:{source.agency_id}")
    return source


def ask_all(assets: Iterable[Asset]) -> None:
    for asset in assets:
        if asset.is_published:
            ask_review(asset, Ask.SOURCE)


def check_next(moment: datetime) -> Source | None:
    """Look at one address that was not looked at for a week; called at every beat of the clock.
    The row is taken before the network is asked, so that two clocks never ask together."""
    if not settings.LINK_CHECK:
        return None
    waiting = Source.objects.exclude(url="").filter(
        Q(checked_at__isnull=True) | Q(checked_at__lt=moment - LOOK_AGAIN),
        replaced_at__isnull=True,
    )
    source = waiting.order_by(F("checked_at").asc(nulls_first=True), "pk").first()
    if source is None:
        return None
    mine = Source.objects.filter(pk=source.pk, checked_at=source.checked_at)
    if not mine.update(checked_at=moment):
        return None
    fault = fault_of(source.url)
    since = (source.failing_since or moment) if fault else None
    Source.objects.filter(pk=source.pk).update(fault=fault, failing_since=since)
    source.refresh_from_db()
    return source
