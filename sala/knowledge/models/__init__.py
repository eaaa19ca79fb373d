"""The rows of knowledge, one module for each noun."""

from sala.knowledge.models.books import Book, BookQuerySet, BookTag
from sala.knowledge.models.follows import Block, Follow, FollowQuerySet, Message
from sala.knowledge.models.notes import (
    Note,
    NoteOwner,
    NoteQuerySet,
    NoteTag,
    NoteVersion,
    Series,
)
from sala.knowledge.models.reads import Read, SiteDay, SiteVisitor

__all__ = [
    "Block",
    "Book",
    "BookQuerySet",
    "BookTag",
    "Follow",
    "FollowQuerySet",
    "Message",
    "Note",
    "NoteOwner",
    "NoteQuerySet",
    "NoteTag",
    "NoteVersion",
    "Read",
    "Series",
    "SiteDay",
    "SiteVisitor",
]
