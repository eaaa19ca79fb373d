"""Lists of threads and one thread, read before rendering. Pages go by key, never by offset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.core import files
from sala.core.models import Attachment
from sala.core.permissions import Decision
from sala.people.keys import keys_of
from sala.people.queries import postings_on
from sala.talk.models import Kind, Post, Purpose, State, Thread, Wording
from sala.talk.queries.about import Thing, thing_of
from sala.talk.queries.advice import AdvicePart, advice_part
from sala.talk.queries.marks import LISTED, mark_of
from sala.talk.queries.prompts import PromptPart, prompt_part
from sala.talk.queries.votes import (
    READ,
    VotePart,
    best_key,
    best_posts,
    is_voting_on,
    read_best,
    vote_parts,
)
from sala.talk.rules import (
    can_accept,
    can_ask_advice,
    can_choose_answer,
    can_close_thread,
    can_edit_post,
    can_gather_post,
    can_remove_post,
    can_reply,
    can_see_quiet,
    can_set_any_prompt,
    can_start_thread,
    can_tidy,
    is_going_on,
)
from sala.talk.rules.reports import can_report
from sala.talk.rules.votes import can_turn_voting
from sala.talk.wording import shown

POSTS, THREADS, NEWEST = 30, 25, 3
ROUNDS = (Kind.ADVICE, Kind.PROMPT)


class ThreadRow(NamedTuple):
    thread: Thread
    mark: tuple[str, str]
    purpose: str
    author: str


def thread_row(thread: Thread) -> ThreadRow:
    """A line of a list; `LISTED` must have been read."""
    return ThreadRow(
        thread,
        mark_of(thread),
        str(Purpose(thread.purpose).label) if thread.purpose else "",
        thread.made_by.full_name,
    )


ALWAYS = 3  # filters that stand there even with nothing to show


class Filter(NamedTuple):
    code: str
    label: str
    condition: Q


def filters() -> list[Filter]:
    """What a list may be narrowed to (R095); codes stand in the address."""
    question = Q(kind=Kind.QUESTION)
    waiting = question & Q(state=State.OPEN, first_answer_at__isnull=True)
    return [
        Filter("", _("ทั้งหมด"), Q()),
        Filter("waiting", _("รอคำตอบ"), waiting),
        Filter("solved", str(State.SOLVED.label), question & Q(accepted__isnull=False)),
        *(
            Filter(purpose, str(purpose.label), question & Q(purpose=purpose))
            for purpose in Purpose
        ),
        *(Filter(kind, str(kind.label), Q(kind=kind)) for kind in (Kind.TALK, *ROUNDS)),
    ]


@dataclass(frozen=True)
class ThreadList:
    community: Community
    pinned: list[ThreadRow]
    rows: list[ThreadRow]
    tabs: list[dict[str, Any]]
    chosen: str
    older: str
    is_first: bool
    may_ask: Decision
    may_talk: Decision
    may_ask_advice: Decision
    has_votes: bool
    may_turn_voting: Decision
    may_set_prompt: Decision
    may_see_quiet: Decision


def thread_list(
    community: Community, keys: set[str], viewer: Any, *, chosen: str = "", before: str = ""
) -> ThreadList:
    """One page of threads, newest first; `before` is the key of the last row seen."""
    choices = filters()
    choice = next((one for one in choices if one.code == chosen), choices[0])
    seen = Thread.objects.visible_to(keys).live().filter(community=community)
    counts = seen.aggregate(
        **{f"n_{i}": Count("pk", filter=one.condition) for i, one in enumerate(choices)}
    )
    rows = seen.filter(choice.condition).select_related(*LISTED)
    key = _read_key(before)
    page = list(_newest(rows.filter(is_pinned=False), key)[: THREADS + 1])
    pinned = [] if key else list(_newest(rows.filter(is_pinned=True), None)[:THREADS])
    return ThreadList(
        community=community,
        pinned=[thread_row(thread) for thread in pinned],
        rows=[thread_row(thread) for thread in page[:THREADS]],
        tabs=[
            {
                "label": one.label,
                "url": f"?show={one.code}" if one.code else "?",
                "current": one == choice,
                "count": counts[f"n_{i}"],
            }
            for i, one in enumerate(choices)
            if i < ALWAYS or one == choice or counts[f"n_{i}"]
        ],
        chosen=choice.code,
        older=_key(page[THREADS - 1]) if len(page) > THREADS else "",
        is_first=key is None,
        may_ask=can_start_thread(viewer, community, Kind.QUESTION),
        may_talk=can_start_thread(viewer, community, Kind.TALK),
        may_ask_advice=can_ask_advice(viewer, community),
        has_votes=is_voting_on(community),
        may_turn_voting=can_turn_voting(viewer, community),
        may_set_prompt=can_set_any_prompt(viewer, community),
        may_see_quiet=can_see_quiet(viewer, community),
    )


def _newest(rows: QuerySet[Thread], key: tuple[datetime, int] | None) -> QuerySet[Thread]:
    if key is not None:
        at, pk = key
        rows = rows.filter(Q(last_post_at__lt=at) | Q(last_post_at=at, pk__lt=pk))
    return rows.order_by("-last_post_at", "-pk")


def _key(thread: Thread) -> str:
    return f"{thread.last_post_at.strftime('%Y%m%dT%H%M%S.%f%z')}_{thread.pk}".replace("+", "p")


def _read_key(text: str) -> tuple[datetime, int] | None:
    """The key of an address; what cannot be read is the first page."""
    at, _sep, pk = text.partition("_")
    try:
        return datetime.strptime(at.replace("p", "+"), "%Y%m%dT%H%M%S.%f%z"), int(pk[:18])
    except ValueError:
        return None


def newest_threads(community: Community, keys: set[str]) -> list[ThreadRow]:
    """Pinned and newest, for the page of the community; one query."""
    rows = Thread.objects.visible_to(keys).live().filter(community=community)
    rows = rows.select_related(*LISTED).order_by("-is_pinned", "-last_post_at", "-pk")
    return [thread_row(thread) for thread in rows[:NEWEST]]


@dataclass(frozen=True)
class PostRow:
    """A post ready to show: its words are empty when it was removed."""

    post: Post
    name: str
    unit: str
    html: SafeString
    earlier: list[Wording]
    is_accepted: bool
    trace: str
    may_accept: Decision
    may_edit: Decision
    may_remove: Decision
    may_gather: Decision
    is_gathered: bool
    round_words: str
    files: list[Attachment]
    votes: VotePart | None
    may_report: Decision


@dataclass(frozen=True)
class ThreadPage:
    thread: Thread
    about: Thing | None
    mark: tuple[str, str]
    purpose: str
    opening: PostRow
    accepted: PostRow | None
    rows: list[PostRow]
    earlier: int
    later: int
    best_later: str
    has_votes: bool
    is_best: bool
    may_reply: Decision
    may_close: Decision
    may_tidy: Decision
    may_choose: Decision
    is_closed: bool
    advice: AdvicePart | None
    prompt: PromptPart | None


def thread_page(
    thread: Thread, viewer: Any, *, before: int = 0, after: int = 0, best: str | None = None
) -> ThreadPage:
    """The opening, the answer chosen, and the newest posts, or those before or after a post;
    with `best` (the key of the last one seen, or "") those with the most votes first."""
    has_votes = is_voting_on(thread.community_id)
    is_best = has_votes and best is not None
    head = list(
        Post.objects.filter(thread=thread)
        .filter(Q(is_opening=True) | Q(pk=thread.accepted_id))
        .select_related(*READ)
    )
    if is_best:
        (posts, has_later), has_earlier = best_posts(thread, read_best(best or ""), POSTS), False
    else:
        posts, has_earlier, has_later = _posts(thread, before, after)
    advice = advice_part(thread, viewer)
    rows = _post_rows(
        thread, [*head, *posts], viewer, dict(advice.words) if advice else {}, has_votes=has_votes
    )
    opening = next(row for row in rows if row.post.is_opening)
    accepted = next((row for row in rows[: len(head)] if row.is_accepted), None)
    shown_rows = rows[len(head) :]
    return ThreadPage(
        thread=thread,
        about=thing_of(thread.about_label, thread.about_id or 0, keys_of(viewer)),
        mark=mark_of(thread),
        purpose=str(Purpose(thread.purpose).label) if thread.purpose else "",
        opening=opening,
        accepted=accepted,
        rows=shown_rows,
        earlier=posts[0].pk if has_earlier else 0,
        later=posts[-1].pk if has_later and not is_best else 0,
        best_later=best_key(posts[-1]) if has_later and is_best else "",
        has_votes=has_votes,
        is_best=is_best,
        may_reply=can_reply(viewer, thread),
        may_close=can_close_thread(viewer, thread),
        may_tidy=can_tidy(viewer, thread),
        may_choose=can_choose_answer(viewer, thread),
        is_closed=not is_going_on(thread),
        advice=advice,
        prompt=prompt_part(thread, viewer),
    )


def _posts(thread: Thread, before: int, after: int) -> tuple[list[Post], bool, bool]:
    """A page of replies in the order written, and whether there are earlier and later ones."""
    replies = Post.objects.filter(thread=thread, is_opening=False)
    replies = replies.select_related(*READ)
    if after:
        found = list(replies.filter(pk__gt=after).order_by("pk")[: POSTS + 1])
        is_earlier = replies.filter(pk__lte=after).exists()
        return found[:POSTS], bool(found) and is_earlier, len(found) > POSTS
    if before:
        replies = replies.filter(pk__lt=before)
    found = list(replies.order_by("-pk")[: POSTS + 1])
    return found[:POSTS][::-1], len(found) > POSTS, bool(before and found)


def _post_rows(
    thread: Thread, posts: Sequence[Post], viewer: Any, rounds: dict[int, str], *, has_votes: bool
) -> list[PostRow]:
    """Names, units, earlier words and files of all posts of a page; three queries."""
    units = postings_on({post.author_id for post in posts}, localdate())
    earlier: dict[int, list[Wording]] = {}
    edited = [post.pk for post in posts if post.edited_at and not post.removed_at]
    for wording in Wording.objects.filter(post__in=edited):
        earlier.setdefault(wording.post_id, []).append(wording)
    votes = vote_parts(thread, posts, viewer, is_on=has_votes)
    attached = files.of("talk.post", [post.pk for post in posts], {thread.audience})
    rows = []
    for post in posts:
        post.thread = thread
        posting = units.get(post.author_id)
        rows.append(
            PostRow(
                post=post,
                name=post.written_as or post.author.full_name,
                unit=_beside(post, posting.unit.name if posting else ""),
                html=SafeString("") if post.removed_at else shown(post.text),
                earlier=earlier.get(post.pk, []),
                is_accepted=thread.accepted_id == post.pk,
                trace=_trace(post),
                may_accept=can_accept(viewer, thread, post),
                may_edit=can_edit_post(viewer, post),
                may_remove=can_remove_post(viewer, post),
                may_gather=can_gather_post(viewer, post),
                is_gathered=hasattr(post, "gathered"),
                round_words=rounds.get(post.pk, ""),
                files=attached.get(post.pk, []),
                votes=votes.get(post.pk),
                may_report=can_report(viewer, post),
            )
        )
    return rows


def _beside(post: Post, unit: str) -> str:
    """The writer's unit; for words of somebody without an account, who brought them in."""
    if not post.written_as:
        return unit
    return _("จากอีเมล %(name)s นำขึ้น") % {"name": post.author.full_name}


