"""Hostile mail through the whole way in: each ends as one thing with a reason, nothing is posted
in another's name, and what goes out holds nothing a sender put into it."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from base64 import b64encode
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from sala.communities.actions import leave
from sala.communities.models import Membership
from sala.core.models import Attachment
from sala.mail.audit import audit
from sala.mail.copies import Template
from sala.mail.intake import take_in
from sala.mail.models import Delivery, IncomingMail, Mailing
from sala.mail.storing import Arrived, store
from sala.mail.tokens import reply_address
from sala.talk.models import Post, Thread
from tests.factories.communities import CommunityFactory
from tests.factories.mail import arrive, proven, raw_mail, to_list, verify

pytestmark = pytest.mark.req("R117", part="abuse is refused with a reason")


@pytest.fixture(autouse=True)
def our_mta(settings):
    settings.MAIL_AUTHSERV_ID = "mx.test"
    settings.MAIL_DOMAIN = "km.example.go.th"


def posted(raw, to, **more):
    """The row of the message; the audit must be clean whatever became of it."""
    mail = arrive(raw, to, **more)
    found = audit()
    assert (found.problems, found.waiting) == ([], 0)
    return mail


def head(boon, community, *more):
    rows = [
        f"Authentication-Results: {proven()}",
        f"From: {boon.email}",
        f"To: {to_list(community)}",
        "Message-ID: <hostile@example.go.th>",
        *more,
    ]
    return "\r\n".join(rows).encode() + b"\r\n"


def nested(levels):
    return b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        for level in range(levels)
    )


def bombs():
    word = b"=?utf-8?B?" + b64encode(b"a\r\nBcc: x@example.com") + b"?="
    return [
        ("nested-too-deep", nested(200) + b"\r\nhi\r\n"),
        ("too-many-headers", b"X-A: 1\r\n" * 10_000 + b"\r\nhi"),
        ("header-injection", b"Subject: " + word + b"\r\n\r\nhi"),
        (
            "too-many-parts",
            b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\n\n" * 2000,
        ),
        (
            "too-many-parts",
            b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--ab\n" * 50_000,
        ),
        ("text-too-long", b"\r\n" + b"a " * 1_200_000),
        ("text-too-long", b"Content-Transfer-Encoding: base64\r\n\r\n" + b"QUJD" * 800_000),
    ]


@pytest.mark.parametrize(("reason", "rest"), bombs())
def test_a_bomb_is_turned_away_with_its_reason_and_bounded_memory(community, boon, reason, rest):
    verify(boon)
    raw = head(boon, community) + rest
    tracemalloc.start()
    mail = posted(raw, to_list(community))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (mail.state, mail.reason) == ("rejected", reason)
    assert not Thread.objects.exists()
    assert peak < 12 * len(raw) + 20_000_000


@pytest.mark.parametrize("field", ["Subject", "From"])
def test_a_field_smuggled_into_a_header_never_leaves_the_house(community, boon, anong, field):
    """Neither the letter to the group nor the one to the sender holds a header of the sender's."""
    verify(boon)
    Membership.objects.filter(person=anong).update(mail="each")
    for number, hidden in enumerate(
        ["a\r\nBcc: x@e.example", "a\rBcc: x@e.example", "a\x85Bcc: x", "a\u2028Bcc: x", "a\0b"]
    ):
        word = f"=?utf-8?B?{b64encode(hidden.encode()).decode()}?="
        value = f"{word} <{boon.email}>" if field == "From" else word
        rows = [f"Authentication-Results: {proven()}", f"To: {to_list(community)}"]
        rows += [f"Message-ID: <h{number}@x>", f"{field}: {value}"]
        rows += [f"From: {boon.email}"] if field != "From" else ["Subject: plain"]
        posted("\r\n".join(rows).encode() + b"\r\n\r\nwords", to_list(community))

    for mailing in Mailing.objects.all():
        letter = Delivery(person_id=anong.pk, address=anong.email, mailing=mailing)
        out = message_from_bytes(Template(mailing, "th").copy_for(letter).raw, policy=policy.SMTP)
        assert "Bcc" not in out
        assert len(out.get_all("Subject")) == len(out.get_all("From")) == 1
        assert out.get_payload()


