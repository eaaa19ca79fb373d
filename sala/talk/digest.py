"""What is new in the talk of one's communities, for the daily digest."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sala.communities.models import Membership
from sala.core.mail_registries import DigestItem, DigestSource, digest_sources
from sala.core.thai import cut
from sala.talk.models import Mention, Post, Thread

EXCERPT = 160


def items(since: dict[Any, datetime], until: datetime) -> dict[int, list[DigestItem]]:
    """Threads with new words by others, for members who take this community's digest."""
    people = {person.pk: person for person in since}
    memberships = Membership.objects.filter(person__in=people, left_at__isnull=True, mail="digest")
    wanted: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    for row in memberships:
        begin = max(since[people[row.person_id]], row.joined_at)
        wanted[row.community_id].append((row.person_id, begin))
    if not wanted:
        return {}
    posts = _posts(set(wanted), min(since.values()), until)
    called = _called([post.pk for post in posts])
    found: dict[int, list[DigestItem]] = defaultdict(list)
    by_thread: dict[int, list[Post]] = defaultdict(list)
    for post in posts:
        by_thread[post.thread_id].append(post)
    for rows in by_thread.values():
        thread = rows[0].thread
        for person_id, begin in wanted[thread.community_id]:
            new = [row for row in rows if row.made_at > begin and row.author_id != person_id]
            if new:
                needs = _needs(thread, new, person_id, called)
                with translation.override(people[person_id].language):
                    found[person_id].append(_item(thread, new, needs))
    return found


def _posts(communities: set[int], begin: datetime, until: datetime) -> list[Post]:
    rows = Post.objects.filter(
        thread__community__in=communities,
        thread__removed_at__isnull=True,
        removed_at__isnull=True,
        made_at__gt=begin,
        made_at__lte=until,
    )
    rows = rows.select_related("thread__community", "author").order_by("pk")
    return [row for row in rows if row.thread.audience == row.thread.community.key]


def _called(posts: list[int]) -> set[tuple[int, int]]:
    return set(Mention.objects.filter(post__in=posts).values_list("post_id", "person_id"))


def _needs(thread: Thread, new: list[Post], person_id: int, called: set[tuple[int, int]]) -> bool:
    """Called by name, or one's own question has an answer and none is chosen yet."""
    is_called = any((post.pk, person_id) in called for post in new)
    is_answered = thread.is_question and thread.made_by_id == person_id and not thread.accepted_id
    return is_called or is_answered


def _item(thread: Thread, new: list[Post], needs: bool) -> DigestItem:
    last = new[-1]
    words = cut(" ".join(last.text.split()), EXCERPT)
    text = _("%(name)s: %(words)s") % {"name": last.author.full_name, "words": words}
    if len(new) > 1:
        earlier = ngettext(
            "และก่อนหน้านั้น %(count)s ข้อความ", "และก่อนหน้านั้น %(count)s ข้อความ", len(new) - 1
        )
        text = f"{text} ({earlier % {'count': len(new) - 1}})"
    return DigestItem(
        key=f"talk.thread:{thread.pk}",
        place=thread.community.name,
        title=thread.title,
        text=text,
        url=thread.get_absolute_url(),
        at=last.made_at,
        needs_you=needs,
        reply=("digest_item", thread.pk),
    )


digest_sources.add(DigestSource("talk", 10, items))