def _trace(post: Post) -> str:
    """What stands in the place of a removed post."""
    if post.removed_by is None:
        return ""
    if post.removed_by_id == post.author_id:
        return _("ผู้เขียนลบข้อความนี้แล้ว")
    return _("%(name)s นำข้อความนี้ออก เหตุผล: %(why)s") % {
        "name": post.removed_by.full_name,
        "why": post.removed_why,
    }


class Headline(NamedTuple):
    """The measure of a helping community (R004)."""

    questions: int
    solved: int
    median_seconds: int | None

    @property
    def percent(self) -> int:
        """Rounded half up."""
        return (200 * self.solved + self.questions) // (2 * self.questions) if self.questions else 0


def headline(community: Community, keys: set[str]) -> Headline:
    """Share solved and median time to the first answer of another; two queries for any number."""
    rows = Thread.objects.visible_to(keys).questions().filter(community=community)
    counts = rows.aggregate(
        questions=Count("pk"),
        solved=Count("pk", filter=Q(accepted__isnull=False)),
        answered=Count("seconds_to_answer"),
    )
    return Headline(counts["questions"], counts["solved"], _median(rows, counts["answered"]))


def _median(rows: QuerySet[Thread], count: int) -> int | None:
    """The middle one, or the mean of the two in the middle."""
    if not count:
        return None
    times = rows.filter(seconds_to_answer__isnull=False).order_by("seconds_to_answer")
    start = (count - 1) // 2
    middle = list(times.values_list("seconds_to_answer", flat=True)[start : count // 2 + 1])
    return round(sum(int(one or 0) for one in middle) / len(middle))
