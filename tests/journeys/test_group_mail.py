"""A whole day of group mail, through a real Postfix on loopback and back."""

from __future__ import annotations

import os
import re
import smtplib
import threading
from email import message_from_bytes, policy

import pytest
import time_machine
from django.core.management import call_command

from benchmarks.sink import Sink
from sala.communities.models import Membership
from sala.core.clock import run_due
from sala.mail.audit import audit
from sala.mail.fanout import fan_out
from sala.mail.intake import take_in
from sala.mail.models import BounceScore, Delivery, IncomingMail
from sala.mail.outgoing import send_waiting
from sala.mail.tokens import message_id
from sala.talk.actions.threads import Opening, start_thread
from sala.talk.models import Post, Thread
from tests.factories.communities import MembershipFactory
from tests.factories.mail import to_list, verify
from tests.factories.people import PersonFactory
from tests.journeys import letters
from tests.journeys.postfix import Postfix, free_port, is_there
from tests.mail.listening import listening

TITLE = "ใบส่งของไม่ลงวันที่"
DOMAIN, AUTHSERV = "km.example.go.th", "mx.km.example.go.th"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(settings):
    """Postfix in front, Sala behind it, and a sink for what goes out to the world."""
    if not is_there():
        if os.environ.get("CI") == "true":
            pytest.fail("NO POSTFIX, so the journey of group mail did not run")
        pytest.skip("no postfix, or not root")
    call_command("createcachetable", verbosity=0)
    address = f"127.0.0.1:{free_port()}"
    settings.MAIL_QUIET_HOURS = ""
    settings.SITE_URL = "https://km.example.go.th"
    settings.MAIL_DOMAIN, settings.MAIL_AUTHSERV_ID = DOMAIN, AUTHSERV
    with listening(address), Sink() as sink, Postfix(address, sink.port) as postfix:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", postfix.port
        yield postfix, sink


@pytest.fixture
def malee(agency, community):
    person = PersonFactory(agency=agency, handle="malee", given_name="มาลี", family_name="ทองดี")
    MembershipFactory(community=community, person=person)
    return person


def until(what, postfix):
    """Wait for what real processes do."""
    for _ in range(1200):
        if what():
            return
        threading.Event().wait(0.05)
    raise AssertionError(postfix.log())


def arrived(postfix, count):
    """Wait for Postfix to hand over so many messages, then let the clock take them in."""
    until(lambda: IncomingMail.objects.count() >= count, postfix)
    take_in()


@pytest.mark.req("R117")
@pytest.mark.req("I19")
@time_machine.travel("2026-11-18 10:00 +0700")
def test_a_day_of_group_mail(house, community, anong, boon, malee, client):
    """Asked on the web, answered from Outlook and Gmail, told the next morning, left with a tap."""
    postfix, sink = house
    sink.refuse = lambda address: "550 5.1.1 Gone" if address.startswith("gone@") else None
    gone = member(community, "gone", mail="each")
    reader = member(community, "reader", mail="digest")
    Membership.objects.filter(person__in=[boon, malee]).update(mail="each")

    thread = asked_on_the_web(client, community, anong)
    send_all()
    copies = received(sink, postfix, boon.email, malee.email)
    answer(postfix, boon, copies[boon.email], letters.outlook, "ให้ผู้ขายลงวันที่ก่อนครับ")
    answer(postfix, malee, copies[malee.email], letters.gmail, "ทำบันทึกประกอบไว้ด้วยค่ะ")
    absent = copies[malee.email]["Reply-To"].addresses[0].addr_spec
    letters.post(
        postfix.port, malee.email, absent, letters.out_of_office(malee.email, absent, TITLE)
    )
    forge(postfix, community, boon, absent)
    arrived(postfix, 6)

    said = list(thread.posts.filter(is_opening=False).order_by("author__handle"))
    assert [(post.author, post.text) for post in said] == [
        (boon, "ให้ผู้ขายลงวันที่ก่อนครับ"),
        (malee, "ทำบันทึกประกอบไว้ด้วยค่ะ"),
    ]
    page = client.get(thread.get_absolute_url()).content.decode()
    assert all(post.text in page for post in said)
    assert (Thread.objects.count(), Post.objects.count()) == (1, 3)
    states = list(IncomingMail.objects.order_by("state").values_list("state", flat=True))
    assert states == ["held", "held", "ignored", "ignored", "posted", "posted"]
    assert BounceScore.objects.get().address == gone.email
    assert audit().is_clean
    threads_for_readers(sink, postfix, thread, boon, malee)
    next_morning(sink, postfix, community, said, reader, client)


