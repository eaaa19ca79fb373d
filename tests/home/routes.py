from __future__ import annotations

from django.utils.timezone import localdate

from sala.search.models import MissedQuery, SynonymGroup
from tests.project.routing import Route

OPEN = "200 200 200 200 200 200"
SENT_ON = "302 302 302 302 302 302"
HIDDEN = "404 404 404 404 404 404"
KM_TEAM = "302 403 403 403 403 200"
KM_TEAM_SENT = "302 403 403 403 403 302"


def of_synonyms(world):
    return {"pk": SynonymGroup.objects.create(words=["ลปรร.", "แลกเปลี่ยนเรียนรู้"]).pk}


def of_own_synonyms(world):
    agency = str(world.agency.pk)
    shared = SynonymGroup.objects.create(words=["ลปรร.", "แลกเปลี่ยนเรียนรู้"])
    own = SynonymGroup.objects.create(agency=agency, words=["ลปรร.", "เวที"], replaces=shared)
    return {"pk": own.pk}


def of_missed(world):
    today = localdate()
    missed = MissedQuery.objects.create(text="ไม่มี", first_on=today, last_on=today)
    return {"pk": missed.pk}


def words(world):
    return {"words": "พัสดุ\nของหลวง", "seen": 1}


ROUTES = {
    "home:front": [Route("get", OPEN)],
    "home:search": [Route("get", OPEN, query="?q=พัสดุ&type=question&community=1&days=30")],
    "home:suggestions": [Route("get", SENT_ON, query="?q=พัส")],
    "home:missed": [Route("post", SENT_ON, data=lambda world: {"q": "xyzzy"})],
    "home:rights": [Route("get", OPEN)],
    "home:robots": [Route("get", OPEN)],
    "home:sitemap": [Route("get", OPEN)],
    "home:sitemap_part": [
        Route("get", OPEN, args=lambda world: {"kind": "places", "page": 1}),
        Route("get", "404 404 404 404 404 404", args=lambda world: {"kind": "x", "page": 1}),
    ],
    "home:glossary": [Route("get", OPEN)],
    "home:searches": [Route("get", KM_TEAM)],
    "home:searches_settled": [
        Route("post", "302 403 403 403 403 302", args=of_missed),
    ],
    "home:synonyms": [Route("get", KM_TEAM), Route("post", KM_TEAM_SENT, data=words)],
    "home:synonym": [
        Route("get", KM_TEAM, args=of_synonyms),
        Route("post", KM_TEAM_SENT, args=of_synonyms, data=words),
        Route("get", "302 403 403 403 403 200", args=of_own_synonyms),
    ],
    "home:synonym_dropped": [Route("post", KM_TEAM_SENT, args=of_synonyms)],
    "home:synonym_restored": [
        Route("post", "302 403 404 403 403 302", args=of_own_synonyms),
    ],
    "home:outbox": [Route("get", HIDDEN)],
    "home:letter": [Route("get", HIDDEN, args=lambda world: {"name": "x.log-0"})],
    "home:letter_page": [Route("get", HIDDEN, args=lambda world: {"name": "x.log-0"})],
}
