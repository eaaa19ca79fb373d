"""Following, muting and letting go."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.core.permissions import denied, require
from sala.journal.actions import record
from sala.knowledge.models import Follow
from sala.knowledge.rules.follows import can_follow_community, can_follow_person
from sala.knowledge.tagging import tag_key
from sala.people.models import Person


@transaction.atomic
def follow_person(other: Person, *, by: Person, is_private: bool = False) -> Follow:
    require(can_follow_person(by, other))
    return _follow(by, {"person": other}, is_private=is_private)


@transaction.atomic
def follow_community(community: Community, *, by: Person, is_private: bool = False) -> Follow:
    require(can_follow_community(by, community))
    return _follow(by, {"community": community}, is_private=is_private)


@transaction.atomic
def follow_tag(word: str, *, by: Person, is_private: bool = False) -> Follow:
    key = tag_key(word)
    if not key:
        require(denied("value.tag", _("ไม่มีคำให้ติดตาม")))
    return _follow(by, {"tag_key": key}, is_private=is_private, word=word[:60])


def _follow(
    by: Person, what: dict[str, Person | Community | str], *, is_private: bool, word: str = ""
) -> Follow:
    """Once; following again only says whether it is private."""
    row, is_new = Follow.objects.get_or_create(
        follower=by, **what, defaults={"is_private": is_private, "tag_word": word}
    )
    if is_new:
        record("knowledge.followed", row, by=by, audience=f"person:{by.pk}")
    return row


@transaction.atomic
def unfollow(row: Follow, *, by: Person) -> None:
    _require_own(row, by)
    record("knowledge.unfollowed", row, by=by, audience=f"person:{by.pk}")
    row.delete()


@transaction.atomic
def set_follow(row: Follow, *, is_private: bool, is_muted: bool, by: Person) -> Follow:
    """In nobody's list; or silent for a while."""
    _require_own(row, by)
    row.is_private, row.is_muted = is_private, is_muted
    row.save(update_fields=["is_private", "is_muted"])
    record("knowledge.follow_changed", row, by=by, audience=f"person:{by.pk}")
    return row


def _require_own(row: Follow, by: Person) -> None:
    if row.follower_id != by.pk:
        require(denied("right.follower", _("รายการนี้ไม่ใช่ของคุณ")))
