"""stranger, outsider, foreigner, member, facilitator, km_team."""

from __future__ import annotations

from typing import Any

from sala.core.models import Run
from sala.knowledge.models import Follow
from tests.factories.notes import BookFactory, NoteFactory
from tests.project.routing import Route, World


def book_of(world: World, **values: Any):
    """A book of the member."""
    return BookFactory(owner=world.people["member"], **values)


def of_note(world: World) -> dict[str, Any]:
    """A note of the member, read by the agency."""
    return {"number": NoteFactory(book=book_of(world)).number}


def of_public_note(world: World) -> dict[str, Any]:
    return {"number": NoteFactory(book=book_of(world, reach="public")).number}


def of_draft(world: World) -> dict[str, Any]:
    return {"number": NoteFactory(book=book_of(world), published_at=None).number}


def of_community_note(world: World) -> dict[str, Any]:
    """A note of the member in the community's own book."""
    book = BookFactory(owner=None, community=world.community, reach="community")
    return {"number": NoteFactory(book=book, author=world.people["member"]).number}


def of_book(world: World) -> dict[str, Any]:
    return {"book_id": book_of(world).pk}


def of_blog_run(world: World) -> dict[str, Any]:
    """A blog that is being brought into the member's book."""
    book = book_of(world)
    run = Run.objects.create(kind="knowledge.blog", settings={"book": book.pk, "is_draft": True})
    return {"book_id": book.pk, "pk": run.pk}


def of_public_book(world: World) -> dict[str, Any]:
    return {"book_id": book_of(world, reach="public").pk}


def of_member(world: World) -> dict[str, Any]:
    return {"handle": world.people["member"].handle}


def of_writer(world: World) -> dict[str, Any]:
    of_public_note(world)
    return of_member(world)


def of_facilitator(world: World) -> dict[str, Any]:
    return {"handle": world.people["facilitator"].handle}


def of_community(world: World) -> dict[str, Any]:
    return {"number": world.community.number}


def of_public_community(world: World) -> dict[str, Any]:
    world.community.audience = "public"
    world.community.save()
    return of_community(world)


def of_follow(world: World) -> dict[str, Any]:
    """The member follows the facilitator."""
    people = world.people
    row = Follow.objects.create(follower=people["member"], person=people["facilitator"])
    return {"follow_id": row.pk}


def of_tag(world: World) -> dict[str, Any]:
    return {"key": "พัสดุ"}


def of_new(world: World) -> dict[str, Any]:
    return {"key": "new"}


def one(**values: str):
    return lambda world: values


def colleague(name: str):
    return lambda world: {"person": str(world.people[name].pk)}


STORY = one(
    title="ของมาก่อนใบส่งของ",
    happened="เมื่อวานของมาก่อน",
    did="โทรหาผู้ขาย",
    learned="นัดก่อนหนึ่งวัน",
    picture_alt="",
    book="0",
    reach="agency",
    once="",
    draft="1",
)
NOTE: dict[str, str] = {
    "title": "ของมาก่อนใบส่งของ",
    "body": "เมื่อวานของมาก่อน",
    "tags": "พัสดุ",
    "series": "",
    "part": "",
    "reach": "agency",
    "comment_policy": "members",
    "licence": "agency",
    "version": "1",
    "picture_alt": "",
    "once": "",
    "draft": "1",
}
BOOK = one(
    name="สมุดงานคลัง",
    about="",
    elsewhere="",
    tags="",
    reach="agency",
    licence="agency",
    comment_policy="members",
    version="1",
    once="",
)
EVERYBODY = "200 200 200 200 200 200"
SIGNED_IN = "302 200 200 200 200 200"
STAFF_POST = "302 302 302 302 302 302"
AGENCY = "404 200 404 200 200 200"
WRITER = "302 403 404 200 403 403"
WRITER_POST = "302 403 404 302 403 403"
BLOG_POST = "302 403 404 422 403 403"
NEW_BOOK = "302 422 422 422 422 422"

