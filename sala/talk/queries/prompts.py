"""Topics set for discussion: what a page shows of them, and summaries for the knowledge app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from sala.communities.models import Community
from sala.core.permissions import Decision
from sala.talk.models import Kind, Prompt, Thread
from sala.talk.rules import can_extend_prompt, can_summarise
from sala.talk.wording import shown


@dataclass(frozen=True)
class PromptPart:
    prompt: Prompt
    summary: SafeString
    by: str
    may_extend: Decision
    may_summarise: Decision


def prompt_part(thread: Thread, viewer: Any) -> PromptPart | None:
    """`prompt__summarised_by` must have been read with the thread."""
    if thread.kind != Kind.PROMPT:
        return None
    prompt: Prompt = thread.prompt
    writer = prompt.summarised_by
    return PromptPart(
        prompt=prompt,
        summary=shown(prompt.summary),
        by=writer.full_name if writer else "",
        may_extend=can_extend_prompt(viewer, thread),
        may_summarise=can_summarise(viewer, thread),
    )


def summaries_in(community: Community) -> QuerySet[Prompt]:
    """Topics that were summed up, newest first: for who compiles knowledge."""
    rows = Prompt.objects.filter(thread__community=community, thread__removed_at__isnull=True)
    rows = rows.exclude(summary="").select_related("thread", "summarised_by")
    return rows.order_by("-summarised_at", "-pk")