@pytest.mark.parametrize(
    "sender",
    [
        "{boon}\r\nFrom: {chai}",
        "{boon}, {chai}",
        "<>",
        "undisclosed:;",
        '"{boon}" <{chai}>',
        "{boon} <{chai}>",
        "<{chai}> ({boon})",
        '"{boon} "@evil.example',
        "{boon}@evil.example",
        "{boon}\x00@evil.example",
        "<@example.go.th,@x:{chai}>",
    ],
)
def test_no_way_of_writing_from_posts_as_another(community, boon, chai, sender):
    """Only evil.example is proved; From says what it likes, and nothing comes in Boon's name."""
    verify(boon)
    chai.email = "chai@evil.example"
    chai.save()
    verify(chai)
    value = sender.format(boon=boon.email, chai=chai.email)
    raw = f"Authentication-Results: {proven('evil.example')}\r\nFrom: {value}\r\n"
    raw += f"Sender: {boon.email}\r\nReply-To: {boon.email}\r\n"
    raw += f"To: {to_list(community)}\r\n\r\nwords"
    mail = posted(raw.encode(), to_list(community))

    assert mail.state in ("held", "rejected")
    assert mail.person_id != boon.pk
    assert not Post.objects.exists()


def test_a_letter_signed_for_somebody_else_cannot_be_handed_on_to_the_group(community, boon):
    """A signature stays good wherever the letter goes: whoever got it could play it to us."""
    verify(boon)
    raw = raw_mail(boon.email, "chai@evil.example", "ลับ", "เรื่องนี้บอกคุณคนเดียว", proof=proven())
    mail = posted(raw, to_list(community), sender="chai@evil.example")

    assert (mail.state, mail.reason, mail.asked_id) == ("held", "addressed-elsewhere", boon.pk)
    assert not Thread.objects.exists()


def test_a_letter_to_one_group_cannot_be_played_to_another(community, boon, agency):
    verify(boon)
    other = CommunityFactory(agency=agency)
    Membership.objects.create(community=other, person=boon)
    raw = raw_mail(boon.email, to_list(community), proof=proven())

    assert posted(raw, to_list(other), sender="chai@evil.example").state == "held"
    assert posted(raw, to_list(community)).state == "posted"


def test_a_hidden_copy_with_a_proved_envelope_is_posted(community, boon):
    verify(boon)
    raw = raw_mail(boon.email, "chai@evil.example", proof=proven(method="spf"))

    assert posted(raw, to_list(community)).state == "posted"


def test_anothers_copy_with_the_same_id_does_not_hide_the_true_one(community, boon, chai):
    verify(boon)
    to = to_list(community)
    forged = raw_mail(chai.email, to, message_id="<same@x>")
    true = raw_mail(boon.email, to, proof=proven(), message_id="<same@x>")

    assert posted(forged, to).state == "held"
    assert posted(true, to).state == "posted"


def test_the_same_id_with_other_words_is_another_message(community, boon):
    verify(boon)
    to = to_list(community)
    for text in ("คำแรก", "คำที่สอง"):
        posted(raw_mail(boon.email, to, text, text, proof=proven(), message_id="<same@x>"), to)

    assert set(Post.objects.values_list("text", flat=True)) == {"คำแรก", "คำที่สอง"}


def test_one_message_on_two_connections_is_one_post(community, boon):
    verify(boon)
    to = to_list(community)
    one = Arrived(raw_mail(boon.email, to, proof=proven()), "x@example.go.th", (to,))
    store([one, one])
    store([one])
    take_in()

    assert IncomingMail.objects.count() == Post.objects.count() == 1


def left(community, boon):
    leave(community, by=boon)


def removed(community, boon):
    Membership.objects.filter(person=boon).update(left_at=now())


def closed(community, boon):
    community.state = "closed"
    community.save()


def past(community, boon):
    boon.guest_until = localdate() - timedelta(days=1)
    boon.save()


def gone(community, boon):
    boon.is_active = False
    boon.save()


@pytest.mark.parametrize("happens", [left, removed, closed, past, gone])
def test_who_may_no_longer_write_writes_by_no_address(community, question, boon, happens):
    """Both ways of proof, after the right has ended: nothing is posted, nothing vanishes."""
    verify(boon)
    token = reply_address(boon.pk, "thread", question.pk)
    happens(community, boon)
    before = Post.objects.count()
    for to in (token, to_list(community)):
        mail = posted(raw_mail(boon.email, to, "Re: x", proof=proven()), to)
        assert mail.state in ("held", "rejected")
        assert mail.reason

    assert Post.objects.count() == before


def test_a_token_of_another_community_opens_no_other(question, boon, agency):
    """The token names its thread; References to a thread elsewhere do not move the answer."""
    other = Thread.objects.create(
        number=999, agency_id=question.agency_id, community=CommunityFactory(agency=agency),
        audience="x", kind="talk", title="ที่อื่น", made_by=boon,
    )  # fmt: skip
    to = reply_address(boon.pk, "thread", question.pk)
    stolen = to.replace("reply+", "reply+a")
    about = [("References", f"<post-{other.pk}@km.example.go.th>")]
    mail = posted(raw_mail(boon.email, to, headers=about), to)

    assert Post.objects.get(pk=mail.subject_id).thread == question
    assert posted(raw_mail(boon.email, stolen), stolen).reason == "no-such-address"


