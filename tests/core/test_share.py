"""แชร์ไปยัง LINE: a plain link on every page; a crawler gets the product's name and no more."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from sala.talk.models import Thread
from tests.factories.talk import PieceFactory, ThreadFactory

TITLE = "เรื่องลับของกลุ่มพัสดุ"


def shared(page):
    """The address that LINE is asked to share, or None."""
    start = page.find("https://social-plugins.line.me/lineit/share?")
    if start < 0:
        return None
    url = page[start : page.index('"', start)].replace("&amp;", "&")
    return parse_qs(urlsplit(url).query)["url"][0]


@pytest.mark.req("R119", part="LINE")
def test_every_page_shares_its_own_address_without_its_query(client, community, boon, settings):
    settings.SITE_URL = "https://sala.example.go.th"
    thread = ThreadFactory(community=community)
    client.force_login(boon)
    page = client.get(f"/t/{thread.number}/?after=5").content.decode()

    assert shared(page) == f"https://sala.example.go.th/t/{thread.number}/?openExternalBrowser=1"
    assert "_blank" not in page
    assert client.get(f"/t/{thread.number}/?openExternalBrowser=1").status_code == 200


def test_a_page_opened_by_a_secret_address_is_not_passed_on(client, community, boon, anong):
    link = community.invite_links.create(made_by=anong, token="abcdefgh", until="2030-01-01")
    client.force_login(boon)
    page = client.get(f"/join/{link.token}/", follow=True).content.decode()
    assert link.token not in (shared(page) or "")


@pytest.mark.req("I08", part="previews for crawlers", open="")
@pytest.mark.parametrize("agent", ["facebookexternalhit/1.1;line-poker/1.0", "Mozilla/5.0"])
def test_the_preview_of_a_restricted_page_shows_the_product_s_name_alone(client, community, agent):
    community.name = "กลุ่มลับมาก"
    community.audience = community.key
    community.save()
    thread = ThreadFactory(community=community, title=TITLE)
    piece = PieceFactory(community=community, title=TITLE)
    text = thread.posts.get().text
    for path in (
        f"/t/{thread.number}/",
        f"/t/{thread.number}/advice/",
        f"/t/{thread.number}/summary/",
        f"/daily/{piece.pk}/",
        f"/c/{community.number}/",
        f"/c/{community.number}/talk/",
        f"/c/{community.number}/daily/",
        f"/c/{community.number}/talk/gathered/",
        f"/t/{Thread.objects.latest('pk').number + 1}/",
    ):
        answer = client.get(path, follow=True, headers={"user-agent": agent})
        page = answer.content.decode()
        for word in (TITLE, community.name, text, community.founded_by.full_name):
            assert word not in page, path
            assert word not in str(answer.headers), path
        assert '<meta property="og:title" content="ศาลา">' in page
        assert "og:description" not in page
        assert "og:image" not in page
