"""stranger, outsider, foreigner, member, facilitator, km_team."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate, now

from sala.communities.actions import fallback_group
from sala.communities.models import Community, Invitation, InviteLink
from tests.factories.communities import MembershipFactory, RoleHoldingFactory, make_ready
from tests.factories.people import PersonFactory
from tests.project.routing import Route, World


def of_community(world: World) -> dict[str, Any]:
    return {"number": world.community.number}


def of_slug(world: World) -> dict[str, Any]:
    return of_community(world) | {"slug": "ชื่อเก่า"}


def of_open(world: World) -> dict[str, Any]:
    """A page the agency sees: one may come in by oneself."""
    Community.objects.filter(pk=world.community.pk).update(
        audience=f"agency:{world.community.agency_id}"
    )
    return of_community(world)


def of_asking(world: World) -> dict[str, Any]:
    Community.objects.filter(pk=world.community.pk).update(joins_by_request=True)
    return of_open(world)


def of_own_request(world: World) -> dict[str, Any]:
    """The outsider has asked."""
    _asked(world, world.people["outsider"])
    return of_open(world)


def _asked(world: World, person: Any) -> Invitation:
    return Invitation.objects.create(
        community=world.community, person=person, made_by=person, is_request=True
    )


def of_request(world: World) -> dict[str, Any]:
    person = PersonFactory(agency=world.agency)
    return of_community(world) | {"pk": _asked(world, person).pk}


def of_invitation(world: World) -> dict[str, Any]:
    """The outsider is invited."""
    row = Invitation.objects.create(
        community=world.community,
        person=world.people["outsider"],
        made_by=world.people["facilitator"],
        is_request=False,
    )
    return of_community(world) | {"pk": row.pk}


def of_other_member(world: World) -> dict[str, Any]:
    return of_community(world) | {"pk": MembershipFactory(community=world.community).pk}


def _link(world: World) -> InviteLink:
    return InviteLink.objects.create(
        community=world.community,
        token="a-token-of-a-test",
        until=localdate() + timedelta(days=9),
        made_by=world.people["facilitator"],
    )


def of_link(world: World) -> dict[str, Any]:
    return of_community(world) | {"pk": _link(world).pk}


def of_token(world: World) -> dict[str, Any]:
    return {"token": _link(world).token}


def of_offer(world: World) -> dict[str, Any]:
    """The member is asked to record."""
    row = RoleHoldingFactory(
        community=world.community,
        person=world.people["member"],
        role="recorder",
        accepted_at=None,
        offered_by=world.people["facilitator"],
    )
    return of_community(world) | {"pk": row.pk}


def of_own_role(world: World) -> dict[str, Any]:
    """The member records."""
    row = RoleHoldingFactory(
        community=world.community, person=world.people["member"], role="recorder"
    )
    return of_community(world) | {"pk": row.pk}


def of_whole(world: World) -> dict[str, Any]:
    make_ready(world.community)
    return of_community(world)


def of_draft(world: World) -> dict[str, Any]:
    Community.objects.filter(pk=world.community.pk).update(state="draft")
    return of_whole(world)


def of_finished(world: World) -> dict[str, Any]:
    """No cycle is open any more."""
    world.cycle.closed_at = now()
    world.cycle.save()
    return of_community(world)


def of_unled(world: World) -> dict[str, Any]:
    """Nobody facilitates any more, but as the page's own facilitator sees it all else stands."""
    world.community.role_holdings.update(ended_at=now())
    return of_community(world)


def of_group(world: World) -> dict[str, Any]:
    return {"pk": fallback_group(world.agency.pk).pk}


def outsider_id(world: World) -> dict[str, str]:
    return {"person": str(world.people["outsider"].pk)}


def one(**values: Any):
    return lambda world: values


def member_id(world: World) -> dict[str, str]:
    return {
        "person": str(world.people["member"].pk),
        "role": "recorder",
        "duties": "",
        "hands_over": "",
    }


