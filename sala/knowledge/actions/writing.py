"""Beginning an item, writing its manuscript, arranging it, taking it down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.timezone import localdate, now

from sala.communities.models import Community
from sala.core.files import follow_audience
from sala.core.locking import locked, require_version
from sala.core.models import Audience
from sala.core.numbers import next_number
from sala.core.permissions import require
from sala.core.rich import clean_html, plain_of
from sala.core.thai import fiscal_year, sort_key, to_arabic
from sala.journal.actions import record
from sala.knowledge.actions.asking import ask_review
from sala.knowledge.actions.pictures import adopt_pictures, settle_pictures
from sala.knowledge.kinds import Ask, Descent, Part, State
from sala.knowledge.licences import usual_licence
from sala.knowledge.models import Asset, Category, Credit, Manuscript, Origin, Tag, TryOut
from sala.knowledge.models.assets import LABEL
from sala.knowledge.rules.assets import (
    can_arrange_asset,
    can_begin_asset,
    can_withdraw_asset,
    can_write_manuscript,
    forget_parts,
)
from sala.knowledge.rules.reviews import reviewers_of
from sala.knowledge.tagging import tag_key
from sala.notices.actions import keep_out_of_digests
from sala.people.models import Person
from sala.people.queries import postings_on
from sala.talk.actions import comments

CODE = "KA-%d-%04d"
REVIEW_AFTER = timedelta(days=365)


class Root(NamedTuple):
    """Where an item comes from, as `Origin` keeps it."""

    kind: str
    label: str = ""
    object_id: int | None = None
    words: str = ""


class Beginning(NamedTuple):
    """What an item begins with."""

    type: str
    title: str
    community: Community | None = None
    opens_to: str = ""
    html: str = ""
    roots: Sequence[Root] = ()
    contributors: Sequence[Person] = ()
    licence: str = ""  # as the agency has it
    about: tuple[str, int] | None = None


@transaction.atomic
def begin_asset(beginning: Beginning, *, by: Person, via: str = "web") -> Asset:
    """A draft that only its author sees, with its permanent code."""
    community = locked(beginning.community) if beginning.community else None
    require(can_begin_asset(by, community))
    year = fiscal_year(localdate())
    number = next_number(f"asset:{year}")
    agency_id = community.agency_id if community else by.agency_id
    posting = postings_on([by.pk], localdate()).get(by.pk)
    label, object_id = beginning.about or ("", None)
    asset = Asset.objects.create(
        code=CODE % (year, number),
        agency_id=agency_id,
        year=year,
        number=number,
        community=community,
        section=posting.unit if posting and posting.unit.agency_id == agency_id else None,
        about_label=label,
        about_id=object_id,
        audience=f"person:{by.pk}",
        opens_to=beginning.opens_to or (community.key if community else f"agency:{agency_id}"),
        type=beginning.type,
        title=beginning.title,
        sort_key=sort_key(beginning.title),
        licence=beginning.licence or usual_licence(agency_id),
        made_by=by,
    )
    html = adopt_pictures(clean_html(beginning.html), asset, by=by)
    settle_pictures(asset)
    Manuscript.objects.create(
        asset=asset, title=asset.title, body=html, body_text=plain_of(html), changed_by=by
    )
    add_credit(asset, by, Part.OWNER)
    add_credit(asset, by, Part.AUTHOR)
    for person in beginning.contributors:
        if person.pk != by.pk:
            add_credit(asset, person, Part.CONTRIBUTOR)
    Origin.objects.bulk_create(Origin(asset=asset, **root._asdict()) for root in beginning.roots)
    record("knowledge.asset_begun", asset, place=community, by=by, via=via, type=asset.type)
    return asset


def add_credit(asset: Asset, person: Person, part: str, words: str = "") -> None:
    """Who is credited reads it from the first draft on, whatever community one is in."""
    Credit.objects.get_or_create(asset=asset, person=person, part=part, defaults={"words": words})
    if part != Part.CONTRIBUTOR:
        open_to(asset, [person.pk])
    forget_parts(asset)


def open_to(asset: Asset, person_ids: Iterable[int]) -> None:
    for person_id in person_ids:
        Audience.objects.get_or_create(label=LABEL, object_id=asset.pk, key=f"person:{person_id}")


def close_to_reviewers(asset: Asset) -> None:
    """After a decision only its writers keep a key beside the audience."""
    kept = asset.credits.exclude(part=Part.CONTRIBUTOR).values_list("person_id", flat=True)
    keys = {f"person:{person_id}" for person_id in kept}
    Audience.objects.filter(label=LABEL, object_id=asset.pk).exclude(key__in=keys).delete()


def close_to_former(asset: Asset, person_id: int) -> None:
    """Who neither writes it nor is asked to read it any longer has no key of one's own to it."""
    writes = asset.credits.exclude(part=Part.CONTRIBUTOR).filter(person=person_id)
    if person_id not in reviewers_of(asset) and not writes.exists():
        key = f"person:{person_id}"
        Audience.objects.filter(label=LABEL, object_id=asset.pk, key=key).delete()


