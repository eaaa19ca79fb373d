"""Reporting words, deciding about them, and bringing hidden ones back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.core.files import follow_audience
from sala.core.locking import locked
from sala.core.permissions import Decision, denied, require
from sala.journal.actions import record
from sala.people.models import Person
from sala.talk.actions.comments import remove_comment
from sala.talk.actions.posts import recount, remove_post
from sala.talk.models import Comment, Harm, Post, Report, Ruling
from sala.talk.rules.reports import can_decide, can_hide, can_report
from sala.talk.telling_reports import judges_of, tell_reported, tell_ruled
from sala.talk.written import Written, written_of


@transaction.atomic
def report(written: Written, *, harm: str, why: str, by: Person) -> Report:
    """One report of one person; a second changes nothing. Its journal line is the reporter's
    own: a line that the writer may read would say who reported."""
    written = _locked(written)
    require(can_report(by, written.row))
    row, is_new = Report.objects.get_or_create(
        label=written.label,
        object_id=written.row.pk,
        reporter=by,
        defaults={
            "agency_id": written.agency_id,
            "community": written.community,
            "audience": written.audience,
            "to_office": not judges_of(written),
            "harm": Harm(harm),
            "why": why,
        },
    )
    if is_new:
        tell_reported(written, by=by, to_office=row.to_office)
        own = f"person:{by.pk}"
        record("talk.reported", written.thing, by=by, audience=own, harm=row.harm)
    return row


def _locked(written: Written) -> Written:
    """Read again with the community held, so that two decisions wait for each other."""
    if written.community is not None:
        locked(written.community)
    type(written.row)._default_manager.select_for_update(of=("self",)).get(pk=written.row.pk)
    return written_of(written.kind, [written.row.pk])[written.row.pk]


@transaction.atomic
def decide(written: Written, *, ruling: str, why: str, by: Person) -> int:
    """All open reports about these words end with one ruling; gives how many."""
    written = _locked(written)
    may = can_decide(by, written)
    require(may)
    ruling = Ruling(ruling)
    if not why.strip():
        require(denied("value.why", _("บอกเหตุผลของการตัดสิน ผู้แจ้งและผู้เขียนจะได้ทราบ")))
    if ruling == Ruling.HIDE:
        require(can_hide(written))
    reports = Report.objects.open().filter(label=written.label, object_id=written.row.pk)
    waiting = list(reports.select_for_update(of=("self",)).select_related("reporter"))
    if not waiting:
        require(denied("state.decided", _("เรื่องนี้ตัดสินไปแล้ว")))
    if ruling != Ruling.KEEP and written.is_standing:
        _take_away(written.row, why, by, may)
    reports.update(decided_at=now(), decided_by=by, ruling=ruling, ruling_why=why)
    tell_ruled(written, [row.reporter for row in waiting], ruling, why)
    _record("talk.report_decided", written, by, ruling=ruling)
    return len(waiting)


def _take_away(row: Post | Comment, why: str, by: Person, may: Decision) -> None:
    if isinstance(row, Post):
        remove_post(row, why=why, by=by, may=may)
    else:
        remove_comment(row, why=why, by=by, may=may)


@transaction.atomic
def bring_back(written: Written, *, by: Person) -> Written:
    """Words that were hidden stand again, with their files."""
    written = _locked(written)
    require(can_decide(by, written))
    hidden = Report.objects.filter(
        label=written.label, object_id=written.row.pk, ruling=Ruling.HIDE
    )
    if written.is_standing or not hidden.exists():
        require(denied("state.not_hidden", _("ข้อความนี้ไม่ได้ซ่อนไว้")))
    row = written.row
    row.removed_at, row.removed_by, row.removed_why = None, None, ""
    row.save(update_fields=["removed_at", "removed_by", "removed_why"])
    hidden.update(ruling=Ruling.KEEP)
    follow_audience(written.label, [row.pk], written.audience)
    if isinstance(row, Post):
        recount(locked(row.thread, "community"))
    _record("talk.words_brought_back", written, by)
    return written


def _record(verb: str, written: Written, by: Person, **data: Any) -> None:
    record(verb, written.thing, place=written.community, by=by, words=written.row.pk, **data)
