"""What items lean on, and the weekly look at addresses."""

from __future__ import annotations

import http.server
import threading
from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now
from hypothesis import given
from hypothesis import strategies as st

from sala.core.permissions import Refused
from sala.knowledge import web_check
from sala.knowledge.actions.references import (
    Reference,
    add_source,
    check_next,
    cite,
    cite_asset,
    remove_citation,
    replace_source,
)
from sala.knowledge.actions.writing import withdraw_asset
from sala.knowledge.models import Source
from sala.knowledge.queries.keeping import cited_in, citing
from sala.knowledge.web_check import fault_of, is_public
from sala.people.keys import keys_of
from tests.factories.assets import AssetFactory
from tests.knowledge.conftest import begin


class Pages(http.server.BaseHTTPRequestHandler):
    """A few pages of a small office."""

    asked: list[str] = []

    def do_GET(self):
        Pages.asked.append(self.path)
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
        else:
            self.send_response({"/gone": 404, "/closed": 403, "/broken": 502}.get(self.path, 200))
        self.end_headers()
        if self.path == "/endless":
            for _ in range(4000):
                try:
                    self.wfile.write(b"x" * 65536)
                except OSError:
                    return

    def do_HEAD(self):
        if self.path in {"/old", "/endless"}:
            self.send_response(405)
            self.end_headers()
        else:
            self.do_GET()

    def log_message(self, *args):
        pass


