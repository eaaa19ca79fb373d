"""stranger, outsider, foreigner, member, facilitator, km_team."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate, now

from sala.core.models import Run
from sala.mail.models import IncomingMail
from sala.talk.actions.comments import comment_on
from sala.talk.actions.reports import decide, report
from sala.talk.actions.votes import turn_voting
from sala.talk.models import Advice, Post, Round, Thread
from sala.talk.written import written_of
from tests.factories.communities import MembershipFactory
from tests.factories.meetings import SessionFactory
from tests.factories.talk import (
    AdviceFactory,
    CommentFactory,
    PieceFactory,
    PostFactory,
    PromptFactory,
    ThreadFactory,
)
from tests.project.routing import Route, World


def of_community(world: World) -> dict[str, Any]:
    return {"number": world.community.number}


def of_thread(world: World) -> dict[str, Any]:
    """A question of the member."""
    thread = ThreadFactory(community=world.community, made_by=world.people["member"])
    return {"number": thread.number}


def of_answer(world: World) -> dict[str, Any]:
    """An answer of the facilitator to the member's question."""
    thread = ThreadFactory(community=world.community, made_by=world.people["member"])
    post = PostFactory(thread=thread, author=world.people["facilitator"])
    return {"number": thread.number, "post_id": post.pk}


def of_own_post(world: World) -> dict[str, Any]:
    """A post of the member."""
    thread = ThreadFactory(community=world.community, made_by=world.people["member"])
    post = PostFactory(thread=thread, author=world.people["member"])
    return {"number": thread.number, "post_id": post.pk}


def of_session(world: World) -> dict[str, Any]:
    """A session of the cycle: its members and people may comment."""
    session = SessionFactory(cycle=world.cycle)
    return {"label": "meetings.session", "object_id": session.pk}


def of_comment(world: World) -> dict[str, Any]:
    """A comment of the member on a session."""
    session = SessionFactory(cycle=world.cycle)
    return {"pk": comment_on(session, text="ลองแล้วได้ผล", by=world.people["member"]).pk}


def of_guest_comment(world: World) -> dict[str, Any]:
    """A guest's comment that waits, on a session that the whole agency sees."""
    comment = CommentFactory(
        session=SessionFactory(cycle=world.cycle, audience="public"), is_waiting=True
    )
    return {"pk": comment.pk}


def of_advice(world: World) -> dict[str, Any]:
    """The member asked the facilitator."""
    people = world.people
    advice = AdviceFactory(
        thread__community=world.community,
        thread__made_by=people["member"],
        adviser=people["facilitator"],
    )
    return {"number": advice.thread.number}


def of_answered_advice(world: World) -> dict[str, Any]:
    number = of_advice(world)["number"]
    Advice.objects.filter(thread__number=number).update(is_waiting=False)
    Round.objects.update(answer=PostFactory(thread=Thread.objects.get(number=number)))
    return {"number": number}


def of_declined_advice(world: World) -> dict[str, Any]:
    number = of_advice(world)["number"]
    Advice.objects.filter(thread__number=number).update(declined_at=now())
    return {"number": number}


def of_prompt(world: World) -> dict[str, Any]:
    prompt = PromptFactory(
        thread__community=world.community, thread__made_by=world.people["facilitator"]
    )
    return {"number": prompt.thread.number}


def of_closed_prompt(world: World) -> dict[str, Any]:
    number = of_prompt(world)["number"]
    Thread.objects.filter(number=number).update(closes_at=now() - timedelta(days=1))
    return {"number": number}


def adviser(world: World) -> dict[str, Any]:
    words = {"title": "ช่วยดูหน่อย", "text": "เล่า", "once": ""}
    return {"to": str(world.people["facilitator"].pk)} | words


def another(world: World) -> dict[str, Any]:
    return {"to": str(MembershipFactory(community=world.community).person_id)}


