"""Addresses that carry a proof."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils.timezone import now
from hypothesis import given
from hypothesis import strategies as st

from sala.mail.tokens import (
    PURPOSES,
    SINGLE_USE,
    bounce_address,
    message_id,
    read_bounce,
    read_message_id,
    read_reply,
    reply_address,
    spend_reply,
)

ids = st.integers(min_value=1, max_value=2**63 - 1)


def local(address):
    return address.rpartition("@")[0]


@given(ids, st.sampled_from(sorted(set(PURPOSES) - SINGLE_USE)), ids)
def test_an_address_reads_back_whatever_the_case(person_id, purpose, target_id):
    address = local(reply_address(person_id, purpose, target_id))
    assert len(address) <= 64
    for written in (address, address.upper(), address.title()):
        token = read_reply(written)
        assert token[:5] == (person_id, purpose, target_id, False, False)


@given(ids, ids, st.integers(min_value=0), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_a_letter_changed_proves_nothing(person_id, target_id, place, letter):
    address = local(reply_address(person_id, "thread", target_id))
    place = 6 + place % (len(address) - 6)
    forged = address[:place] + letter + address[place + 1 :]
    assert forged == address or read_reply(forged) is None


@given(st.text(max_size=80))
def test_anything_else_is_no_token(text):
    assert read_reply(text) is None
    assert read_bounce(text) is None
    assert read_reply(f"reply+{text}") is None
    assert read_bounce(f"bounce+{text}") is None


@pytest.mark.django_db
def test_a_token_expires_and_then_still_says_whose_it_was(settings):
    settings.MAIL_REPLY_DAYS = 30
    address = local(reply_address(7, "thread", 12))
    with time_machine.travel(now() + timedelta(days=29)):
        assert not read_reply(address).is_expired
    with time_machine.travel(now() + timedelta(days=32)):
        token = read_reply(address)
    assert token.is_expired
    assert (token.person_id, token.target_id) == (7, 12)


@pytest.mark.django_db
def test_only_what_serves_once_is_spent():
    confirm = local(reply_address(7, "confirm", 12))
    thread = local(reply_address(7, "thread", 12))
    for address in (confirm, thread):
        spend_reply(read_reply(address))
    assert read_reply(confirm).is_spent
    assert not read_reply(thread).is_spent


def test_a_bounce_names_its_delivery_and_is_no_reply():
    delivery = uuid4()
    address = local(bounce_address(delivery))
    assert len(address) <= 64
    assert read_bounce(address.upper()) == delivery
    assert read_bounce(address.replace("bounce+", "reply+")) is None
    assert read_reply(address.replace("bounce+", "reply+")) is None


def test_message_ids_are_read_back_from_our_domain_alone(settings):
    settings.MAIL_DOMAIN = "mail.example.go.th"
    assert message_id("post", 12) == "<post-12@mail.example.go.th>"
    assert read_message_id("<post-12@MAIL.example.go.th>") == ("post", 12)
    assert read_message_id("<post-12@elsewhere.example>") is None
    assert read_message_id("<CAF=1@mail.example.go.th>") is None


def test_another_key_opens_nothing(settings):
    address = local(reply_address(7, "thread", 12))
    settings.SECRET_KEY = "another"
    assert read_reply(address) is None
