"""Nomination, opinions, and the version that follows. Whoever stands with it never judges."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.core.locking import locked
from sala.core.permissions import require
from sala.core.thai import sort_key
from sala.journal.actions import record
from sala.knowledge.actions.asking import settle_asks
from sala.knowledge.actions.lifting import lift
from sala.knowledge.actions.pictures import settle_pictures
from sala.knowledge.actions.writing import (
    REVIEW_AFTER,
    add_credit,
    close_to_former,
    close_to_reviewers,
    is_narrower,
    open_to,
    show_to,
)
from sala.knowledge.criteria import criteria_of, needed_of
from sala.knowledge.kinds import Part, State
from sala.knowledge.models import (
    WORDING,
    Asset,
    Manuscript,
    Nomination,
    Opinion,
    Reviewer,
    Version,
)
from sala.knowledge.rules.assets import can_keep_catalogues, can_write_manuscript, parts_of
from sala.knowledge.rules.reviews import (
    can_nominate,
    can_review,
    can_take_back,
    is_as_seen,
    reviewers_of,
)
from sala.knowledge.telling import tell_nominated, tell_published, tell_returned, tell_shared
from sala.people.models import Person, Unit


@transaction.atomic
def nominate(asset: Asset, *, by: Person, words: str = "") -> Nomination:
    """Lay the manuscript before those who may judge it; they may now read it."""
    asset = locked(asset)
    Manuscript.objects.select_for_update().get(asset=asset)
    require(can_nominate(by, asset))
    nomination = Nomination.objects.create(asset=asset, by=by, words=words)
    if asset.state == State.DRAFT:
        asset.state = State.NOMINATED
        asset.save(update_fields=["state"])
    reviewers = reviewers_of(asset)
    open_to(asset, reviewers)
    tell_nominated(nomination, reviewers)
    record("knowledge.nominated", asset, place=asset.community, by=by)
    return nomination


@transaction.atomic
def take_back(nomination: Nomination, *, by: Person) -> Nomination:
    nomination = locked(nomination, "asset")
    require(can_take_back(by, nomination))
    _end(nomination, "taken_back")
    record("knowledge.taken_back", nomination.asset, place=nomination.asset.community, by=by)
    return nomination


@transaction.atomic
def give_opinion(
    nomination: Nomination,
    *,
    by: Person,
    recommends: bool,
    met: Sequence[str],
    seen: str,
    words: str = "",
) -> Opinion:
    """One reviewer's word on what was read (`seen`, the nomination's `laid` of then). Enough
    recommendations publish; one return sends it back."""
    nomination = locked(nomination, "asset")
    asset = nomination.asset
    require(can_review(by, nomination))
    require(is_as_seen(nomination, seen))
    names = {criterion.name for criterion in criteria_of(asset.type)}
    opinion, _made = Opinion.objects.update_or_create(
        nomination=nomination,
        person=by,
        defaults={
            "met": sorted(names & set(met)),
            "recommends": recommends,
            "words": words,
            "at": now(),
        },
    )
    record("knowledge.opinion_given", asset, place=asset.community, by=by, recommends=recommends)
    if not recommends:
        _end(nomination, "returned")
        tell_returned(nomination, opinion)
        record("knowledge.returned", asset, place=asset.community, by=by)
    elif _standing_recommendations(nomination) >= needed_of(asset.type):
        _publish(nomination, by)
    return opinion


def _standing_recommendations(nomination: Nomination) -> int:
    """Without those of people who were credited since: nobody judges one's own (I12)."""
    given = nomination.opinions.filter(recommends=True)
    return given.exclude(person__in=list(parts_of(nomination.asset))).count()


def _end(nomination: Nomination, outcome: str, version: Version | None = None) -> None:
    nomination.ended_at, nomination.outcome, nomination.version = now(), outcome, version
    nomination.save(update_fields=["ended_at", "outcome", "version"])
    asset = nomination.asset
    asset.__dict__.pop("_is_nominated", None)
    if outcome != "published" and asset.state == State.NOMINATED:
        asset.state = State.DRAFT
        asset.save(update_fields=["state"])
    close_to_reviewers(asset)


