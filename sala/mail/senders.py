"""Whose is it? From proves nothing: a live reply token does, or what our own MTA checked."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.conf import settings

from sala.core.mail_registries import correspondents
from sala.mail.reading.headers import Headers
from sala.mail.tokens import ReplyToken

_RESULT = re.compile(r"^(dkim|spf|dmarc)(?:/\d+)?\s*=\s*([a-z]+)\b(.*)$", re.IGNORECASE | re.DOTALL)
_PROPERTY = re.compile(r"\b([a-z]+\.[a-z-]+)\s*=\s*\"?([^\s;\"]+)\"?", re.IGNORECASE)
EXPIRED, SPENT, OTHERS = "token-expired", "token-spent", "token-of-another"
FAILED, UNPROVED, UNKNOWN, UNSETTLED = (
    "authentication-failed",
    "sender-not-proved",
    "sender-unknown",
    "sender-unsettled",
)


class Checked(NamedTuple):
    """What our MTA found: the way in which the domain of From was proved, or that it failed."""

    proof: str = ""
    has_failed: bool = False


class Proof(NamedTuple):
    """`person_id` is certain; `owner_id` verified the address in From, which anybody can write."""

    person_id: int | None = None
    by: str = ""
    why: str = ""
    owner_id: int | None = None


def prove(
    headers: Headers, sender: str | None, envelope_sender: str, token: ReplyToken | None
) -> Proof:
    """The person who certainly sent this, or why nobody is certain."""
    if not sender:
        return Proof(why=UNSETTLED)
    address = sender.lower()
    owner_id = owner_of(address)
    checked = checked_by_our_mta(headers, address, envelope_sender)
    if checked.has_failed:
        return Proof(why=FAILED, owner_id=owner_id)
    if checked.proof and owner_id is not None:
        return Proof(owner_id, checked.proof, owner_id=owner_id)
    if token is None:
        return Proof(why=UNPROVED if owner_id else UNKNOWN, owner_id=owner_id)
    if token.is_expired or token.is_spent:
        return Proof(why=EXPIRED if token.is_expired else SPENT, owner_id=owner_id)
    if address not in addresses_of(token.person_id):
        return Proof(why=OTHERS, owner_id=owner_id)
    return Proof(token.person_id, "token", owner_id=owner_id)


def owner_of(address: str) -> int | None:
    return next((found for one in correspondents if (found := one.owner(address))), None)


def addresses_of(person_id: int) -> set[str]:
    return {address for one in correspondents for address in one.addresses(person_id)}


def checked_by_our_mta(headers: Headers, address: str, envelope_sender: str) -> Checked:
    """The topmost Authentication-Results, when it bears the name of our own MTA; all others are
    anybody's words."""
    ours = settings.MAIL_AUTHSERV_ID.lower()
    value = headers.raw("authentication-results")
    if not ours or value is None:
        return Checked()
    name, *results = _without_comments(value.decode("latin-1")).split(";")
    if name.split()[:1] != [ours] and name.lower().split()[:1] != [ours]:
        return Checked()
    domain = address.rpartition("@")[2]
    proofs = []
    for result in results:
        found = _RESULT.match(result.strip())
        if found is None:
            continue
        method, verdict = found[1].lower(), found[2].lower()
        said = {key.lower(): value.lower() for key, value in _PROPERTY.findall(found[3])}
        if method == "dmarc" and verdict == "fail":
            return Checked(has_failed=True)
        if verdict == "pass" and _speaks_for(method, said, domain, envelope_sender.lower()):
            proofs.append(method)
    return Checked("dkim" if "dkim" in proofs else "spf" if proofs else "")


def _speaks_for(method: str, said: dict[str, str], domain: str, envelope_sender: str) -> bool:
    """Is what was checked the domain of From, and not some other the sender happens to own?"""
    if method == "dkim":
        return is_aligned(said.get("header.d") or _host(said.get("header.i", "")), domain)
    if method == "spf":
        checked = said.get("smtp.mailfrom", "")
        host = _host(checked) if "@" in checked else checked
        return host == _host(envelope_sender) and is_aligned(host, domain)
    return False


def is_aligned(checked: str, domain: str) -> bool:
    """The same domain, or one that `domain` belongs to; never a whole ending such as go.th."""
    if not checked or not domain:
        return False
    if checked == domain:
        return True
    labels = checked.split(".")
    is_ending = len(labels) < 2 or (
        len(labels) == 2 and len(labels[1]) == 2 and len(labels[0]) <= 3
    )
    return not is_ending and domain.endswith("." + checked)


def _host(address: str) -> str:
    return address.strip("<>").rpartition("@")[2]


def _without_comments(value: str) -> str:
    """Text in brackets is for people; quoted text keeps its brackets."""
    out: list[str] = []
    depth, is_quoted = 0, False
    for letter in value[:8000]:
        if letter == '"' and not depth:
            is_quoted = not is_quoted
        elif letter == "(" and not is_quoted:
            depth += 1
            continue
        elif letter == ")" and depth and not is_quoted:
            depth -= 1
            continue
        if not depth:
            out.append(" " if letter in "\r\n\t" else letter)
    return "".join(out)
