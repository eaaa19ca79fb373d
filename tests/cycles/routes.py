from django.core.files.base import ContentFile

from sala.cycles.door import code_of
from tests.cycles.pictures import PNG
from tests.factories.communities import make_ready
from tests.factories.cycles import (
    AreaFactory,
    EnrolmentFactory,
    ExpertFactory,
    PlanVersionFactory,
    StrategyFactory,
)
from tests.factories.people import PersonFactory
from tests.project.routing import Route, World


def of_cycle(world: World) -> dict[str, int]:
    return {"number": world.cycle.number}


def of_community(world: World) -> dict[str, int]:
    return {"number": world.community.number}


def of_ready_community(world: World) -> dict[str, int]:
    return {"number": make_ready(world.community).number}


def of_proposal(world: World) -> dict[str, int]:
    return {"pk": _proposal(world).pk}


def of_choice(world: World) -> dict[str, int]:
    return of_cycle(world) | of_proposal(world)


def _proposal(world: World):
    return world.community.topic_proposals.create(
        audience=world.community.key, text="ลดงานตีกลับ", proposed_by=world.people["member"]
    )


def of_waiting(world: World) -> dict[str, int]:
    person = PersonFactory(agency=world.agency)
    waiting = EnrolmentFactory(cycle=world.cycle, person=person, status="waiting")
    return of_cycle(world) | {"pk": waiting.pk}


def of_expert(world: World) -> dict[str, int]:
    expert = world.cycle.experts.first() or ExpertFactory(
        cycle=world.cycle, person=world.people["member"]
    )
    return of_cycle(world) | {"pk": expert.pk}


def of_comment(world: World) -> dict[str, int]:
    comment = world.cycle.plan_comments.create(text="ขยายเวลา", by=world.people["facilitator"])
    return of_cycle(world) | {"pk": comment.pk}


def of_version(world: World) -> dict[str, int]:
    return of_cycle(world) | {"version": PlanVersionFactory(cycle=world.cycle).number}


def of_chapter(world: World) -> dict[str, int]:
    return {"chapter": 3}


def started(world: World) -> dict[str, str]:
    return {"title": "ตรวจรับพัสดุ", "question": "ทำอย่างไรให้จบในห้าวัน", "once": ""}


def answered(world: World) -> dict[str, str]:
    return {"interest": "yes", "need": "yes", "readiness": "yes", "need_words": "ในแผนพัฒนา"}


def invited(world: World) -> dict[str, object]:
    return {"person": world.people["outsider"].pk}


def named(world: World) -> dict[str, object]:
    words = {"topics": "พัสดุ", "evidence": "", "availability": "", "is_lead": "1"}
    return {"person": world.people["facilitator"].pk} | words


SIGNED_IN = "302 200 200 200 200 200"
MEMBERS = "302 404 404 200 200 404"
# A stranger is sent to sign in; who cannot see the cycle meets nothing.
FACILITATOR_DOES = "302 404 404 403 302 404"

ROUTES = {
    "cycles:cycles": [Route("get", SIGNED_IN)],
    "cycles:start": [
        Route("get", MEMBERS, args=of_community),
        Route("post", FACILITATOR_DOES, args=of_ready_community, data=started),
    ],
    "cycles:cycle": [Route("get", MEMBERS, args=of_cycle)],
    "cycles:closure": [
        Route("get", MEMBERS, args=of_cycle),
        Route("post", "302 404 404 403 409 404", args=of_cycle, data=lambda w: {"words": "จบ"}),
    ],
    "cycles:topic": [
        Route("get", MEMBERS, args=of_cycle),
        Route("post", "302 404 404 422 422 404", args=of_cycle),
    ],
    "cycles:proposals": [
        Route("get", MEMBERS, args=of_community),
        Route(
            "post",
            "302 404 404 302 302 404",
            args=of_community,
            data=lambda w: {"text": "ลดงานตีกลับ", "why": "", "once": ""},
        ),
    ],
    "cycles:proposal_vote": [Route("post", "302 404 404 302 302 404", args=of_proposal)],
    "cycles:proposal_vote_delete": [Route("post", "302 404 404 302 302 404", args=of_proposal)],
    "cycles:proposal_delete": [Route("post", "302 404 404 302 403 404", args=of_proposal)],
    "cycles:topic_choice": [Route("post", FACILITATOR_DOES, args=of_choice)],
    "cycles:people": [Route("get", MEMBERS, args=of_cycle)],
    "cycles:people_print": [Route("get", MEMBERS, args=of_cycle)],
    "cycles:invitations": [Route("post", FACILITATOR_DOES, args=of_cycle, data=invited)],
    "cycles:enrolment": [
        Route("get", MEMBERS, args=of_cycle),
        Route("post", "302 404 404 302 302 404", args=of_cycle, data=answered),
    ],
    "cycles:refusal": [Route("post", "302 404 404 409 404 404", args=of_cycle)],
    "cycles:withdrawal": [
        Route(
            "post",
            "302 404 404 302 404 404",
            args=of_cycle,
            data=lambda w: {"withdrawal-reason": "ย้ายหน่วยงาน"},
        )
    ],
    "cycles:acceptance": [Route("post", FACILITATOR_DOES, args=of_waiting)],
    "cycles:experts": [Route("get", MEMBERS, args=of_cycle)],
    "cycles:naming": [Route("post", FACILITATOR_DOES, args=of_cycle, data=named)],
    "cycles:consent": [Route("post", "302 404 404 302 403 404", args=of_expert)],
    "cycles:expert_refusal": [Route("post", "302 404 404 302 403 404", args=of_expert)],
    "cycles:lead": [Route("post", FACILITATOR_DOES, args=of_expert)],
    "cycles:expert_removal": [Route("post", FACILITATOR_DOES, args=of_expert)],
    "cycles:plan": [Route("get", MEMBERS, args=of_cycle)],
    "cycles:plan_editing": [
        Route("get", MEMBERS, args=of_cycle),
        Route("post", "302 404 404 422 422 404", args=of_cycle),
    ],
    "cycles:plan_comments": [
        Route(
            "post",
            "302 404 404 302 302 404",
            args=of_cycle,
            data=lambda w: {"part": "content", "text": "เพิ่มเรื่องใบส่งของ"},
        )
    ],
    "cycles:plan_comment_resolution": [Route("post", "302 404 404 302 302 404", args=of_comment)],
    "cycles:plan_endorsement": [Route("post", "302 404 404 302 403 404", args=of_version)],
    "cycles:handbook": [Route("get", SIGNED_IN)],
    "cycles:handbook_chapter": [
        Route("get", SIGNED_IN, args=of_chapter),
        Route(
            "post",
            "302 403 403 403 403 302",
            args=of_chapter,
            data=lambda w: {"seen": 0, "text": "ใช้แบบ มท. 4"},
        ),
    ],
}


