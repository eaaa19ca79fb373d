"""What a person wrote: exported whole; after erasure the words stay without the name."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sala.core.models import Attachment
from sala.core.registries import Erasure, erasures
from sala.people.models import Person
from sala.talk.models import (
    Comment,
    CommentMention,
    CommentWording,
    Mention,
    Nudge,
    NudgeOptOut,
    Piece,
    Post,
    Prompt,
    Report,
    Vote,
)


def export(person: Person) -> dict[str, Any]:
    """Every post with its earlier words, removed ones too."""
    posts = Post.objects.filter(author=person).select_related("thread__community").order_by("pk")
    pieces = Piece.objects.filter(made_by=person).order_by("pk")
    prompts = Prompt.objects.filter(summarised_by=person).select_related("thread").order_by("pk")
    return {
        "pieces": [{"title": piece.title, "text": piece.text} for piece in pieces],
        "summaries": [{"thread": row.thread.title, "text": row.summary} for row in prompts],
        "posts": [
            {
                "community": post.thread.community.name,
                "thread": post.thread.title,
                "text": post.text,
                "earlier": [wording.text for wording in post.wordings.all()],
                "made_at": post.made_at.isoformat(),
                "removed_at": post.removed_at.isoformat() if post.removed_at else None,
            }
            for post in posts.prefetch_related("wordings")
        ],
        "comments": _comments(person),
        "reports": [
            {"harm": row.harm, "why": row.why, "made_at": row.made_at.isoformat()}
            for row in Report.objects.filter(reporter=person).order_by("pk")
        ],
        "votes": [
            {"post": vote.post_id, "at": vote.at.isoformat()}
            for vote in Vote.objects.filter(person=person).order_by("pk")
        ],
        "files": [
            {"name": row.name, "size": row.size, "made_at": row.made_at.isoformat()}
            for row in _files(person).order_by("made_at")
        ],
    }


def _comments(person: Person) -> list[dict[str, Any]]:
    rows = Comment.objects.filter(author=person).order_by("pk").prefetch_related("wordings")
    return [
        {
            "on": f"{row.label}:{row.object_id}",
            "text": row.text,
            "earlier": [wording.text for wording in row.wordings.all()],
            "made_at": row.made_at.isoformat(),
            "removed_at": row.removed_at.isoformat() if row.removed_at else None,
        }
        for row in rows
    ]


def _files(person: Person) -> QuerySet[Attachment]:
    return Attachment.objects.filter(label__in=["talk.post", "talk.comment"], made_by_id=person.pk)


def erase(person: Person) -> None:
    """Nobody is called by this name any more; words already removed go for good, and with them
    their files; what was said of others in a report goes too."""
    CommentMention.objects.filter(person=person).delete()
    gone = Comment.objects.filter(author=person, removed_at__isnull=False)
    CommentWording.objects.filter(comment__in=gone).update(text="")
    gone.update(text="")
    Report.objects.filter(reporter=person).update(why="")
    removed_files = _files(person).filter(audience=f"person:{person.pk}")
    for row in removed_files:
        row.file.delete(save=False)
    removed_files.delete()
    Mention.objects.filter(person=person).delete()
    Nudge.objects.filter(person=person).delete()
    NudgeOptOut.objects.filter(person=person).delete()
    removed = Post.objects.filter(author=person, removed_at__isnull=False)
    for post in removed:
        post.wordings.update(text="")
    removed.update(text="")


erasures.add(
    Erasure(
        "talk",
        40,
        export,
        erase,
        lambda: _("คำถามและคำตอบที่เขียนไว้ในกลุ่มยังอยู่โดยไม่มีชื่อ เพราะคำตอบของคนอื่นอ้างถึง"),
    )
)