def _publish(nomination: Nomination, by: Person) -> Version:
    """Freeze the manuscript; from here its readers are those its owners wished for."""
    asset = nomination.asset
    manuscript = Manuscript.objects.select_for_update().get(asset=asset)
    number = asset.versions.count() + 1
    opens = number == 1 or is_narrower(asset.audience, asset.opens_to)
    version = Version.objects.create(
        asset=asset,
        number=number,
        audience=asset.opens_to if opens else asset.audience,
        change_note=manuscript.change_note,
        restores=manuscript.restores,
        written_by=nomination.by,
        reviewed_by=by,
        **{name: getattr(manuscript, name) for name in WORDING},
    )
    version.tries.set(manuscript.tries.all())
    manuscript.has_changes, manuscript.change_note, manuscript.restores = False, "", None
    manuscript.save(update_fields=["has_changes", "change_note", "restores"])
    manuscript.tries.clear()
    if opens:
        show_to(asset, asset.opens_to)
    else:
        settle_pictures(asset)
    asset.current, asset.state = version, State.PUBLISHED
    asset.title, asset.sort_key = version.title, sort_key(version.title)
    asset.published_at = asset.published_at or now()
    asset.reviewed_at, asset.review_on = now(), localdate() + REVIEW_AFTER
    asset.save()
    _end(nomination, "published", version)
    asset.flags.filter(settled_at__isnull=True).update(settled_at=now(), settled_by=by)
    settle_asks(asset, by=by, still_holds=True)
    lift(asset)
    tell_published(version)
    if version.number == 1:
        tell_shared(asset)
    verb = "knowledge.published" if version.number == 1 else "knowledge.version_published"
    record(verb, asset, place=asset.community, by=by, version=version.number)
    return version


@transaction.atomic
def appoint_reviewer(
    person: Person, *, agency: Unit, community: Community | None, by: Person
) -> Reviewer:
    """Onto the committee; also of what waits now."""
    require(can_keep_catalogues(by, agency.pk, community))
    reviewer, is_new = Reviewer.objects.get_or_create(
        agency=agency,
        community=community,
        person=person,
        ended_at=None,
        defaults={"appointed_by": by},
    )
    if is_new:
        waiting = Nomination.objects.filter(ended_at__isnull=True, asset__agency=agency)
        for nomination in waiting.select_related("asset"):
            open_to(nomination.asset, reviewers_of(nomination.asset) & {person.pk})
        record("knowledge.reviewer_appointed", reviewer, place=community or agency, by=by)
    return reviewer


@transaction.atomic
def end_reviewer(reviewer: Reviewer, *, by: Person) -> Reviewer:
    reviewer = locked(reviewer)
    require(can_keep_catalogues(by, reviewer.agency_id, reviewer.community))
    if reviewer.ended_at is None:
        reviewer.ended_at = now()
        reviewer.save(update_fields=["ended_at"])
        waiting = Nomination.objects.filter(ended_at__isnull=True, asset__agency=reviewer.agency_id)
        for nomination in waiting.select_related("asset"):
            close_to_former(nomination.asset, reviewer.person_id)
        place = reviewer.community or reviewer.agency
        record("knowledge.reviewer_ended", reviewer, place=place, by=by)
    return reviewer


@transaction.atomic
def restore_version(version: Version, *, by: Person) -> Manuscript:
    """An older wording becomes the manuscript of a new version; history only grows."""
    asset = locked(version.asset)
    manuscript = Manuscript.objects.select_for_update().get(asset=asset)
    require(can_write_manuscript(by, asset))
    for name in WORDING:
        setattr(manuscript, name, getattr(version, name))
    manuscript.change_note = _("นำข้อความของฉบับที่ %(number)s กลับมาใช้") % {"number": version.number}
    manuscript.restores, manuscript.has_changes = version, True
    manuscript.changed_at, manuscript.changed_by = now(), by
    manuscript.version += 1
    manuscript.save()
    add_credit(asset, by, Part.AUTHOR)
    record(
        "knowledge.version_restored", asset, place=asset.community, by=by, version=version.number
    )
    return manuscript
