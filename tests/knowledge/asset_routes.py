"""stranger, outsider, foreigner, member, facilitator, km_team."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate

from sala.knowledge.licences import DEFAULT
from sala.knowledge.models import (
    Asset,
    Category,
    Flag,
    Nomination,
    ReviewAsk,
    Reviewer,
    Source,
)
from tests.factories.assets import AssetFactory, publish
from tests.factories.people import PersonFactory
from tests.project.routing import Route, World

READ = "404 404 404 200 200 404"
SIGNED = "302 404 404 302 302 404"
INSIDE = "302 404 404 404 200 404"  # the manuscript: of the writer, who is the facilitator
OWNER = "302 404 404 403 302 404"


def _asset(world: World, **values: Any):
    owner = world.people["facilitator"]
    return AssetFactory(community=world.community, made_by=owner, **values)


def of_asset(world: World) -> dict[str, Any]:
    return {"code": _asset(world).code}


def of_howto(world: World) -> dict[str, Any]:
    return {"code": _asset(world, type="howto").code}


def of_changed(world: World) -> dict[str, Any]:
    asset = _asset(world)
    text = asset.manuscript
    text.has_changes, text.change_note = True, "เพิ่มช่องคนแทน"
    text.save()
    return {"code": asset.code}


def of_version(world: World) -> dict[str, Any]:
    return of_asset(world) | {"number": 1}


def of_versions(world: World) -> dict[str, Any]:
    asset = _asset(world)
    publish(asset, PersonFactory(agency=asset.agency))
    return {"code": asset.code, "before": 1, "after": 2}


def of_old(world: World) -> dict[str, Any]:
    args = of_versions(world)
    return {"code": args["code"], "number": 1}


def _nominated(world: World):
    asset = _asset(world)
    Nomination.objects.create(asset=asset, by=world.people["facilitator"])
    return asset


def of_nominated(world: World) -> dict[str, Any]:
    return {"code": _nominated(world).code}


def of_judged(world: World) -> dict[str, Any]:
    """A text of somebody else, which the facilitator may judge."""
    owner = PersonFactory(agency=world.agency)
    asset = AssetFactory(community=world.community, made_by=owner)
    Nomination.objects.create(asset=asset, by=owner)
    return {"code": asset.code}


def of_asked(world: World) -> dict[str, Any]:
    asset = _asset(world)
    ReviewAsk.objects.create(asset=asset, reason="calendar")
    return {"code": asset.code}


def of_flag(world: World) -> dict[str, Any]:
    asset = _asset(world)
    row = Flag.objects.create(
        asset=asset, version=asset.current, person=world.people["member"], why="ระเบียบเปลี่ยน"
    )
    return {"code": asset.code, "flag_id": row.pk}


def of_open(world: World) -> dict[str, Any]:
    """Of another community, open to the agency."""
    owner = PersonFactory(agency=world.agency)
    asset = AssetFactory(
        community__agency=world.agency, made_by=owner, opens_to=f"agency:{world.agency.pk}"
    )
    return {"code": asset.code}


def of_adopted(world: World) -> dict[str, Any]:
    args = of_open(world)
    asset = Asset.objects.get(code=args["code"])
    asset.adoptions.create(community=world.community, by=world.people["facilitator"])
    return args | {"number": world.community.number}


def of_seed(world: World) -> dict[str, Any]:
    return {"label": "knowledge.asset", "object_id": _asset(world).pk}


def one(**values: str):
    return lambda world: values


def community_choice(world: World) -> dict[str, Any]:
    return {"community": str(world.community.pk), "words": "ลองใช้ในวงหน้า"}


def manuscript_data(world: World) -> dict[str, Any]:
    return {
        "title": "ปฏิทินตรวจรับ",
        "summary": "",
        "body": "เขียนชื่อทุกคน",
        "change_note": "เพิ่มชื่อ",
        "version": "1",
    }


def shelf_data(world: World) -> dict[str, Any]:
    return {
        "opens_to": world.community.key,
        "tags": "ตรวจรับ",
        "series": "",
        "interview": "",
        "volume": "",
        "licence": "agency",
    }


def try_data(world: World) -> dict[str, Any]:
    return {
        "result": "worked",
        "conditions": "งานจ้าง",
        "outcome": "เร็วขึ้น",
        "changed": "",
        "unit_name": "อำเภอ",
        "province": "ภูผาม่าน",
        "happened_on": localdate().isoformat(),
        "once": "",
    }


def opinion_data(world: World) -> dict[str, Any]:
    seen = f"1 note {DEFAULT} {world.community.key}"
    return {"recommends": "no", "words": "เพิ่มตัวอย่าง", "met": "true", "seen": seen}


def of_source(world: World) -> dict[str, Any]:
    member = world.people["member"]
    return {"source_id": _source(world, member).pk}


def _source(world: World, by: Any) -> Source:
    return Source.objects.create(agency=world.agency, title="ระเบียบพัสดุ", kind="law", made_by=by)


def of_cited(world: World) -> dict[str, Any]:
    asset = _asset(world)
    facilitator = world.people["facilitator"]
    row = asset.citations.create(source=_source(world, facilitator), by=facilitator)
    return {"code": asset.code, "citation_id": row.pk}


def of_community(world: World) -> dict[str, Any]:
    return {"number": world.community.number}


def of_category(world: World) -> dict[str, Any]:
    row = Category.objects.create(agency=world.agency, community=world.community, name="พัสดุ")
    return {"category_id": row.pk}


def of_reviewer(world: World) -> dict[str, Any]:
    row = Reviewer.objects.create(
        agency=world.agency,
        community=world.community,
        person=world.people["member"],
        appointed_by=world.people["facilitator"],
    )
    return {"reviewer_id": row.pk}


def member_name(world: World) -> dict[str, Any]:
    return {"name": world.people["member"].full_name}


def member_part(world: World) -> dict[str, Any]:
    return member_name(world) | {"part": "contributor"}


def citation_data(world: World) -> dict[str, Any]:
    return {
        "code": "",
        "kind": "law",
        "title": "ระเบียบพัสดุ 2560",
        "url": "",
        "place": "ข้อ 175",
        "accessed_on": localdate().isoformat(),
    }


TENDED = "302 404 404 403 200 404"
OFFICE = "302 403 403 403 403 200"
ROUTES = {
    "knowledge:reviews": [Route("get", "302 200 200 200 200 200")],
    "knowledge:coverage": [Route("get", OFFICE)],
    "knowledge:sources": [Route("get", "302 200 200 200 200 200")],
    "knowledge:source": [
        Route("get", "302 200 404 200 200 200", args=of_source),
        Route(
            "post",
            "302 403 404 302 302 302",
            args=of_source,
            data=one(words="ฉบับที่ 2", replacement=""),
        ),
    ],
    "knowledge:catalogues": [
        Route("get", OFFICE),
        Route("post", "302 403 403 403 403 302", data=one(name="งานพัสดุ", parent="")),
    ],
    "knowledge:category": [
        Route(
            "post",
            "302 403 404 403 302 403",
            args=of_category,
            data=one(name="งานพัสดุ", is_active="on"),
        )
    ],
    "knowledge:reviewers": [Route("post", "302 403 403 403 403 302", data=member_name)],
    "knowledge:reviewer_delete": [Route("post", "302 403 404 403 302 403", args=of_reviewer)],
    "knowledge:community_catalogues": [
        Route("get", TENDED, args=of_community),
        Route("post", OWNER, args=of_community, data=one(name="งานพัสดุ", parent="")),
    ],
    "knowledge:community_reviewers": [Route("post", OWNER, args=of_community, data=member_name)],
    "knowledge:compiling": [
        Route("get", "302 404 404 200 200 404", args=of_community),
        Route(
            "post",
            "302 404 404 422 422 404",
            args=of_community,
            data=one(title="รวมคำตอบ", posts="1", once=""),
        ),
    ],
    "knowledge:citations": [
        Route("get", "302 404 404 403 200 404", args=of_asset),
        Route("post", OWNER, args=of_asset, data=citation_data),
    ],
    "knowledge:citation_delete": [Route("post", OWNER, args=of_cited)],
    "knowledge:credits": [Route("post", OWNER, args=of_asset, data=member_part)],
    "knowledge:register": [Route("get", "200 200 200 200 200 200")],
    "knowledge:register_csv": [Route("get", "302 200 200 200 200 200")],
    "knowledge:register_xlsx": [Route("get", "302 200 200 200 200 200")],
    "knowledge:new": [
        Route("get", "302 200 200 200 200 200"),
        Route(
            "post",
            "302 302 302 302 302 302",
            data=one(type="note", title="เรื่องใหม่", community="", once=""),
        ),
    ],
    "knowledge:seeding": [
        Route("post", SIGNED, args=of_seed, data=one(once="")),
    ],
    "knowledge:asset": [Route("get", READ, args=of_asset), Route("get", READ, args=of_howto)],
    "knowledge:version": [Route("get", READ, args=of_version), Route("get", READ, args=of_old)],
    "knowledge:asset_docx": [Route("get", READ, args=of_asset)],
    "knowledge:version_docx": [Route("get", READ, args=of_old)],
    "knowledge:comparison": [Route("get", READ, args=of_versions)],
    "knowledge:restoring": [Route("post", OWNER, args=of_old)],
    "knowledge:writing": [
        Route("get", "302 404 404 403 200 404", args=of_asset),
        Route("post", OWNER, args=of_asset, data=manuscript_data),
    ],
    "knowledge:draft": [
        Route("post", "302 404 404 403 204 404", args=of_asset, data=manuscript_data)
    ],
    "knowledge:shelf": [
        Route("get", "302 404 404 403 200 404", args=of_asset),
        Route("post", OWNER, args=of_asset, data=shelf_data),
    ],
    "knowledge:withdrawal": [
        Route("get", "302 404 404 403 200 404", args=of_asset),
        Route("post", OWNER, args=of_asset, data=one(why="ซ้ำกับเรื่องอื่น")),
    ],
    "knowledge:manuscript": [Route("get", INSIDE, args=of_asset)],
    "knowledge:nomination": [
        Route("post", "302 404 404 404 302 404", args=of_changed, data=one(words=""))
    ],
    "knowledge:nomination_delete": [Route("post", "302 404 404 404 302 404", args=of_nominated)],
    "knowledge:review": [
        Route("get", INSIDE, args=of_judged),
        Route("post", "302 404 404 404 302 404", args=of_judged, data=opinion_data),
    ],
    "knowledge:still_holds": [
        Route("post", "302 404 404 404 302 404", args=of_asked, data=one(holds="yes"))
    ],
    "knowledge:flags": [Route("post", SIGNED, args=of_asset, data=one(why="ระเบียบเปลี่ยน"))],
    "knowledge:flag_settling": [Route("post", "302 404 404 404 302 404", args=of_flag)],
    "knowledge:uses": [Route("post", SIGNED, args=of_asset, data=one(how="ใช้กับงานจ้าง"))],
    "knowledge:use_delete": [Route("post", SIGNED, args=of_asset)],
    "knowledge:tries": [
        Route("get", "302 404 404 200 200 404", args=of_asset),
        Route("post", SIGNED, args=of_asset, data=try_data),
    ],
    "knowledge:solving": [Route("post", SIGNED, args=of_howto, data=one(solved="yes"))],
    "knowledge:adoptions": [
        Route("post", "302 422 404 422 302 422", args=of_open, data=community_choice)
    ],
    "knowledge:adoption_delete": [Route("post", "302 404 404 403 302 404", args=of_adopted)],
}
