"""What was chosen to become knowledge in a community (R095), with who wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from sala.communities.models import Community
from sala.core.permissions import Decision
from sala.talk.models import Gathered, Post
from sala.talk.rules import can_gather
from sala.talk.wording import shown

SHOWN = 25


def gathered_in(community: Community) -> QuerySet[Post]:
    """Every chosen answer with thread and author, in the order chosen: for who compiles them."""
    rows = Post.objects.filter(
        thread__community=community, gathered__isnull=False, removed_at__isnull=True
    )
    return rows.select_related("thread", "author", "gathered__by").order_by("gathered__pk")


class GatheredRow(NamedTuple):
    post: Post
    author: str
    by: str
    html: SafeString


@dataclass(frozen=True)
class GatheredPage:
    community: Community
    rows: list[GatheredRow]
    count: int
    older: int
    is_first: bool
    may_gather: Decision


def gathered_page(community: Community, viewer: Any, *, before: int = 0) -> GatheredPage:
    """Newest chosen first, by key."""
    rows = gathered_in(community).order_by("-gathered__pk")
    page = list((rows.filter(gathered__pk__lt=before) if before else rows)[: SHOWN + 1])
    return GatheredPage(
        community=community,
        rows=[
            GatheredRow(
                post,
                post.author.full_name,
                post.gathered.by.full_name,
                shown(post.text),
            )
            for post in page[:SHOWN]
        ],
        count=Gathered.objects.filter(post__in=gathered_in(community).values("pk")).count(),
        older=page[SHOWN - 1].gathered.pk if len(page) > SHOWN else 0,
        is_first=not before,
        may_gather=can_gather(viewer, community),
    )
