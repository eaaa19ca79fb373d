"""Comments under a thing. Pages go by key; a page costs the same for one and for thousands."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.core import files
from sala.core.models import Attachment
from sala.core.permissions import Decision
from sala.core.registries import commentables
from sala.talk.models import Comment, CommentQuerySet
from sala.talk.rules.comments import (
    can_answer,
    can_comment,
    can_edit_comment,
    can_remove_comment,
    is_signed_in,
    sentence_of,
)
from sala.talk.rules.reports import can_report
from sala.talk.things import community_of, kind_of
from sala.talk.wording import shown

COMMENTS, ANSWERS = 20, 10


@dataclass(frozen=True)
class CommentRow:
    """A comment ready to show: its words are empty when it was removed."""

    comment: Comment
    name: str
    html: SafeString
    trace: str
    may_answer: Decision
    may_edit: Decision
    may_remove: Decision
    may_report: Decision
    files: list[Attachment]
    answers: tuple[CommentRow, ...] = ()
    answers_url: str = ""


@dataclass(frozen=True)
class CommentsBlock:
    """What `talk/comments.html` shows; prepared whole, for a person or a visitor."""

    label: str
    object_id: int
    total: int
    sentence: str
    may_comment: Decision
    is_guest: bool
    rows: list[CommentRow]
    earlier_url: str
    later_url: str
    url: str
    once: str
    parent: CommentRow | None = None

    @property
    def draft(self) -> str:
        return f"comment-{self.label}-{self.object_id}"


@dataclass(frozen=True)
class Spot:
    """Where in a long list the reader stands, as the address says."""

    before: int = 0
    after: int = 0
    under: int = 0
    answer: int = 0


def comments_of(person: Any, thing: Any, spot: Spot | None = None) -> CommentsBlock:
    """The newest comments on a thing the person sees, each with its newest answers; four
    queries. The caller has asked whether the person sees the thing."""
    spot = spot or Spot()
    community = community_of(thing)
    may = can_comment(person, thing, community)
    rows = Comment.objects.of(thing)
    tops, has_earlier, has_later = _page(rows, spot)
    answers = _answers(rows, tops, whole=bool(spot.under))
    most = None if spot.under else ANSWERS
    ids = [one.pk for one in (*tops, *(one for some in answers.values() for one in some))]
    attached = files.of("talk.comment", ids, {thing.audience})
    viewer = Viewer(person, may, community, attached)
    shown_rows = [_row(one, answers.get(one.pk, []), viewer, most) for one in tops]
    url = reverse("talk:comments", args=[thing._meta.label_lower, thing.pk])
    return CommentsBlock(
        label=thing._meta.label_lower,
        object_id=thing.pk,
        total=rows.live().count(),
        sentence=sentence_of(kind_of(thing).policy(thing)),
        may_comment=may,
        is_guest=not is_signed_in(person),
        rows=shown_rows,
        earlier_url=f"{url}?before={tops[0].pk}" if has_earlier else "",
        later_url=f"{url}?after={tops[-1].pk}" if has_later else "",
        url=url,
        once=str(uuid.uuid4()),
        parent=next((row for row in shown_rows if row.comment.pk == spot.answer), None),
    )


def _page(rows: CommentQuerySet, spot: Spot) -> tuple[list[Comment], bool, bool]:
    """Comments in the order written, and whether there are earlier and later ones."""
    tops = rows.shown().filter(parent__isnull=True).select_related("author", "removed_by")
    if one := spot.under or spot.answer:
        alone = list(tops.filter(pk=one))
        return alone, bool(alone), bool(alone)
    if spot.after:
        found = list(tops.filter(pk__gt=spot.after).order_by("pk")[: COMMENTS + 1])
        return found[:COMMENTS], bool(found), len(found) > COMMENTS
    if spot.before:
        tops = tops.filter(pk__lt=spot.before)
    found = list(tops.order_by("-pk")[: COMMENTS + 1])
    return found[:COMMENTS][::-1], len(found) > COMMENTS, bool(spot.before and found)


def _answers(
    rows: CommentQuerySet, tops: Sequence[Comment], *, whole: bool
) -> dict[int, list[Comment]]:
    """The newest answers to each comment, one more than is shown; all of them when one comment
    is looked at alone."""
    place = Window(RowNumber(), partition_by=F("parent_id"), order_by=F("pk").desc())
    found = rows.shown().filter(parent__in=[top.pk for top in tops]).annotate(place=place)
    if not whole:
        found = found.filter(place__lte=ANSWERS + 1)
    answers: dict[int, list[Comment]] = {}
    for answer in found.select_related("author", "removed_by").order_by("pk"):
        answers.setdefault(answer.parent_id or 0, []).append(answer)
    return answers


class Viewer(NamedTuple):
    """What every row of a block needs to know."""

    person: Any
    may_comment: Decision
    community: Community | None
    files: dict[int, list[Attachment]]


def _row(
    comment: Comment,
    answers: Sequence[Comment],
    viewer: Viewer,
    most: int | None = None,
) -> CommentRow:
    person = viewer.person
    comment.community = viewer.community
    is_cut = most is not None and len(answers) > most
    url = f"/comments/{comment.label}/{comment.object_id}/?under={comment.pk}"
    return CommentRow(
        comment=comment,
        name=comment.name,
        html=SafeString("") if comment.removed_at else shown(comment.text),
        trace=trace_of(comment),
        may_answer=can_answer(person, comment, viewer.may_comment),
        may_edit=can_edit_comment(person, comment),
        may_remove=can_remove_comment(person, comment),
        may_report=can_report(person, comment),
        files=viewer.files.get(comment.pk, []),
        answers=tuple(_row(one, [], viewer) for one in (answers[-most:] if most else answers)),
        answers_url=url if is_cut else "",
    )


def trace_of(comment: Comment) -> str:
    """What stands in the place of a removed comment."""
    if comment.removed_at is None:
        return ""
    if comment.removed_by is None or comment.removed_by_id == comment.author_id:
        return _("ผู้เขียนลบข้อความนี้แล้ว")
    return _("%(name)s นำข้อความนี้ออก เหตุผล: %(why)s") % {
        "name": comment.removed_by.full_name,
        "why": comment.removed_why,
    }


def comment_counts(pairs: Iterable[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """How many comments each thing shows; two queries for each kind of thing."""
    wanted: dict[str, set[int]] = {}
    for label, pk in pairs:
        wanted.setdefault(label, set()).add(pk)
    counts = {(label, pk): 0 for label, ids in wanted.items() for pk in ids}
    for label, ids in wanted.items():
        kind = commentables.get(label)
        things = kind.find(list(ids)) if kind else {}
        rows = Comment.objects.live().filter(label=label, object_id__in=ids)
        for row in rows.values("object_id", "audience").annotate(n=Count("pk")).order_by():
            thing = things.get(row["object_id"])
            if thing is not None and thing.audience == row["audience"]:
                counts[label, row["object_id"]] = row["n"]
    return counts