def chosen(world: World) -> dict[str, str]:
    return {"people": str(world.people["outsider"].pk), "words": "มาด้วยกันนะ"}


FOUND = {"name": "คนรักไฟล์", "purpose": "ช่วยกันกู้ไฟล์", "audience": "agency", "once": ""}
NEED = {"type": "helping", "who": "", "strategy": "", "alternatives": ""}
CHARTER = {
    "version": "1",
    "purpose": "ตรวจรับให้ทัน",
    "domain": "งานตรวจรับ",
    "people_words": "คนพัสดุ",
    "practice": "แบบตรวจรับ",
    "groups": [],
    "type": "helping",
    "level": "small",
    "agreement": "",
}
SETTINGS = {
    "audience": "agency",
    "joins_by_request": "",
    "scope": "",
    "hub": "",
    "origin": "fitting",
}
JOIN = one(agreed="yes", token="", words="")
MAIL = frozenset({"mail"})  # a choice made on joining

OPEN_TO_ALL = "200 200 200 200 200 200"
STAFF = "302 200 200 200 200 200"
STAFF_POST = "302 302 302 302 302 302"
KM = "302 403 403 403 403 200"
CLOSE = {
    "reason": "aim_reached",
    "result": "ตรวจรับทันทุกงวด",
    "expected": "",
    "beyond": "",
    "below": "",
    "onward": "",
    "change": "",
    "names": "",
    "into": "",
}
READ = "302 404 404 200 200 404"
CARE = "302 404 404 403 200 404"
CARE_POST = "302 404 404 403 302 404"

