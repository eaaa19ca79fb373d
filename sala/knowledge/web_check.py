"""Does an address still answer? Asked of public addresses only: the name is resolved here, every
address it has must be public, and the connection goes to that address and no other; the same at
each redirect. Nothing is believed of what is sent back but its first line."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings

REDIRECTS, SECONDS, MOST_BYTES = 5, 10.0, 64 * 1024
PORTS = {"http": 80, "https": 443}
CLOSED_BUT_THERE = {401, 402, 403, 405, 406, 407, 409, 412, 415, 418, 421, 423, 425, 426, 428, 429}
WRITTEN = "/?#[]@!$&'()*+,;=%:~-._"  # stands in an address as it is; Thai letters are encoded
NAT64 = ipaddress.ip_network("64:ff9b::/96")
AGENT = "Sala-link-check/1"


class Unanswered(Exception):  # noqa: N818 -- a finding about an address, not a fault
    """Why an address does not answer: one word, kept with the source."""


def fault_of(url: str, *, seconds: float = SECONDS) -> str:
    """Empty when the address answers; else one word: dns, private, timeout, tls, 404 …"""
    deadline = time.monotonic() + seconds
    try:
        for _hop in range(REDIRECTS + 1):
            status, target = _asked(url, deadline)
            if not target:
                break
            url = urljoin(url, target)
        else:
            return "redirects"
    except Unanswered as reason:
        return str(reason)
    except ssl.SSLError:
        return "tls"
    except TimeoutError:
        return "timeout"
    except (OSError, http.client.HTTPException, ValueError):
        return "refused" if time.monotonic() < deadline else "timeout"
    return "" if status < 400 or status in CLOSED_BUT_THERE else str(status)


def _asked(url: str, deadline: float) -> tuple[int, str]:
    """The status, and where it sends us on to."""
    status, target = _request("HEAD", url, deadline)
    if status in {404, 405, 500, 501}:  # many old servers know only GET
        status, target = _request("GET", url, deadline)
    return status, target


def _request(method: str, url: str, deadline: float) -> tuple[int, str]:
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise Unanswered("scheme")
    port = parts.port or PORTS[parts.scheme]
    address = public_address(parts.hostname, port)
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    plain = socket.create_connection((address, port), timeout=left)
    ender = threading.Timer(max(deadline - time.monotonic(), 0.1), _end, [plain])
    ender.start()
    try:
        line = _wrapped(plain, parts.scheme, parts.hostname)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return _exchange(line, method, _host_of(parts), quote(path, safe=WRITTEN))
    finally:
        ender.cancel()
        _end(plain)
        plain.close()


def _host_of(parts: SplitResult) -> str:
    """The name as the other side knows it: a Thai one in the letters of the wire."""
    name = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
    name = f"[{name}]" if ":" in name else name
    return f"{name}:{parts.port}" if parts.port else name


def _wrapped(plain: socket.socket, scheme: str, host: str) -> socket.socket:
    if scheme != "https":
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _exchange(line: socket.socket, method: str, host: str, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("")
    connection.sock = line
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in (("Host", host), ("User-Agent", AGENT), ("Connection", "close")):
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    answer.read(MOST_BYTES)
    moved = answer.status in {301, 302, 303, 307, 308}
    return answer.status, (answer.getheader("Location") or "") if moved else ""


def _end(line: socket.socket) -> None:
    """However slowly the other side sends, it is over at the deadline."""
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def public_address(host: str, port: int) -> str:
    """The first address of a name, all of which must be public; else `Unanswered`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unanswered("dns") from error
    addresses = [str(row[4][0]).partition("%")[0] for row in found]
    if f"{host}:{port}" not in settings.LINK_CHECK_ALLOWED:
        if port not in PORTS.values():
            raise Unanswered("port")
        if not addresses or not all(is_public(address) for address in addresses):
            raise Unanswered("private")
    return addresses[0]


def is_public(address: str) -> bool:
    """An address of the open internet, also behind the disguises of IPv6."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip.sixtofour is not None or ip.teredo is not None or ip in NAT64:
            return False
    special = ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local
    return ip.is_global and not special
