"""The state of the index, and which analyser serves which slot."""

from __future__ import annotations

from sala.search.analysis import Analyser, current
from sala.search.backends import backend
from sala.search.models import IndexState


def state() -> IndexState:
    """The one row; until something is indexed, what it will say."""
    found = IndexState.objects.filter(pk=1).first()
    return found or IndexState(pk=1, analyser=current().label)


def answering() -> tuple[int, Analyser]:
    """The slot that answers, and the analyser that serves it."""
    slot, label = backend().answering() or (0, current().label)
    return slot, analyser_of(label)


def kept_state() -> IndexState:
    """The one row, made with the analyser of this release when there is none yet."""
    found, _ = IndexState.objects.get_or_create(pk=1, defaults={"analyser": current().label})
    return found


def locked_state() -> IndexState:
    kept_state()
    return IndexState.objects.select_for_update().get(pk=1)


def analyser_of(label: str) -> Analyser:
    """The analyser a slot was built with; this release's own where it no longer has that one.

    Trigrams do not depend on the segmenter, so an old index still answers until it is rebuilt.
    """
    return ANALYSERS.get(label, current())


ANALYSERS: dict[str, Analyser] = {}
