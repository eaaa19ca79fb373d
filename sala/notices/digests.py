"""One mail with what is new for a person across all communities; never an empty one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sala.core import terms
from sala.core.mail_registries import DigestItem, digest_sources
from sala.core.registries import notice_kinds
from sala.mail.actions import post
from sala.mail.links import one_click_headers, one_click_link
from sala.mail.models import Delivery, PausedAddress
from sala.mail.tokens import reply_address
from sala.notices.actions import STOP_DIGEST
from sala.notices.hours import days_off_of
from sala.notices.models import Digested, Notice, Rhythm
from sala.notices.quiet import is_day_off
from sala.people.keys import keys_of
from sala.people.models import AgencySettings, Person

CHUNK = 200
FIRST, LONGEST = timedelta(days=3), timedelta(days=7)
MOST = 40  # lines of one digest; the rest is on the web


class Line(NamedTuple):
    """An item as a digest shows it."""

    item: DigestItem
    url: str
    answer: str  # the address an answer goes to, or nothing


class Section(NamedTuple):
    place: str
    lines: list[Line]


def send_digests(moment: datetime) -> int:
    """The digests of this hour; run again, it sends nothing twice."""
    made = 0
    for people in _chunks(_due(moment), CHUNK):
        made += _digest_all(people, moment)
    return made


def _due(moment: datetime) -> QuerySet[Person]:
    """People whose day and hour this is, by their own choice or by default."""
    local = localtime(moment)
    default = Rhythm()
    rows = Person.objects.filter(is_active=True, erased_at__isnull=True).exclude(email="")
    rows = rows.filter(Q(guest_until__isnull=True) | Q(guest_until__gte=local.date()))
    today = str(local.isoweekday())
    own = Rhythm.objects.filter(digest_hour=local.hour, digest_days__contains=today)
    mine = Q(pk__in=own.values("person_id"))
    if local.hour == default.digest_hour and today in default.digest_days:
        mine |= ~Q(pk__in=Rhythm.objects.values("person_id"))
    return rows.filter(mine).order_by("pk")


def _chunks(rows: QuerySet[Person], size: int) -> Iterator[list[Person]]:
    after = 0
    while people := list(rows.filter(pk__gt=after)[:size]):
        yield people
        after = people[-1].pk


@transaction.atomic
def _digest_all(people: list[Person], moment: datetime) -> int:
    """Letters and what they have told, in one transaction."""
    people = _working(people, moment)
    since = _since(people, moment)
    items = _items({person: since[person.pk] for person in people if person.pk in since}, moment)
    told = [person for person in people if items.get(person.pk)]
    wordings = dict(
        AgencySettings.objects.filter(
            agency_id__in={person.agency_id for person in told}
        ).values_list("agency_id", "terms")
    )
    letters = []
    for person in told:
        wording = wordings.get(person.agency_id)
        with translation.override(person.language), terms.using(wording):
            letters.append(_letter(person, items[person.pk]))
    post(letters)
    Digested.objects.bulk_create(
        [Digested(person=person, until=moment) for person in told],
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=["until"],
    )
    pending = Notice.objects.filter(person__in=told, waits_for_digest=True, at__lte=moment)
    pending.update(waits_for_digest=False)
    return len(letters)


def _working(people: list[Person], moment: datetime) -> list[Person]:
    """Without those who have a day off today, or whose address is paused."""
    days_off = days_off_of({person.agency_id for person in people})
    today = localdate(moment)
    addresses = [person.email.lower() for person in people]
    paused = set(
        PausedAddress.objects.filter(address__in=addresses).values_list("address", flat=True)
    )
    own = set(
        Rhythm.objects.filter(person__in=people, on_days_off=False).values_list(
            "person_id", flat=True
        )
    )
    return [
        person
        for person in people
        if person.email.lower() not in paused
        and (person.pk in own or not is_day_off(today, days_off.get(person.agency_id, frozenset())))
    ]


def _since(people: list[Person], moment: datetime) -> dict[int, datetime]:
    """From when each has not been told; who was told of this very hour is left out."""
    told = dict(Digested.objects.filter(person__in=people).values_list("person_id", "until"))
    since = {}
    for person in people:
        until = told.get(person.pk, moment - FIRST)
        if until < moment:
            since[person.pk] = max(until, moment - LONGEST)
    return since


def _items(since: dict[Person, datetime], until: datetime) -> dict[int, list[DigestItem]]:
    """What needs the person first, then the newest; each thing once."""
    found: dict[int, dict[str, DigestItem]] = {}
    sources = [source.items(dict(since), until) for source in digest_sources]
    for rows in [*sources, _notices(since, until)]:
        for person_id, items in rows.items():
            mine = found.setdefault(person_id, {})
            for item in items:
                kept = mine.get(item.key)
                if kept is None or (item.needs_you and not kept.needs_you):
                    mine[item.key] = item
    return {
        person_id: sorted(
            items.values(), key=lambda item: (not item.needs_you, -item.at.timestamp())
        )
        for person_id, items in found.items()
    }


def _notices(since: dict[Person, datetime], until: datetime) -> dict[int, list[DigestItem]]:
    """Notices that wait for the digest, when the person may still see them (I08)."""
    people = {person.pk: person for person in since}
    rows = Notice.objects.filter(
        person__in=people, waits_for_digest=True, at__gt=until - LONGEST, at__lte=until
    )
    found: dict[int, list[DigestItem]] = {}
    for notice in rows.order_by("-at"):
        kind = notice_kinds.get(notice.kind)
        person = people[notice.person_id]
        if kind is None or notice.audience not in keys_of(person):
            continue
        with translation.override(person.language):
            item = DigestItem(
                key=f"{notice.subject_label}:{notice.subject_id}",
                place=str(notice.data.get("community") or notice.data.get("name") or ""),
                title=kind.subject(notice.data),
                text="\n\n".join(
                    filter(None, [kind.body(notice.data), kind.in_letter(notice.data)])
                ),
                url=notice.url,
                at=notice.at,
                reply=(kind.reply, notice.subject_id) if kind.reply else None,
            )
        found.setdefault(person.pk, []).append(item)
    return found


def _letter(person: Person, items: list[DigestItem]) -> Delivery:
    shown = items[:MOST]
    waiting = sum(item.needs_you for item in items)
    stop = one_click_link(STOP_DIGEST, person.pk, person.pk)
    words: dict[str, Any] = {
        "person": person,
        "needed": [_line(person, item) for item in shown if item.needs_you],
        "sections": _sections(person, [item for item in shown if not item.needs_you]),
        "more": len(items) - len(shown),
        "site": settings.SITE_URL.rstrip("/"),
        "stop": stop,
    }
    subject = ngettext("สรุปจากกลุ่มของคุณ %(count)s เรื่อง", "สรุปจากกลุ่มของคุณ %(count)s เรื่อง", len(items))
    subject %= {"count": len(items)}
    if waiting:
        needs = ngettext("รอคุณ %(count)s เรื่อง", "รอคุณ %(count)s เรื่อง", waiting)
        subject = f"{needs % {'count': waiting}} · {subject}"
    return Delivery(
        person_id=person.pk,
        address=person.email,
        language=person.language,
        subject=subject,
        text=_text(words),
        html=render_to_string("notices/mail/digest.html", words),
        headers=one_click_headers(stop),
    )


def _text(words: dict[str, Any]) -> str:
    """The same in plain words."""
    rows = [_("เรียน คุณ%(name)s") % {"name": words["person"].given_name}, ""]
    for place, lines in [(_("รอคุณ"), words["needed"]), *words["sections"]]:
        if lines:
            rows += [f"== {place} ==", ""]
        for line in lines:
            rows += [f"* {line.item.title}", f"  {line.item.text}", f"  {line.url}"]
            rows += [f"  {_('ตอบทางอีเมล:')} {line.answer}", ""] if line.answer else [""]
    if words["more"]:
        rows += [_("และอีก %(more)s เรื่องบนเว็บ") % words, ""]
    rows += [
        "-- ",
        f"{_('เปลี่ยนวันและเวลาของสรุป:')} {words['site']}/notices/rhythm/",
        f"{_('ไม่รับสรุปอีก:')} {words['stop']}",
    ]
    return "\n".join(rows)


def _sections(person: Person, items: Iterable[DigestItem]) -> list[Section]:
    """The place with the newest matter first, and inside it the newest matter first."""
    items = list(items)
    newest: dict[str, datetime] = {}
    for item in items:
        newest[item.place] = max(item.at, newest.get(item.place, item.at))
    items.sort(key=lambda item: (-newest[item.place].timestamp(), item.place, -item.at.timestamp()))
    return [
        Section(place or _("เรื่องอื่น"), [_line(person, item) for item in rows])
        for place, rows in groupby(items, key=lambda item: item.place)
    ]


def _line(person: Person, item: DigestItem) -> Line:
    answer = reply_address(person.pk, *item.reply) if item.reply else ""
    return Line(item, f"{settings.SITE_URL.rstrip('/')}{item.url}", answer)
