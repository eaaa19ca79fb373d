from django.utils.timezone import now

from tests.factories.communities import RoleHoldingFactory
from tests.factories.evaluation import FollowUpFactory
from tests.factories.meetings import SessionFactory
from tests.project.routing import Route, World


def of_cycle(world: World) -> dict[str, int]:
    return {"number": world.cycle.number}


def of_held_cycle(world: World) -> dict[str, int]:
    SessionFactory(cycle=world.cycle, held_at=now())
    return of_cycle(world)


def of_enrolment(world: World) -> dict[str, int]:
    return {"number": world.cycle.number, "enrolment_id": world.enrolment.pk}


def of_follow_up(world: World) -> dict[str, int]:
    """Boon's own form."""
    return {"follow_up_id": FollowUpFactory(enrolment=world.enrolment).pk}


def of_typed_follow_up(world: World) -> dict[str, int]:
    """Boon answered in a talk, and Anong, who also records, typed it in."""
    told = {"via": "interview", "entered_by": world.people["facilitator"]}
    return {"follow_up_id": FollowUpFactory(enrolment=world.enrolment, answered=True, **told).pk}


def of_recorded_follow_up(world: World) -> dict[str, int]:
    who = {"community": world.community, "person": world.people["facilitator"]}
    RoleHoldingFactory(**who, role="recorder")
    return of_follow_up(world)


def judgement(world: World) -> dict[str, str]:
    return {"method": "observation", "score": "", "max_score": "", "has_passed": "yes"} | {
        "feedback": "ทำครบ",
        "version": "0",
        "once": "",
    }


def reason(world: World) -> dict[str, str]:
    return {"what": "use", "kind": "leave", "sentence": "ลาศึกษาต่อ"}


def used(world: World) -> dict[str, str]:
    names = ("how", "obstacle", "measure", "measure_before", "measure_after", "measure_unit")
    return dict.fromkeys((*names, "evidence", "once"), "") | {"is_used": "yes"}


def typed(world: World) -> dict[str, str]:
    return used(world) | {"via": "paper", "happened_on": "20 พ.ย. 2569"}


INSIDE = "302 404 404 200 200 404"
RUNNING = "302 404 404 404 200 404"
RUN = "302 404 404 404 302 404"
ROUTES = {
    "evaluation:learning": [Route("get", INSIDE, args=of_cycle)],
    "evaluation:results": [Route("get", INSIDE, args=of_cycle)],
    "evaluation:improvements": [
        Route(
            "post",
            "302 404 404 403 302 404",
            args=of_cycle,
            data=lambda world: {"text": "ลองทำให้มากขึ้น", "once": ""},
        )
    ],
    "evaluation:evaluating": [
        Route("get", RUNNING, args=of_enrolment),
        Route("post", RUN, args=of_enrolment, data=judgement),
    ],
    "evaluation:excusing": [
        Route("get", RUNNING, args=of_enrolment),
        Route("post", RUN, args=of_enrolment, data=reason),
    ],
    "evaluation:use": [Route("get", INSIDE, args=of_cycle)],
    "evaluation:issuing": [Route("post", "302 404 404 403 302 404", args=of_held_cycle)],
    "evaluation:follow_up": [
        Route("get", "302 404 404 200 404 404", args=of_follow_up),
        Route("post", "302 404 404 302 404 404", args=of_follow_up, data=used),
    ],
    "evaluation:typing": [
        Route("get", RUNNING, args=of_recorded_follow_up),
        Route("post", RUN, args=of_recorded_follow_up, data=typed),
    ],
    "evaluation:objection": [
        Route(
            "post",
            "302 404 404 302 404 404",
            args=of_typed_follow_up,
            data=lambda world: {"words": "พูดว่าสองครั้ง ไม่ใช่สามครั้ง"},
        )
    ],
}
