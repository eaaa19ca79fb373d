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
from sala.mail.models import Delivery
from sala.notices.models import Notice, Preference
from sala.people.keys import PUBLIC, holders_of
from sala.people.models import AgencySettings, Person


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
    **data: Any,
) -> list[Notice]:
    """Write one line for each person who may see the subject, and a mail where wanted.

    `audience` defaults to the subject's; `"personal"` means the matter is each reader's own
    (an invitation, an answer about oneself). `links` gives each person's own signed link by
    person id; `without_mail` names ids of people who get the line alone. Nothing is sent here:
    the letters wait for the clock.
    """
    about = notice_kinds.get(kind)
    if about is None:
        raise LookupError(f"no notice kind {kind!r} is registered")
    audience = audience if audience is not None else getattr(subject, "audience", "personal")
    readers = _readers(people, audience)
    if not readers:
        return []
    notices = [
        Notice(
            person=person,
            kind=kind,
            subject_label=subject._meta.label_lower,
            subject_id=subject.pk,
            agency_id=getattr(subject, "agency_id", person.agency_id),
            audience=f"person:{person.pk}" if audience == "personal" else audience,
            data=data,
            url=url,
        )
        for person in readers
    ]
    Notice.objects.bulk_create(notices)
    by_mail = [person for person in readers if person.pk not in without_mail]
    _post(about, by_mail, url, links or {}, attachments, data)
    return notices


def _readers(people: Iterable[Person], audience: str) -> list[Person]:
    """Active people, each once, who hold the audience (I08)."""
    unique = {person.pk: person for person in people if _hears(person)}
    if audience not in {"personal", PUBLIC}:
        allowed = holders_of(audience)
        unique = {pk: person for pk, person in unique.items() if pk in allowed}
    return list(unique.values())


def _hears(person: Person) -> bool:
    return person.is_active and not person.erased_at and not person.is_past_guest


def _post(
    kind: NoticeKind,
    readers: list[Person],
    url: str,
    links: dict[int, str],
    attachments: Sequence[dict[str, str]],
    data: dict[str, Any],
) -> None:
    chosen = dict(
        Preference.objects.filter(person__in=readers, kind=kind.name).values_list(
            "person_id", "by_mail"
        )
    )
    wanting = [p for p in readers if p.email and chosen.get(p.pk, kind.is_mail_default)]
    wordings = dict(
        AgencySettings.objects.filter(
            agency_id__in={person.agency_id for person in wanting}
        ).values_list("agency_id", "terms")
    )
    post(
        _letter(kind, person, wordings.get(person.agency_id), url, links, attachments, data)
        for person in wanting
    )


def _letter(
    kind: NoticeKind,
    person: Person,
    wording: Any,
    url: str,
    links: dict[int, str],
    attachments: Sequence[dict[str, str]],
    data: dict[str, Any],
) -> Delivery:
    with translation.override(person.language), terms.using(wording):
        target = links.get(person.pk) or (f"{settings.SITE_URL.rstrip('/')}{url}" if url else "")
        lines = [_("เรียน คุณ%(name)s") % {"name": person.given_name}, "", kind.body(data)]
        if target:
            lines += ["", target]
        lines += ["", _("จดหมายนี้ส่งจากระบบศาลา ปรับการแจ้งเตือนได้ที่หน้า “การแจ้งเตือน”")]
        return Delivery(
            person_id=person.pk,
            address=person.email,
            subject=kind.subject(data)[:300],
            text="\n".join(lines),
            attachments=list(attachments),
        )


def mark_read(person: Person, notice_id: int | None = None) -> int:
    """Mark one notice, or all of a person's, as read."""
    rows = Notice.objects.filter(person=person, read_at__isnull=True)
    if notice_id is not None:
        rows = rows.filter(pk=notice_id)
    return rows.update(read_at=now())


def choose(person: Person, kind: str, *, by_mail: bool) -> None:
    """The person's own choice for a kind of notice."""
    Preference.objects.update_or_create(person=person, kind=kind, defaults={"by_mail": by_mail})
