"""Who may report words, and who decides about them: never their own writer.

Where the only moderator is the writer, the KM team of the agency decides. It sees the words that
were reported and nothing else of the community.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.people.rules import has_ability
from sala.talk.models import Post, Report, Ruling
from sala.talk.rules.comments import can_moderate, is_signed_in
from sala.talk.written import Written


def can_report(person: Any, row: Any) -> Decision:
    """Any reader, about another's words that still stand."""
    if not is_signed_in(person):
        return denied("right.sign_in", _("เข้าสู่ระบบก่อน แล้วจึงแจ้งได้"))
    if row.removed_at is not None:
        return denied("state.removed", _("ข้อความนี้นำออกไปแล้ว"))
    if row.author_id is not None and row.author_id == person.pk:
        return denied("right.own_words", _("เป็นข้อความของคุณเอง แก้หรือนำออกได้เลย"))
    return ALLOWED


def can_decide(person: Any, written: Written) -> Decision:
    """A moderator, but not about one's own words."""
    if written.row.author_id is not None and written.row.author_id == getattr(person, "pk", None):
        return denied("right.own_words", _("ข้อความของตนเอง ให้ผู้ดูแลคนอื่นเป็นผู้ตัดสิน"))
    may = can_moderate(person, written)
    if not may and _is_for_office(written):
        return has_ability(person, "moderate", written.agency_id)
    return may


def _is_for_office(written: Written) -> bool:
    rows = Report.objects.filter(label=written.label, object_id=written.row.pk, to_office=True)
    return rows.exclude(ruling__in=[Ruling.KEEP, Ruling.REMOVE]).exists()


def can_hide(written: Written) -> Decision:
    """Hidden words can be brought back; a thread nobody answered goes with its words."""
    row = written.row
    if isinstance(row, Post) and row.is_opening and row.thread.reply_count == 0:
        return denied("state.alone", _("เรื่องนี้ยังไม่มีใครตอบ ซ่อนแล้วเรียกคืนไม่ได้ ให้นำออกแทน"))
    return first_refusal()
