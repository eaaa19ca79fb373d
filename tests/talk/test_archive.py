"""Old group mail: threads, dates and people as they were; twice or killed makes nothing twice."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sala.core.clock import work_on_runs
from sala.core.models import Run
from sala.core.permissions import Refused
from sala.mail import mbox
from sala.mail.audit import audit
from sala.mail.models import Delivery, IncomingMail
from sala.notices.models import Notice
from sala.talk.actions import archive
from sala.talk.actions.archive import ask_for_archive
from sala.talk.models import Post, Thread

FROM = b"From x@y Mon Jan  5 09:00:00 2015\n"


def letter(number, sender, subject, text, *, day=5, answers="", charset="utf-8", more=""):
    head = (
        f"From: {sender}\nTo: old-list@example.go.th\nSubject: {subject}\n"
        f"Date: Mon, {day} Jan 2015 09:00:00 +0700\nMessage-ID: <old{number}@list>\n"
        + (f"References: {answers}\n" if answers else "")
        + f"List-Id: <old-list.example.go.th>\n{more}"
        + f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    )
    codec = "cp874" if charset in {"windows-874", "tis-620"} else charset
    return FROM + head.encode() + text.encode(codec) + b"\n\n"


@pytest.fixture
def old_mail(boon):
    return b"".join(
        [
            letter(2, f"Boon <{boon.email}>", "Re: scanning", "ใช้ 300 dpi ครับ", day=6,
                   answers="<old1@list>", charset="tis-620"),
            letter(1, "Somchai Jaidee <somchai@gone.example>", "scanning",
                   "สแกนกี่ dpi ดี\n\n>From ที่เคยทำ ใช้ 200"),
            letter(3, "Somchai Jaidee <somchai@gone.example>", "Re: [x] scanning", "ขอบคุณ", day=7),
            letter(4, "Robot <r@gone.example>", "out of office", "ไม่อยู่",
                   more="Auto-Submitted: auto-replied\n"),
            letter(5, "A <a@gone.example>", "empty", ""),
        ]
    )  # fmt: skip


def bring(community, by, data, name="old.mbox"):
    run = ask_for_archive(community, SimpleUploadedFile(name, data), by=by)
    work_on_runs()
    run.refresh_from_db()
    return run


@pytest.mark.req("R117", part="the archive of an old list")
def test_threads_dates_and_people_are_as_they_were(community, anong, boon, old_mail):
    run = bring(community, anong, old_mail)

    assert run.counts == {"posted": 3, "ignored": 1, "rejected": 1}
    assert (run.done, run.total, bool(run.ended_at)) == (5, 5, True)
    assert run.refused[0]["name"] == "empty"
    thread = Thread.objects.get()
    posts = list(thread.posts.order_by("pk"))
    assert [post.text for post in posts] == [
        "สแกนกี่ dpi ดี\n\nFrom ที่เคยทำ ใช้ 200",
        "ใช้ 300 dpi ครับ",
        "ขอบคุณ",
    ]
    assert [(post.author, post.written_as) for post in posts] == [
        (anong, "Somchai Jaidee"),
        (boon, ""),
        (anong, "Somchai Jaidee"),
    ]
    assert posts[0].made_at == datetime(2015, 1, 5, 2, tzinfo=UTC)
    assert (thread.reply_count, thread.last_post_at) == (2, posts[2].made_at)
    assert audit().is_clean


def test_an_archive_never_speaks_for_who_was_not_of_the_group(community, anong, chai):
    """ชัย works in the same agency and was never a member: his name stands, not his person."""
    bring(community, anong, letter(1, f"Chai <{chai.email}>", "ขอแจ้ง", "ผมเห็นด้วยกับเรื่องนี้"))

    post = Post.objects.get()
    assert (post.author, post.written_as) == (anong, "Chai")


def test_nobody_is_told_and_nothing_is_sent(community, anong, boon, old_mail):
    bring(community, anong, old_mail)

    assert (Delivery.objects.count(), Notice.objects.count()) == (0, 0)


def test_the_same_archive_again_adds_nothing(community, anong, boon, old_mail):
    bring(community, anong, old_mail)
    run = bring(community, anong, old_mail)

    assert run.counts == {"same": 5}
    assert Post.objects.count() == 3


def test_a_killed_import_goes_on_where_it_stopped(community, anong, boon, old_mail, monkeypatch):
    original = archive._read_in
    calls = []

    def die(*args):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return original(*args)

    with monkeypatch.context() as broken:
        broken.setattr(archive, "_read_in", die)
        with pytest.raises(KeyboardInterrupt):
            bring(community, anong, old_mail)
    run = Run.objects.get()
    assert (run.done, run.ended_at) == (2, None)

    archive.work_on_archive(run)

    run.refresh_from_db()
    assert (run.done, Post.objects.count()) == (5, 3)
    assert IncomingMail.objects.count() == 5


def test_a_cancelled_import_stops(community, anong, boon, old_mail):
    run = ask_for_archive(community, SimpleUploadedFile("o.mbox", old_mail), by=anong)
    archive.cancel_archive(run, by=anong)

    archive.work_on_archive(run)

    assert not Post.objects.exists()


def test_only_the_facilitator_brings_mail_in(community, boon, old_mail):
    with pytest.raises(Refused):
        ask_for_archive(community, SimpleUploadedFile("o.mbox", old_mail), by=boon)


def test_what_is_no_archive_is_refused(community, anong):
    with pytest.raises(Refused, match="mbox"):
        ask_for_archive(community, SimpleUploadedFile("o.mbox", b"PK\x03\x04"), by=anong)


@pytest.mark.parametrize(
    ("data", "bodies"),
    [
        (b"", []),
        (FROM, []),
        (FROM + b"A: b\n\nx\n", [b"A: b\n\nx\n"]),
        (FROM + b"A: b\n\nx\nFrom here on\n\n" + FROM + b"C: d\n\ny", [
            b"A: b\n\nx\nFrom here on\n\n", b"C: d\n\ny"]),
        (FROM + b"A: b\n\n\nFrom the start we knew\n", [b"A: b\n\n\nFrom the start we knew\n"]),
        (FROM + b"A: b\n\n>From x\n>>From y\n>other", [b"A: b\n\nFrom x\n>From y\n>other"]),
        (FROM.replace(b"\n", b"\r\n") + b"A: b\r\n\r\nx\r\n", [b"A: b\r\n\r\nx\r\n"]),
    ],
)  # fmt: skip
def test_where_a_message_begins(data, bodies):
    file = io.BytesIO(data)

    assert [mbox.content(file, entry) for entry in mbox.entries(file)] == bodies
