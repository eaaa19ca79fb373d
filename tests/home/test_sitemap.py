"""The list of pages for machines holds public pages alone, whoever asks for it."""

from __future__ import annotations

import re

import pytest
from defusedxml.ElementTree import fromstring
from django.utils.timezone import now

from sala.home.queries import sitemap
from sala.home.queries.sitemap import SPACE
from sala.knowledge.models import Note
from tests.factories.communities import CommunityFactory
from tests.factories.notes import BookFactory, NoteFactory
from tests.publishing.canaries import ROLES, world_of

S = f"{{{SPACE}}}"
SITE = "http://127.0.0.1:8000"
LASTMOD = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00")


def paths(client, address="/sitemap.xml"):
    """Every page that is named, through the index; and that each has a day."""
    root = fromstring(client.get(address).content)
    found = [one.text.removeprefix(SITE) for one in root.iter(f"{S}loc")]
    for day in root.iter(f"{S}lastmod"):
        assert LASTMOD.fullmatch(day.text)
    if root.tag == f"{S}sitemapindex":
        return {path for part in found for path in paths(client, part)}
    assert root.tag == f"{S}urlset"
    return set(found)


@pytest.mark.req("I08", part="the sitemap")
def test_it_names_what_visitors_may_read_and_nothing_else_for_every_role(
    client, agency, other_agency
):
    world = world_of(agency, other_agency)
    place = CommunityFactory(agency=agency, audience="public", name="ลานเปิด")
    for role in ("stranger", "member", "km_team", "writer", "foreigner"):
        assert role in ROLES
        if world.people[role] is not None:
            client.force_login(world.people[role])
        found = paths(client)
        client.logout()
        things = {path for path in found if re.match(r"/([nkc]|books|shelf)/[^/]+/", path)}
        assert things == {
            world.notes["public"].get_absolute_url(),
            world.assets["public"].get_absolute_url(),
            place.get_absolute_url(),
        }, role
    for path in found:
        assert client.get(path, follow=True).status_code == 200, path


def test_a_note_comes_and_goes(client, agency):
    note = NoteFactory(book=BookFactory(reach="public"))
    assert note.get_absolute_url() in paths(client)
    Note.objects.filter(pk=note.pk).update(removed_at=now())
    assert note.get_absolute_url() not in paths(client)


def test_it_is_cut_into_parts(client, db, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(sitemap, "ON_A_PAGE", 2)
    NoteFactory.create_batch(5, book=BookFactory(reach="public"))
    root = fromstring(client.get("/sitemap.xml").content)
    parts = [one.text for one in root.iter(f"{S}loc") if "notes" in one.text]
    assert parts == [f"{SITE}/sitemap/notes-{n}.xml" for n in (1, 2, 3)]
    with django_assert_max_num_queries(12):
        assert len(paths(client, "/sitemap/notes-3.xml")) == 1
    for wrong in ("notes-4", "notes-0", "people-1", "notes-99999999999999999999"):
        assert client.get(f"/sitemap/{wrong}.xml").status_code == 404


def test_robots_are_told_where_it_is(client, db):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    assert f"Sitemap: {SITE}/sitemap.xml" in answer.content.decode().splitlines()
    assert "Disallow: /search/" in answer.content.decode()
