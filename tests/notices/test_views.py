"""The page of notices, what one chooses there, and the links that end mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils.timezone import now

from sala.core.registries import notice_kinds
from sala.core.thai.display import thai_date
from sala.mail.bounces import note_bounce, resume
from sala.mail.models import BounceScore, Delivery, PausedAddress
from sala.mail.outgoing import send_waiting
from sala.notices.actions import choose, tell
from sala.notices.models import Notice, Preference, Rhythm
from sala.notices.queries import SHOWN, kind_groups

pytestmark = pytest.mark.django_db


def told(person):
    tell([person], "talk.mentioned", person, audience="personal", title="ก", by="ข", community="ค")


@pytest.mark.req("R119", part="each kind by its own way")
def test_each_kind_has_its_own_way(client, boon):
    client.force_login(boon)
    client.post(
        "/notices/preferences/",
        {"mail-talk.mentioned": "none", "mail-talk.asked": "digest", "in_app": ["talk.asked"]},
    )
    rows = {row.kind: row for row in Preference.objects.filter(person=boon)}
    assert {kind: (row.mail, row.in_app) for kind, row in rows.items()} == {
        "talk.mentioned": ("none", False),
        "talk.asked": ("digest", True),
    }
    told(boon)
    assert not Delivery.objects.exists()
    assert "เอ่ยถึงคุณ" not in client.get("/notices/").content.decode()


def test_every_kind_stands_in_one_group_and_a_group_keeps_the_others(client, boon):
    client.force_login(boon)
    choose(boon, "talk.asked", mail="digest")
    pages = {
        of: client.get(f"/notices/preferences/?of={of}").content.decode()
        for of in kind_groups(boon)
    }
    for kind in notice_kinds:
        assert sum(f'name="mail-{kind.name}"' in page for page in pages.values()) == 1
    assert all(len(page.encode()) < 25_000 for page in pages.values())

    client.post("/notices/preferences/?of=communities", {"mail-communities.invited": "none"})
    kept = dict(Preference.objects.filter(person=boon).values_list("kind", "mail"))
    assert kept == {"talk.asked": "digest", "communities.invited": "none"}
    assert client.get("/notices/preferences/?of=x").status_code == 200


def test_quiet_hours_and_digest_days_are_kept(client, boon):
    client.force_login(boon)
    values = {
        "digest_days": ["5", "1"],
        "digest_hour": "13",
        "quiet_from": "18",
        "quiet_until": "8",
    }
    assert client.post("/notices/rhythm/", {**values, "is_quiet": "on"}).status_code == 302
    row = Rhythm.objects.get(person=boon)
    assert (row.digest_days, row.digest_hour, row.is_quiet) == ("15", 13, True)
    assert (row.quiet_from.hour, row.quiet_until.hour, row.on_days_off) == (18, 8, False)
    page = client.get("/notices/rhythm/").content.decode()
    assert 'value="13" selected' in page


def test_one_tap_in_a_notice_ends_its_kind_alone(boon):
    told(boon)
    send_waiting()
    link = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    path = link[link.index("/u/") :]
    client = Client(enforce_csrf_checks=True)
    assert client.get(path).status_code == 200
    assert not Preference.objects.exists(), "reading changes nothing"
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Preference.objects.get().mail == "none"
    told(boon)
    send_waiting()
    assert len(mail.outbox) == 1
    assert Notice.objects.filter(person=boon, is_listed=True).count() == 2


def bounce(address, *, times, is_permanent=True):
    """One a day: a day's bounces count once."""
    from datetime import timedelta  # noqa: PLC0415

    import time_machine  # noqa: PLC0415
    from django.utils.timezone import now  # noqa: PLC0415

    begin = now()
    for day in range(times):
        with time_machine.travel(begin + timedelta(days=day), tick=False):
            note_bounce(address=address, status="5.1.1", is_permanent=is_permanent)


@pytest.mark.req("R117", part="bounces")
def test_a_dead_address_is_paused_its_owner_told_on_the_web_and_proves_it_works(client, boon):
    told(boon)
    bounce(boon.email, times=3)
    assert not PausedAddress.objects.exists(), "two and a half days' worth"
    bounce(boon.email, times=6)
    assert PausedAddress.objects.get().address == boon.email
    assert not Delivery.objects.waiting().exists(), "what waited does not go"
    assert Notice.objects.filter(person=boon, kind="notices.paused").count() == 1
    told(boon)
    assert send_waiting() == 0

    client.force_login(boon)
    assert "ถูกตีกลับ" in client.get("/notices/").content.decode()
    client.post("/notices/address/")
    send_waiting()
    (letter,) = mail.outbox
    path = letter.body[letter.body.index("/l/") :].split()[0]
    client.get(path)
    assert PausedAddress.objects.exists(), "reading changes nothing"
    client.post(path)
    assert not PausedAddress.objects.exists()
    told(boon)
    assert send_waiting() == 1


def test_full_boxes_and_a_bad_day_pause_nobody(boon):
    for _ in range(20):
        note_bounce(address=boon.email, is_permanent=True)
    assert BounceScore.objects.get().score == 1
    resume(boon.email)
    bounce(boon.email, times=30, is_permanent=False)
    assert not PausedAddress.objects.exists(), "a quarter a day, halved in a week, stays below"


def test_what_is_not_read_comes_first_and_the_rest_by_day(client, boon):
    for days in (40, 3, 3, 0):
        told(boon)
        newest = Notice.objects.latest("pk")
        read_at = None if days == 40 else now()
        Notice.objects.filter(pk=newest.pk).update(at=now() - timedelta(days=days), read_at=read_at)
    oldest = Notice.objects.earliest("at")
    client.force_login(boon)

    page = client.get("/notices/")

    groups = page.context["list"].groups
    assert [(row.is_new, len(row.rows)) for row in groups] == [(True, 1), (False, 1), (False, 2)]
    assert groups[0].rows[0].notice == oldest
    assert groups[1].title == thai_date(now())


def test_old_notices_are_reached_page_by_page(client, boon):
    for _number in range(SHOWN + 1):
        told(boon)
    client.force_login(boon)

    first, last = client.get("/notices/"), client.get("/notices/?page=2")

    assert len(first.context["list"].page.object_list) == SHOWN
    assert "?page=2" in first.content.decode()
    assert len(last.context["list"].page.object_list) == 1
    assert len(first.content) <= 25 * 1024
    for odd in ("x", "0", "9999999999999999999999"):
        assert client.get(f"/notices/?page={odd}").status_code == 200


def test_what_has_no_group_of_its_own_stands_last(boon):
    assert list(kind_groups(boon))[-1] == "other"
