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
from sala.talk.models.reports import Harm, Report, Ruling
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
from sala.talk.models.votes import Vote, Voting

__all__ = [
    "EDIT_WINDOW",
    "Advice",
    "Comment",
    "CommentMention",
    "CommentQuerySet",
    "CommentWording",
    "Gathered",
    "GuestAddress",
    "Harm",
    "Kind",
    "Mention",
    "Policy",
    "Post",
    "Prompt",
    "Purpose",
    "Report",
    "Round",
    "Ruling",
    "State",
    "Thread",
    "ThreadQuerySet",
    "Vote",
    "Voting",
    "Wording",
]
