"""stranger, outsider, foreigner, member, facilitator, km_team."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import now

from sala.core.models import Run
from sala.publishing.models import Chapter, Collection
from tests.factories.assets import AssetFactory
from tests.factories.publishing import CollectionFactory, shelve
from tests.project.routing import Route, World

READ = "404 404 404 200 200 404"
TENDER = "302 404 404 404 200 404"
ACTS = "302 404 404 404 302 404"


def _asset(world: World, **values: Any):
    owner = world.people["facilitator"]
    return AssetFactory(community=world.community, made_by=owner, **values)


def _set(world: World, *things: Any) -> Collection:
    collection = CollectionFactory(community=world.community, made_by=world.people["facilitator"])
    for position, thing in enumerate(things, start=1):
        Chapter.objects.create(
            collection=collection,
            label=thing._meta.label_lower,
            object_id=thing.pk,
            wording=1,
            position=position,
            added_by=collection.made_by,
        )
    return collection


def of_book(world: World) -> dict[str, Any]:
    collection = _set(world)
    shelve(collection, _asset(world))
    return {"number": collection.number}


def of_edition(world: World) -> dict[str, Any]:
    return of_book(world) | {"edition": 1}


def of_set(world: World) -> dict[str, Any]:
    return {"number": _set(world, _asset(world)).number}


def of_chapter(world: World) -> dict[str, Any]:
    collection = _set(world, _asset(world), _asset(world))
    return {"number": collection.number, "chapter_id": collection.chapters.first().pk}


def of_run(world: World) -> dict[str, Any]:
    collection = _set(world, _asset(world))
    run = Run.objects.create(
        kind="publishing.edition",
        asked_by_id=collection.made_by_id,
        settings={"collection": collection.pk},
    )
    return {"number": collection.number, "run_id": run.pk}


def of_withdrawn(world: World) -> dict[str, Any]:
    args = of_book(world)
    Collection.objects.filter(number=args["number"]).update(withdrawn_at=now())
    return args


def of_asked(world: World) -> dict[str, Any]:
    """A chapter whose writer, the facilitator, is asked."""
    asset = _asset(world, licence="reserved")
    collection = _set(world, asset)
    collection.chapters.update(needs_consent=True)
    return {"chapter_id": collection.chapters.get().pk}


def of_words(world: World) -> dict[str, Any]:
    return {
        "title": "เรื่องน่าอ่าน",
        "reach": "agency",
        "series": "",
        "volume": "",
        "intro": "",
        "licence": "agency",
        "once": "",
    }


def of_picked(world: World) -> dict[str, Any]:
    return {"item": f"knowledge.asset:{_asset(world).pk}"}


ROUTES = {
    "publishing:shelf": [Route("get", "200 200 200 200 200 200")],
    "publishing:catalogue": [Route("get", "200 200 200 200 200 200")],
    "publishing:book": [Route("get", READ, args=of_book)],
    "publishing:cover": [Route("get", READ, args=of_book)],
    "publishing:epub": [Route("get", READ, args=of_edition)],
    "publishing:pdf": [Route("get", READ, args=of_edition)],
    "publishing:sets": [Route("get", "302 404 404 404 200 200")],
    "publishing:set_new": [
        Route("get", "302 403 403 403 403 200"),
        Route("post", "302 403 403 403 403 302", data=of_words),
    ],
    "publishing:set": [Route("get", TENDER, args=of_set)],
    "publishing:set_editing": [
        Route("get", TENDER, args=of_set),
        Route(
            "post",
            ACTS,
            args=of_set,
            data=lambda world: of_words(world) | {"version": 1, "reach": "community"},
        ),
    ],
    "publishing:chapters": [Route("post", ACTS, args=of_set, data=of_picked)],
    "publishing:chapter_delete": [Route("post", ACTS, args=of_chapter)],
    "publishing:chapter_moving": [
        Route("post", ACTS, args=of_chapter, data=lambda world: {"step": "down"})
    ],
    "publishing:chapter_renewal": [Route("post", ACTS, args=of_chapter)],
    "publishing:edition": [Route("post", ACTS, args=of_set)],
    "publishing:run": [Route("get", TENDER, args=of_run)],
    "publishing:run_cancellation": [Route("post", ACTS, args=of_run)],
    "publishing:withdrawal": [Route("post", ACTS, args=of_book)],
    "publishing:withdrawal_delete": [Route("post", ACTS, args=of_withdrawn)],
    "publishing:consents": [Route("get", "302 200 200 200 200 200")],
    "publishing:consent": [
        Route("post", ACTS, args=of_asked, data=lambda world: {"agrees": "yes"})
    ],
}