def test_two_groups_that_write_to_each_other_fall_silent(community, boon, agency):
    verify(boon)
    other = CommunityFactory(agency=agency)
    posted(raw_mail(boon.email, to_list(community), proof=proven()), to_list(community))
    letter = Delivery(person_id=0, address=to_list(other), mailing=Mailing.objects.get())
    raw = Template(Mailing.objects.get(), "th").copy_for(letter).raw
    mail = posted(raw, to_list(other))

    assert (mail.state, mail.reason) == ("ignored", "our-own-mail")
    assert Thread.objects.count() == 1


def test_a_storm_of_forged_mail_asks_its_supposed_writer_three_times_a_day(community, boon):
    verify(boon)
    for number in range(12):
        posted(raw_mail(boon.email, to_list(community), f"x{number}"), to_list(community))

    assert IncomingMail.objects.filter(asked_id=boon.pk).count() == 3
    assert IncomingMail.objects.filter(state="held").count() == 12


def archive(names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in names.items():
            whole.writestr(name, content)
    return out.getvalue()


def test_hostile_files_are_left_out_and_the_words_stand(community, boon):
    verify(boon)
    zeros = b"0" * 30_000_000
    files = [
        ("bomb.zip", archive({"a.txt": zeros}), "application/zip"),
        ("bomb.docx", archive({"[Content_Types].xml": "", "word/document.xml": zeros}), "a/b"),
        ("../../etc/passwd.html", b"<script>alert(1)</script>", "text/html"),
        ("pic.png\r\n.svg", b"<svg onload=alert(1)>", "image/png"),
        ("run\u202egnp.exe", b"MZ" + b"0" * 100, "image/png"),
    ]
    raw = raw_mail(boon.email, to_list(community), proof=proven(), files=files[:3])
    for name, content, kind in files[3:]:
        part = f'Content-Type: {kind}; name="x"\r\nContent-Disposition: attachment; filename*='
        coded = "".join(f"%{byte:02X}" for byte in name.encode())
        inner = part + f"utf-8''{coded}\r\n\r\n"
        edge = message_from_bytes(raw).get_boundary().encode()
        raw = raw.replace(b"--" + edge + b"--", b"--" + edge + b"\n" + inner.encode() + content
                          + b"\n--" + edge + b"--")  # fmt: skip
    mail = posted(raw, to_list(community))

    assert mail.state == "posted"
    rows = Attachment.objects.filter(label="talk.post", object_id=mail.subject_id)
    assert [row.state for row in rows] == ["refused"] * 5
    assert not any("/" in row.name or "\u202e" in row.name for row in rows)


def test_words_that_look_like_the_mark_of_the_link_get_nobodys_link(community, boon, anong):
    """The link that ends a reader's mail may stand in no address of a writer's choice."""
    verify(boon)
    text = "ดูที่ http://evil.example/?t=%LEAVE% และ %LEAVE%"
    posted(raw_mail(boon.email, to_list(community), text=text, proof=proven()), to_list(community))
    mailing = Mailing.objects.get()
    letter = Delivery(person_id=anong.pk, address=anong.email, mailing=mailing)
    out = message_from_bytes(Template(mailing, "th").copy_for(letter).raw, policy=policy.default)
    for kind in ("plain", "html"):
        words = out.get_body((kind,)).get_content()
        assert "evil.example/?t=%LEAVE%" in words
        assert words.count("/u/") == 1


def test_reading_a_link_changes_nothing_and_a_bare_post_does_its_one_act(community, boon, anong):
    membership = Membership.objects.get(community=community, person=anong)
    Membership.objects.filter(pk=membership.pk).update(mail="each")
    verify(boon)
    posted(raw_mail(boon.email, to_list(community), proof=proven()), to_list(community))
    letter = Delivery(person_id=anong.pk, address=anong.email, mailing=Mailing.objects.get())
    raw = Template(Mailing.objects.get(), "th").copy_for(letter).raw
    field = message_from_bytes(raw, policy=policy.default)["List-Unsubscribe"]
    path = "/u/" + field.split("/u/")[1].split("/")[0] + "/"
    robot = Client(enforce_csrf_checks=True)

    for method in (robot.get, robot.head, robot.options):
        method(path)
    membership.refresh_from_db()
    assert membership.mail == "each"
    assert robot.post(path[:-3] + "xx/").status_code == 404
    assert robot.post(path.replace("/u/", "/l/")).status_code == 403
    assert robot.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert robot.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    membership.refresh_from_db()
    assert membership.mail == "none"
