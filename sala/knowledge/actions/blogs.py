"""An outside blog brought into a book: entries with their own days, once each; nobody is told. May
be killed at any point: an entry and the mark that it was read are one transaction."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from django.core.files.base import File
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.core.locking import locked
from sala.core.models import Run
from sala.core.permissions import denied, require
from sala.core.rich import clean_html, excerpt, plain_of
from sala.core.thai import clean_line, cut, thai_date
from sala.journal.actions import record
from sala.knowledge.actions.notes import NoteText, carry_note
from sala.knowledge.models import Book, OutsideNote
from sala.knowledge.outside import BrokenFeed, Entry, at_home, entries, require_feed
from sala.knowledge.reach import Reach
from sala.knowledge.rules.books import can_bring_blog
from sala.people.models import Person

KIND = "knowledge.blog"
LONGEST = 60_000
BROUGHT, SAME, IGNORED, REJECTED = "brought", "same", "ignored", "rejected"


class Wish(NamedTuple):
    """How the entries are to stand in the book."""

    reach: str
    licence: str
    is_draft: bool


@transaction.atomic
def ask_for_blog(book: Book, file: File[bytes], wish: Wish, *, by: Person) -> Run:
    """Keep the file as a run; the clock does the work and shows how far it is."""
    require(can_bring_blog(by, book))
    if book.community_id is None and wish.reach == Reach.COMMUNITY:
        require(denied("value.reach", _("สมุดนี้ไม่ได้อยู่ในกลุ่มใด เลือกว่าใครอ่านได้ใหม่")))
    try:
        require_feed(file)
    except BrokenFeed:
        require(denied("value.feed", _("ไฟล์นี้ไม่ใช่ฟีดของบล็อก (Atom, RSS หรือไฟล์ส่งออกของ WordPress)")))
    file.seek(0)
    return Run.objects.create(
        kind=KIND,
        agency_id=book.agency_id,
        asked_by_id=by.pk,
        source=file,
        settings={"book": book.pk, "name": cut(clean_line(file.name or ""), 120), **wish._asdict()},
    )


@transaction.atomic
def cancel_blog(run: Run, *, by: Person) -> None:
    require(can_bring_blog(by, book_of(run)))
    Run.objects.filter(pk=run.pk, ended_at__isnull=True).update(cancelled_at=now())


def book_of(run: Run) -> Book:
    return Book.objects.get(pk=run.settings["book"])


def work_on_blog(run: Run) -> None:
    """Entry by entry from where the last worker stopped; stops when it was cancelled."""
    by = Person.objects.get(pk=run.asked_by_id or 0)
    with run.source.open("rb") as file:
        Run.objects.filter(pk=run.pk).update(total=_count(file))
        place = 0
        try:
            for place, entry in enumerate(entries(file), start=1):
                if place > run.done and not _take(run.pk, place, by, entry):
                    return
        except BrokenFeed:
            _refuse(run.pk, place + 1, _("ไฟล์เสียตั้งแต่ตรงนี้ไป ที่อ่านก่อนหน้านี้นำเข้าแล้ว"))
    done = Run.objects.get(pk=run.pk)
    book = book_of(run)
    place_of = book.community or book
    counts = done.counts
    record("knowledge.blog_brought", book, place=place_of, by=by, via="import", counts=counts)


def _count(file: File[bytes]) -> int:
    count = 0
    try:
        for _entry in entries(file):
            count += 1
    except BrokenFeed:
        return count
    return count


@transaction.atomic
def _take(run_id: int, place: int, by: Person, entry: Entry) -> bool:
    """One entry and the mark that it was read; False when it was stopped, or nobody may."""
    run = Run.objects.select_for_update().get(pk=run_id)
    if run.done >= place:
        return True
    book = locked(book_of(run))
    if run.cancelled_at or not can_bring_blog(by, book):
        return False
    wish = Wish(run.settings["reach"], run.settings["licence"], run.settings["is_draft"])
    outcome, reason = _bring(run, book, wish, entry, by)
    run.counts[outcome] = run.counts.get(outcome, 0) + 1
    if reason:
        name = cut(clean_line(entry.title), 160)
        run.refused.append({"line": place, "name": name, "reason": reason})
    run.done, run.started_at = place, now()
    run.save(update_fields=["counts", "refused", "done", "started_at"])
    return True


@transaction.atomic
def _refuse(run_id: int, place: int, reason: str) -> None:
    run = Run.objects.select_for_update().get(pk=run_id)
    run.counts[REJECTED] = run.counts.get(REJECTED, 0) + 1
    run.refused.append({"line": place, "name": "", "reason": reason})
    run.save(update_fields=["counts", "refused"])


def _bring(run: Run, book: Book, wish: Wish, entry: Entry, by: Person) -> tuple[str, str]:
    """What became of an entry, and the reason where it was left out."""
    if OutsideNote.objects.filter(book=book, key=entry.key).exists():
        return SAME, ""
    if entry.skip:
        return IGNORED, _("เป็นร่างหรือมีรหัสผ่าน") if entry.skip == "draft" else ""
    html, pictures, players = at_home(entry.html, entry.url)
    body = clean_html(html)
    words = plain_of(body)
    if not words:
        return REJECTED, _("ไม่มีข้อความ")
    if len(words) > LONGEST:
        return REJECTED, _("ข้อความยาวเกิน %(most)s ตัวอักษร") % {"most": f"{LONGEST:,}"}
    text = NoteText(
        cut(clean_line(entry.title), 160) or excerpt(body, 60),
        f"{body}{_credit(entry)}",
        reach=wish.reach,
        licence=wish.licence,
        comment_policy=book.comment_policy,
        tags=", ".join(word.replace(",", " ")[:60] for word in entry.tags[:10]),
    )
    at = entry.at or now()
    note = carry_note(book, text, at=at, by=by, is_draft=wish.is_draft)
    OutsideNote.objects.create(
        book=book,
        note=note,
        key=entry.key,
        url=entry.url if len(entry.url) <= 500 else "",
        author_name=_author(entry),
        written_at=entry.at,
    )
    for kind, count in (("pictures", pictures), ("players", players)):
        run.counts[kind] = run.counts.get(kind, 0) + count
    return BROUGHT, ""


def _author(entry: Entry) -> str:
    return cut(clean_line(entry.author), 60)[:200]


def _credit(entry: Entry) -> str:
    """Where it stood, by whom and when: in the text itself, so that it goes wherever it goes."""
    parts = [_("เขียนครั้งแรกในบล็อกเดิม")]
    if author := _author(entry):
        parts.append(_("โดย %(name)s") % {"name": escape(author)})
    if entry.at:
        parts.append(_("เมื่อ %(day)s") % {"day": thai_date(entry.at, "full")})
    said = " ".join(parts)
    link = f'<br><a href="{escape(entry.url)}">{escape(entry.url)}</a>' if entry.url else ""
    return f"<p><em>{said}</em>{link}</p>"
