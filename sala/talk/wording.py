"""Plain text made safe to show, names called in it, and spans of time in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

# An address ends where Thai begins: there is no space between words to end it.
ADDRESS = re.compile(r"https?://[A-Za-z0-9][!#-;=?-~]*")
TRAILING = ".,;:!?'*"
CALLED = re.compile(r"@([^\s@,;:!?()]{2,80})(?:[ \t]+([^\s@,;:!?()]{2,80}))?")


class Named(Protocol):
    handle: str
    given_name: str
    family_name: str


def shown(text: str) -> SafeString:
    """Paragraphs and line breaks kept, addresses made links, everything else escaped."""
    blocks = [block for block in re.split(r"\n{2,}", text.strip()) if block]
    return mark_safe("".join(f"<p>{_linked(block)}</p>" for block in blocks))  # noqa: S308 -- escaped piece by piece


def _linked(block: str) -> str:
    parts: list[str] = []
    end = 0
    for found in ADDRESS.finditer(block):
        address = _without_tail(found.group())
        parts.append(escape(block[end : found.start()]))
        parts.append(
            format_html('<a href="{}" rel="nofollow noopener noreferrer">{}</a>', address, address)
        )
        end = found.start() + len(address)
    parts.append(escape(block[end:]))
    return "".join(parts).replace("\n", "<br>")


def _without_tail(address: str) -> str:
    """A full stop or an unopened bracket after an address belongs to the sentence."""
    while address[-1] in TRAILING or (
        address.endswith(")") and address.count(")") > address.count("(")
    ):
        address = address[:-1]
    return address


def called(text: str, people: Iterable[Named]) -> list[Named]:
    """Who is called by `@handle`, `@ชื่อ` or `@ชื่อ นามสกุล`, each once, in the order called.

    A given name that two people share calls nobody without the family name.
    """
    everyone = list(people)
    found: dict[str, Named] = {}
    for match in CALLED.finditer(text):
        person = _who(match.group(1), match.group(2) or "", everyone)
        if person is not None:
            found[person.handle] = person
    return list(found.values())


def _who(first: str, second: str, people: Sequence[Named]) -> Named | None:
    bare = first.removeprefix("คุณ").rstrip(".")
    by_handle = [one for one in people if one.handle.lower() == first.rstrip(".").lower()]
    whole = [one for one in people if (one.given_name, one.family_name) == (bare, second)]
    given = [one for one in people if one.given_name in {bare, first}]
    for some in (by_handle, whole, given):
        if len(some) == 1:
            return some[0]
    return None


def span(seconds: int) -> str:
    """A length of time as people say it: 20 นาที, 3 ชั่วโมง, 2 วัน."""
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return ngettext("%(count)s นาที", "%(count)s นาที", minutes) % {"count": minutes}
    hours = round(minutes / 60)
    if hours < 48:
        return ngettext("%(count)s ชั่วโมง", "%(count)s ชั่วโมง", hours) % {"count": hours}
    days = round(hours / 24)
    return ngettext("%(count)s วัน", "%(count)s วัน", days) % {"count": days}