def topic(world: World) -> dict[str, Any]:
    day = (localdate() + timedelta(days=7)).isoformat()
    return {"title": "ทำอย่างไร", "text": "เล่า", "closes_on": day, "purpose": "", "once": ""}


def day(world: World) -> dict[str, Any]:
    return {"closes_on": topic(world)["closes_on"]}


def of_words(world: World) -> dict[str, Any]:
    """A post of somebody who is none of the six."""
    thread = ThreadFactory(community=world.community, made_by=world.people["member"])
    person = MembershipFactory(community=world.community).person
    return {"kind": "post", "pk": PostFactory(thread=thread, author=person).pk}


def of_reported_words(world: World) -> dict[str, Any]:
    words = of_words(world)
    written = written_of("post", [words["pk"]])[words["pk"]]
    report(written, harm="rude", why="", by=world.people["member"])
    return words


def of_hidden_words(world: World) -> dict[str, Any]:
    words = of_reported_words(world)
    written = written_of("post", [words["pk"]])[words["pk"]]
    decide(written, ruling="hide", why="ขออ่านก่อน", by=world.people["facilitator"])
    return words


def of_voted_answer(world: World) -> dict[str, Any]:
    """An answer in a community that votes."""
    turn_voting(world.community, is_on=True, by=world.people["facilitator"])
    words = of_words(world)
    return {"number": Post.objects.get(pk=words["pk"]).thread.number, "post_id": words["pk"]}


def of_member(world: World) -> dict[str, Any]:
    return {"number": world.community.number, "person_id": world.people["member"].pk}


def of_piece(world: World) -> dict[str, Any]:
    """A piece that waits in the queue."""
    return {"pk": PieceFactory(community=world.community).pk}


def of_sent_piece(world: World) -> dict[str, Any]:
    return {"pk": PieceFactory(community=world.community, sent_on=localdate()).pk}


def one(**values: str):
    return lambda world: values


COMMENT = one(text="ลองแล้วได้ผล", once="", parent="", website="")


def of_letter(world: World) -> dict[str, Any]:
    """A held message to the community."""
    mail = IncomingMail.objects.create(
        community_id=world.community.pk,
        fingerprint=f"f{IncomingMail.objects.count()}",
        recipient="list@localhost",
        state="held",
        settled_at=now(),
    )
    return {"number": world.community.number, "pk": mail.pk}


def of_archive(world: World) -> dict[str, Any]:
    """An archive that is being brought in."""
    run = Run.objects.create(kind="talk.archive", settings={"community": world.community.pk})
    return {"number": world.community.number, "pk": run.pk}


READ = "302 404 404 200 200 404"
ANYONE_IN = "302 404 404 302 302 404"
TIDY = "302 404 404 403 302 404"
GATHERERS = "302 404 404 403 200 404"
PIECE = one(version="1", title="ถ่ายรูปไว้", text="ถ่ายรูปของที่ตรวจรับทุกครั้ง", once="")
DRAFT = "302 404 404 204 204 404"
OPENING = one(
    about="", kind="question", title="ตรวจรับอย่างไร", text="เล่าให้ฟังหน่อย", purpose="use", once=""
)

CARE = "302 404 404 403 200 404"

