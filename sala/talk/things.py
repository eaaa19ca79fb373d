"""Things of higher apps that people comment on: found, seen, and to which community they belong."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from sala.communities.models import Community
from sala.core.registries import Commentable, commentables
from sala.people.keys import keys_of


def kind_of(thing: Model) -> Commentable:
    kind = commentables.get(thing._meta.label_lower)
    if kind is None:
        raise LookupError(f"no file comments.py offers {thing._meta.label_lower}")
    return kind


def find_thing(label: str, pk: int) -> Any | None:
    """The thing of an address, when there is one of this kind."""
    kind = commentables.get(label)
    return kind.find([pk]).get(pk) if kind else None


def is_visible(person: Any, thing: Any) -> bool:
    """As the thing's own manager decides; by its audience where the manager has no word."""
    manager, keys = type(thing)._default_manager, keys_of(person)
    if hasattr(manager.all(), "visible_to"):
        return bool(manager.all().visible_to(keys).filter(pk=thing.pk).exists())
    return thing.audience in keys


def community_of(thing: Any) -> Community | None:
    """The thing's community; the one already read with the thing, where there is one."""
    pk = kind_of(thing).community_id(thing)
    if pk is None:
        return None
    read = getattr(thing, "_state").fields_cache.get("community")
    if isinstance(read, Community) and read.pk == pk:
        return read
    return Community.objects.get(pk=pk)