def of_door(world: World) -> dict[str, str]:
    return {"code": code_of(world.cycle)}


def uploaded(world: World) -> dict[str, object]:
    text = f"รหัส,ชื่อ - สกุล\n{world.people['outsider'].staff_code},ชัย นอกวง\n"
    return {"roster": ContentFile(text.encode(), name="people.csv")}


def of_strategy(world: World) -> dict[str, int]:
    return {"pk": StrategyFactory(agency=world.agency).pk}


def of_area(world: World) -> dict[str, int]:
    return {"pk": AreaFactory(agency=world.agency).pk}


def pictured(world: World) -> dict[str, object]:
    return {"alt": "แผนภาพ", "picture": ContentFile(PNG, name="plan.png")}


def strategy_fields(world: World) -> dict[str, object]:
    return {"number": 9, "plan_year": "2570", "name": "พัฒนาคน", "is_active": "on"}


# Offices act for the agency; everyone else reads why not.
OFFICE_READS = "302 403 403 403 403 200"
OFFICE_ACTS = "302 403 403 403 403 302"
OFFICE_ACTS_HERE = "302 403 404 403 403 302"

ROUTES |= {
    "cycles:plan_versions": [Route("get", MEMBERS, args=of_cycle)],
    "cycles:people_from_file": [
        Route("get", MEMBERS, args=of_cycle),
        Route("post", "302 404 404 403 200 404", args=of_cycle, data=uploaded),
    ],
    "cycles:door_link": [Route("get", "302 404 404 403 200 404", args=of_cycle)],
    "cycles:door": [
        Route("get", "200 200 200 200 200 200", args=of_door),
        Route("post", "422 200 403 200 200 200", args=of_door, data=answered),
    ],
    "cycles:copying": [Route("post", FACILITATOR_DOES, args=of_cycle)],
    "cycles:years": [Route("get", MEMBERS, args=of_cycle)],
    "cycles:expert_register": [Route("get", SIGNED_IN)],
    "cycles:manage_cycles": [Route("get", OFFICE_READS)],
    "cycles:nudging": [Route("post", OFFICE_ACTS, args=of_cycle)],
    "cycles:catalogues": [Route("get", OFFICE_READS)],
    "cycles:coverage": [Route("get", OFFICE_READS)],
    "cycles:areas": [Route("post", OFFICE_ACTS)],
    "cycles:area": [
        Route("post", OFFICE_ACTS_HERE, args=of_area, data=lambda w: {"name": "ภาษาและการสื่อสาร"})
    ],
    "cycles:area_delete": [Route("post", OFFICE_ACTS_HERE, args=of_area)],
    "cycles:strategies": [Route("post", OFFICE_ACTS, data=strategy_fields)],
    "cycles:strategy": [
        Route("get", "302 200 404 200 200 200", args=of_strategy),
        Route("post", OFFICE_ACTS_HERE, args=of_strategy, data=strategy_fields),
    ],
    "cycles:strategy_picture": [Route("post", OFFICE_ACTS_HERE, args=of_strategy, data=pictured)],
    "cycles:strategy_delete": [Route("post", OFFICE_ACTS_HERE, args=of_strategy)],
}