ROUTES = {
    "talk:post_office": [Route("get", "302 403 403 403 403 200", query="?before=x")],
    "talk:letters": [Route("get", CARE, args=of_community, query="?show=held&before=9")],
    "talk:archive": [
        Route("get", CARE, args=of_community),
        Route("post", "302 404 404 403 422 404", args=of_community, data=one(once="")),
    ],
    "talk:archive_run": [Route("get", CARE, args=of_archive)],
    "talk:archive_cancellation": [Route("post", TIDY, args=of_archive)],
    "talk:letter": [Route("get", CARE, args=of_letter)],
    "talk:letter_release": [Route("post", "302 404 404 403 409 404", args=of_letter)],
    "talk:letter_rejection": [Route("post", TIDY, args=of_letter)],
    "talk:threads": [
        Route("get", READ, args=of_community),
        Route("get", READ, args=of_community, query="?show=waiting&before=x"),
    ],
    "talk:new": [
        Route("get", READ, args=of_community),
        Route("post", ANYONE_IN, args=of_community, data=OPENING),
    ],
    "talk:draft": [Route("post", DRAFT, args=of_community, data=OPENING)],
    "talk:thread": [
        Route("get", READ, args=of_thread),
        Route("get", READ, args=of_thread, query="?before=5"),
        Route("get", READ, args=of_thread, query="?after=x"),
    ],
    "talk:closing": [Route("post", ANYONE_IN, args=of_thread)],
    "talk:reopening": [Route("post", ANYONE_IN, args=of_thread)],
    "talk:pin": [Route("post", TIDY, args=of_thread)],
    "talk:unpin": [Route("post", TIDY, args=of_thread)],
    "talk:replies": [
        Route("post", ANYONE_IN, args=of_thread, data=one(text="ให้ผู้ขายลงวันที่ก่อน", once=""))
    ],
    "talk:reply_draft": [Route("post", DRAFT, args=of_thread, data=one(text="ให้ผู้ขาย"))],
    "talk:answer": [
        Route("post", "302 404 404 302 403 404", args=of_answer),
        Route("post", "302 404 404 403 302 404", args=of_own_post),
    ],
    "talk:no_answer": [Route("post", ANYONE_IN, args=of_thread)],
    "talk:editing": [
        Route("get", "302 404 404 200 403 404", args=of_own_post),
        Route("post", "302 404 404 302 403 404", args=of_own_post, data=one(text="แก้แล้ว")),
    ],
    "talk:gathered": [
        Route("get", READ, args=of_community),
        Route("get", READ, args=of_community, query="?before=5"),
    ],
    "talk:gathering": [Route("post", TIDY, args=of_answer)],
    "talk:ungathering": [Route("post", TIDY, args=of_answer)],
    "talk:edit_draft": [
        Route("post", "302 404 404 204 403 404", args=of_own_post, data=one(text="กำลังแก้"))
    ],
    "talk:advice_new": [
        Route("get", READ, args=of_community),
        Route("get", READ, args=of_community, query="?q=อนงค์&to=x"),
        Route("post", "302 404 404 302 422 404", args=of_community, data=adviser),
    ],
    "talk:advice_draft": [Route("post", DRAFT, args=of_community, data=one(title="", text="ร่าง"))],
    "talk:advising": [
        Route("get", "302 404 404 302 302 404", args=of_advice),
        Route("post", "302 404 404 403 302 404", args=of_advice, data=one(text="ลองดู", once="")),
    ],
    "talk:advice_acceptance": [Route("post", TIDY, args=of_advice)],
    "talk:advice_refusal": [Route("post", TIDY, args=of_advice, data=one(words="ติดราชการ"))],
    "talk:rounds": [
        Route(
            "post",
            "302 404 404 302 403 404",
            args=of_answered_advice,
            data=one(text="ทำแล้วยังติด", once=""),
        )
    ],
    "talk:advice_another": [
        Route("get", READ, args=of_declined_advice),
        Route("post", ANYONE_IN, args=of_declined_advice, data=another),
    ],
    "talk:prompt_new": [
        Route("get", "302 404 404 403 200 404", args=of_community),
        Route("post", TIDY, args=of_community, data=topic),
    ],
    "talk:prompt_draft": [
        Route(
            "post",
            "302 404 404 403 204 404",
            args=of_community,
            data=one(title="", text="ร่าง", closes_on="", purpose=""),
        )
    ],
    "talk:closing_day": [
        Route("get", "302 404 404 403 200 404", args=of_prompt),
        Route("post", TIDY, args=of_prompt, data=day),
    ],
    "talk:summary": [
        Route("get", "302 404 404 403 200 404", args=of_closed_prompt),
        Route("post", TIDY, args=of_closed_prompt, data=one(version="1", summary="เห็นตรงกัน")),
        Route("get", "302 404 404 409 409 404", args=of_prompt),
    ],
    "talk:summary_draft": [
        Route("post", "302 404 404 403 204 404", args=of_closed_prompt, data=one(summary="ร่าง"))
    ],
    "talk:daily": [
        Route("get", READ, args=of_community),
        Route("get", READ, args=of_community, query="?before=2026-01-01"),
    ],
    "talk:daily_queue": [
        Route("get", GATHERERS, args=of_community),
        Route("post", TIDY, args=of_community, data=PIECE),
    ],
    "talk:daily_draft": [
        Route("post", "302 404 404 403 204 404", args=of_community, data=one(title="", text="ร่าง"))
    ],
    "talk:daily_timing": [
        Route(
            "post",
            TIDY,
            args=of_community,
            data=lambda world: {"version": "0", "hour": "9", "weekdays": ["0", "2"], "is_on": "on"},
        )
    ],
    "talk:piece": [
        Route("get", GATHERERS, args=of_piece),
        Route("get", READ, args=of_sent_piece, query="?m=1"),
    ],
    "talk:piece_editing": [
        Route("get", GATHERERS, args=of_piece),
        Route("get", "302 404 404 403 409 404", args=of_sent_piece),
        Route("post", TIDY, args=of_piece, data=PIECE),
    ],
    "talk:piece_moving": [Route("post", TIDY, args=of_piece, data=one(way="down"))],
    "talk:piece_removal": [Route("post", TIDY, args=of_piece)],
    "talk:quiet": [Route("get", GATHERERS, args=of_community)],
    "talk:nudging": [Route("post", TIDY, args=of_member)],
    "talk:similar": [
        Route("get", "302 302 302 302 302 302"),
    ],
    "talk:nudges": [
        Route("get", "302 200 200 200 200 200"),
        Route("post", "302 302 302 302 302 302", data=one(again="1")),
        Route("post", "302 302 302 302 302 302"),
    ],
    "talk:removal": [
        Route("get", READ, args=of_own_post),
        Route("post", ANYONE_IN, args=of_own_post, data=one(why="มีเลขบัตรประชาชน")),
    ],
    "talk:comments": [
        Route("get", "404 404 404 200 200 404", args=of_session),
        Route("get", "404 404 404 200 200 404", args=of_session, query="?before=9&answer=x"),
        Route("post", "404 404 404 302 302 404", args=of_session, data=COMMENT),
    ],
    "talk:comment_editing": [
        Route("get", "302 404 404 200 403 404", args=of_comment),
        Route("post", "302 404 404 302 403 404", args=of_comment, data=one(text="แก้แล้ว")),
    ],
    "talk:comment_removal": [
        Route("get", READ, args=of_comment),
        Route("post", ANYONE_IN, args=of_comment, data=one(why="มีเลขบัตรประชาชน")),
    ],
    "talk:comment_earlier": [Route("get", "404 404 404 200 200 404", args=of_comment)],
    "talk:reporting": [
        Route("get", READ, args=of_words),
        Route("post", ANYONE_IN, args=of_words, data=one(harm="rude", why="ดูถูกกัน")),
    ],
    "talk:deciding": [
        Route(
            "post",
            "302 404 404 404 302 404",
            args=of_reported_words,
            data=one(ruling="keep", why="เป็นเรื่องเห็นต่าง"),
        )
    ],
    "talk:restoring": [Route("post", "302 404 404 404 302 404", args=of_hidden_words)],
    "talk:voting": [Route("post", ANYONE_IN, args=of_voted_answer)],
    "talk:unvoting": [Route("post", ANYONE_IN, args=of_voted_answer)],
    "talk:turning": [Route("post", TIDY, args=of_community, data=one(is_on="yes"))],
    "talk:moderation": [Route("get", "302 200 200 200 200 200")],
    "talk:comment_showing": [
        Route(
            "post",
            "302 404 404 404 302 302",
            args=of_guest_comment,
            data=one(decision="show", why=""),
        )
    ],
}
