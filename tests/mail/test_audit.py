"""Every accepted message becomes exactly one thing, and the audit sees when one does not."""

from __future__ import annotations

import json

import pytest
from django.utils.timezone import now
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sala.mail import intake
from sala.mail.audit import audit
from sala.mail.audit_command import main
from sala.mail.models import IncomingMail, Raw
from sala.mail.storing import Arrived, identity, store
from sala.mail.tokens import bounce_address, reply_address
from sala.talk.models import Post
from tests.factories.mail import arrive, raw_mail, to_list


def a_row(**fields):
    at = None if fields["state"] == "stored" else now()
    return IncomingMail.objects.create(
        fingerprint=f"f{IncomingMail.objects.count()}", recipient="a@b", settled_at=at, **fields
    )


def test_nothing_accepted_is_clean(db):
    assert audit().is_clean


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"state": "posted", "subject_label": "talk.post", "subject_id": 99999}, "not there"),
        ({"state": "held"}, "no reason"),
        ({"state": "stored"}, "without its original"),
    ],
)
def test_a_fault_is_named_and_answers_with_status_one(db, capsys, fields, word):
    a_row(**fields)

    assert main(["--waiting-ok"]) == 1
    assert word in json.loads(capsys.readouterr().out)["problems"][0]


def test_what_waits_is_no_proof(db, capsys):
    row = a_row(state="stored")
    row.raw = Raw.objects.create(sha256="s", content=b"x")
    row.save()

    assert (main([]), main(["--waiting-ok"])) == (1, 0)
    assert json.loads(capsys.readouterr().out.splitlines()[0])["waiting"] == 1


def test_one_message_posted_twice_is_found(db):
    for number in (1, 2):
        IncomingMail.objects.create(
            fingerprint="same",
            recipient=f"{number}@b",
            state="posted",
            subject_label="people.person",
            subject_id=number,
            community_id=5,
            settled_at=now(),
        )

    assert any("posted 2 times" in problem for problem in audit().problems)


NOISE = st.binary(max_size=300)
HEADERS = st.lists(
    st.sampled_from(
        [
            b"Auto-Submitted: auto-replied",
            b"In-Reply-To: <post-1@km.test>",
            b"Content-Type: text/plain; charset=tis-620",
            b"Content-Type: multipart/mixed; boundary=x",
            b"From: boon@example.go.th",
            b"From: a@b.test, c@d.test",
            b"List-Id: <x.y>",
            b"Authentication-Results: mx.test; dkim=pass header.d=example.go.th",
            b"Date: Fri, 99 Foo 2026",
            b"Message-ID: <\xe0\xb8\x81@x>",
            b"References: " + b"<a@b> " * 60,
            "Subject: ขอความเห็น".encode("cp874"),
            b"Subject: =?utf-8?b?4LiB?=",
            b"X-Nul: a\x00b",
        ]
    ),
    max_size=8,
)


@pytest.mark.req("I19")
@pytest.mark.req("R117", part="every accepted message has one outcome")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(st.tuples(HEADERS, NOISE, st.integers(0, 4), st.booleans()), min_size=1, max_size=4)
)
def test_any_message_at_all_becomes_exactly_one_thing(community, boon, cycle, settings, drawn):
    settings.MAIL_AUTHSERV_ID = "mx.test"
    addresses = [
        to_list(community),
        to_list(community).replace("@", "+unsubscribe@"),
        reply_address(boon.pk, "thread", 1),
        bounce_address("12345678-1234-5678-1234-567812345678"),
        "postmaster@localhost",
    ]
    for headers, body, to, twice in drawn:
        raw = b"\n".join(headers) + b"\n\n" + body
        store([Arrived(raw, "x@y.test", (addresses[to],))] * (1 + twice))
    intake.take_in()

    found = audit()
    assert found.is_clean, found
    assert found.accepted == IncomingMail.objects.values("fingerprint", "recipient").count()
    assert not IncomingMail.objects.filter(state="posted", kind__in=["auto", "loop", "bounce"])


@pytest.mark.parametrize("point", ["reading", "writing"])
def test_a_worker_that_dies_half_way_leaves_the_message_for_the_next(
    community, boon, monkeypatch, time_machine, point
):
    to = reply_address(boon.pk, "thread", 1)
    where = {"reading": "incoming_of", "writing": "write"}[point]

    def die(*args, **kwargs):
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(intake, where, die)
        mail = arrive(raw_mail(boon.email, to), to)
        assert mail.state == "stored"
        assert not Post.objects.exists()

    time_machine.move_to(mail.not_before)
    intake.take_in()
    mail.refresh_from_db()
    assert mail.state != "stored"


def test_a_message_that_always_fails_is_held_in_the_end(community, monkeypatch, time_machine):
    def die(mail):
        raise MemoryError

    monkeypatch.setattr(intake, "_settle", die)
    mail = arrive(raw_mail("a@b.test", to_list(community)), to_list(community))
    for _ in range(intake.TRIES):
        mail.refresh_from_db()
        time_machine.move_to(mail.not_before)
        intake.take_in()

    mail.refresh_from_db()
    assert (mail.state, mail.reason) == ("held", intake.UNREADABLE)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (b"Message-ID: <a@b>\n\nx", b"Received: z\r\nMessage-ID: <a@b>\r\n\r\nx", True),
        (b"Message-ID: <a@b>\n\nx", b"Message-ID: <a@b>\n\ny", False),
        (b"Message-ID: <a@b>\n\nx", b"Message-ID:\n <c@d>\n\nx", False),
        (b"From: a\nDate: 1\n\nx", b"From: b\nDate: 1\n\nx", False),
        (b"", b"\n", True),
    ],
)
def test_what_makes_two_messages_the_same(one, other, is_same):
    assert (identity(one)[1] == identity(other)[1]) is is_same