@transaction.atomic
def write_manuscript(
    asset: Asset,
    *,
    values: dict[str, Any],
    seen: int,
    by: Person,
    tries: Iterable[TryOut] = (),
) -> Manuscript:
    """Save what is being written. Readers see none of it before others recommend it."""
    asset = locked(asset)
    manuscript = Manuscript.objects.select_for_update().get(asset=asset)
    require(can_write_manuscript(by, asset))
    require_version(manuscript, seen, values)
    html = clean_html(values.get("body", manuscript.body))
    values = {**values, "body": adopt_pictures(html, asset, by=by)}
    settle_pictures(asset)
    values["body_text"] = plain_of(values["body"])
    for name, value in values.items():
        setattr(manuscript, name, value)
    manuscript.version += 1
    manuscript.has_changes = True
    manuscript.changed_at, manuscript.changed_by = now(), by
    manuscript.save()
    manuscript.tries.set([row for row in tries if row.asset_id == asset.pk])
    if asset.current_id is None:
        asset.title, asset.sort_key = manuscript.title, sort_key(manuscript.title)
        asset.save(update_fields=["title", "sort_key"])
    add_credit(asset, by, Part.AUTHOR)
    record("knowledge.manuscript_written", asset, place=asset.community, by=by)
    return manuscript


@transaction.atomic
def arrange_asset(
    asset: Asset,
    *,
    by: Person,
    categories: Iterable[Category],
    tags: Iterable[str],
    opens_to: str = "",
    licence: str = "",
    series: str = "",
    volume: str = "",
    interview: str | None = None,
    type: str = "",  # noqa: A002 -- the word of the domain
) -> Asset:
    """Where it stands on the shelf. A wider audience waits for the next approval; a narrower
    one holds at once."""
    asset = locked(asset)
    require(can_arrange_asset(by, asset))
    asset.opens_to = opens_to or asset.opens_to
    asset.licence = licence or asset.licence
    asset.type = type if type and not asset.current_id else asset.type
    asset.series, asset.volume = series, volume
    asset.volume_key = sort_key(to_arabic(volume))
    if asset.is_published and is_narrower(asset.opens_to, asset.audience):
        show_to(asset, asset.opens_to)
    asset.save()
    asset.categories.set(categories)
    set_tags(asset, tags)
    if interview is not None:
        set_interview(asset, interview)
    record("knowledge.asset_arranged", asset, place=asset.community, by=by)
    return asset


WIDTH = {"person": 0, "community": 1, "agency": 2, "public": 3}


def is_narrower(wished: str, present: str) -> bool:
    return WIDTH.get(wished.partition(":")[0], 0) < WIDTH.get(present.partition(":")[0], 0)


def set_interview(asset: Asset, words: str) -> None:
    """Whom the knowledge was asked of, when it was told and not written."""
    asset.origins.filter(kind=Descent.INTERVIEW).delete()
    if words:
        Origin.objects.create(asset=asset, kind=Descent.INTERVIEW, words=words)


def show_to(asset: Asset, audience: str) -> None:
    """The one place where readers of a published item change; what hangs on it follows. The
    caller saves the row."""
    asset.audience = audience
    tries = list(asset.tries.values_list("pk", flat=True))
    follow_audience("knowledge.tryout", tries, audience)
    settle_pictures(asset)
    comments.follow_audience(asset)


def set_tags(asset: Asset, words: Iterable[str]) -> None:
    wanted = {tag_key(word): word[:60] for word in words if tag_key(word)}
    asset.tags.exclude(key__in=wanted).delete()
    for key, word in wanted.items():
        Tag.objects.get_or_create(asset=asset, key=key, defaults={"word": word})


@transaction.atomic
def credit_person(asset: Asset, person: Person, part: str, *, by: Person, words: str = "") -> None:
    """Add a co-owner, a co-author or a contributor. Credit is not taken back: it is a fact."""
    asset = locked(asset)
    require(can_arrange_asset(by, asset))
    add_credit(asset, person, part, words)
    record("knowledge.credited", asset, place=asset.community, by=by, person=person.pk, part=part)


@transaction.atomic
def withdraw_asset(asset: Asset, *, by: Person, why: str) -> Asset:
    """Out of the register; its page stays for who holds the link, with the reason."""
    asset = locked(asset)
    require(can_withdraw_asset(by, asset))
    asset.nominations.filter(ended_at__isnull=True).update(ended_at=now(), outcome="taken_back")
    close_to_reviewers(asset)
    citing = list(Asset.objects.filter(citations__cited=asset).published())
    asset.state, asset.withdrawn_at, asset.withdrawn_words = State.WITHDRAWN, now(), why
    asset.save(update_fields=["state", "withdrawn_at", "withdrawn_words"])
    for row in citing:
        ask_review(row, Ask.SOURCE)
    keep_out_of_digests(asset)
    record("knowledge.withdrawn", asset, place=asset.community, by=by)
    return asset