def member(community, handle, *, mail):
    person = PersonFactory(agency=community.agency, handle=handle)
    return MembershipFactory(community=community, person=person, mail=mail).person


def asked_on_the_web(client, community, by):
    client.force_login(by)
    fields = {"kind": "question", "title": TITLE, "text": letters.QUOTED, "purpose": "use"}
    client.post(f"/c/{community.number}/talk/new/", fields)
    return Thread.objects.get()


def send_all():
    fan_out()
    while send_waiting():
        pass


def received(sink, postfix, *addresses, since=0, header="List-Unsubscribe"):
    """The first letter with this header each address was given after the first `since` of all."""
    found = {}

    def look():
        for one in sink.given[since:]:
            letter = message_from_bytes(one.raw, policy=policy.default)
            if letter[header]:
                found.setdefault(one.address, letter)
        return set(addresses) <= found.keys()

    until(look, postfix)
    return found


def answer(postfix, person, copy, client_program, words):
    """As the person's own program answers the copy it got."""
    to = copy["Reply-To"].addresses[0].addr_spec
    about = str(copy["Message-ID"])
    raw = client_program(person.email, to, TITLE, words, answers=about)
    letters.post(postfix.port, person.email, to, raw)


def threads_for_readers(sink, postfix, thread, boon, malee):
    """Each gets the other's answer, under the question; nobody gets one's own."""
    since = len(sink.given)
    send_all()
    copies = received(sink, postfix, boon.email, malee.email, since=since, header="In-Reply-To")
    opening = message_id("post", thread.posts.get(is_opening=True).pk)
    assert [str(copies[one.email]["In-Reply-To"]) for one in (boon, malee)] == [opening, opening]
    assert "ทำบันทึก" in copies[boon.email].get_body(("plain",)).get_content()
    assert "ลงวันที่ก่อน" in copies[malee.email].get_body(("plain",)).get_content()


def next_morning(sink, postfix, community, said, reader, client):
    """The digest has both answers; one click, and the morning after brings none."""
    with time_machine.travel("2026-11-19 08:00 +0700"):
        since = len(sink.given)
        run_due()
        send_all()
        digest = received(sink, postfix, reader.email, since=since)[reader.email]
        text = digest.get_body(("plain",)).get_content()
        assert TITLE in text
        assert said[-1].text in text
        assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        link = re.search(r"<https?://[^/]+(/u/[^>]+)>", str(digest["List-Unsubscribe"]))[1]
        client.logout()
        assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    start_thread(community, Opening("talk", "เรื่องใหม่", "ข้อความใหม่"), by=said[0].author)
    with time_machine.travel("2026-11-20 08:00 +0700"):
        run_due()
        letters_left = Delivery.objects.filter(person_id=reader.pk, sent_at__isnull=True)
        assert not letters_left.exists()


def forge(postfix, community, boon, leaked):
    """Boon's name on a stranger's mail with a forged result of ours, and a reply address that
    somebody passed on."""
    verify(boon)
    ours = [("Authentication-Results", f"{AUTHSERV}; dkim=pass header.d=example.go.th")]
    to = to_list(community)
    letters.post(
        postfix.port,
        "x@evil.test",
        to,
        letters.plain(boon.email, to, "ด่วน", "โอนเงิน", headers=ours),
    )
    letters.post(
        postfix.port, "x@evil.test", leaked, letters.plain("x@evil.test", leaked, "ด่วน", "โอนเงิน")
    )


def test_an_address_that_is_none_is_refused_in_the_conversation(house, community):
    for address in (f"nobody@{DOMAIN}", f"reply+aaaaaaaaaaaaaaaa@{DOMAIN}"):
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            letters.post(house[0].port, "x@y.test", address, b"Subject: x\r\n\r\nx")
        assert refused.value.recipients[address][0] == 550
