"""Old group mail brought in: threads, dates and people as they were; nobody is told and nothing
is sent. May be killed at any point: a message and the mark that it was read are one transaction."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.core.models import Run
from sala.core.numbers import next_number
from sala.core.permissions import denied, require
from sala.journal.actions import record
from sala.mail import mbox
from sala.mail.arrivals import IGNORED, POSTED, REJECTED, Outcome
from sala.mail.intake import write
from sala.mail.models import IncomingMail
from sala.mail.parts import files_in
from sala.mail.reading.message import Reading, read
from sala.mail.reading.reasons import Reason, UnreadableError
from sala.mail.senders import owner_of
from sala.mail.storing import identity
from sala.mail.tokens import list_address
from sala.people.models import Person
from sala.search.waiting import touched
from sala.talk.actions.letters import keep_files
from sala.talk.letters import LONGEST, bare_subject, title_of, why, words_of
from sala.talk.models import Kind, Post, Thread
from sala.talk.rules.letters import can_import_letters

KIND = "talk.archive"
LARGEST = 20 * 1024 * 1024  # bytes of one message
OLD_LISTS = {Reason.OTHER_LIST, Reason.BULK, Reason.OWN_MAIL, Reason.TOO_MANY_HOPS}
SAME = "already-posted"


@transaction.atomic
def ask_for_archive(community: Community, file: File[bytes], *, by: Person) -> Run:
    """Keep the file as a run; the clock does the work and shows how far it is."""
    require(can_import_letters(by, community))
    head = file.read(5)
    file.seek(0)
    if head != b"From ":
        require(denied("value.mbox", _("ไฟล์นี้ไม่ใช่คลังจดหมายแบบ mbox")))
    return Run.objects.create(
        kind=KIND,
        agency_id=community.agency_id,
        asked_by_id=by.pk,
        source=file,
        settings={"community": community.pk, "name": file.name or ""},
    )


@transaction.atomic
def cancel_archive(run: Run, *, by: Person) -> None:
    require(can_import_letters(by, community_of(run)))
    Run.objects.filter(pk=run.pk, ended_at__isnull=True).update(cancelled_at=now())


def community_of(run: Run) -> Community:
    return Community.objects.get(pk=run.settings["community"])


def work_on_archive(run: Run) -> None:
    """Message by message from where the last worker stopped; stops when it was cancelled."""
    community = community_of(run)
    by = Person.objects.get(pk=run.asked_by_id or 0)
    with run.source.open("rb") as file:
        found = mbox.entries(file)
        Run.objects.filter(pk=run.pk).update(total=len(found))
        for place, entry in enumerate(found):
            if place >= run.done and not _take(run.pk, place, community, by, file, entry):
                return
    done = Run.objects.get(pk=run.pk)
    record("talk.archive_imported", community, by=by, via="import", run=run.pk, counts=done.counts)


@transaction.atomic
def _take(
    run_id: int, place: int, community: Community, by: Person, file: Any, entry: mbox.Entry
) -> bool:
    """One message and the mark that it was read; False when another has the run, or nobody may."""
    run = Run.objects.select_for_update().get(pk=run_id)
    if run.done > place:
        return True
    if run.cancelled_at or not can_import_letters(by, community):
        return False
    outcome, title = Outcome(REJECTED, str(Reason.TOO_LARGE)), ""
    if entry.size <= LARGEST:
        outcome, title = _read_in(community, by, mbox.content(file, entry), entry)
    counted = "same" if outcome.reason == SAME else outcome.state
    run.counts[counted] = run.counts.get(counted, 0) + 1
    if outcome.state == REJECTED:
        reason = why(outcome.reason, outcome.words)
        run.refused.append({"line": place + 1, "name": title, "reason": reason})
    run.done, run.started_at = place + 1, now()
    run.save(update_fields=["counts", "refused", "done", "started_at"])
    return True


def _read_in(
    community: Community, by: Person, raw: bytes, entry: mbox.Entry
) -> tuple[Outcome, str]:
    """Post it with its own date, unless it is here already; what it became is kept beside the
    mail that came in."""
    message_id, fingerprint = identity(raw)
    address = list_address(community.handle).lower()
    if IncomingMail.objects.filter(fingerprint=fingerprint, recipient=address).exists():
        return Outcome(IGNORED, SAME), ""
    reading = read(raw)
    mail = IncomingMail(
        fingerprint=fingerprint,
        recipient=address,
        source="mbox",
        message_id=message_id[:250],
        sent_at=entry.at,
        kind=reading.kind,
        subject=_kept(reading.subject, 300),
        sender=_kept(reading.sender, 254),
        sender_name=_kept(reading.sender_name, 200),
        community_id=community.pk,
        agency_id=community.agency_id,
    )
    outcome = _judged(reading) or _post(community, by, raw, reading, mail)
    write(mail, outcome)
    return outcome, mail.subject


def _judged(reading: Reading) -> Outcome | None:
    """What is not brought in. An archive bears the marks of its old list; that is no loop."""
    is_of_the_list = reading.kind == "loop" and reading.reason in OLD_LISTS
    if reading.kind in {"auto", "bounce", "command"} or (
        reading.kind == "loop" and not is_of_the_list
    ):
        return Outcome(IGNORED, str(reading.reason or ""))
    if reading.kind == "reject" or reading.held:
        return Outcome(REJECTED, str(reading.reason or ""))
    if not reading.text and not reading.attachments:
        return Outcome(REJECTED, str(Reason.EMPTY))
    if len(reading.text or "") > LONGEST:
        return Outcome(REJECTED, str(Reason.TEXT_TOO_LONG))
    return None


def _post(
    community: Community, by: Person, raw: bytes, reading: Reading, mail: IncomingMail
) -> Outcome:
    author = _author(community, reading.sender or "")
    at = mail.sent_at or now()
    text = words_of(reading.text)
    thread = _thread_of(community, raw, reading)
    is_opening = thread is None
    if thread is None:
        thread = Thread.objects.create(
            number=next_number("thread"),
            agency_id=community.agency_id,
            community=community,
            audience=community.key,
            kind=Kind.TALK,
            title=title_of(reading.subject or "", text),
            made_by=author or by,
            made_at=at,
            last_post_at=at,
        )
    post = Post.objects.create(
        thread=thread,
        author=author or by,
        written_as="" if author else _kept(reading.sender_name or reading.sender, 200),
        is_opening=is_opening,
        text=text,
        made_at=at,
    )
    if not is_opening:
        thread.reply_count += 1
        thread.last_post_at = max(thread.last_post_at, at)
        thread.save(update_fields=["reply_count", "last_post_at"])
    touched("talk.thread", [thread.pk])
    return Outcome(POSTED, "", _files(post, raw, reading), "talk.post", post.pk)


def _files(post: Post, raw: bytes, reading: Reading) -> str:
    if not reading.attachments:
        return ""
    try:
        return keep_files(post, files_in(raw))
    except UnreadableError:
        return ""


def _author(community: Community, address: str) -> Person | None:
    """Which present or past member had this address: verified, or in the agency's own list. An
    archive is vouched for by who brings it in alone, so it never speaks for anybody who was not
    of the group: their words stand under the name they were written with."""
    if not address:
        return None
    people = Person.objects.filter(
        memberships__community=community, is_active=True, erased_at__isnull=True
    ).distinct()
    if owner_id := owner_of(address.lower()):
        return people.filter(pk=owner_id).first()
    return people.filter(email__iexact=address, agency_id=community.agency_id).first()


def _thread_of(community: Community, raw: bytes, reading: Reading) -> Thread | None:
    """By what it refers to; an answer without references by its subject."""
    rows = Thread.objects.filter(community=community, removed_at__isnull=True)
    ids = mbox.references_of(raw[: 64 * 1024])
    known = IncomingMail.objects.filter(
        community_id=community.pk, message_id__in=[one[:250] for one in ids], state=POSTED
    )
    posts = dict(known.values_list("message_id", "subject_id"))
    for one in ids:
        if (post_id := posts.get(one[:250])) and (
            thread := rows.filter(posts__pk=post_id).select_for_update().first()
        ):
            return thread
    title = bare_subject(reading.subject or "")
    if not title or title == " ".join((reading.subject or "").split()):
        return None
    return rows.filter(title=title).order_by("-last_post_at").select_for_update().first()


def _kept(text: str | None, most: int) -> str:
    return (text or "").replace("\x00", "")[:most]
