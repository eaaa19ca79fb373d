"""Making books, and the main one everybody finds without making it."""

from __future__ import annotations

from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.communities.rules import can_act
from sala.core.file_words import PICTURES
from sala.core.files import attach, detach
from sala.core.locking import locked, require_version
from sala.core.models import Attachment
from sala.core.permissions import denied, require
from sala.core.thai import cut
from sala.journal.actions import record
from sala.knowledge.models import Book, BookTag
from sala.knowledge.reach import CommentPolicy, Reach, key_of
from sala.knowledge.rules.books import can_make_book, can_open_unit_book, can_tend_book
from sala.knowledge.tagging import tags_in
from sala.people.models import Person, Unit


class BookText(NamedTuple):
    """What a book is called and what a new note in it begins with."""

    name: str
    about: str = ""
    elsewhere: str = ""
    tags: str = ""
    reach: str = Reach.AGENCY
    licence: str = ""
    comment_policy: str = CommentPolicy.MEMBERS


def audience_of(book: Book, reach: str, person_id: int) -> str:
    return key_of(
        reach, person_id=person_id, community_id=book.community_id, agency_id=book.agency_id
    )


@transaction.atomic
def make_book(text: BookText, *, by: Person, community: Community | None = None) -> Book:
    """A further book of one's own, or of a community whose facilitator one is."""
    if community is None:
        require(can_make_book(by))
        book = Book(agency_id=by.agency_id, owner=by, made_by=by)
    else:
        community = locked(community)
        require(can_act(by, "manage_community", community))
        book = Book(agency_id=community.agency_id, community=community, made_by=by)
    return _filled(book, text, by)


@transaction.atomic
def change_book(book: Book, text: BookText, *, seen: int, by: Person) -> Book:
    """Another name or other defaults; notes already written keep what they have."""
    book = locked(book)
    require(can_tend_book(by, book))
    require_version(book, seen, text._asdict())
    book.version += 1
    return _filled(book, text, by)


@transaction.atomic
def set_cover(book: Book, upload: UploadedFile, *, by: Person) -> None:
    """Another cover; the earlier one goes."""
    book = locked(book)
    require(can_tend_book(by, book))
    detach(book)
    attach(
        book,
        upload,
        audience=book.audience,
        alt=book.name,
        made_by_id=by.pk,
        accepted=PICTURES,
    )
    record("knowledge.book_changed", book, place=book.community or book, by=by)


def _filled(book: Book, text: BookText, by: Person) -> Book:
    is_new = book.pk is None
    if book.community_id is None and text.reach == Reach.COMMUNITY:
        require(denied("value.reach", _("สมุดนี้ไม่ได้อยู่ในกลุ่มใด เลือกว่าใครอ่านได้ใหม่")))
    for field in ("name", "about", "elsewhere", "reach", "licence", "comment_policy"):
        setattr(book, field, getattr(text, field))
    book.audience = audience_of(book, text.reach, book.owner_id or by.pk)
    book.save()
    covers = Attachment.objects.filter(label=book._meta.label_lower, object_id=book.pk)
    covers.update(audience=book.audience)
    BookTag.objects.filter(book=book).delete()
    BookTag.objects.bulk_create(
        BookTag(book=book, key=key, word=word) for key, word in tags_in(text.tags).items()
    )
    verb = "knowledge.book_made" if is_new else "knowledge.book_changed"
    record(verb, book, place=book.community or book, by=by)
    return book


def main_book(person: Person) -> Book:
    """The person's own first book; opened when the first note is written."""
    return _main(
        {"owner": person},
        name=_("สมุดของ%(name)s") % {"name": person.given_name},
        agency_id=person.agency_id,
        reach=Reach.AGENCY,
        by=person,
    )


@transaction.atomic
def main_book_of_community(community: Community, *, by: Person) -> Book:
    """What a community writes for its members first (R099)."""
    community = locked(community)
    require(can_act(by, "write", community))
    unit = Unit.objects.get(pk=community.unit_id) if community.unit_id else None
    return _main(
        {"community": community},
        name=cut(f"KM {unit.name if unit else community.name}", 160),
        agency_id=community.agency_id,
        reach=Reach.COMMUNITY,
        by=by,
    )


@transaction.atomic
def main_book_of_unit(unit: Unit, *, by: Person) -> Book:
    """KM <unit>: what a unit publishes of its work (R099)."""
    require(can_open_unit_book(by, unit))
    return _main(
        {"unit": unit},
        name=cut(f"KM {unit.name}", 160),
        agency_id=unit.agency_id or unit.pk,
        reach=Reach.AGENCY,
        by=by,
    )


@transaction.atomic
def _main(
    keeper: dict[str, Person | Community | Unit],
    *,
    name: str,
    agency_id: int,
    reach: str,
    by: Person,
) -> Book:
    values = {
        "agency_id": agency_id,
        "name": name,
        "reach": reach,
        "made_by": by,
        "audience": audience_of(Book(agency_id=agency_id, **keeper), reach, by.pk),
    }
    book, is_new = Book.objects.get_or_create(is_main=True, **keeper, defaults=values)
    if is_new:
        record("knowledge.book_made", book, place=book.community or book, by=by)
    return book
