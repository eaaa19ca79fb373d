"""Where a request came from, and how an address is shown without naming anybody."""

from __future__ import annotations

import hashlib
import hmac
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address


def address_of(request: HttpRequest) -> str:
    """The sender's address in its shortest form, or "" when there is none.

    Behind proxies of our own the last `TRUSTED_PROXIES` entries of X-Forwarded-For are theirs;
    what stands before them anybody may have written.
    """
    raw = str(request.META.get("REMOTE_ADDR", ""))
    if settings.TRUSTED_PROXIES:
        passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        raw = passed[-min(len(passed), settings.TRUSTED_PROXIES)] or raw
    found = read(raw)
    return str(found) if found else ""


def read(raw: str) -> Address | None:
    """An address as its plain kind: an IPv4 address in IPv6 clothes is an IPv4 address."""
    try:
        found = ip_address(raw.partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        return found.ipv4_mapped
    return found


def masked(raw: str) -> str:
    """`203.157.44.226` → `xxx.157.44.226`. Of IPv6 the first group goes, and with it the part
    that names one machine, but for its last group: `xxxx:db8:85a3:0:…:7334`."""
    found = read(raw)
    if found is None:
        return ""
    if isinstance(found, IPv4Address):
        return "xxx." + str(found).partition(".")[2]
    groups = [group.lstrip("0") or "0" for group in found.exploded.split(":")]
    return ":".join(["xxxx", *groups[1:4], "…", groups[-1]])


def line_of(raw: str) -> str:
    """The line an address belongs to: who has one IPv6 address has all of its /64."""
    found = read(raw)
    if isinstance(found, IPv6Address):
        return str(ip_network((found.packed, 64), strict=False))
    return str(found) if found else ""


def digest(raw: str) -> str:
    """The same short code for the same address, from which nobody reads the address."""
    return hmac.new(settings.SECRET_KEY.encode(), raw.encode(), hashlib.sha256).hexdigest()[:24]
