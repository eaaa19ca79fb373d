"""The rows of knowledge, one module for each noun."""

from sala.knowledge.models.assets import Asset, AssetQuerySet, Credit, Tag
from sala.knowledge.models.books import Book, BookQuerySet, BookTag
from sala.knowledge.models.categories import Category
from sala.knowledge.models.follows import Block, Follow, FollowQuerySet, Message
from sala.knowledge.models.lineage import Origin
from sala.knowledge.models.notes import (
    Note,
    NoteOwner,
    NoteQuerySet,
    NoteTag,
    NoteVersion,
    Series,
)
from sala.knowledge.models.outside import OutsideNote
from sala.knowledge.models.reads import Read, SiteDay, SiteVisitor
from sala.knowledge.models.references import Citation, Source
from sala.knowledge.models.reviews import (
    LevelChange,
    Nomination,
    Opinion,
    ReviewAsk,
    Reviewer,
)
from sala.knowledge.models.tryouts import Adoption, Flag, Solving, TryOut, Use
from sala.knowledge.models.versions import WORDING, Frozen, Manuscript, Version

__all__ = [
    "WORDING",
    "Adoption",
    "Asset",
    "AssetQuerySet",
    "Block",
    "Book",
    "BookQuerySet",
    "BookTag",
    "Category",
    "Citation",
    "Credit",
    "Flag",
    "Follow",
    "FollowQuerySet",
    "Frozen",
    "LevelChange",
    "Manuscript",
    "Message",
    "Nomination",
    "Note",
    "NoteOwner",
    "NoteQuerySet",
    "NoteTag",
    "NoteVersion",
    "Opinion",
    "Origin",
    "OutsideNote",
    "Read",
    "ReviewAsk",
    "Reviewer",
    "Series",
    "SiteDay",
    "SiteVisitor",
    "Solving",
    "Source",
    "Tag",
    "TryOut",
    "Use",
    "Version",
]
