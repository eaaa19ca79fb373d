"""Comments as they are found: under the title of their thing, by who may read the thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from sala.communities.searchables import facets_of
from sala.core.registries import Searchable, commentables, searchables
from sala.core.thai import fiscal_year
from sala.search.incoming import Item
from sala.talk.models import Comment
from sala.talk.written import things_of

Key = tuple[str, int]


def read_comments(ids: Sequence[Any]) -> Iterator[Item]:
    """What was removed, what waits for a moderator and what hangs on a hidden thing is left out."""
    rows = Comment.objects.live().filter(pk__in=ids).select_related("community")
    comments = list(rows.prefetch_related("community__groups"))
    things = _open_things(comments)
    for comment in comments:
        thing = things.get((comment.label, comment.object_id))
        if thing is not None and thing.audience == comment.audience and not _is_gone(thing):
            yield _item(comment, thing)


def _open_things(comments: Sequence[Comment]) -> dict[Key, Any]:
    """Things that whoever holds their audience may see; a table that cannot say shows none."""
    things = things_of(comments)
    asked: dict[tuple[type, str], list[Key]] = {}
    for key, thing in things.items():
        asked.setdefault((type(thing), thing.audience), []).append(key)
    seen: dict[Key, Any] = {}
    for (model, audience), keys in asked.items():
        rows: Any = getattr(model, "_default_manager").all()
        if hasattr(rows, "visible_to"):
            open_rows = rows.visible_to({audience}).filter(pk__in=[pk for _label, pk in keys])
            found = set(open_rows.values_list("pk", flat=True))
            seen |= {key: things[key] for key in keys if key[1] in found}
    return seen


def _is_gone(thing: Any) -> bool:
    return getattr(thing, "removed_at", None) is not None


def _item(comment: Comment, thing: Any) -> Item:
    place = facets_of(comment.community) if comment.community else {"agency": [comment.agency_id]}
    return Item(
        label="comment",
        object_id=comment.pk,
        title=str(thing),
        text=comment.text,
        audience=frozenset([comment.audience]),
        facets={**place, "fiscal_year": [fiscal_year(comment.made_at)]},
        url=comment.url,
        happened_at=comment.made_at,
    )


class Things(Mapping[str, Callable[[Sequence[int]], Iterable[Any]]]):
    """Comments are read anew whenever their thing changes, of whatever app it is."""

    def __getitem__(self, label: str) -> Callable[[Sequence[int]], Iterable[Any]]:
        if commentables.get(label) is None:
            raise KeyError(label)
        return partial(comments_on, label)

    def __iter__(self) -> Iterator[str]:
        return (row.name for row in commentables)

    def __len__(self) -> int:
        return sum(1 for _row in commentables)


def comments_on(label: str, ids: Sequence[int]) -> list[int]:
    rows = Comment.objects.filter(label=label, object_id__in=ids)
    return list(rows.values_list("pk", flat=True))


searchables.add(
    Searchable(
        "comment",
        23,
        lambda: _("ความเห็น"),
        "message-circle",
        "talk.comment",
        read_comments,
        Things(),
    )
)
