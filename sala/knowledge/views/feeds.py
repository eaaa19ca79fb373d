"""Feeds hold what a visitor may read, and nothing else, whoever asks for them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from sala.communities.models import Community
from sala.core.rich import excerpt
from sala.knowledge.atom import MEDIA_TYPE, Entry, Feed, tag_uri, written
from sala.knowledge.licences import terms_of
from sala.knowledge.models import Book, Note
from sala.knowledge.queries.notes import published
from sala.people.keys import PUBLIC
from sala.people.models import Person

ENTRIES = 30
MINUTES = 10


class Source(NamedTuple):
    """What a feed is of: a name for its id, its title and page, and who speaks."""

    name: str
    title: str
    subtitle: str
    path: str
    author: str
    since: datetime


@login_not_required
@require_GET
def feed_site(request: HttpRequest) -> HttpResponse:
    title = _("บันทึกสาธารณะ")
    since = datetime.fromisoformat("2026-01-01T00:00:00+07:00")
    return _feed(request, Source("notes", title, "", "/notes/", _("ศาลา"), since), _notes())


@login_not_required
@require_GET
def feed_book(request: HttpRequest, book_id: int) -> HttpResponse:
    rows = Book.objects.visible_to({PUBLIC}).select_related("owner", "community", "unit", "agency")
    book = get_object_or_404(rows, pk=book_id)
    source = Source(
        f"book/{book.pk}",
        book.name,
        book.about,
        f"/books/{book.pk}/",
        book.agency.name,
        book.made_at,
    )
    return _feed(request, source, _notes().filter(book=book))


@login_not_required
@require_GET
def feed_community(request: HttpRequest, number: int) -> HttpResponse:
    rows = Community.objects.filter(audience=PUBLIC).select_related("agency")
    community = get_object_or_404(rows, number=number)
    source = Source(
        f"community/{community.number}",
        community.name,
        community.purpose,
        community.get_absolute_url(),
        community.name,
        community.created_at,
    )
    return _feed(request, source, _notes().filter(book__community=community))


@login_not_required
@require_GET
def feed_person(request: HttpRequest, handle: str) -> HttpResponse:
    """Somebody without a public note has no public face."""
    notes = _notes().filter(author__handle=handle)
    person = Person.objects.filter(handle=handle, erased_at__isnull=True).first()
    if person is None or not notes.exists():
        raise Http404
    source = Source(
        f"person/{person.handle}", person.full_name, "", "/notes/", person.full_name,
        person.created_at,
    )  # fmt: skip
    return _feed(request, source, notes)


def _notes() -> QuerySet[Note]:
    return published({PUBLIC}).select_related("author").prefetch_related("tags")


def _feed(request: HttpRequest, source: Source, notes: QuerySet[Note]) -> HttpResponse:
    with override("th"):
        entries = [_entry(note) for note in notes[:ENTRIES]]
        feed = Feed(
            id=tag_uri(source.name, source.since),
            title=source.title,
            subtitle=source.subtitle,
            url=_absolute(source.path),
            self_url=_absolute(request.path),
            author=source.author,
            updated=max((one.updated for one in entries), default=source.since),
            entries=entries,
        )
        response = HttpResponse(written(feed), content_type=MEDIA_TYPE)
    if not request.user.is_authenticated:
        patch_cache_control(response, public=True, max_age=MINUTES * 60)
    return response


def _entry(note: Note) -> Entry:
    terms = terms_of(note.licence)
    at = note.published_at or note.created_at
    return Entry(
        id=tag_uri(f"note/{note.number}", note.created_at),
        title=note.title,
        url=_absolute(note.get_absolute_url()),
        author=note.author.full_name,
        published=note.written_at,
        updated=max(note.edited_at or at, at),
        summary=excerpt(note.body, 300),
        html=note.body.replace('src="/', f'src="{_absolute("/")}').replace(
            'href="/', f'href="{_absolute("/")}'
        ),
        rights=f"{terms.label} {terms.sign} {terms.deed}".strip(),
        tags=[tag.word for tag in note.tags.all()],
    )


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{path}"