ROUTES = {
    "communities:directory": [Route("get", OPEN_TO_ALL)],
    "communities:founding": [Route("get", STAFF), Route("post", STAFF_POST, data=one(**FOUND))],
    "communities:proposal": [
        Route("get", STAFF),
        Route("post", STAFF_POST, data=one(**(FOUND | NEED))),
    ],
    "communities:short": [Route("get", "404 404 404 302 302 404", args=of_community)],
    "communities:community": [
        Route("get", "404 404 404 302 302 404", args=of_slug),
    ],
    "communities:about": [Route("get", "404 404 404 200 200 404", args=of_community)],
    "communities:people": [Route("get", READ, args=of_community)],
    "communities:roles": [
        Route("get", READ, args=of_community),
        Route("post", CARE_POST, args=of_community, data=member_id),
    ],
    "communities:membership": [
        Route("post", "302 302 404 302 302 302", args=of_open, data=JOIN, accepts=MAIL),
        Route("post", "302 404 404 302 302 404", args=of_community, data=JOIN, accepts=MAIL),
    ],
    "communities:own_membership": [
        Route("get", READ, args=of_community),
        Route("post", "302 404 404 302 302 404", args=of_community,
              data=one(mail="each", interest="สูตรตาราง")),
    ],
    "communities:own_mail": [
        Route("post", "302 404 404 302 302 404", args=of_community, data=one(mail="none")),
    ],
    "communities:leaving": [
        Route("get", READ, args=of_community),
        Route("post", "302 404 404 302 409 404", args=of_community),
        Route("post", "302 404 404 302 302 404", args=of_community,
              data=one(hands_to_office="yes")),
    ],
    "communities:requests": [
        Route("post", "302 302 404 409 409 302", args=of_asking, data=JOIN, accepts=MAIL)
    ],
    "communities:request_delete": [Route("post", "302 302 404 404 404 404", args=of_own_request)],
    "communities:request_answer": [
        Route("post", CARE_POST, args=of_request, data=one(words="")),
    ],
    "communities:invitations": [
        Route("get", READ, args=of_community, query="?q=ชัย"),
        Route("post", "302 404 404 302 302 404", args=of_community, data=chosen),
    ],
    "communities:invitation": [Route("get", "302 200 404 404 404 404", args=of_invitation)],
    "communities:invitation_answer": [
        Route("post", "302 302 404 404 404 404", args=of_invitation, data=JOIN, accepts=MAIL)
    ],
    "communities:membership_end": [
        Route("get", CARE, args=of_other_member),
        Route("post", CARE_POST, args=of_other_member, data=one(reason="ย้ายกลุ่ม")),
    ],
    "communities:links": [Route("post", CARE_POST, args=of_community)],
    "communities:link_delete": [Route("post", CARE_POST, args=of_link)],
    "communities:link_qr": [Route("get", READ, args=of_link)],
    "communities:link_door": [Route("get", OPEN_TO_ALL, args=of_token)],
    "communities:role": [Route("get", "302 404 404 200 404 404", args=of_offer)],
    "communities:role_answer": [
        Route("post", "302 404 404 302 404 404", args=of_offer, data=one(agreed="yes"))
    ],
    "communities:role_delete": [Route("post", "302 404 404 302 403 404", args=of_own_role)],
    "communities:care": [Route("get", CARE, args=of_community)],
    "communities:charter": [
        Route("get", CARE, args=of_community),
        Route("post", CARE_POST, args=of_community, data=one(**CHARTER)),
    ],
    "communities:settings": [
        Route("get", CARE, args=of_community),
        Route("post", CARE_POST, args=of_community, data=one(**SETTINGS)),
    ],
    "communities:preparation": [
        Route("get", CARE, args=of_community),
        Route("post", CARE_POST, args=of_whole),
    ],
    "communities:closure": [
        Route("get", CARE, args=of_community),
        Route("post", "302 404 404 403 409 404", args=of_community, data=one(**CLOSE)),
        Route("post", CARE_POST, args=of_finished, data=one(**CLOSE)),
    ],
    "communities:sister": [
        Route("get", READ, args=of_community),
        Route("post", "302 404 404 302 302 404", args=of_community,
              data=one(name="พี่น้อง", purpose="เรื่องเดียวกัน", once="")),
    ],
    "communities:child": [
        Route("get", CARE, args=of_community),
        Route("post", CARE_POST, args=of_community, data=one(**(FOUND | NEED))),
    ],
    "communities:office": [Route("get", KM)],
    "communities:office_community": [
        Route("get", "302 403 403 403 403 200", args=of_community),
        Route("post", "302 403 403 403 403 422", args=of_community, data=one(person="0")),
        Route("post", "302 403 403 403 403 302", args=of_unled, query="?q=ชัย", data=outsider_id),
    ],
    "communities:groups": [
        Route("get", KM),
        Route("post", "302 403 403 403 403 302", data=one(name="งานดิจิทัล", once="")),
    ],
    "communities:past": [
        Route("get", KM),
        Route("post", "302 403 403 403 403 302",
              data=one(name="คลังคุยกัน", purpose="เบิกจ่าย", happened_on="1 มิ.ย. 2549",
                       closed_on="", once="")),
    ],
    "communities:standing": [Route("post", "302 403 403 403 403 302")],
    "communities:group": [
        Route("get", KM, args=of_group),
        Route("post", "302 403 403 403 403 302", args=of_group,
              data=one(name="งานคลัง", is_active="on")),
    ],
    "communities:activation": [Route("post", CARE_POST, args=of_draft)],
    "communities:state": [
        Route("get", CARE, args=of_community),
        Route("post", CARE_POST, args=of_community, data=one(reason="ช่วงปิดงบ")),
    ],
    "communities:review": [
        Route("get", CARE, args=of_community),
        Route("post", CARE_POST, args=of_community, data=one(on="1 ต.ค. 2580")),
    ],
    "communities:name": [
        Route("get", CARE, args=of_community),
        Route("post", CARE_POST, args=of_community,
              data=one(name="พัสดุใหม่", purpose="เรื่องใหม่", reason="คุยเรื่องเดิมจบแล้ว")),
    ],
    "communities:adoption": [
        Route("get", CARE, args=of_community),
        Route("post", CARE_POST, args=of_community,
              data=one(stage="accepting", on="", evidence="นัดกันเองแล้ว")),
    ],
}  # fmt: skip
