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
from sala.talk.models.daily import MONDAY_TO_FRIDAY, Daily, Piece
from sala.talk.models.gathered import Gathered
from sala.talk.models.nudges import Nudge, NudgeKind, NudgeOptOut
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
    "MONDAY_TO_FRIDAY",
    "Advice",
    "Comment",
    "CommentMention",
    "CommentQuerySet",
    "CommentWording",
    "Daily",
    "Gathered",
    "GuestAddress",
    "Harm",
    "Kind",
    "Mention",
    "Nudge",
    "NudgeKind",
    "NudgeOptOut",
    "Piece",
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
