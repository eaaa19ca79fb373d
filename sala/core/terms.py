"""Six words belong to the agency (R158). They never stand in a source string.

`_("เข้าร่วม%(community)s") % words()` in code; `{{ terms.community }}` in templates.
The words of the present agency and language are set once per request or job.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import get_language

KINDS = ("community", "sponsor", "facilitator", "practitioner", "recorder", "thanks")

DEFAULTS: dict[str, dict[str, str]] = {
    "th": {
        "community": "ชุมชนนักปฏิบัติ",
        "sponsor": "คุณเอื้อ",
        "facilitator": "คุณอำนวย",
        "practitioner": "คุณกิจ",
        "recorder": "คุณลิขิต",
        "thanks": "ดอกไม้",
    },
    "en": {
        "community": "community of practice",
        "sponsor": "sponsor",
        "facilitator": "facilitator",
        "practitioner": "practitioner",
        "recorder": "recorder",
        "thanks": "thanks",
    },
}

Agency = Mapping[str, Mapping[str, str]]
_present: ContextVar[Agency | None] = ContextVar("terms", default=None)


def words(language: str | None = None) -> dict[str, str]:
    """The six words in the present agency's own wording."""
    code = (language or get_language() or "th")[:2]
    base = dict(DEFAULTS.get(code, DEFAULTS["th"]))
    own = (_present.get() or {}).get(code, {})
    return base | {kind: word for kind, word in own.items() if word}


def term(kind: str) -> str:
    return words()[kind]


def use(agency: Agency | None) -> None:
    """Set the words for the rest of this request or job."""
    _present.set(agency)


@contextmanager
def using(agency: Agency | None) -> Iterator[None]:
    """The words of one agency for a while: mails and reports written for another person."""
    token = _present.set(agency)
    try:
        yield
    finally:
        _present.reset(token)
