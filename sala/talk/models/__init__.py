"""The rows of talk, one module for each noun."""

from sala.talk.models.advice import Advice, Round
from sala.talk.models.comments import (
    Comment,
    CommentMention,
    CommentQuerySet,
    CommentWording,
    GuestAddress,
    Policy,
)
from sala.talk.models.gathered import Gathered
from sala.talk.models.prompts import Prompt
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
    "Advice",
    "Comment",
    "CommentMention",
    "CommentQuerySet",
    "CommentWording",
    "Gathered",
    "GuestAddress",
    "Kind",
    "Mention",
    "Policy",
    "Post",
    "Prompt",
    "Purpose",
    "Round",
    "State",
    "Thread",
    "ThreadQuerySet",
    "Wording",
]
