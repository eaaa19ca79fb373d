"""What a person was told, with texts made in the reader's language."""

from __future__ import annotations

from typing import NamedTuple

from sala.core.registries import notice_kinds
from sala.notices.models import Notice, Preference
from sala.people.keys import keys_of
from sala.people.models import Person


class NoticeRow(NamedTuple):
    notice: Notice
    title: str
    text: str


class KindRow(NamedTuple):
    name: str
    label: str
    by_mail: bool


def notice_rows(person: Person, *, limit: int = 50) -> list[NoticeRow]:
    """Newest first; only what the person may still see."""
    notices = Notice.objects.filter(person=person, audience__in=keys_of(person))
    rows = []
    for notice in notices.order_by("-at", "-pk")[:limit]:
        kind = notice_kinds.get(notice.kind)
        if kind is not None:
            rows.append(NoticeRow(notice, kind.subject(notice.data), kind.body(notice.data)))
    return rows


def unread_count(person: Person) -> int:
    return Notice.objects.filter(
        person=person, read_at__isnull=True, audience__in=keys_of(person)
    ).count()


def kind_rows(person: Person) -> list[KindRow]:
    chosen = dict(Preference.objects.filter(person=person).values_list("kind", "by_mail"))
    return [
        KindRow(kind.name, kind.label(), chosen.get(kind.name, kind.is_mail_default))
        for kind in notice_kinds
    ]
