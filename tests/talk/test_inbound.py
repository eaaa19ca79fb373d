"""Mail to a community becomes a thread or an answer of the person whose it certainly is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import now

from sala.mail.audit import audit
from sala.mail.clock import _forget
from sala.mail.erasure import erase, export
from sala.mail.intake import take_in
from sala.mail.models import Delivery, IncomingMail
from sala.mail.tokens import message_id, reply_address
from sala.notices.models import Notice
from sala.talk.actions.letters import confirm_letter, reject_letter, release_letter
from sala.talk.actions.threads import close_thread
from sala.talk.models import Post, Thread
from sala.talk.queries.letters import held_work, letters_page
from tests.factories.mail import arrive, proven, raw_mail, to_list, verify


@pytest.fixture(autouse=True)
def our_mta(settings):
    settings.MAIL_AUTHSERV_ID = "mx.test"
    settings.MAIL_DOMAIN = "km.example.go.th"


@pytest.fixture
def to_question(question, boon):
    """Where Boon's answers to the question go."""
    return reply_address(boon.pk, "thread", question.pk)


def answers(thread):
    return list(Post.objects.filter(thread=thread, is_opening=False).values_list("text", flat=True))


@pytest.mark.req("R117", part="posting and answering by mail")
def test_an_answer_to_the_reply_address_lands_in_the_thread(question, boon, to_question):
    mail = arrive(raw_mail(boon.email, to_question, "Re: ขอความเห็น"), to_question)

    assert (mail.state, mail.proof) == ("posted", "token")
    post = Post.objects.get(pk=mail.subject_id)
    assert (post.thread, post.author, post.text) == (question, boon, "ลองวิธีนี้แล้วได้ผลครับ")


def test_mail_to_the_list_begins_a_thread(community, boon):
    verify(boon)
    raw = raw_mail(boon.email, to_list(community), "[พัสดุ] Re: ตรวจรับงาน", proof=proven())

    mail = arrive(raw, to_list(community))

    thread = Thread.objects.get()
    assert (mail.state, mail.proof, mail.community_id) == ("posted", "dkim", community.pk)
    assert (thread.title, thread.kind, thread.made_by) == ("ตรวจรับงาน", "talk", boon)


def test_a_subject_that_asks_begins_a_question(community, boon):
    verify(boon)
    arrive(
        raw_mail(boon.email, to_list(community), "ถาม: ตรวจรับอย่างไร", proof=proven()),
        to_list(community),
    )

    thread = Thread.objects.get()
    assert (thread.kind, thread.title, thread.purpose) == ("question", "ตรวจรับอย่างไร", "use")


def test_references_find_the_thread_at_the_address_of_the_list(community, question, boon):
    verify(boon)
    first = Post.objects.get(thread=question, is_opening=True)
    about = [("In-Reply-To", message_id("post", first.pk))]
    arrive(
        raw_mail(boon.email, to_list(community), proof=proven(), headers=about), to_list(community)
    )

    assert answers(question) == ["ลองวิธีนี้แล้วได้ผลครับ"]


def test_an_answer_to_a_mail_that_came_in_joins_what_that_became(community, boon, anong):
    verify(boon)
    verify(anong)
    to = to_list(community)
    arrive(raw_mail(boon.email, to, proof=proven(), message_id="<first@client>"), to)
    about = [("References", "<older@client> <first@client>")]
    arrive(raw_mail(anong.email, to, "Re: x", "เห็นด้วย", proof=proven(), headers=about), to)

    assert answers(Thread.objects.get()) == ["เห็นด้วย"]


@pytest.mark.parametrize(
    ("proof", "why"),
    [
        ("", "sender-not-proved"),
        ("mx.evil; dkim=pass header.d=example.go.th", "sender-not-proved"),
        ("mx.test; dkim=pass header.d=evil.example", "sender-not-proved"),
        ("mx.test; dkim=fail header.d=example.go.th", "sender-not-proved"),
        ("mx.test; dmarc=fail header.from=example.go.th", "authentication-failed"),
        ("mx.test; spf=pass smtp.mailfrom=x@evil.example", "sender-not-proved"),
        ("mx.test; (dkim=pass header.d=example.go.th) none", "sender-not-proved"),
    ],
)
def test_from_proves_nothing(community, boon, proof, why):
    verify(boon)

    mail = arrive(raw_mail(boon.email, to_list(community), proof=proof), to_list(community))

    assert (mail.state, mail.reason, mail.person_id) == ("held", why, None)
    assert not Thread.objects.exists()


def test_only_the_topmost_word_of_our_mta_counts(community, boon):
    verify(boon)
    forged = [("Authentication-Results", proven())]
    raw = raw_mail(boon.email, to_list(community), proof="mx.other; dkim=pass", headers=forged)

    assert arrive(raw, to_list(community)).state == "held"


