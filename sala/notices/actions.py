"""Telling people: an in-app line for each, and a mail for those who want one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.core import terms
from sala.core.registries import NoticeKind, notice_kinds
from sala.mail.actions import post
from sala.mail.links import one_click_headers, one_click_link
from sala.mail.models import Delivery
from sala.notices.channels import take_all
from sala.notices.hours import hours_of
from sala.notices.models import LineAccount, Mail, Notice, Preference, Rhythm
from sala.people.keys import PUBLIC, holders_of
from sala.people.models import AgencySettings, Person

STOP_KIND = "notices.kind"  # the signed links that end mail of one kind, and the digest
STOP_DIGEST = "notices.digest"


def tell(
    people: Iterable[Person],
    kind: str,
    subject: Model,
    *,
    url: str = "",
    audience: str | None = None,
    links: dict[int, str] | None = None,
    attachments: Sequence[dict[str, str]] = (),
    without_mail: Collection[int] = (),
    by_digest: Collection[int] = (),
    **data: Any,
) -> list[Notice]:
    """Write one line for each person who may see the subject, and a mail where wanted.

    `audience`: the subject's, or `"personal"` for each reader's own matter. `links`: signed, by
    person id. `without_mail`: ids who get the line alone; `by_digest`: ids who wait for the digest.
    """
    about = notice_kinds.get(kind)
    if about is None:
        raise LookupError(f"no notice kind {kind!r} is registered")
    if audience is None:
        audience = getattr(subject, "audience", "personal")
    readers = _readers(people, audience)
    chosen = _chosen(about, readers)
    ways = {
        pk: _way(row, is_silent=pk in without_mail, is_digest=pk in by_digest)
        for pk, row in chosen.items()
    }
    notices = [
        Notice(
            person=person,
            kind=kind,
            data=data,
            url=url,
            is_listed=chosen[person.pk].in_app,
            waits_for_digest=ways[person.pk] == Mail.DIGEST,
            **_about(subject, person, audience),
        )
        for person in readers
    ]
    Notice.objects.bulk_create(notices)
    mailed = [row for row in notices if ways[row.person_id] == Mail.NOW and row.person.email]
    _post(about, mailed, links or {}, attachments)
    return take_all(about, notices)


def _about(subject: Model, person: Person, audience: str) -> dict[str, Any]:
    return {
        "subject_label": subject._meta.label_lower,
        "subject_id": subject.pk,
        "agency_id": getattr(subject, "agency_id", person.agency_id),
        "audience": f"person:{person.pk}" if audience == "personal" else audience,
    }


def _way(chosen: Preference, *, is_silent: bool, is_digest: bool) -> str:
    """How one reader hears of it by mail."""
    if is_silent or chosen.mail == Mail.NONE:
        return Mail.NONE
    return Mail.DIGEST if is_digest else chosen.mail


def _readers(people: Iterable[Person], audience: str) -> list[Person]:
    """Active people, each once, who hold the audience (I08)."""
    unique = {person.pk: person for person in people if _hears(person)}
    if audience not in {"personal", PUBLIC}:
        allowed = holders_of(audience)
        unique = {pk: person for pk, person in unique.items() if pk in allowed}
    return list(unique.values())


def _hears(person: Person) -> bool:
    return person.is_active and not person.erased_at and not person.is_past_guest


def _chosen(kind: NoticeKind, readers: list[Person]) -> dict[int, Preference]:
    """What each reader chose for this kind, or its default."""
    rows = Preference.objects.filter(person__in=readers, kind=kind.name)
    own = {row.person_id: row for row in rows}
    default = Mail.NOW if kind.is_mail_default else Mail.NONE
    return {
        person.pk: own.get(person.pk) or Preference(kind=kind.name, mail=default)
        for person in readers
    }


def _post(
    kind: NoticeKind,
    notices: list[Notice],
    links: dict[int, str],
    attachments: Sequence[dict[str, str]],
) -> None:
    if not notices:
        return
    people = [notice.person for notice in notices]
    wordings = dict(
        AgencySettings.objects.filter(
            agency_id__in={person.agency_id for person in people}
        ).values_list("agency_id", "terms")
    )
    hours = None if kind.is_same_day else hours_of(people)
    letters = []
    for notice in notices:
        wording = wordings.get(notice.person.agency_id)
        with translation.override(notice.person.language), terms.using(wording):
            letter = _letter(kind, notice, links.get(notice.person_id, ""))
        letter.attachments = list(attachments)
        if hours is not None:
            letter.not_before = hours.next_for(notice.person)
        letters.append(letter)
    post(letters)


def _letter(kind: NoticeKind, notice: Notice, link: str) -> Delivery:
    person, data = notice.person, notice.data
    url = f"{settings.SITE_URL.rstrip('/')}{notice.url}" if notice.url else ""
    lines = [_("เรียน คุณ%(name)s") % {"name": person.given_name}, "", kind.body(data)]
    if more := kind.in_letter(data):
        lines += ["", more]
    if target := link or url:
        lines += ["", target]
    stop = one_click_link(STOP_KIND, person.pk, notice.pk)
    lines += ["", _("จดหมายนี้ส่งจากระบบศาลา ไม่ส่งเรื่องแบบนี้อีก: %(link)s") % {"link": stop}]
    return Delivery(
        person_id=person.pk,
        address=person.email,
        language=person.language,
        audience="" if notice.audience.startswith("person:") else notice.audience,
        subject=kind.subject(data)[:300],
        text="\n".join(lines),
        headers=one_click_headers(stop),
    )


def keep_out_of_digests(subject: Model) -> None:
    """What waits to be told of it is told no more."""
    rows = Notice.objects.filter(
        subject_label=subject._meta.label_lower, subject_id=subject.pk, waits_for_digest=True
    )
    rows.update(waits_for_digest=False)


def mark_read(person: Person, notice_id: int | None = None) -> int:
    """Mark one notice, or all of a person's, as read."""
    rows = Notice.objects.filter(person=person, read_at__isnull=True)
    if notice_id is not None:
        rows = rows.filter(pk=notice_id)
    return rows.update(read_at=now())


def choose(person: Person, kind: str, *, mail: str, in_app: bool = True) -> None:
    """The person's own choice for a kind of notice."""
    Preference.objects.update_or_create(
        person=person, kind=kind, defaults={"mail": Mail(mail), "in_app": in_app}
    )


def set_rhythm(person: Person, **fields: Any) -> Rhythm:
    """When the person takes mail."""
    row, _created = Rhythm.objects.update_or_create(person=person, defaults=fields)
    return row


def link_line(person: Person, line_id: str) -> None:
    """The person's own yes to pointers by LINE."""
    LineAccount.objects.update_or_create(person=person, defaults={"line_id": line_id})


def unlink_line(person: Person) -> None:
    LineAccount.objects.filter(person=person).delete()
