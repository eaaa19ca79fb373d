"""LINE's Messaging API: one push message a pointer, to people who linked their LINE themselves."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.core.registries import NoticeKind, notice_kinds
from sala.notices.hours import hours_of
from sala.notices.models import LineAccount, LinePointer, Notice
from sala.people.keys import keys_of

TRIES, BATCH, SECONDS = 6, 50, 5
PASSING = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT}


class Answer(NamedTuple):
    is_sent: bool
    is_final: bool
    words: str


class LineChannel:
    name = "line"

    def is_on(self) -> bool:
        return bool(settings.LINE_TOKEN)

    def take(self, kind: NoticeKind, notices: Sequence[Notice]) -> None:
        people = {notice.person_id: notice.person for notice in notices if notice.is_listed}
        linked = LineAccount.objects.filter(person__in=people).values_list("person_id", flat=True)
        readers = set(linked)
        hours = hours_of([people[pk] for pk in readers]) if readers else None
        LinePointer.objects.bulk_create(
            LinePointer(
                notice=notice,
                not_before=now()
                if hours is None or kind.is_same_day
                else hours.next_for(notice.person),
            )
            for notice in notices
            if notice.person_id in readers and notice.is_listed
        )

    def send(self) -> int:
        """What is due, oldest first; one after another, so that a kill repeats at most one, and
        LINE refuses that one by its retry key."""
        due = LinePointer.objects.filter(
            sent_at__isnull=True, given_up_at__isnull=True, not_before__lte=now()
        )
        rows = due.select_related("notice__person__line_account").order_by("pk")[:BATCH]
        return sum(_send_one(row) for row in rows)


def _send_one(row: LinePointer) -> bool:
    account = getattr(row.notice.person, "line_account", None)
    if account is None or row.notice.audience not in keys_of(row.notice.person):
        # unlinked meanwhile, or the matter is no longer this person's to see (I08)
        row.given_up_at = now()
        row.save(update_fields=["given_up_at"])
        return False
    answer = push(account.line_id, pointer_text(row.notice), row.retry_key)
    row.tries += 1
    row.problem = answer.words[:200]
    if answer.is_sent:
        row.sent_at = now()
    elif answer.is_final or row.tries >= TRIES:
        row.given_up_at = now()
    else:
        row.not_before = now() + timedelta(minutes=2**row.tries)
    row.save(update_fields=["tries", "problem", "sent_at", "given_up_at", "not_before"])
    return answer.is_sent


def pointer_text(notice: Notice) -> str:
    """What kind of thing happened and where to read it; nothing of what was written."""
    kind = notice_kinds.get(notice.kind)
    with translation.override(notice.person.language):
        words = str(kind.label()) if kind else _("มีเรื่องแจ้งในศาลา")
    place = notice.url or "/notices/"
    path, hash_sign, part = place.partition("#")
    joint = "&" if "?" in path else "?"
    link = f"{path}{joint}openExternalBrowser=1{hash_sign}{part}"
    return f"{words}\n{settings.SITE_URL.rstrip('/')}{link}"


def push(line_id: str, text: str, retry_key: uuid.UUID) -> Answer:
    """One message; a repeat of the same key is not delivered twice."""
    body = {"to": line_id, "messages": [{"type": "text", "text": text}]}
    request = Request(  # noqa: S310 -- the address stands in the settings
        settings.LINE_API_URL,
        data=json.dumps(body).encode(),
        headers={
            "Authorization": f"Bearer {settings.LINE_TOKEN}",
            "Content-Type": "application/json",
            "X-Line-Retry-Key": str(retry_key),
        },
        method="POST",
    )
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return Answer(is_sent=True, is_final=True, words=str(answer.status))
    except HTTPError as error:
        error.close()
        if error.code == HTTPStatus.CONFLICT:  # this key was accepted before
            return Answer(is_sent=True, is_final=True, words="409")
        is_passing = error.code in PASSING or error.code >= HTTPStatus.INTERNAL_SERVER_ERROR
        return Answer(is_sent=False, is_final=not is_passing, words=str(error.code))
    except (URLError, OSError) as error:
        return Answer(is_sent=False, is_final=False, words=type(error).__name__)
