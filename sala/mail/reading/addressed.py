"""What the address a message was sent to already says: an answer to one post, a wish to leave."""

import re
from collections.abc import Iterator

from sala.mail.reading.headers import Headers, addresses

_ORDERS = frozenset(["unsubscribe", "leave", "unsub", "signoff"])
_OFFICES = _ORDERS | {
    "subscribe",
    "join",
    "help",
    "owner",
    "admin",
    "request",
    "confirm",
    "bounces",
}
_TOKEN = re.compile(
    r"(?:(?:[^@\s]+(?<!no)[+._-])?reply[+._=-]|r[+.-]|"
    r"[^@\s]+\+r[.=-])(?P<token>[A-Za-z0-9_.~=-]{4,})@",
    re.IGNORECASE,
)


def reply_token(headers: Headers, own: frozenset[str] = frozenset()) -> str | None:
    """The token of reply+TOKEN@host, list+r.TOKEN@host or our-list+TOKEN@host."""
    for address in _sent_to(headers):
        if match := _TOKEN.match(address):
            return match["token"]
        local, _, domain = address.partition("@")
        name, _, detail = local.partition("+")
        if detail and f"{name}@{domain}".lower() in own and detail.lower() not in _OFFICES:
            return detail
    return None


def is_farewell(headers: Headers, own: frozenset[str]) -> bool:
    """Was it sent to list+unsubscribe@ or list-leave@ of ours, whatever its words?"""
    domains = {address.partition("@")[2] for address in own}
    for address in _sent_to(headers):
        local, _, domain = address.lower().partition("@")
        if re.split(r"[+-]", local)[-1] in _ORDERS and re.search(r"[+-]", local):
            return not domains or domain in domains
    return False


def _sent_to(headers: Headers) -> Iterator[str]:
    for name in ("delivered-to", "x-original-to", "envelope-to", "to", "cc"):
        for value in headers.all(name):
            yield from (found.address for found in addresses(value))
