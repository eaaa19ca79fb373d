"""A post goes out by mail to who wants every matter, and to nobody else."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils.timezone import now
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.sink import Sink
from sala.communities.actions import leave, set_own_membership
from sala.communities.models import Membership
from sala.core.clock import tick
from sala.core.models import Attachment
from sala.mail.copies import files_of
from sala.mail.fanout import fan_out
from sala.mail.models import Delivery, Mailing
from sala.mail.outgoing import send_waiting
from sala.mail.reading.headers import addresses
from sala.mail.tokens import read_bounce, read_message_id, read_reply
from sala.notices.models import Notice
from sala.talk.actions.posts import remove_post, reply
from sala.talk.actions.threads import Opening, start_thread
from tests.core.test_hostile_files import PDF
from tests.factories.communities import MembershipFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
TALK = Opening("talk", "ลองตรวจรับแบบใหม่", "ใช้ใบเดียวแทนสามใบ\n.บรรทัดที่ขึ้นต้นด้วยจุด")


@pytest.fixture
def sink(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAIL_DOMAIN = "sala.example.go.th"
    settings.SITE_URL = "https://sala.example.go.th"
    with Sink() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def eager(community, **fields):
    return MembershipFactory(community=community, mail="each", **fields).person


def send_all():
    fan_out()
    while send_waiting():
        pass


def read(given):
    return message_from_bytes(given.raw, policy=policy.default)


def local(address):
    return address.rpartition("@")[0]


@pytest.mark.req("R117")
def test_who_wants_every_matter_gets_the_letter_and_nobody_else(community, boon, chai, sink):
    reader = eager(community)
    MembershipFactory(community=community, mail="digest")
    MembershipFactory(community=community, mail="none")
    eager(community, left_at=now())
    Membership.objects.filter(person=boon).update(mail="each")

    start_thread(community, TALK, by=boon)
    send_all()

    assert [given.address for given in sink.given] == [reader.email], "not the author either"
    assert not Notice.objects.filter(person=reader).exists(), "the letter is enough"


@pytest.mark.req("R117")
def test_the_headers_of_a_list_and_the_reader_s_own_addresses(community, boon, sink):
    reader = eager(community)
    thread = start_thread(community, TALK, by=boon)
    send_all()
    given = sink.given[0]
    letter = read(given)
    post = thread.posts.get()

    raw = message_from_bytes(given.raw)["From"].encode()
    assert addresses(raw)[0][:2] == (
        f"บุญ แก้วกล้า ผ่าน {community.name}",
        f"{community.handle}@sala.example.go.th",
    )
    assert letter["To"] == reader.email
    assert letter["Subject"] == f"[{community.name}] {TALK.title}"
    token = read_reply(local(letter["Reply-To"].addresses[0].addr_spec))
    assert token[:3] == (reader.pk, "thread", thread.pk)
    assert read_bounce(local(given.sender)) == Delivery.objects.get().pk
    assert read_message_id(letter["Message-ID"]) == ("post", post.pk)
    assert letter["In-Reply-To"] is None
    assert f"<{community.handle}.sala.example.go.th>" in letter["List-Id"]
    assert letter["List-Post"] == f"<mailto:{community.handle}@sala.example.go.th>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"<mailto:{community.handle}+unsubscribe@" in letter["List-Unsubscribe"]
    assert letter["List-Archive"] == f"<https://sala.example.go.th/t/{thread.number}/>"
    assert letter["Precedence"] == "list"
    assert letter["Auto-Submitted"] is None, "a person wrote it"
    assert letter["X-Sala-Loop"]
    text = letter.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert text.startswith(TALK.text)
    assert "/u/" in text
    assert "<p>ใช้ใบเดียวแทนสามใบ<br>" in letter.get_body(("html",)).get_content()
    assert max(len(line) for line in given.raw.split(b"\r\n")) <= 998


@pytest.mark.req("R059", part="files with posts and comments")
def test_files_of_a_post_are_named_with_a_link_and_not_sent(community, boon, anong, sink):
    eager(community)
    thread = start_thread(community, TALK, by=boon, files=[("แบบตรวจรับ.pdf", PDF)])
    files = [("ตัวอย่าง.pdf", PDF), ("ลวง.pdf.exe", b"MZ")]
    post = reply(thread, text="ตามนี้", by=anong, files=files)
    send_all()
    for got, name in zip(sink.given, ("แบบตรวจรับ.pdf", "ตัวอย่าง.pdf"), strict=True):
        letter = read(got)
        text = letter.get_body(("plain",)).get_content()
        file = Attachment.objects.get(name=name)
        assert f"- {name}" in text
        assert f"https://sala.example.go.th/files/{file.pk}/" in text
        assert text.index(file.url) < text.index("\n-- "), "above the signature"
        html = letter.get_body(("html",)).get_content()
        assert f'href="https://sala.example.go.th/files/{file.pk}/"' in html
        assert not list(letter.iter_attachments())
        assert "ลวง" not in text
    Attachment.objects.filter(object_id=post.pk).update(state="waiting")
    mailing = Mailing.objects.get(subject_id=post.pk)
    urls = {line.url for line in files_of(mailing)}
    assert urls == {f"https://sala.example.go.th/t/{thread.number}/"}, "opened where it stands"


def test_a_letter_s_page_names_thai_fonts_and_is_readable_in_the_dark(community, boon, sink):
    eager(community)
    start_thread(community, TALK, by=boon)
    send_all()
    html = read(sink.given[0]).get_body(("html",)).get_content()
    for name in ("Noto Sans Thai", "Leelawadee UI", "Thonburi"):
        assert name in html
    assert "prefers-color-scheme:dark" in html
    assert "background:#ffffff;color:#1c1b19" in html, (
        "both or none: a client inverts them together"
    )


def test_an_answer_threads_under_its_opening(community, boon, anong, sink):
    eager(community)
    thread = start_thread(community, TALK, by=boon)
    reply(thread, text="ลองแล้ว ดีมาก", by=anong)
    send_all()
    first, second = map(read, sink.given)
    assert second["In-Reply-To"] == second["References"] == first["Message-ID"]
    assert second["Subject"].startswith("Re: [")


WORDS = st.text(st.sampled_from('กขคงจชญฐฑณดตกี่ก้ก๋กำเแโ abc-,"()<>'), min_size=1, max_size=150)


@given(WORDS.filter(str.strip))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_any_thai_header_is_read_back_and_no_character_is_cut(words):
    from email.header import decode_header  # noqa: PLC0415

    from sala.mail.headers import encoded, mailbox  # noqa: PLC0415

    line = " ".join(words.split())
    value = encoded(words, used=9)
    assert all(len(row) <= 78 for row in f"Subject: {value}".split("\r\n")) or line.isascii()
    parts = decode_header(value.replace("\r\n ", "\n "))
    for piece, charset in parts:
        if charset:
            piece.decode(charset)
    for word in value.split("\r\n "):
        if word.startswith("=?"):
            assert decode_header(word)[0][0].decode("utf-8"), "each word stands alone"
    parsed = message_from_bytes(f"Subject: {value}\r\n\r\n".encode(), policy=policy.default)
    assert str(parsed["Subject"]) == line
    # Python itself puts a space between encoded words of a name; our own reading does not.
    (sender,) = addresses(mailbox(words, "a@example.go.th", used=6).encode())
    assert sender.address == "a@example.go.th"
    assert sender.name == line or '"' in line


@pytest.mark.req("R117")
def test_leaving_and_switching_stop_letters_that_already_wait(community, boon, sink):
    leaver, switcher, stayer = (eager(community) for _ in range(3))
    start_thread(community, TALK, by=boon)
    fan_out()
    assert Delivery.objects.count() == 3
    leave(community, by=leaver)
    set_own_membership(community, by=switcher, mail="digest")
    send_all()
    assert [given.address for given in sink.given] == [stayer.email]


def test_a_person_who_is_gone_gets_nothing_that_waited(community, boon, sink):
    reader = eager(community)
    start_thread(community, TALK, by=boon)
    fan_out()
    reader.is_active = False
    reader.save()
    send_all()
    assert not sink.given
    assert Delivery.objects.get().withdrawn_at


def test_a_removed_post_goes_to_nobody_any_more(community, boon, sink):
    eager(community)
    thread = start_thread(community, TALK, by=boon)
    fan_out()
    remove_post(thread.posts.get(), why="", by=boon)
    send_all()
    assert not sink.given


def test_nothing_is_twice_when_the_fan_out_was_killed(community, boon, sink, monkeypatch):
    monkeypatch.setattr("sala.mail.fanout.CHUNK", 2)
    readers = {eager(community).email for _ in range(5)}
    start_thread(community, TALK, by=boon)
    original = Mailing.save

    def killed(self, **fields):
        if self.copies == 4:
            raise KeyboardInterrupt
        original(self, **fields)

    monkeypatch.setattr(Mailing, "save", killed)
    with pytest.raises(KeyboardInterrupt):
        fan_out()
    assert Delivery.objects.count() == 2, "the chunk in hand is undone"
    monkeypatch.setattr(Mailing, "save", original)
    send_all()
    assert sorted(given.address for given in sink.given) == sorted(readers)


def test_one_connection_takes_all_and_a_refused_reader_does_not_end_it(community, boon, sink):
    readers = [eager(community) for _ in range(4)]
    bad = readers[1].email
    sink.refuse = lambda address: "550 5.1.1 no such user" if address == bad else None
    start_thread(community, TALK, by=boon)
    send_all()
    assert sink.connections == 1
    assert {given.address for given in sink.given} == {row.email for row in readers} - {bad}
    assert Delivery.objects.get(address=bad).failed_at, "a permanent answer is not tried again"


def test_a_server_that_does_not_answer_costs_no_letter_a_try(community, boon, sink, settings):
    eager(community)
    start_thread(community, TALK, by=boon)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    with time_machine.travel(now(), tick=False):
        tick()
    letter = Delivery.objects.get()
    assert (letter.attempts, letter.claimed_at, letter.sent_at) == (0, None, None)
    settings.EMAIL_PORT = port
    with time_machine.travel(now() + timedelta(minutes=2), tick=False):
        tick()
    assert len(sink.given) == 1


@pytest.mark.req("R117")
def test_one_click_stops_the_mail_without_cookie_or_form(community, boon, sink):
    reader = eager(community)
    start_thread(community, TALK, by=boon)
    send_all()
    link = read(sink.given[0])["List-Unsubscribe"].partition("<")[2].partition(">")[0]
    path = link.removeprefix("https://sala.example.go.th")
    membership = Membership.objects.get(person=reader)
    client = Client(enforce_csrf_checks=True)

    page = client.get(path)
    membership.refresh_from_db()
    assert page.status_code == 200
    assert membership.mail == "each", "reading changes nothing"

    answer = client.post(path, {"List-Unsubscribe": "One-Click"})
    membership.refresh_from_db()
    assert answer.status_code == 200
    assert membership.mail == "none"
    assert membership.left_at is None

    client.post(path, {"mail": "digest"})
    membership.refresh_from_db()
    assert membership.mail == "digest", "the page offers the other ways too"
    assert client.get(path.replace("/u/", "/l/")).status_code == 200
    assert client.post(path[:-3] + "x/").status_code == 404


ACTS = st.lists(
    st.sampled_from(["post", "answer", "leave", "each", "none", "fan", "deactivate"]),
    min_size=3,
    max_size=9,
)


@pytest.mark.req("I08")
@given(ACTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_whatever_happens_no_letter_goes_to_who_is_no_member(community, boon, anong, acts):
    mail.outbox.clear()
    Delivery.objects.all().delete()
    Mailing.objects.all().delete()
    stranger = PersonFactory(agency=community.agency)
    readers = [eager(community) for _ in range(2)]
    thread = start_thread(community, TALK, by=boon)
    for act in acts:
        one = readers[0]
        live = Membership.objects.filter(person=one, left_at__isnull=True).exists()
        if act == "post":
            start_thread(community, TALK._replace(text=f"@{stranger.handle} ว่าไง"), by=boon)
        elif act == "answer":
            reply(thread, text="ต่อ", by=anong)
        elif act == "leave" and live:
            leave(community, by=one)
        elif act in ("each", "none") and live:
            set_own_membership(community, by=one, mail=act)
        elif act == "fan":
            fan_out()
        elif act == "deactivate":
            readers[1].is_active = False
            readers[1].save()
    mail.outbox.clear()
    send_all()

    members = Membership.objects.filter(
        community=community, left_at__isnull=True, person__is_active=True
    )
    allowed = set(members.exclude(mail="none").values_list("person__email", flat=True))
    reached = {address for letter in mail.outbox for address in letter.to}
    assert reached <= allowed
    assert stranger.email not in reached
