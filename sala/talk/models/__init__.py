"""The rows of talk, one module for each noun."""

from sala.talk.models.gathered import Gathered
from sala.talk.models.threads import (
    EDIT_WINDOW,
    Kind,
    Mention,
    Post,
    Purpose,
    State,
    Thread,
    ThreadQuerySet,
    Wording,
)

__all__ = [
    "EDIT_WINDOW",
    "Gathered",
    "Kind",
    "Mention",
    "Post",
    "Purpose",
    "State",
    "Thread",
    "ThreadQuerySet",
    "Wording",
]
