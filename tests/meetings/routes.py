"""stranger, outsider, foreigner, member, facilitator, km_team."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.timezone import now

from sala.cycles.models import PlanVersion
from tests.factories.cycles import PlanVersionFactory
from tests.factories.meetings import RecordFactory, SessionFactory
from tests.project.routing import Route, World


def of_ahead(world: World) -> dict[str, Any]:
    session = SessionFactory(cycle=world.cycle)
    return {"number": session.number}


def _past(world: World):
    if not PlanVersion.objects.filter(cycle=world.cycle).exists():
        PlanVersionFactory(cycle=world.cycle)
    start = now() - timedelta(hours=2)
    return SessionFactory(cycle=world.cycle, starts_at=start)


def of_past(world: World) -> dict[str, Any]:
    return {"number": _past(world).number}


def of_recorded(world: World) -> dict[str, Any]:
    session = _past(world)
    RecordFactory(session=session)
    return {"number": session.number}


def of_sent(world: World) -> dict[str, Any]:
    session = _past(world)
    RecordFactory(session=session, sent_at=now())
    return {"number": session.number}


def of_approved(world: World) -> dict[str, Any]:
    session = _past(world)
    RecordFactory(session=session, sent_at=now(), approved_at=now(), approved_by=session.made_by)
    return {"number": session.number}


def of_code(world: World) -> dict[str, Any]:
    return {"code": _past(world).sign_in_code}


def of_cycle(world: World) -> dict[str, Any]:
    return {"number": world.cycle.number}


def of_community(world: World) -> dict[str, Any]:
    return {"number": world.community.number}


def of_improvement(world: World) -> dict[str, Any]:
    session = SessionFactory(cycle=world.cycle)
    row = session.improvements.create(text="แจกแบบก่อนวง", carried_to=session)
    return {"number": session.number, "improvement_id": row.pk}


def steps(**rows: Any) -> dict[str, Any]:
    return {
        "step-TOTAL_FORMS": "1",
        "step-INITIAL_FORMS": "0",
        "step-0-what": "เล่าเรื่อง",
        "step-0-minutes": "30",
        "step-0-kind": "exchange",
        "step-0-lead": "",
        "step-0-materials": "",
    }


def plan_data(world: World) -> dict[str, Any]:
    return {
        "title": "เอกสารที่มักขาด",
        "starts_at_day": "24 พ.ย. 2580",
        "starts_at_time": "13.30",
        "minutes": "60",
        "mode": "onsite",
        "place": "ห้องประชุมดอกจาน",
        "link": "",
        "technique": "",
        "long_reason": "",
        "lecture_reason": "",
        "version": "1",
        "once": "",
        **steps(),
    }


def record_data(world: World) -> dict[str, Any]:
    texts = ("use", "tips", "problems", "aar_expected", "aar_beyond", "aar_below", "aar_next")
    return {
        "learned": "ใบส่งของมักไม่ลงวันที่",
        "talk_balance": "even",
        "improvements": "แจกแบบก่อนวง",
        "version": "0",
        "present": "",
        "spoke": "",
        "online": "",
        "joined": "",
        "send": "",
        **dict.fromkeys(texts, ""),
    }


def amendment_data(world: World) -> dict[str, Any]:
    return {"field": "learned", "text": "ถูกต้องคือ", "reason": "พิมพ์ตก", "once": ""}


def one(**values: str):
    return lambda world: values


READ = "302 404 404 200 200 404"
WRITE = "302 404 404 403 302 404"
SELF = "302 404 404 302 302 404"

ROUTES = {
    "meetings:new_in_cycle": [
        Route("get", "302 404 404 403 200 404", args=of_cycle),
        Route("post", WRITE, args=of_cycle, data=plan_data),
    ],
    "meetings:new_in_community": [
        Route("get", "302 404 404 403 200 404", args=of_community),
        Route("post", WRITE, args=of_community, data=plan_data),
    ],
    "meetings:session": [Route("get", READ, args=of_ahead), Route("get", READ, args=of_sent)],
    "meetings:calendar": [Route("get", READ, args=of_ahead)],
    "meetings:coming": [Route("post", SELF, args=of_ahead, data=one(next=""))],
    "meetings:not_coming": [Route("post", SELF, args=of_ahead, data=one(next=""))],
    "meetings:attendance": [Route("post", "302 404 404 302 302 404", args=of_past)],
    "meetings:commitment": [Route("post", SELF, args=of_past, data=one(text="จะลองใช้"))],
    "meetings:note": [
        Route("post", SELF, args=of_past, data=one(text="แฟ้มใสแยกวัน", hand="")),
    ],
    "meetings:learning": [
        Route("post", "302 404 404 403 403 404", args=of_past, data=one(text="ได้เรียนรู้"))
    ],
    "meetings:improvement": [Route("post", WRITE, args=of_improvement, data=one(is_done="yes"))],
    "meetings:plan": [
        Route("get", "302 404 404 403 200 404", args=of_ahead),
        Route("post", WRITE, args=of_ahead, data=plan_data),
    ],
    "meetings:invitation": [Route("post", WRITE, args=of_ahead)],
    "meetings:cancellation": [
        Route("post", WRITE, args=of_ahead, data=one(reason="ห้องประชุมปิดซ่อม"))
    ],
    "meetings:sign_sheet": [Route("get", "302 404 404 403 200 404", args=of_ahead)],
    "meetings:record": [Route("get", READ, args=of_approved), Route("get", READ, args=of_ahead)],
    "meetings:writing": [
        Route("get", "302 404 404 403 200 404", args=of_past),
        Route("post", WRITE, args=of_past, data=record_data),
    ],
    "meetings:draft": [Route("post", "302 404 404 403 204 404", args=of_past, data=record_data)],
    "meetings:sending": [Route("post", WRITE, args=of_recorded)],
    "meetings:approval": [Route("post", WRITE, args=of_sent)],
    "meetings:amendments": [Route("post", WRITE, args=of_approved, data=amendment_data)],
    "meetings:here": [
        Route("get", READ, args=of_code),
        Route("post", SELF, args=of_code, data=one(is_online="")),
    ],
}