def test_the_token_of_another_holds(question, boon, chai, to_question):
    """A forwarded mail gives away its reply address; the address alone opens nothing."""
    mail = arrive(raw_mail(chai.email, to_question), to_question)

    assert (mail.state, mail.reason) == ("held", "token-of-another")
    assert answers(question) == []


def test_an_expired_token_holds_and_loses_nothing(question, boon, to_question, time_machine):
    verify(boon)
    time_machine.move_to(now() + timedelta(days=400))
    mail = arrive(raw_mail(boon.email, to_question), to_question)

    assert (mail.state, mail.reason, mail.asked_id) == ("held", "token-expired", boon.pk)
    assert bytes(mail.raw.content).startswith(b"From")

    confirm_letter(mail, by=boon)

    assert answers(question) == ["ลองวิธีนี้แล้วได้ผลครับ"]


def test_the_owner_is_asked_once_and_one_tap_posts(community, boon, client):
    verify(boon)
    to = to_list(community)
    raw = raw_mail(boon.email, to)
    mail = arrive(raw, to)
    arrive(raw, to)  # the same again

    letter = Delivery.objects.get(person_id=boon.pk)
    url = next(line for line in letter.text.splitlines() if "/l/" in line)
    page = client.get(url)
    assert page.status_code == 200
    assert not Thread.objects.exists()  # reading changes nothing
    client.post(url)

    mail.refresh_from_db()
    assert (mail.state, mail.proof, mail.person_id) == ("posted", "owner", boon.pk)
    assert Thread.objects.get().made_by == boon


def test_a_flood_of_forged_mail_asks_its_victim_three_times(community, boon):
    verify(boon)
    to = to_list(community)
    for number in range(6):
        arrive(raw_mail(boon.email, to, text=f"ซื้อเลย {number}"), to)

    assert IncomingMail.objects.filter(state="held").count() == 6
    assert Notice.objects.filter(kind="talk.letter_asked").count() == 3


def test_mail_of_a_non_member_is_held_and_released_in_its_own_name(community, chai, anong):
    verify(chai)
    raw = raw_mail(chai.email, to_list(community), name="ชัย นอกวง", proof=proven())
    mail = arrive(raw, to_list(community))
    assert (mail.state, mail.person_id) == ("held", chai.pk)

    release_letter(mail, by=anong)

    post = Post.objects.get()
    assert (post.author, post.written_as) == (anong, "ชัย นอกวง")
    mail.refresh_from_db()
    assert (mail.state, mail.settled_by_id) == ("posted", anong.pk)


def test_a_rejected_one_stays_rejected(community, chai, anong):
    mail = arrive(raw_mail(chai.email, to_list(community)), to_list(community))

    reject_letter(mail, by=anong)

    mail.refresh_from_db()
    assert (mail.state, mail.reason) == ("rejected", "by-facilitator")
    assert not Post.objects.exists()


def test_a_closed_thread_says_so_to_the_sender_once(question, boon, anong, to_question):
    close_thread(question, by=anong)

    mail = arrive(raw_mail(boon.email, to_question), to_question)

    assert mail.state == "rejected"
    assert "ปิดแล้ว" in mail.words
    assert Notice.objects.filter(kind="talk.letter_rejected", person=boon).count() == 1


@pytest.mark.req("I19")
@pytest.mark.parametrize(
    ("headers", "subject", "text"),
    [
        ([("Auto-Submitted", "auto-replied")], "Re: ขอความเห็น", "ไม่อยู่"),
        ([("X-Loop", "sala")], "Re: ขอความเห็น", "วนกลับ"),
        ([("List-Id", "<other.example>")], "ข่าว", "ข่าวประจำวัน"),
        ([], "ตอบกลับอัตโนมัติ: ขอความเห็น", "ขณะนี้ลาพักร้อน จะกลับมาวันที่ 3 หากเร่งด่วนติดต่อ 02-111"),
    ],
)
def test_machines_are_never_posted_and_never_answered(
    question, boon, to_question, headers, subject, text
):
    before = Delivery.objects.count()

    mail = arrive(raw_mail(boon.email, to_question, subject, text, headers=headers), to_question)

    assert mail.state == "ignored"
    assert answers(question) == []
    assert (Delivery.objects.count(), Notice.objects.count()) == (before, 0)


@pytest.mark.req("I19")
def test_our_own_mail_is_never_posted(community):
    mail = arrive(raw_mail(to_list(community), to_list(community)), to_list(community))

    assert (mail.state, mail.reason) == ("ignored", "our-own-mail")


def test_goodbye_by_address_ends_mail_at_once(community, boon):
    verify(boon)
    to = to_list(community).replace("@", "+unsubscribe@")

    mail = arrive(raw_mail(boon.email, to, "unsubscribe", "", proof=proven()), to)

    assert (mail.state, mail.reason) == ("ignored", "left-mail")
    assert community.memberships.get(person=boon).mail == "none"
    assert not Thread.objects.exists()


