"""Addresses are masked so that nobody reads them, and taken from nobody's own word (R107)."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from django.test import RequestFactory, override_settings
from hypothesis import given
from hypothesis import strategies as st

from sala.core.addresses import address_of, digest, line_of, masked

ADDRESSES = st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)).map(str)


@pytest.mark.req("R107")
@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("203.157.44.226", "xxx.157.44.226"),
        ("::ffff:203.157.44.226", "xxx.157.44.226"),
        ("2001:db8:85a3::8a2e:370:7334", "xxxx:db8:85a3:0:…:7334"),
        ("fe80::1%eth0", "xxxx:0:0:0:…:1"),
        ("", ""),
        ("not an address", ""),
    ],
)
def test_what_is_shown_of_an_address(raw, shown):
    assert masked(raw) == shown


@pytest.mark.req("R107")
@given(raw=ADDRESSES)
def test_no_address_is_read_from_its_mask_or_its_digest(raw):
    assert raw not in masked(raw)
    assert masked(raw)[:3] == 3 * "x"
    assert raw not in digest(raw)


@given(client=ADDRESSES, forged=ADDRESSES, proxy=ADDRESSES)
def test_only_our_own_proxies_are_believed(client, forged, proxy):
    def seen(proxies, header, peer):
        request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=header)
        with override_settings(TRUSTED_PROXIES=proxies):
            return masked(address_of(request))

    assert seen(0, forged, client) == masked(client)
    assert seen(1, f"{forged}, {client}", proxy) == masked(client)
    assert seen(2, f"{forged}, {client}, {proxy}", proxy) == masked(client)


@given(high=st.integers(0x2001 << 48, (0x2002 << 48) - 1), low=st.integers(0, 2**64 - 1))
def test_tries_are_counted_for_a_line_not_for_each_of_its_addresses(high, low):
    """A subscriber has 2^64 addresses; a limit for each of them is none."""
    one, other = (str(ip_address((high << 64) + part)) for part in (low, 1))

    assert line_of(one) == line_of(other)
    assert line_of(one) != line_of(str(ip_address(((high ^ 1) << 64) + low)))
    assert line_of("::ffff:203.157.44.226") == "203.157.44.226"
    assert line_of("nowhere") == ""
