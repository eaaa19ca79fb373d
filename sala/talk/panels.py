"""Talk on the page of a community, and what leads a helping one."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.communities.catalogue import CommunityType
from sala.communities.models import Community
from sala.communities.queries.lead import LeadRow, LeadTool
from sala.communities.tools import LeadFiller, lead_fillers
from sala.core.drafts import draft_of
from sala.core.registries import Panel, panels
from sala.core.thai.display import thai_date
from sala.mail.tokens import list_address
from sala.people.keys import keys_of
from sala.talk.forms import ThreadForm
from sala.talk.models import Kind, Thread
from sala.talk.queries import headline, newest_threads
from sala.talk.queries.letters import held_count, paused_count
from sala.talk.rules import can_start_thread
from sala.talk.rules.letters import can_read_letters
from sala.talk.wording import span

WAITING = 5


def community_panel(person: Any, community: Community) -> dict[str, Any] | None:
    keys = keys_of(person)
    if community.key not in keys:
        return None
    return {
        "community": community,
        "rows": newest_threads(community, keys),
        "may_ask": can_start_thread(person, community, Kind.QUESTION),
        "may_talk": can_start_thread(person, community, Kind.TALK),
    }


def writing_panel(person: Any, community: Community) -> dict[str, Any] | None:
    """A box to ask or write in, where members land; the draft of the full page goes first."""
    if community.key not in keys_of(person):
        return None
    may_ask = can_start_thread(person, community, Kind.QUESTION)
    may_talk = can_start_thread(person, community, Kind.TALK)
    if not may_ask:
        return None
    key = f"thread:{community.pk}"
    return {
        "community": community,
        "helps": community.type == CommunityType.HELPING,
        "may_talk": may_talk,
        "draft": draft_of(person.pk, key),
        "draft_key": key,
        "form": ThreadForm(person=person, community=community),
    }


def problem_board(community: Community, viewer: Any) -> LeadTool | None:
    """Share solved, median time to the first answer, and who still waits (R004). Nothing to
    who may not read inside: counts would tell of what is hidden (I08)."""
    keys = keys_of(viewer)
    if community.key not in keys:
        return None
    found = headline(community, keys)
    waiting = Thread.objects.visible_to(keys).unanswered().filter(community=community)
    rows = [
        LeadRow(
            thread.title,
            _("%(name)s ถามเมื่อ %(day)s ยังรอคำตอบ")
            % {"name": thread.made_by.full_name, "day": thai_date(thread.made_at)},
            thread.get_absolute_url(),
        )
        for thread in waiting.select_related("made_by").order_by("made_at", "pk")[:WAITING]
    ]
    return LeadTool(
        tool="problems",
        title=_("ติดเรื่องใด ถามกันได้"),
        why=_("ถามจากงานวันนี้ ใครเคยแก้ได้ก็มาตอบ แล้วเลือกคำตอบที่ใช้ได้ไว้ให้คนถัดไป"),
        measure=f"{found.percent}%" if found.questions else "–",
        measure_words=_measure_words(found.questions, found.solved, found.median_seconds),
        rows=rows,
        empty=_("ไม่มีคำถามค้าง") if found.questions else _("ยังไม่มีใครถาม ถามเรื่องที่ติดอยู่วันนี้สักข้อ"),
        action=_("ถามกลุ่มนี้") if can_start_thread(viewer, community, Kind.QUESTION) else "",
        action_url=reverse("talk:new", args=[community.number]) + "?kind=question",
    )


def _measure_words(questions: int, solved: int, median: int | None) -> str:
    if not questions:
        return _("ยังไม่มีคำถาม")
    words = _("แก้ได้แล้ว %(solved)s จาก %(questions)s คำถาม") % {
        "solved": solved,
        "questions": questions,
    }
    if median is None:
        return words
    return _("%(words)s · มัธยฐานเวลาถึงคำตอบแรก %(span)s") % {"words": words, "span": span(median)}


def address_panel(person: Any, community: Community) -> dict[str, Any] | None:
    """Where members write to."""
    if community.key not in keys_of(person) or not community.is_open:
        return None
    return {"address": list_address(community.handle), **_letters(person, community)}


def letters_panel(person: Any, community: Community) -> dict[str, Any] | None:
    """What waits for the facilitator; nothing when nothing waits."""
    if community.key not in keys_of(person) or not community.is_open:
        return None
    found = _letters(person, community)
    return found if found["held"] or found["paused"] else None


def _letters(person: Any, community: Community) -> dict[str, Any]:
    is_in_charge = bool(can_read_letters(person, community))
    return {
        "letters_url": reverse("talk:letters", args=[community.number]) if is_in_charge else "",
        "held": held_count(community) if is_in_charge else 0,
        "paused": paused_count(community) if is_in_charge else 0,
    }


panels.add(
    Panel("talk.writing", "community", "now", 5, "talk/panel_writing.html", writing_panel),
    Panel("talk.address", "about", "aside", 40, "talk/panel_address.html", address_panel),
    Panel("talk.letters", "community", "aside", 40, "talk/panel_letters.html", letters_panel),
    Panel("talk.community", "community", "main", 5, "talk/panel_community.html", community_panel),
)
lead_fillers.add(LeadFiller("talk.problems", CommunityType.HELPING, problem_board))