@pytest.fixture
def site(settings):
    """A server of this machine, which the check may ask because it is on the list."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    settings.LINK_CHECK_ALLOWED = [f"127.0.0.1:{server.server_port}"]
    Pages.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/", ""),
        ("/gone", "404"),
        ("/closed", ""),
        ("/broken", "502"),
        ("/old", ""),
        ("/endless", ""),
        ("/to//gone", "404"),
        ("/to//", ""),
    ],
)
def test_an_address_answers_or_says_why_not(site, path, fault):
    assert fault_of(site + path) == fault


def test_nobody_is_asked_who_is_not_on_the_list(site, settings):
    settings.LINK_CHECK_ALLOWED = []

    assert fault_of(site + "/") in {"private", "port"}
    assert Pages.asked == []


def test_a_redirect_leads_nowhere_inside(site):
    """The list names one port; where it sends us on to is looked at again."""
    for inner in ("http://127.0.0.1:22/", "http://10.0.0.1/", "http://169.254.169.254/latest"):
        assert fault_of(f"{site}/to/{inner}") in {"private", "port"}


def test_going_round_in_circles_ends(site):
    assert fault_of(f"{site}/to//to//to//to//to//to//to//") == "redirects"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/x", "gopher://x/", "x"])
def test_only_the_web_is_asked(url):
    assert fault_of(url) == "scheme"


def test_who_sends_a_drop_at_a_time_is_left_at_the_deadline(settings):
    """The other side says nothing at all: over when the time is over."""
    import socket  # noqa: PLC0415

    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        settings.LINK_CHECK_ALLOWED = [f"127.0.0.1:{port}"]

        assert fault_of(f"http://127.0.0.1:{port}/", seconds=0.4) in {"timeout", "refused"}


PRIVATE = [
    *("127.0.0.1", "10.1.2.3", "172.16.9.9", "192.168.0.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104
    *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1", "ff02::1"),
    *("::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "::"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_no_private_address_is_public(address):
    assert not is_public(address)


@given(st.ip_addresses(v=4, network="10.0.0.0/8") | st.ip_addresses(v=4, network="127.0.0.0/8"))
def test_no_disguise_of_a_private_address_is_public(address):
    assert not is_public(str(address))
    assert not is_public(f"::ffff:{address}")
    assert not is_public(f"64:ff9b::{address}")


def test_the_open_internet_is_public():
    assert is_public("203.150.10.1")
    assert is_public("2001:fb0::1") or is_public("2606:4700::1111")


def test_one_private_address_among_many_is_enough(monkeypatch):
    """A name that points outside and inside is not asked at all."""
    rows = [(0, 0, 0, "", (ip, 80)) for ip in ("203.150.10.1", "10.0.0.1")]
    monkeypatch.setattr(web_check.socket, "getaddrinfo", lambda *args, **kwargs: rows)

    assert fault_of("http://two-faced.example/") == "private"


@pytest.mark.req("R097")
def test_a_dead_address_is_listed_after_the_weekly_check(site, boon, anong, agency, client):
    for path in ("/", "/gone"):
        add_source(Reference(f"หน้า {path}", site + path), agency_id=agency.pk, by=boon)
    assert check_next(now()) is not None
    assert check_next(now()) is not None
    assert check_next(now()) is None

    client.force_login(anong)
    page = client.get("/k/sources/?show=dead").content.decode()

    assert "หน้า /gone" in page
    assert Source.objects.get(fault="404").failing_since is not None
    assert "หน้า /<" not in page
    assert check_next(now() + timedelta(days=8)) is not None


def test_the_check_is_switched_off_where_there_is_no_internet(settings, boon, agency):
    settings.LINK_CHECK = False
    add_source(Reference("หน้า", "https://example.go.th/"), agency_id=agency.pk, by=boon)

    assert check_next(now()) is None


@pytest.mark.req("R097", part="title, address and the day it was opened")
def test_a_source_is_kept_once_and_cited_often(asset, boon, anong, agency, community):
    law = Reference("ระเบียบพัสดุ 2560", kind="law")
    first = add_source(law, agency_id=agency.pk, by=boon)
    other = begin(anong, community)

    assert add_source(law, agency_id=agency.pk, by=anong) == first
    cite(asset, by=boon, accessed_on=localdate(), source=first, place="ข้อ 175")
    cite(other, by=anong, accessed_on=localdate(), source=first)

    assert first.citations.count() == 2
    assert [row.asset for row in citing(first, keys_of(boon))] == [asset]


@pytest.mark.req("R097", part="a law that gave way flags everything that cites it")
def test_a_replaced_law_asks_everybody_who_leans_on_it(
    asset, boon, anong, agency, community, client
):
    law = add_source(Reference("ระเบียบ 2560", kind="law"), agency_id=agency.pk, by=boon)
    newer = add_source(Reference("ระเบียบ 2569", kind="law"), agency_id=agency.pk, by=boon)
    second = AssetFactory(community=community, made_by=anong)
    untouched = AssetFactory(community=community, made_by=anong)
    cite(asset, by=boon, accessed_on=localdate(), source=law)
    cite(second, by=anong, accessed_on=localdate(), source=law)

    replace_source(law, by=anong, words="ใช้ฉบับใหม่", replacement=newer)

    assert asset.asks.get().reason == "source"
    assert second.asks.get().reason == "source"
    assert not untouched.asks.exists()
    client.force_login(anong)
    assert "ถูกแทนที่แล้ว" in client.get(f"/k/{asset.code}/").content.decode()


def test_a_member_does_not_replace_the_laws_of_others(boon, anong, agency):
    law = add_source(Reference("ระเบียบ", kind="law"), agency_id=agency.pk, by=anong)

    with pytest.raises(Refused):
        replace_source(law, by=boon, words="เปลี่ยน")


def test_an_item_that_leans_on_a_withdrawn_one_is_asked_about(asset, boon, anong, community):
    other = AssetFactory(community=community, made_by=anong)
    cite_asset(other, asset, by=anong, accessed_on=localdate())
    assert cited_in(asset, keys_of(boon)) == [other]

    withdraw_asset(asset, by=boon, why="เลิกใช้")

    assert other.asks.get().reason == "source"


def test_nothing_leans_on_itself(asset, boon):
    with pytest.raises(Refused):
        cite_asset(asset, asset, by=boon, accessed_on=localdate())


def test_a_citation_may_be_removed_by_a_writer_alone(asset, boon, anong, agency):
    source = add_source(Reference("ระเบียบ", kind="law"), agency_id=agency.pk, by=boon)
    row = cite(asset, by=boon, accessed_on=localdate(), source=source)

    with pytest.raises(Refused):
        remove_citation(row, by=anong)
    remove_citation(row, by=boon)

    assert not asset.citations.exists()


def test_a_thai_address_is_asked_in_letters_of_the_wire(site):
    """A page with a Thai path was told as refused though it answers."""
    assert fault_of(f"{site}/ระเบียบ พัสดุ?ปี=๒๕๖๙") == ""
    assert Pages.asked[-1].isascii()
