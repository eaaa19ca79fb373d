"""What a person was told, with texts made in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sala.core.registries import notice_kinds
from sala.core.thai.display import thai_date
from sala.notices.models import LineAccount, Mail, Notice, Preference, Rhythm
from sala.people.keys import keys_of
from sala.people.models import Person

SHOWN = 20


class NoticeRow(NamedTuple):
    notice: Notice
    title: str
    text: str


class KindRow(NamedTuple):
    name: str
    label: str
    mail: str
    in_app: bool


class NoticeGroup(NamedTuple):
    """Lines under one heading: what is not read yet, then day by day."""

    title: str
    is_new: bool
    rows: list[NoticeRow]


class NoticePage(NamedTuple):
    groups: list[NoticeGroup]
    page: Page[Any]


def listed(person: Person) -> QuerySet[Notice]:
    """Only what the person may still see."""
    return Notice.objects.filter(person=person, is_listed=True, audience__in=keys_of(person))


def _rows(notices: Iterable[Notice]) -> list[NoticeRow]:
    kinds = [(notice, notice_kinds.get(notice.kind)) for notice in notices]
    return [
        NoticeRow(notice, kind.subject(notice.data), kind.body(notice.data))
        for notice, kind in kinds
        if kind is not None
    ]


def notice_rows(person: Person, *, limit: int) -> list[NoticeRow]:
    """Newest first."""
    return _rows(listed(person).order_by("-at", "-pk")[:limit])


def notice_page(person: Person, number: str) -> NoticePage:
    """What is not read yet first, then the rest by day; a page of them."""
    rows = listed(person).annotate(is_read=Q(read_at__isnull=False))
    page = Paginator(rows.order_by("is_read", "-at", "-pk"), SHOWN).get_page(number)
    page.object_list = list(page.object_list)
    groups = [
        NoticeGroup(title or _("ยังไม่ได้อ่าน"), not title, list(group))
        for title, group in groupby(_rows(page.object_list), _day)
    ]
    return NoticePage(groups, page)


def _day(row: NoticeRow) -> str:
    return thai_date(row.notice.at) if row.notice.read_at else ""


def unread_count(person: Person) -> int:
    return listed(person).filter(read_at__isnull=True).count()


def group_word(name: str) -> str:
    """What the kinds of an app are about."""
    words = {
        "communities": _("การเข้าร่วมและหน้าที่"),
        "talk": _("พูดคุย"),
        "cycles": _("รอบปี"),
        "meetings": _("นัดพบและบันทึก"),
        "knowledge": _("คลังความรู้"),
        "evaluation": _("การประเมิน"),
    }
    return words.get(name, _("เรื่องอื่น"))


def kind_groups(person: Person) -> dict[str, list[KindRow]]:
    """Every kind there is, with what the person chose for it, by the app that tells of it; apps
    without a word of their own stand together."""
    groups: dict[str, list[KindRow]] = {}
    other = group_word("")
    for row in _kind_rows(person):
        name = row.name.partition(".")[0]
        groups.setdefault("other" if group_word(name) == other else name, []).append(row)
    if other_kinds := groups.pop("other", None):
        groups["other"] = other_kinds
    return groups


def _kind_rows(person: Person) -> list[KindRow]:
    chosen = {row.kind: row for row in Preference.objects.filter(person=person)}
    rows = []
    for kind in notice_kinds:
        default = Mail.NOW if kind.is_mail_default else Mail.NONE
        row = chosen.get(kind.name) or Preference(mail=default)
        rows.append(KindRow(kind.name, kind.label(), row.mail, row.in_app))
    return rows


def rhythm_of(person: Person) -> dict[str, Any]:
    """When the person takes mail, as the form shows it."""
    row = Rhythm.objects.filter(person=person).first() or Rhythm()
    return {
        "digest_days": list(row.digest_days),
        "digest_hour": row.digest_hour,
        "is_quiet": row.is_quiet,
        "quiet_from": row.quiet_from.hour,
        "quiet_until": row.quiet_until.hour,
        "on_days_off": row.on_days_off,
    }


def is_linked(person: Person) -> bool:
    """Has the person linked LINE?"""
    return LineAccount.objects.filter(person=person).exists()