ROUTES = {
    "knowledge:notes": [
        Route("get", EVERYBODY),
        Route("get", EVERYBODY, query="?page=x"),
    ],
    "knowledge:story": [
        Route("get", SIGNED_IN, query="?book=x"),
        Route("post", STAFF_POST, data=STORY),
    ],
    "knowledge:note_new": [
        Route("get", SIGNED_IN, query="?from=99999999999999999999"),
        Route("post", STAFF_POST, data=one(**NOTE, book="0")),
    ],
    "knowledge:note_draft": [
        Route("post", "302 204 204 204 204 204", args=of_new, data=one(title="x", body="y"))
    ],
    "knowledge:note": [
        Route("get", AGENCY, args=of_note),
        Route("get", EVERYBODY, args=of_public_note),
        Route("get", "404 404 404 200 404 404", args=of_draft),
        Route("get", "404 404 404 200 200 404", args=of_community_note),
    ],
    "knowledge:note_history": [Route("get", AGENCY, args=of_note)],
    "knowledge:note_print": [Route("get", AGENCY, args=of_note)],
    "knowledge:note_docx": [Route("get", AGENCY, args=of_note)],
    "knowledge:note_editing": [
        Route("get", WRITER, args=of_note),
        Route("post", "302 403 404 422 403 403", args=of_note, data=one(**NOTE, book="0")),
    ],
    "knowledge:note_publication": [
        Route("post", "302 404 404 302 404 404", args=of_draft),
        Route("post", WRITER_POST, args=of_note),
    ],
    "knowledge:note_owners": [
        Route("get", WRITER, args=of_note, query="?q=อนงค์"),
    ],
    "knowledge:note_owner_adding": [
        Route("post", WRITER_POST, args=of_note, data=colleague("outsider"))
    ],
    "knowledge:note_owner_ending": [
        Route("post", "302 403 404 409 403 403", args=of_note, data=colleague("member"))
    ],
    "knowledge:note_handover": [
        Route("post", WRITER_POST, args=of_note, data=colleague("outsider"))
    ],
    "knowledge:note_moving": [
        Route("post", "302 404 404 404 404 404", args=of_note, data=one(book="0"))
    ],
    "knowledge:note_removal": [
        Route("get", "302 403 404 200 403 200", args=of_note),
        Route("post", "302 403 404 302 403 302", args=of_note, data=one(why="มีเลขบัตร")),
    ],
    "knowledge:rich_paste": [Route("post", SIGNED_IN, data=one(html="<b>x</b>"))],
    "knowledge:rich_pictures": [
        Route("post", "302 422 422 422 422 422", data=one(alt="ลานวัด")),
    ],
    "knowledge:notes_help": [Route("get", EVERYBODY)],
    "knowledge:books": [Route("get", SIGNED_IN)],
    "knowledge:book_new": [
        Route("get", SIGNED_IN),
        Route("post", STAFF_POST, data=BOOK),
        Route("post", NEW_BOOK, data=one(name="")),
    ],
    "knowledge:unit_book": [Route("post", "302 404 404 404 404 404", data=one(unit="x"))],
    "knowledge:book": [
        Route("get", AGENCY, args=of_book),
        Route("get", EVERYBODY, args=of_public_book),
    ],
    "knowledge:book_editing": [
        Route("get", WRITER, args=of_book),
        Route("post", WRITER_POST, args=of_book, data=BOOK),
    ],
    "knowledge:blog": [
        Route("get", WRITER, args=of_book),
        Route(
            "post",
            BLOG_POST,
            args=of_book,
            data=one(state="drafts", reach="agency", licence="by", may_use="on", once=""),
        ),
    ],
    "knowledge:blog_run": [Route("get", WRITER, args=of_blog_run)],
    "knowledge:blog_cancellation": [Route("post", WRITER_POST, args=of_blog_run)],
    "knowledge:community_book": [
        Route("post", "302 404 404 302 302 404", args=of_community),
    ],
    "knowledge:following": [Route("get", SIGNED_IN)],
    "knowledge:follow": [
        Route(
            "post",
            "302 302 404 302 422 302",
            data=lambda world: {"kind_of": "person", "target": of_facilitator(world)["handle"]},
        ),
        Route("post", STAFF_POST, data=one(kind_of="tag", target="พัสดุ")),
    ],
    "knowledge:unfollowing": [Route("post", STAFF_POST, data=one(kind_of="tag", target="พัสดุ"))],
    "knowledge:follow_setting": [
        Route(
            "post",
            "302 404 404 302 404 404",
            args=of_follow,
            data=one(is_private="on", is_muted="on"),
        )
    ],
    "knowledge:tag": [Route("get", EVERYBODY, args=of_tag)],
    "knowledge:circle": [Route("get", "302 200 404 200 200 200", args=of_member)],
    "knowledge:contact": [
        Route("get", "302 200 404 200 404 200", args=of_facilitator, query="?about=x"),
        Route(
            "post",
            "302 302 404 302 404 302",
            args=of_facilitator,
            data=one(text="ขอถามเรื่องปฏิทินครับ", once=""),
        ),
    ],
    "knowledge:blocking": [Route("post", "302 302 404 404 302 302", args=of_member)],
    "knowledge:unblocking": [Route("post", "302 302 404 404 302 302", args=of_member)],
    "knowledge:messages": [Route("get", SIGNED_IN)],
    "knowledge:feed_site": [Route("get", EVERYBODY)],
    "knowledge:feed_book": [
        Route("get", EVERYBODY, args=of_public_book),
        Route("get", "404 404 404 404 404 404", args=of_book),
    ],
    "knowledge:feed_community": [
        Route("get", EVERYBODY, args=of_public_community),
        Route("get", "404 404 404 404 404 404", args=of_community),
    ],
    "knowledge:feed_person": [
        Route("get", EVERYBODY, args=of_writer),
        Route("get", "404 404 404 404 404 404", args=of_member),
    ],
}
