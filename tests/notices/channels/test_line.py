"""LINE's Messaging API against a fake of it on loopback: off by default, a pointer only."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import time_machine
from django.utils.timezone import now

from sala.notices.actions import link_line, tell, unlink_line
from sala.notices.channels import send_all
from sala.notices.models import LineAccount, LinePointer
from sala.talk.actions.posts import reply
from tests.factories.talk import ThreadFactory

LINE_ID = "U" + "0123456789abcdef" * 2


class Fake(BaseHTTPRequestHandler):
    def do_POST(self):
        size = int(self.headers["Content-Length"])
        self.server.got.append((dict(self.headers), json.loads(self.rfile.read(size))))
        status = self.server.answers.pop(0) if self.server.answers else 200
        self.send_response(status)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args):
        """Silent."""


@pytest.fixture
def line(settings):
    server = HTTPServer(("127.0.0.1", 0), Fake)
    server.got, server.answers = [], []
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    settings.LINE_TOKEN = "a-token"
    settings.LINE_API_URL = f"http://127.0.0.1:{server.server_port}/v2/bot/message/push"
    settings.SITE_URL = "https://sala.example.go.th"
    settings.MAIL_QUIET_HOURS = ""
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def asked(community, boon, anong):
    """Anong answers Boon's question."""
    thread = ThreadFactory(community=community, made_by=boon, title="ความลับของบุญ")

    def answer():
        return reply(thread, text="คำตอบที่ห้ามออกไปข้างนอก", by=anong)

    return answer


def soon():
    return time_machine.travel(now() + timedelta(days=4))


@pytest.mark.req("R119", part="LINE")
def test_a_pointer_goes_to_who_linked_and_holds_nothing_of_what_was_written(line, asked, boon):
    link_line(boon, LINE_ID)
    post = asked()
    with soon():
        assert send_all() == 1
        assert send_all() == 0

    ((headers, body),) = line.got
    assert headers["Authorization"] == "Bearer a-token"
    assert headers["X-Line-Retry-Key"] == str(LinePointer.objects.get().retry_key)
    assert body["to"] == LINE_ID
    (message,) = body["messages"]
    words, link = message["text"].split("\n")
    assert words == "คำถามของฉันมีคนตอบ"
    assert link.startswith(f"https://sala.example.go.th/t/{post.thread.number}/?")
    assert "openExternalBrowser=1" in link
    for secret in (post.text, post.thread.title, post.author.full_name, post.thread.community.name):
        assert secret not in message["text"]


def test_it_is_off_until_the_agency_sets_it_up(settings, asked, boon, client):
    link_line(boon, LINE_ID)
    asked()
    assert not settings.LINE_TOKEN
    assert not LinePointer.objects.exists()
    assert send_all() == 0
    client.force_login(boon)
    assert client.get("/notices/line/").status_code == 404


def test_who_did_not_link_or_unlinked_gets_nothing(line, asked, boon):
    asked()
    assert not LinePointer.objects.exists()
    link_line(boon, LINE_ID)
    asked()
    unlink_line(boon)
    with soon():
        assert send_all() == 0
    assert line.got == []
    assert LinePointer.objects.get().given_up_at


def test_who_may_no_longer_see_it_is_not_pointed_to_it(line, asked, boon):
    link_line(boon, LINE_ID)
    asked()
    boon.memberships.update(left_at=now())
    with soon():
        assert send_all() == 0
    assert line.got == []


@pytest.mark.parametrize(
    ("answers", "is_sent", "is_given_up"),
    [([500], False, False), ([429], False, False), ([400], False, True), ([409], True, False)],
)
def test_a_passing_fault_is_tried_again_and_a_final_one_is_not(
    line, asked, boon, answers, is_sent, is_given_up
):
    link_line(boon, LINE_ID)
    asked()
    line.answers = list(answers)
    with soon():
        send_all()
        row = LinePointer.objects.get()
        assert (bool(row.sent_at), bool(row.given_up_at)) == (is_sent, is_given_up)
        send_all()
    assert len(line.got) == 1
    with time_machine.travel(now() + timedelta(days=5)):
        send_all()
    keys = {headers["X-Line-Retry-Key"] for headers, _body in line.got}
    assert len(keys) == 1
    assert len(line.got) == (1 if is_sent or is_given_up else 2)


def test_a_server_out_of_reach_loses_nothing(line, asked, boon, settings):
    link_line(boon, LINE_ID)
    asked()
    right, settings.LINE_API_URL = settings.LINE_API_URL, "http://127.0.0.1:9/"
    with soon():
        assert send_all() == 0
    settings.LINE_API_URL = right
    with time_machine.travel(now() + timedelta(days=5)):
        assert send_all() == 1


def test_linking_is_one_s_own_act(client, line, boon):
    client.force_login(boon)
    assert client.post("/notices/line/", {"line_id": "boon"}).status_code == 422
    client.post("/notices/line/", {"line_id": LINE_ID})
    assert LineAccount.objects.get().person == boon
    assert "ผูก LINE แล้ว" in client.get("/notices/line/").content.decode()
    client.post("/notices/line/", {"unlink": "1"})
    assert not LineAccount.objects.exists()


def test_telling_many_costs_the_same_with_line(
    line, community, boon, anong, django_assert_max_num_queries
):
    link_line(boon, LINE_ID)
    thread = ThreadFactory(community=community)
    with django_assert_max_num_queries(16):
        tell([boon, anong], "talk.replied", thread, title="ก", by="ข", community="ค")
