"""A world in which every kind of thing holds a word of its own, and who may read that word.

Who may read it is said by hand, thing by thing, and not asked of `visible_to`: a mistake there
shall not hide itself. `hold` is the audience key whose holders read; `also` names people beside.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import blake2b
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from django.utils.timezone import localdate, now

from sala.communities.models import GuestRight
from sala.core.models import Attachment, FileText
from sala.core.thai import sort_key
from sala.knowledge.models import Message, Nomination, Note, NoteTag, Series, Source
from sala.people.keys import keys_of
from sala.people.models import Person
from sala.publishing.models import Chapter
from sala.search.rebuilding import mend
from sala.search.waiting import catch_up
from sala.talk.models import Comment, Piece
from sala.talk.pieces import fingerprint
from tests.factories.assets import AssetFactory, TryOutFactory, publish
from tests.factories.communities import CommunityFactory, MembershipFactory, RoleHoldingFactory
from tests.factories.cycles import CycleFactory
from tests.factories.meetings import RecordFactory, SessionFactory
from tests.factories.notes import BookFactory, NoteFactory
from tests.factories.people import OfficeFactory, PersonFactory, PostingFactory, UnitFactory
from tests.factories.publishing import CollectionFactory
from tests.factories.talk import CommentFactory, PostFactory, ThreadFactory

COMMON = "ปฏิทินตรวจรับ"  # stands in the title of everything that may be found
ROLES = (
    *("stranger", "outsider", "foreigner", "member", "facilitator", "recorder", "sponsor"),
    *("unit_manager", "km_team", "executive", "auditor", "it_office", "guest", "past_guest"),
    *("former", "suspended", "writer"),
)
OFFICES = ("km_team", "executive", "auditor", "it_office")


def word(name: str) -> str:
    """Letters that stand nowhere else, the same in every run."""
    digest = blake2b(name.encode(), digest_size=5).hexdigest()
    return "x" + digest.translate(str.maketrans("0123456789abcdef", "bcdfghjkqlmvnpzw"))


class Canary(NamedTuple):
    name: str
    hold: str
    also: frozenset[str]
    url: str  # the page on which who may read it finds it
    found: str  # its label in search; "" where it is not found under its title

    @property
    def word(self) -> str:
        return word(self.name)


class World:
    def __init__(self, agency: Any, other: Any) -> None:
        self.agency, self.other = agency, other
        self.rows: list[Canary] = []
        self.addresses: list[str] = []
        self.people: dict[str, Person | None] = {"stranger": None}
        self.writer = self._person("writer")
        self.place = CommunityFactory(
            agency=agency, founded_by=self.writer, name=f"กลุ่ม{word('community')}"
        )
        self.inside = self.place.key
        self.house = f"agency:{agency.pk}"
        self._make_people()
        self.add("community", self.inside, url=self.place.get_absolute_url(), also={"writer"})

    def _person(self, role: str, **values: Any) -> Person:
        person = PersonFactory(agency=values.pop("agency", self.agency), handle=role, **values)
        self.people[role] = person
        return person

    def _make_people(self) -> None:
        for role in ("member", "facilitator", "recorder", "sponsor", "former", "suspended"):
            MembershipFactory(community=self.place, person=self._person(role))
        MembershipFactory(community=self.place, person=self.writer)
        for role in ("facilitator", "recorder", "sponsor"):
            RoleHoldingFactory(community=self.place, person=self.people[role], role=role)
        self.people["former"].memberships.update(left_at=now())
        Person.objects.filter(handle="suspended").update(is_active=False)
        self._person("outsider")
        self._person("foreigner", agency=self.other)
        for role in OFFICES:
            OfficeFactory(person=self._person(role), kind=role)
        unit = UnitFactory(agency=self.agency)
        PostingFactory(person=self.writer, unit=unit)
        manager = self._person("unit_manager")
        OfficeFactory(person=manager, kind="unit_manager", unit=unit)
        day = timedelta(days=2)
        for role, until in (("guest", localdate() + day), ("past_guest", localdate() - day)):
            guest = self._person(role, agency=self.other, is_guest=True, guest_until=until)
            GuestRight.objects.create(
                community=self.place, person=guest, until=until, given_by=self.writer
            )

    def add(self, name: str, hold: str, url: str = "", *, found: str = "", also: Any = ()) -> str:
        self.rows.append(Canary(name, hold, frozenset(also), url, found))
        if url:
            self.addresses.append(url)
        return word(name)

    def reader(self, role: str) -> Person | None:
        """As a new request knows the person; who is suspended is nobody."""
        person = self.people[role]
        return person and Person.objects.filter(pk=person.pk, is_active=True).first()

    def open_to(self, role: str) -> set[str]:
        keys = keys_of(self.reader(role))
        return {row.name for row in self.rows if row.hold in keys or role in row.also}


def world_of(agency: Any, other: Any) -> World:
    world = World(agency, other)
    for fill in (_notes, _assets, _beside_assets, _files, _talk, _meetings, _people, _sets):
        fill(world)
    while catch_up():
        pass
    mend()
    return world


def _titled(name: str) -> str:
    return f"{COMMON} {word(name)}"


def _notes(world: World) -> None:
    writer = frozenset({"writer"})
    own = BookFactory(community=world.place, owner=None, made_by=world.writer, reach="community",
                      name=_titled("main_book"))  # fmt: skip
    world.book = own
    world.add("main_book", world.inside, f"/books/{own.pk}/", found="book")
    holds = {"public": "public", "agency": world.house, "community": world.inside}
    world.notes = {}
    for reach in ("public", "agency", "community", "me"):
        name = f"note_{reach}"
        note = NoteFactory(book=own, author=world.writer, reach=reach, title=_titled(name))
        hold = holds.get(reach, f"person:{world.writer.pk}")
        world.add(name, hold, note.get_absolute_url(), found="note", also=writer)
        tag = word(f"tag_{reach}")
        NoteTag.objects.create(note=note, word=tag, key=tag)
        world.add(f"tag_{reach}", hold, also=writer)
        world.addresses.append(f"/tags/{tag}/")
        world.notes[reach] = note
    series = Series.objects.create(name=_titled("series"), owner=world.writer)
    Note.objects.filter(pk=world.notes["community"].pk).update(series=series, part=1)
    world.add("series", world.inside, also=writer)
    draft = NoteFactory(book=own, author=world.writer, published_at=None, title=_titled("draft"))
    world.add("draft", f"person:{world.writer.pk}", draft.get_absolute_url())
    gone = NoteFactory(book=own, author=world.writer, reach="public", title=_titled("removed"))
    Note.objects.filter(pk=gone.pk).update(removed_at=now(), removed_by=world.writer)
    world.add("removed", f"person:{world.writer.pk}")
    world.addresses.append(gone.get_absolute_url())
    far = BookFactory(owner=world.people["foreigner"], name=_titled("foreign_book"))
    world.add("foreign_book", f"agency:{world.other.pk}", f"/books/{far.pk}/", found="book")
    note = NoteFactory(book=far, title=_titled("foreign_note"))
    world.add("foreign_note", f"agency:{world.other.pk}", note.get_absolute_url(), found="note")


def _assets(world: World) -> None:
    holds = {"public": "public", "agency": world.house, "community": world.inside}
    world.assets = {}
    for reach in ("public", "agency", "community", "me"):
        name = f"asset_{reach}"
        hold = holds.get(reach, f"person:{world.writer.pk}")
        asset = AssetFactory(
            community=world.place, made_by=world.writer, opens_to=hold, title=_titled(name)
        )
        world.add(name, hold, asset.get_absolute_url(), found="asset")
        world.assets[reach] = asset
    draft = AssetFactory(
        community=world.place, made_by=world.writer, title=_titled("asset_draft"), draft=True
    )
    world.add("asset_draft", f"person:{world.writer.pk}", draft.get_absolute_url())
    public = world.assets["public"]
    text = public.manuscript
    text.body = f"<p>{word('manuscript')}</p>"
    text.body_text, text.has_changes = word("manuscript"), True
    text.save()
    url = f"{public.get_absolute_url()}manuscript/"
    world.add("manuscript", f"person:{world.writer.pk}", url)
    read = world.assets["community"]
    read.manuscript.body = f"<p>{word('second')}</p>"
    read.manuscript.body_text = word("second")
    read.manuscript.save()
    publish(read, world.people["facilitator"])
    world.add("second", world.inside, read.get_absolute_url())
    world.addresses.append(f"{read.get_absolute_url()}compare/1/2/")


def _beside_assets(world: World) -> None:
    """What people bring to an item is read with the item."""
    asset, writer = world.assets["community"], world.writer
    url = asset.get_absolute_url()
    TryOutFactory(asset=asset, outcome=word("try_out"), person=world.people["member"])
    world.add("try_out", world.inside, url)
    asset.uses.create(person=writer, how=word("use"))
    world.add("use", world.inside)
    asset.flags.create(person=writer, why=word("flag"), version=asset.current)
    world.add("flag", world.inside)
    Nomination.objects.create(asset=world.assets["me"], by=writer, words=word("nomination"))
    world.add("nomination", f"person:{writer.pk}", also={"facilitator", "km_team"})
    source = Source.objects.create(agency=world.other, title=word("source"), kind="law",
                                   made_by=world.people["foreigner"])  # fmt: skip
    world.add("source", f"agency:{world.other.pk}", f"/k/sources/{source.pk}/")
    own = CommunityFactory(agency=world.agency, name=f"กลุ่ม{word('adopter')}")
    world.assets["agency"].adoptions.create(community=own, by=writer, words=word("adoption"))
    for name in ("adopter", "adoption"):
        world.add(name, own.key)


def _files(world: World) -> None:
    note = world.notes["community"]
    row = Attachment.objects.create(
        label="knowledge.note", object_id=note.pk, audience=note.audience,
        name=f"{_titled('file')}.txt", media_type="text/plain", size=1, sha256="0" * 64,
        file=ContentFile(word("file_text").encode(), name="x.txt"), alt=word("picture"),
    )  # fmt: skip
    FileText.objects.create(attachment=row, words=word("file_text"), excerpt=word("file_text"))
    for name in ("file", "file_text", "picture"):
        world.add(name, world.inside, found="file" if name == "file" else "")
    world.addresses += [f"/files/{row.pk}/", f"/files/{row.pk}/look/"]


def _talk(world: World) -> None:
    thread = ThreadFactory(community=world.place, title=_titled("thread"), made_by=world.writer)
    world.add("thread", world.inside, thread_url := f"/t/{thread.number}/", found="question")
    PostFactory(thread=thread, text=word("post"))
    world.add("post", world.inside, thread_url)
    PostFactory(thread=thread, text=word("post_gone"), removed_at=now())
    world.add("post_gone", "nobody", also={"writer", "facilitator"})
    for name, key in (("community", world.inside), ("agency", world.house), ("public", "public")):
        note = world.notes[name]
        values = {"label": "knowledge.note", "object_id": note.pk, "agency": note.agency}
        Comment.objects.create(
            **values, audience=note.audience, author=world.writer, text=_titled(f"comment_{name}")
        )
        world.add(f"comment_{name}", key, note.get_absolute_url(), found="comment")
    waiting = Comment(
        label="knowledge.note", object_id=world.notes["public"].pk, agency=world.agency,
        audience="public", guest_name="ศรีสุนทร", guest_mark="xxx.1.1.1", text=word("waiting"),
        shown_at=None,
    )  # fmt: skip
    waiting.save()
    world.add("waiting", "nobody", also={"writer", "km_team", "facilitator"})
    for name, sent in (("piece_sent", localdate()), ("piece_queued", None)):
        piece = Piece.objects.create(
            agency=world.agency, community=world.place, title=_titled(name), text=word(name),
            audience=world.inside, fingerprint=fingerprint(word(name)), place=1,
            made_by=world.writer, sent_on=sent,
        )  # fmt: skip
        hold = world.inside if sent else f"{world.inside}:steward"
        also = () if sent else ("recorder",)  # who gathers answers puts pieces in the queue
        world.add(name, hold, f"/daily/{piece.pk}/", found="piece" if sent else "", also=also)


def _meetings(world: World) -> None:
    cycle = CycleFactory(community=world.place, made_by=world.writer, title=_titled("cycle"))
    world.add("cycle", world.inside, f"/cycles/{cycle.number}/", found="cycle")
    session = SessionFactory(cycle=cycle, title=_titled("session"))
    url = f"/s/{session.number}/"
    world.add("session", world.inside, url, found="session")
    world.addresses += [f"{url}calendar.ics", f"{url}record/"]
    RecordFactory(session=session, learned=word("record"), written_by=world.writer)
    world.add("record", world.inside)
    CommentFactory(session=session, text=_titled("comment_session"))
    world.add("comment_session", world.inside, url, found="comment")


def _people(world: World) -> None:
    hidden = PersonFactory(agency=world.other, given_name=word("person"), handle="hidden")
    world.add("person", f"agency:{world.other.pk}", "/p/hidden/")
    world.addresses += ["/p/hidden/circle/", "/p/hidden/atom.xml", "/p/hidden/contact/"]
    Message.objects.create(sender=hidden, recipient=world.people["foreigner"], text=word("message"))
    world.add("message", f"person:{world.people['foreigner'].pk}", "/messages/")


def _sets(world: World) -> None:
    """A set that no book was made of yet."""
    title = _titled("unbuilt")
    made = CollectionFactory(
        community=world.place, made_by=world.people["facilitator"], title=title,
        sort_key=sort_key(title), intro=word("unbuilt"), audience="public",
    )  # fmt: skip
    Chapter.objects.create(
        collection=made, label="knowledge.asset", object_id=world.assets["public"].pk, wording=1,
        position=1, added_by=made.made_by,
    )  # fmt: skip
    world.add("unbuilt", f"{world.inside}:steward", f"/shelf/sets/{made.number}/")
    world.addresses += [made.get_absolute_url(), f"{made.get_absolute_url()}cover.png"]
