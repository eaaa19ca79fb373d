"""People and files as they are found: a colleague by name, post and what one tells of oneself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sala.core.models import Attachment, FileState, FileText
from sala.core.registries import Searchable, searchables
from sala.people.models import Person
from sala.people.queries import postings_on
from sala.search.incoming import Item
from sala.search.waiting import touched


def read_people(ids: Sequence[Any]) -> Iterator[Item]:
    """Staff at work, for their own agency; no address, telephone or code is read."""
    people = Person.objects.filter(
        pk__in=ids, is_active=True, erased_at__isnull=True, is_guest=False
    )
    postings = postings_on([person.pk for person in people], localdate())
    for person in people:
        posting = postings.get(person.pk)
        unit = posting.unit if posting else None
        told = [person.name_en, posting.position if posting else "", unit.name if unit else ""]
        yield Item(
            label="person",
            object_id=person.pk,
            title=person.official_name,
            text="\n".join(filter(None, [*told, person.about])),
            audience=frozenset([f"agency:{person.agency_id}"]),
            facets={"agency": [person.agency_id], "unit": [unit.pk if unit else None]},
            url=reverse("people:person", args=[person.handle]),
        )


def read_files(ids: Sequence[Any]) -> Iterator[Item]:
    """Files that may be opened, with the words that were read in them."""
    kept = Attachment.objects.filter(pk__in=ids, state=FileState.KEPT)
    for file in kept.select_related("text"):
        words = file.text.words if hasattr(file, "text") else ""
        yield Item(
            label="file",
            object_id=str(file.pk),
            title=file.name,
            text="\n".join(filter(None, [file.alt, words])),
            audience=frozenset([file.audience]),
            url=reverse("people:file_look", args=[file.pk]),
            happened_at=file.made_at,
        )


@receiver([post_save, post_delete], sender=Attachment, dispatch_uid="search.file")
def note_file(instance: Attachment, **more: Any) -> None:
    """Files come and go with their things; the journal does not speak of them."""
    touched("core.attachment", [instance.pk])


@receiver(post_save, sender=FileText, dispatch_uid="search.file_text")
def note_text(instance: FileText, **more: Any) -> None:
    touched("core.attachment", [instance.attachment_id])


searchables.add(
    Searchable("person", 50, lambda: _("คน"), "user-round", "people.person", read_people),
    Searchable("file", 60, lambda: _("ไฟล์"), "paperclip", "core.attachment", read_files),
)
