"""Who fills and sets KM วันละนิด: the facilitator and the recorder."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.talk.models import Piece
from sala.talk.rules.gathering import can_gather


def can_set_daily(person: Any, community: Community) -> Decision:
    return can_gather(person, community)


def can_change_piece(person: Any, piece: Piece) -> Decision:
    """What went out stays as it was read."""
    return first_refusal(can_gather(person, piece.community), _waits(piece))


def _waits(piece: Piece) -> Decision:
    if piece.sent_on is None:
        return ALLOWED
    return denied("state.sent", _("เรื่องนี้ส่งไปแล้ว แก้ไม่ได้"))


def can_queue_text(community: Community, fingerprint: str, besides: int = 0) -> Decision:
    """A text waits once; that it went out before is no hindrance, it only goes out later."""
    same = Piece.objects.queued().filter(community=community, fingerprint=fingerprint)
    if same.exclude(pk=besides).exists():
        return denied("value.text", _("มีเรื่องที่ข้อความเหมือนกันรออยู่ในคิวแล้ว"))
    return ALLOWED
