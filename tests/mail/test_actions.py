"""The post office: what waits goes out once, whoever is killed meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.mail.backends import locmem
from django.utils.timezone import now

from sala.mail.actions import send_waiting
from sala.mail.models import Delivery

pytestmark = pytest.mark.django_db


def letters(count, **fields):
    return [
        Delivery.objects.create(
            address=f"p{number}@example.go.th", subject="นัดวงครั้งที่ 1", text="พบกัน", **fields
        )
        for number in range(count)
    ]


class Killed(BaseException):
    """What a worker meets when the machine goes down."""


class Dying(locmem.EmailBackend):
    left = 2

    def send_messages(self, messages):
        sent = super().send_messages(messages)
        Dying.left -= 1
        if not Dying.left:
            raise Killed
        return sent


def test_a_killed_worker_repeats_at_most_the_letter_in_hand(settings, mailoutbox):
    letters(5)
    settings.EMAIL_BACKEND = "tests.mail.test_actions.Dying"
    with pytest.raises(Killed):
        send_waiting()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send_waiting()
    assert Delivery.objects.filter(sent_at__isnull=True).count() == 1, "only the one in hand waits"
    send_waiting(moment=now() + timedelta(minutes=6))

    assert not Delivery.objects.filter(sent_at__isnull=True).exists()
    reached = sorted(letter.to[0] for letter in mailoutbox)
    assert len(set(reached)) == 5
    assert len(reached) == 6


class Slow(locmem.EmailBackend):
    """While the first letter goes, another clock beats."""

    is_first = True

    def send_messages(self, messages):
        if Slow.is_first:
            Slow.is_first = False
            send_waiting()
        return super().send_messages(messages)


def test_two_clocks_send_no_letter_twice(settings, mailoutbox):
    letters(4)
    settings.EMAIL_BACKEND = "tests.mail.test_actions.Slow"

    send_waiting()

    assert sorted(letter.to[0] for letter in mailoutbox) == [
        f"p{number}@example.go.th" for number in range(4)
    ]


def test_a_title_with_a_line_break_makes_no_second_header(mailoutbox):
    Delivery.objects.create(
        address="p@example.go.th", subject="วงแรก\r\nBcc: all@example.go.th", text="พบกัน"
    )
    assert send_waiting() == 1
    assert mailoutbox[0].subject == "วงแรก Bcc: all@example.go.th"
    assert mailoutbox[0].recipients() == ["p@example.go.th"]
