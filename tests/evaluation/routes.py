from django.utils.timezone import now

from tests.factories.communities import MembershipFactory, RoleHoldingFactory
from tests.factories.evaluation import (
    AssessorFactory,
    FollowUpFactory,
    InstrumentFactory,
    ItemFactory,
    LearningEvaluationFactory,
)
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
    names = (
        "how",
        "obstacle_kind",
        "obstacle",
        "measure",
        "measure_before",
        "measure_after",
        "measure_unit",
    )
    return dict.fromkeys((*names, "evidence", "once"), "") | {"is_used": "yes"}


def typed(world: World) -> dict[str, str]:
    return used(world) | {"via": "paper", "happened_on": "20 พ.ย. 2569"}


def of_unopened_test(world: World) -> dict[str, object]:
    item = ItemFactory(instrument__cycle=world.cycle, instrument__opens_before_at=None)
    return {"instrument_id": item.instrument_id, "phase": "before"}


def of_instrument(world: World) -> dict[str, int]:
    return {"instrument_id": InstrumentFactory(cycle=world.cycle).pk}


def of_item(world: World) -> dict[str, int]:
    return {"item_id": ItemFactory(instrument__cycle=world.cycle).pk}


def of_test(world: World) -> dict[str, object]:
    return {"instrument_id": ItemFactory(instrument__cycle=world.cycle).instrument_id} | {
        "phase": "before"
    }


def of_paper_test(world: World) -> dict[str, object]:
    who = {"community": world.community, "person": world.people["facilitator"]}
    RoleHoldingFactory(**who, role="recorder")
    return of_test(world) | {"enrolment_id": world.enrolment.pk}


def of_rubric(world: World) -> dict[str, int]:
    rubric = InstrumentFactory(cycle=world.cycle, rubric=True)
    return of_enrolment(world) | {"instrument_id": rubric.pk}


def instrument(world: World) -> dict[str, str]:
    return {"method": "test", "title": "แบบทดสอบ", "pass_percent": "60", "guide": "", "once": ""}


def item(world: World) -> dict[str, str]:
    lines = "ลงวันที่ให้เอง\n* ส่งกลับให้ผู้ขาย"
    return {"kind": "single", "text": "ควรทำอย่างไร", "lines": lines, "points": "1", "once": ""}


def blanks(world: World) -> dict[str, str]:
    return {"blank_ok": "1", "once": ""}


def levels(world: World) -> dict[str, str]:
    return {"feedback": "ทำได้ดี", "once": ""}


def of_paper_tests(world: World) -> dict[str, object]:
    return {key: value for key, value in of_paper_test(world).items() if key != "enrolment_id"}


def of_assessor(world: World) -> dict[str, int]:
    named = AssessorFactory(enrolment=world.enrolment, person=world.people["facilitator"])
    return of_cycle(world) | {"assessor_id": named.pk}


def assessor(world: World) -> dict[str, object]:
    another = MembershipFactory(community=world.community).person
    return {"person": str(another.pk), "enrolments": [str(world.enrolment.pk)]}


def of_work(world: World) -> dict[str, int]:
    return {"instrument_id": InstrumentFactory(cycle=world.cycle, method="work_piece").pk}


def of_no_file(world: World) -> dict[str, int]:
    return {"work_id": 0}


def of_typed_test(world: World) -> dict[str, int]:
    """A test of Boon's that somebody typed in from paper."""
    LearningEvaluationFactory(enrolment=world.enrolment, method="test", via="paper")
    return of_cycle(world)


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
    "evaluation:reminding": [Route("post", "302 404 404 403 302 404", args=of_cycle)],
    "evaluation:sheets": [Route("get", RUNNING, args=of_cycle)],
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
    "evaluation:making": [
        Route("get", "302 404 404 403 200 404", args=of_cycle),
        Route("post", "302 404 404 403 302 404", args=of_cycle, data=instrument),
    ],
    "evaluation:instrument": [Route("get", RUNNING, args=of_instrument)],
    "evaluation:adding": [
        Route("get", RUNNING, args=of_instrument),
        Route("post", RUN, args=of_instrument, data=item),
    ],
    "evaluation:item": [
        Route("get", RUNNING, args=of_item),
        Route("post", RUN, args=of_item, data=item),
    ],
    "evaluation:removal": [Route("post", RUN, args=of_item)],
    "evaluation:opening": [Route("post", RUN, args=of_unopened_test)],
    "evaluation:withdrawal": [Route("post", RUN, args=of_instrument)],
    "evaluation:taking": [
        Route("get", "302 404 404 200 404 404", args=of_test),
        Route("post", "302 404 404 302 404 404", args=of_test, data=blanks),
    ],
    "evaluation:drafting": [Route("post", "302 404 404 204 404 404", args=of_test, data=blanks)],
    "evaluation:typing_test": [
        Route("get", RUNNING, args=of_paper_test),
        Route("post", RUN, args=of_paper_test, data=blanks),
    ],
    "evaluation:judging": [
        Route("get", RUNNING, args=of_rubric),
        Route("post", RUN, args=of_rubric, data=levels),
    ],
    "evaluation:typists": [Route("get", RUNNING, args=of_paper_tests)],
    "evaluation:assessors": [
        Route("get", "302 404 404 403 200 404", args=of_cycle),
        Route("post", "302 404 404 403 302 404", args=of_cycle, data=assessor),
    ],
    "evaluation:release": [Route("post", "302 404 404 403 302 404", args=of_assessor)],
    "evaluation:work": [
        Route("get", "302 404 404 200 404 404", args=of_work),
        Route(
            "post",
            "302 404 404 302 404 404",
            args=of_work,
            data=lambda world: {"words": "ทำปฏิทินตรวจรับของที่ว่าการ", "file": ""},
        ),
    ],
    "evaluation:work_file": [Route("get", "302 404 404 404 404 404", args=of_no_file)],
    "evaluation:objecting": [
        Route(
            "post",
            "302 404 404 302 404 404",
            args=of_typed_test,
            data=lambda world: {"words": "ข้อ 3 ตอบอย่างอื่น"},
        )
    ],
    "evaluation:completeness": [Route("get", "302 404 404 403 200 404", args=of_cycle)],
}
