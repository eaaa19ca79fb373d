"""What a person wrote: exported whole; after erasure the words stay without the name."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.core.registries import Erasure, erasures
from sala.people.models import Person
from sala.talk.models import Mention, Nudge, NudgeOptOut, Piece, Post, Prompt


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
    }


def erase(person: Person) -> None:
    """Nobody is called by this name any more; words already removed go for good."""
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
