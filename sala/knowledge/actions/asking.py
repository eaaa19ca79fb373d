"""Asking an owner whether an item still holds: where something happened, and seldom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate, now

from sala.core.locking import locked
from sala.core.permissions import require
from sala.journal.actions import record
from sala.knowledge.kinds import Ask, Part
from sala.knowledge.models import Asset, ReviewAsk
from sala.knowledge.rules.assets import is_writer
from sala.knowledge.rules.reviews import can_answer_ask
from sala.knowledge.telling import tell_asked
from sala.people.models import Person

WEEK, MOST_A_WEEK = timedelta(days=7), 3
FRESH = timedelta(days=90)
NEXT_LOOK = timedelta(days=365)


def is_worth_asking(asset: Asset) -> bool:
    """Published, and not looked at for a season."""
    looked = asset.reviewed_at
    return asset.is_published and (looked is None or looked < now() - FRESH)


def ask_review(asset: Asset, reason: str) -> ReviewAsk:
    """One open question an item; shown to its owners at once if their week has room."""
    ask, is_new = ReviewAsk.objects.get_or_create(
        asset=asset, answered_at=None, defaults={"reason": reason}
    )
    if is_new:
        record("knowledge.review_asked", asset, by=None, via="job", reason=reason)
    show(ask)
    return ask


@transaction.atomic
def ask_exported(assets: Iterable[Asset], *, by: Person) -> None:
    """Taken out in a book or a file, where no banner will say later that it was changed: the
    owners of what nobody looked at for a season are asked. One's own file asks nobody."""
    for asset in assets:
        if is_worth_asking(asset) and not is_writer(by, asset):
            ask_review(locked(asset), Ask.EXPORTED)


def show(ask: ReviewAsk) -> bool:
    """Show a waiting question to its owners, unless they had enough this week."""
    if ask.shown_at is not None:
        return False
    owners = list(
        Person.objects.filter(credits__asset=ask.asset_id, credits__part=Part.OWNER).distinct()
    )
    recent = ReviewAsk.objects.filter(shown_at__gt=now() - WEEK)
    for owner in owners:
        shown = recent.filter(asset__credits__person=owner, asset__credits__part=Part.OWNER)
        if shown.count() >= MOST_A_WEEK:
            return False
    ask.shown_at = now()
    ask.save(update_fields=["shown_at"])
    tell_asked(ask, owners)
    return True


@transaction.atomic
def answer_ask(
    asset: Asset, ask: ReviewAsk | None, *, by: Person, still_holds: bool, words: str = ""
) -> ReviewAsk:
    """It holds: look again in a year. It does not: it stays on the owner's list until rewritten.
    Without a question that waits, the owner answered the one the page asks by itself."""
    asset = locked(asset)
    ask = locked(ask) if ask else ReviewAsk(asset=asset, reason=Ask.CALENDAR)
    ask.asset = asset
    require(can_answer_ask(by, ask))
    ask.answered_at, ask.answered_by = now(), by
    ask.still_holds, ask.words = still_holds, words
    ask.save()
    if still_holds:
        asset.reviewed_at, asset.review_on = now(), localdate() + NEXT_LOOK
        asset.save(update_fields=["reviewed_at", "review_on"])
    record(
        "knowledge.review_answered", asset, place=asset.community, by=by, still_holds=still_holds
    )
    return ask


def settle_asks(asset: Asset, *, by: Person, still_holds: bool) -> None:
    """A new version answers what was asked."""
    asset.asks.filter(answered_at__isnull=True).update(
        answered_at=now(), answered_by=by, still_holds=still_holds
    )


def ask_overdue() -> int:
    """The calendar is the back-stop: items past their review date that nobody asked about."""
    asked = ReviewAsk.objects.filter(answered_at__isnull=True).values("asset")
    rows = Asset.objects.overdue().exclude(pk__in=asked)
    for asset in rows.order_by("review_on", "pk"):
        ask_review(asset, Ask.CALENDAR)
    waiting = ReviewAsk.objects.filter(answered_at__isnull=True, shown_at__isnull=True)
    return sum(show(ask) for ask in waiting.select_related("asset").order_by("at", "pk"))