def test_goodbye_in_words_ends_mail_at_once(question, boon, community, to_question):
    mail = arrive(raw_mail(boon.email, to_question, "Re: x", "ขอยกเลิกรับอีเมลค่ะ"), to_question)

    assert mail.reason == "left-mail"
    assert community.memberships.get(person=boon).mail == "none"
    assert answers(question) == []


def test_a_forged_goodbye_leaves_nobody(community, boon):
    verify(boon)
    to = to_list(community).replace("@", "+unsubscribe@")

    assert arrive(raw_mail(boon.email, to, "unsubscribe", "ลาก่อน"), to).state == "held"
    assert community.memberships.get(person=boon).mail != "none"


def test_one_mail_to_list_and_reply_address_is_one_post(community, question, boon, to_question):
    verify(boon)
    to = to_list(community)
    raw = raw_mail(boon.email, f"{to}, {to_question}", proof=proven())

    arrive(raw, to_question, to)

    assert Post.objects.exclude(author=question.made_by, is_opening=True).count() == 1
    assert sorted(IncomingMail.objects.values_list("state", flat=True)) == ["ignored", "posted"]


def test_a_repeat_posts_nothing_twice(question, boon, to_question):
    raw = raw_mail(boon.email, to_question)
    arrive(raw, to_question)
    arrive(b"Received: from elsewhere by here; again\r\n" + raw, to_question)
    take_in()

    assert answers(question) == ["ลองวิธีนี้แล้วได้ผลครับ"]
    assert IncomingMail.objects.count() == 1


def test_files_are_kept_and_refusals_named(question, boon, to_question):
    files = [
        ("แบบ.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "application/pdf"),
        ("โปรแกรม.exe", b"MZ\x90\x00" + b"\0" * 64, "application/octet-stream"),
    ]

    mail = arrive(raw_mail(boon.email, to_question, files=files), to_question)

    assert mail.state == "posted"
    assert "โปรแกรม.exe" in mail.words
    assert "แบบ.pdf" not in mail.words


def test_a_released_mail_shows_its_writer_and_who_let_it_in(community, chai, anong, client):
    raw = raw_mail("somchai@gone.example", to_list(community), name="Somchai Jaidee")
    release_letter(arrive(raw, to_list(community)), by=anong)

    client.force_login(anong)
    page = client.get(Thread.objects.get().get_absolute_url()).content.decode()

    assert "Somchai Jaidee" in page
    assert "จากอีเมล อนงค์ ศรีวารี นำขึ้น" in page


def test_the_page_shows_a_hostile_original_as_text(community, anong, client):
    text = "<script>alert(1)</script>"
    mail = arrive(raw_mail("x@gone.example", to_list(community), text, text), to_list(community))

    client.force_login(anong)
    page = client.get(f"/c/{community.number}/mail/{mail.pk}/").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_held_mail_is_work_of_the_facilitator_alone(community, anong, boon):
    arrive(raw_mail("x@gone.example", to_list(community)), to_list(community))

    assert [row.detail for row in held_work(anong)] == [community.name]
    assert held_work(boon) == []


@pytest.mark.parametrize("kind", ["held", "posted"])
def test_the_page_reads_as_many_queries_for_one_row_and_for_thirty(
    community, anong, boon, kind, django_assert_max_num_queries
):
    verify(boon)
    proof = proven() if kind == "posted" else ""
    to = to_list(community)
    for number in range(31):
        arrive(raw_mail(boon.email, to, f"x{number}", text=f"ข้อ {number}", proof=proof), to)

    with django_assert_max_num_queries(6):
        page = letters_page(community, anong, chosen=kind)

    assert (len(page.rows), bool(page.older)) == (30, True)


def test_originals_are_forgotten_and_what_is_held_waits(community, boon, time_machine):
    held = arrive(raw_mail(boon.email, to_list(community)), to_list(community))
    left = arrive(raw_mail(to_list(community), to_list(community)), to_list(community))
    time_machine.move_to(now() + timedelta(days=91))

    _forget(now())

    held.refresh_from_db()
    left.refresh_from_db()
    assert (held.raw is not None, left.raw) == (True, None)
    assert audit().is_clean


def test_erasing_a_person_takes_the_name_off_the_envelope(question, boon, to_question):
    mail = arrive(raw_mail(boon.email, to_question, name="Boon"), to_question)
    assert export(boon)["mail_sent_here"][0]["became"] == "posted"

    erase(boon)

    mail.refresh_from_db()
    assert (mail.sender, mail.sender_name, mail.subject, mail.raw) == ("", "", "", None)
    assert audit().is_clean
