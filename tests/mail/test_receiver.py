"""The door: who may come in, and that nothing is acknowledged before it is kept."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from benchmarks.lmtp import Client
from sala.mail import receiver
from sala.mail.doors import Limit, normal
from sala.mail.models import IncomingMail, Raw
from sala.mail.receiver import loopback
from sala.mail.tokens import bounce_address, reply_address
from tests.factories.communities import CommunityFactory
from tests.factories.mail import raw_mail
from tests.mail.listening import listening

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def listener(tmp_path, settings):
    """A real listener on a unix socket, in a thread of its own."""
    settings.MAIL_LISTEN = f"unix:{tmp_path}/lmtp.sock"
    settings.MAIL_DOMAIN = "km.test"
    settings.MAIL_MAX_BYTES = 200_000
    with listening() as listener:
        yield listener


@pytest.fixture
def client(listener):
    client = Client(listener.address)
    yield client
    client.close()


@pytest.fixture
def group(db):
    return CommunityFactory(handle="supplies")


def send(client, *recipients, raw=None, sender="boon@example.go.th"):
    return client.send(sender, recipients, raw or raw_mail(sender, recipients[0]))


def test_a_message_is_kept_byte_for_byte_before_its_250(client, group):
    raw = raw_mail("boon@example.go.th", "supplies@km.test", text=".จุดนำหน้า\n\nท้าย")

    assert send(client, "supplies@km.test", raw=raw) == ["250 2.0.0 Stored"]

    mail = IncomingMail.objects.get()
    assert bytes(mail.raw.content).replace(b"\r\n", b"\n").rstrip() == raw.rstrip()
    assert (mail.state, mail.recipient) == ("stored", "supplies@km.test")
    assert mail.envelope_sender == "boon@example.go.th"


def test_each_recipient_gets_its_own_reply(client, group, boon):
    replies = send(
        client, "supplies@km.test", "nobody@km.test", reply_address(boon.pk, "thread", 1)
    )

    assert [reply[:3] for reply in replies] == ["250", "550", "550"]  # no such thread
    replies = send(client, "SUPPLIES@km.test", "supplies+unsubscribe@km.test")
    assert replies == ["250 2.0.0 Stored"] * 2
    assert Raw.objects.count() == 2
    assert IncomingMail.objects.count() == 3


@pytest.mark.parametrize(
    "address",
    ["supplies@else.test", "reply+aaaaaaaaaaaaaaaa@km.test", "bounce+aaaa@km.test", "x@km.test"],
)
def test_what_is_not_ours_is_refused_at_the_door(client, group, address):
    assert send(client, address)[0].startswith("550")
    assert not IncomingMail.objects.exists()


@pytest.mark.parametrize("local", ["postmaster", "abuse"])
def test_every_host_has_a_postmaster(client, local):
    assert send(client, f"{local}@km.test") == ["250 2.0.0 Stored"]


def test_a_bounce_address_is_known(client):
    address = bounce_address("12345678-1234-5678-1234-567812345678").replace("localhost", "km.test")

    assert send(client, address, sender="") == ["250 2.0.0 Stored"]


def test_too_large_is_refused_for_each_recipient_and_the_line_stays_usable(client, group):
    raw = raw_mail("a@b.test", "supplies@km.test", text="ก" * 150_000)

    replies = send(client, "supplies@km.test", "supplies+unsubscribe@km.test", raw=raw)

    assert [reply[:3] for reply in replies] == ["552", "552"]
    assert send(client, "supplies@km.test") == ["250 2.0.0 Stored"]


def test_what_could_not_be_kept_is_not_acknowledged(client, group, monkeypatch):
    def fail(batch):
        raise OperationalError("disk full")

    monkeypatch.setattr(receiver, "store_apart", fail)

    assert send(client, "supplies@km.test")[0].startswith("451")
    assert not IncomingMail.objects.exists()


def test_the_same_message_again_is_acknowledged_and_kept_once(client, group):
    raw = raw_mail("a@b.test", "supplies@km.test")
    again = b"Received: from a by b; later\r\n" + raw

    assert send(client, "supplies@km.test", raw=raw) == ["250 2.0.0 Stored"]
    assert send(client, "supplies@km.test", raw=again) == ["250 2.0.0 Stored"]
    assert (IncomingMail.objects.count(), Raw.objects.count()) == (1, 1)


def test_one_sender_cannot_flood_an_address(client, group, listener):
    listener.door.per_sender = Limit(2)

    replies = [send(client, "supplies@km.test")[0][:3] for _ in range(3)]

    assert replies == ["250", "250", "450"]
    assert send(client, "supplies@km.test", sender="other@b.test")[0].startswith("250")


def test_one_address_cannot_be_flooded_by_many(client, group, listener):
    listener.door.per_address = Limit(2)

    replies = [
        send(client, "supplies@km.test", sender=f"s{number}@b.test")[0][:3] for number in range(3)
    ]

    assert replies == ["250", "250", "450"]


def test_conversations_are_counted_and_given_back(listener, group, settings):
    settings.MAIL_MOST_CONNECTIONS = 2
    clients = [Client(listener.address) for _ in range(2)]
    with pytest.raises(ConnectionError, match="421"):
        Client(listener.address)
    for client in clients:
        client.quit()
    again = Client(listener.address)
    assert send(again, "supplies@km.test") == ["250 2.0.0 Stored"]
    again.close()


@pytest.mark.parametrize(
    "address", ["0.0.0.0:25", "192.0.2.1:8024", "mail.example:24", "127.0.0.1"]
)
def test_it_listens_nowhere_but_at_home(address):
    with pytest.raises(SystemExit):
        loopback(address)


def test_loopback_is_home():
    assert loopback("127.0.0.1:8024") == ("127.0.0.1", 8024)
    assert loopback("[::1]:8024") == ("::1", 8024)


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        ("Supplies@KM.test", "supplies@km.test"),
        ("<a@km.test>", "a@km.test"),
        ("a@other.test", ""),
        ("@km.test", ""),
        ("a\x00b@km.test", ""),
        (f"{'x' * 65}@km.test", ""),
    ],
)
def test_an_address_in_its_normal_form(settings, address, ours):
    settings.MAIL_DOMAIN = "km.test"

    assert normal(address) == ours


def test_a_limit_begins_anew_each_hour_and_cannot_grow_without_end(monkeypatch):
    moments = iter([0.0, 1.0, 2.0, 3601.0, 3602.0, 3603.0])
    limit = Limit(1, lambda: next(moments))
    monkeypatch.setattr("sala.mail.doors.MOST_KEYS", 1)

    assert [limit.allows("a"), limit.allows("a"), limit.allows("a")] == [True, False, True]
    assert limit.allows("b") is False
