"""Who follows whom, and what that brings."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import CharField, Q, QuerySet, Value
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.core.permissions import Decision
from sala.knowledge.kinds import WRITING
from sala.knowledge.models import Asset, Credit, Follow, Note
from sala.knowledge.rules.follows import can_follow_community, can_follow_person
from sala.people.keys import keys_of
from sala.people.models import Person


class FollowButton(NamedTuple):
    """One button on the page of what may be followed."""

    kind: str
    target: str
    is_followed: bool
    may: Decision
    label: str
    undo: str
    followers: int


def follow_button(
    viewer: Any, *, person: Person | None = None, community: Community | None = None
) -> FollowButton | None:
    """None for oneself and for what one does not meet; two queries."""
    if person is not None:
        may, what = can_follow_person(viewer, person), Q(person=person)
        kind, target = "person", person.handle
        label, undo = _("ติดตามผู้เขียน"), _("กำลังติดตามผู้เขียน")
    elif community is not None:
        may, what = can_follow_community(viewer, community), Q(community=community)
        kind, target = "community", str(community.number)
        label, undo = _("ติดตามกลุ่มนี้"), _("กำลังติดตามกลุ่มนี้")
    else:
        return None
    if not may:
        return None
    return _button(viewer, what, FollowButton(kind, target, False, may, label, undo, 0))


def tag_button(viewer: Any, key: str) -> FollowButton:
    from_here = FollowButton(
        "tag", key, False, Decision(allowed=True), _("ติดตามคำนี้"), _("กำลังติดตามคำนี้"), 0
    )
    return _button(viewer, Q(tag_key=key), from_here)


def _button(viewer: Any, what: Q, button: FollowButton) -> FollowButton:
    rows = Follow.objects.filter(what)
    return button._replace(
        is_followed=rows.filter(follower=viewer).exists(), followers=rows.shown().count()
    )


class Following(NamedTuple):
    """A row of one's own list."""

    row: Follow
    name: str
    url: str


def following_of(person: Person) -> list[Following]:
    """Everything the person follows, for the person alone; what is no longer seen is named no
    more than its kind."""
    rows = Follow.objects.filter(follower=person).select_related("person", "community")
    seen = set(
        Community.objects.visible_to(keys_of(person))
        .filter(followed_by__follower=person)
        .values_list("pk", flat=True)
    )
    return [_following(row, seen) for row in rows.order_by("-at", "-pk")]


def _following(row: Follow, seen: set[int]) -> Following:
    if row.person is not None:
        is_colleague = row.person.agency_id == row.follower.agency_id
        return Following(
            row, row.person.full_name, f"/p/{row.person.handle}/" if is_colleague else ""
        )
    if row.community is not None:
        if row.community.pk not in seen:
            return Following(row, _("กลุ่มที่ปิดแล้วหรือไม่เปิดให้เห็น"), "")
        return Following(row, row.community.name, row.community.get_absolute_url())
    return Following(row, row.tag_word or row.tag_key, f"/tags/{row.tag_key}/")


class Circle(NamedTuple):
    """What colleagues read of a person: private follows are in no list and no count, and people
    of other agencies are counted without a name."""

    followers: list[Person]
    followed: list[Person]
    follower_count: int
    followed_count: int


def circle_of(person: Person) -> Circle:
    """Four queries."""
    here = Person.objects.filter(is_active=True, erased_at__isnull=True)
    shown = Follow.objects.shown()
    followers = here.filter(pk__in=shown.filter(person=person).values("follower"))
    followed = here.filter(pk__in=shown.filter(follower=person).values("person"))
    colleagues = Q(agency_id=person.agency_id)
    return Circle(
        list(followers.filter(colleagues).order_by("sort_key", "pk")),
        list(followed.filter(colleagues).order_by("sort_key", "pk")),
        followers.count(),
        followed.count(),
    )


def feed_of(person: Person) -> QuerySet[Note]:
    """Notes of whom and what the person follows; only what the person's keys open (I08)."""
    own = Follow.objects.filter(follower=person, is_muted=False)
    wanted = (
        Q(author__in=own.filter(person__isnull=False).values("person"))
        | Q(book__community__in=own.filter(community__isnull=False).values("community"))
        | Q(tags__key__in=own.exclude(tag_key="").values("tag_key"))
    )
    rows = Note.objects.visible_to(keys_of(person)).published()
    found = rows.filter(wanted).exclude(author=person).values("pk")
    return Note.objects.filter(pk__in=found).newest_first()


def items_of(person: Person) -> QuerySet[Asset]:
    """Published items by the same follows; what the person stands with is no news."""
    own = Follow.objects.filter(follower=person, is_muted=False)
    people = own.filter(person__isnull=False).values("person")
    by_followed = Credit.objects.filter(person__in=people, part__in=WRITING).values("asset")
    wanted = (
        Q(pk__in=by_followed)
        | Q(community__in=own.filter(community__isnull=False).values("community"))
        | Q(tags__key__in=own.exclude(tag_key="").values("tag_key"))
    )
    mine = Credit.objects.filter(person=person).values("asset")
    rows = Asset.objects.visible_to(keys_of(person)).published()
    found = rows.filter(wanted).exclude(pk__in=mine).values("pk")
    return Asset.objects.filter(pk__in=found)


def news_of(person: Person) -> QuerySet[Any]:
    """Kind and id of notes and items together, the newest first."""
    notes, items = feed_of(person).order_by(), items_of(person).order_by()
    columns = ("news", "pk", "published_at")
    both = [
        rows.annotate(news=Value(name, output_field=CharField())).values_list(*columns)
        for name, rows in (("note", notes), ("item", items))
    ]
    return both[0].union(both[1], all=True).order_by("-published_at", "news", "-pk")
