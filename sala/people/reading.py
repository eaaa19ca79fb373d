"""A file as a page: what it is, what it belongs to, and the words that were read in it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from sala.core.models import Attachment, Audience
from sala.core.registries import searchables
from sala.core.thai.text import graphemes

PAGE, LONGEST_LINE = 60, 600  # lines of a page; clusters of a line


class Whole(NamedTuple):
    title: str
    url: str


def files_seen(keys: set[str]) -> QuerySet[Attachment]:
    """Files of whoever holds their audience, or a key beside that of their thing."""
    beside = Audience.objects.filter(
        label=OuterRef("label"), object_id=OuterRef("object_id"), key__in=keys
    )
    return Attachment.objects.filter(Q(audience__in=keys) | Exists(beside))


def whole_of(file: Attachment, keys: set[str]) -> Whole | None:
    """What the file belongs to, where that is found by the holder of the keys."""
    for kind in searchables:
        listens = kind.listens.get(file.label)
        if kind.model == file.label:
            ids = [file.object_id]
        elif listens is not None:
            ids = list(listens([file.object_id]))
        else:
            continue
        for item in kind.read(ids):
            if item.url and item.audience & keys:
                return Whole(item.title, item.url)
    return None


def page_of_words(file: Attachment, asked: Any) -> Page[str]:
    """The words read in a file, line by line, a page at a time; empty where none were read."""
    words = file.text.words if hasattr(file, "text") else ""
    return Paginator(_lines(words), PAGE).get_page(asked)


def _lines(words: str) -> list[str]:
    found = []
    for line in filter(None, map(str.strip, words.splitlines())):
        if len(line) <= LONGEST_LINE:
            found.append(line)
            continue
        clusters = graphemes(line)
        starts = range(0, len(clusters), LONGEST_LINE)
        found += ["".join(clusters[at : at + LONGEST_LINE]) for at in starts]
    return found
