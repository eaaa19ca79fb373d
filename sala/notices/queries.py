"""What a person was told, with texts made in the reader's language."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from sala.core.registries import notice_kinds
from sala.notices.models import LineAccount, Mail, Notice, Preference, Rhythm
from sala.people.keys import keys_of
from sala.people.models import Person


class NoticeRow(NamedTuple):
    notice: Notice
    title: str
    text: str


class KindRow(NamedTuple):
    name: str
    label: str
    mail: str
    in_app: bool


def notice_rows(person: Person, *, limit: int = 25) -> list[NoticeRow]:
    """Newest first; only what the person may still see."""
    notices = Notice.objects.filter(person=person, is_listed=True, audience__in=keys_of(person))
    rows = []
    for notice in notices.order_by("-at", "-pk")[:limit]:
        kind = notice_kinds.get(notice.kind)
        if kind is not None:
            rows.append(NoticeRow(notice, kind.subject(notice.data), kind.body(notice.data)))
    return rows


def unread_count(person: Person) -> int:
    return Notice.objects.filter(
        person=person, is_listed=True, read_at__isnull=True, audience__in=keys_of(person)
    ).count()


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
