"""Whose is it? From proves nothing: a live reply token does, or what our own MTA checked."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import NamedTuple

from django.conf import settings

from sala.core.mail_registries import correspondents
from sala.mail.reading.headers import Headers, addresses
from sala.mail.reading.reasons import UnreadableError
from sala.mail.tokens import ReplyToken

_RESULT = re.compile(r"^(dkim|spf|dmarc)(?:/\d+)?\s*=\s*([a-z]+)\b(.*)$", re.IGNORECASE | re.DOTALL)
_PROPERTY = re.compile(r"(?:^|\s)([a-z]+\.[a-z-]+)\s*=\s*(\S+)", re.IGNORECASE)
_HARMLESS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@._+-")
EXPIRED, SPENT, OTHERS = "token-expired", "token-spent", "token-of-another"
FAILED, ELSEWHERE, UNPROVED, UNKNOWN, UNSETTLED = (
    "authentication-failed",
    "addressed-elsewhere",
    "sender-not-proved",
    "sender-unknown",
    "sender-unsettled",
)


class Checked(NamedTuple):
    """What our MTA found: the way in which the domain of From was proved, or that it failed."""

    proof: str = ""
    has_failed: bool = False
    has_envelope: bool = False  # who sent it here was proved, not only who wrote it


class Proof(NamedTuple):
    """`person_id` is certain; `owner_id` verified the address in From, which anybody can write."""

    person_id: int | None = None
    by: str = ""
    why: str = ""
    owner_id: int | None = None


def prove(
    headers: Headers,
    sender: str | None,
    envelope_sender: str,
    token: ReplyToken | None,
    recipient: str,
) -> Proof:
    """The person who certainly sent this here, or why nobody is certain.

    A signature says who wrote a message, not whom it was for: whoever got a letter could hand it
    on to us as it is. So a signed message must name our address, unless its envelope is proved too.
    """
    if not sender:
        return Proof(why=UNSETTLED)
    address = sender.lower()
    owner_id = owner_of(address)
    checked = checked_by_our_mta(headers, address, envelope_sender)
    if checked.has_failed:
        return Proof(why=FAILED, owner_id=owner_id)
    is_for_us = checked.has_envelope or recipient.lower() in _named_in(headers)
    if checked.proof and owner_id is not None and is_for_us:
        return Proof(owner_id, checked.proof, owner_id=owner_id)
    if token is None and checked.proof and owner_id is not None:
        return Proof(why=ELSEWHERE, owner_id=owner_id)
    if token is None:
        return Proof(why=UNPROVED if owner_id else UNKNOWN, owner_id=owner_id)
    if token.is_expired or token.is_spent:
        return Proof(why=EXPIRED if token.is_expired else SPENT, owner_id=owner_id)
    if address not in addresses_of(token.person_id):
        return Proof(why=OTHERS, owner_id=owner_id)
    return Proof(token.person_id, "token", owner_id=owner_id)


def _named_in(headers: Headers) -> set[str]:
    """The addresses a message says it is for."""
    names = ("to", "cc", "resent-to", "resent-cc")
    values = [value for name, value in headers.fields if name in names][:20]
    with suppress(UnreadableError):
        return {found.address.lower() for value in values for found in addresses(value)}
    return set()


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
    name, *results = _bare(value.decode("latin-1")).split(";")
    if name.lower().split()[:1] != [ours]:
        return Checked()
    domain = address.rpartition("@")[2]
    proofs = []
    for result in results:
        found = _RESULT.match(result.strip())
        if found is None:
            continue
        method, verdict = found[1].lower(), found[2].lower()
        pairs = {(key.lower(), value.lower()) for key, value in _PROPERTY.findall(found[3])}
        said = dict(pairs)
        if method == "dmarc" and verdict == "fail":
            return Checked(has_failed=True)
        is_plain = len(said) == len(pairs)  # one value for each property
        if is_plain and verdict == "pass" and _speaks_for(method, said, domain, envelope_sender):
            proofs.append(method)
    proof = "dkim" if "dkim" in proofs else "spf" if proofs else ""
    return Checked(proof, has_envelope="spf" in proofs)


def _speaks_for(method: str, said: dict[str, str], domain: str, envelope_sender: str) -> bool:
    """Is what was checked the domain of From, and not some other the sender happens to own?"""
    if method == "dkim":
        return is_aligned(said.get("header.d") or _host(said.get("header.i", "")), domain)
    if method == "spf":
        checked = said.get("smtp.mailfrom", "")
        host = _host(checked) if "@" in checked else checked
        return host == _host(envelope_sender.lower()) and is_aligned(host, domain)
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


def _bare(value: str) -> str:
    """The field without comments, which are for people; what stands in quotes, which a sender may
    have chosen, loses every sign of the grammar. Empty when quotes or brackets do not close."""
    out: list[str] = []
    depth, is_quoted, is_escaped = 0, False, False
    for letter in value[:8000]:
        if is_escaped or (is_quoted and letter not in '"\\'):
            is_escaped = False
            if not depth:
                out.append(letter if letter in _HARMLESS else "?")
        elif letter == "\\" and (is_quoted or depth):
            is_escaped = True
        elif letter == '"' and not depth:
            is_quoted = not is_quoted
        elif letter in "()":
            depth += 1 if letter == "(" else -1
            out.append(" ")
            if depth < 0:
                return ""
        elif not depth:
            out.append(" " if letter in "\r\n\t" else letter)
    return "" if depth or is_quoted else "".join(out)
