"""The parts of a message, found without recursion and without copying: depth, count and size are
bounded.
"""

import binascii
import io
import quopri
import re
from dataclasses import dataclass, field

from sala.mail.reading.headers import Headers, from_base64, parameters, split_fields
from sala.mail.reading.reasons import Reason, UnreadableError

MAX_BYTES = 50 * 1024 * 1024
MAX_DEPTH = 40
MAX_PARTS = 1000
MAX_NEAR_MISSES = 20_000  # lines of one message that begin as a boundary does and are none
MAX_HEADER_BYTES = 512 * 1024
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\s]")
_GUESS = re.compile(rb"(?m)^--([^\s][^\r\n]{0,69})\r?\nContent-", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """One part: its fields and where its body stands in the raw message."""

    raw: bytes
    headers: Headers
    start: int
    end: int
    depth: int
    parent: "Part | None" = None
    type: str = "text/plain"
    params: dict[str, str] = field(default_factory=dict)
    disposition: str = ""
    name: str = ""
    children: list["Part"] = field(default_factory=list)

    @property
    def is_multipart(self) -> bool:
        return self.type.startswith("multipart/")

    def excerpt(self, limit: int) -> bytes:
        """The beginning of the body without its transfer encoding; never refused."""
        encoding = self.headers.text("content-transfer-encoding").lower().strip("\"' ;")
        return _decoded(self.raw[self.start : min(self.end, self.start + 2 * limit)], encoding)[
            :limit
        ]

    @property
    def body(self) -> bytes:
        """The body as it travelled."""
        return self.raw[self.start : self.end]

    def content(self, limit: int) -> bytes:
        """The body without its transfer encoding; refused when longer than `limit`."""
        encoding = self.headers.text("content-transfer-encoding").lower().strip("\"' ;")
        if self.end - self.start > limit * (3 if encoding == "quoted-printable" else 2):
            raise UnreadableError(Reason.TEXT_TOO_LONG)
        data = _decoded(self.body, encoding)
        if len(data) > limit:
            raise UnreadableError(Reason.TEXT_TOO_LONG)
        return data


def parse(raw: bytes) -> Part:
    """The tree of parts. Raises UnreadableError with its reason instead of following a bomb."""
    if len(raw) > MAX_BYTES:
        raise UnreadableError(Reason.TOO_LARGE)
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    begin = _first_field(raw)
    root = _part(raw, begin, len(raw), depth=0, parent=None)
    if not root.headers.fields:
        raise UnreadableError(Reason.NOT_A_MESSAGE)
    waiting, count, near = [root], 1, 0
    while waiting:
        part = waiting.pop()
        if not part.is_multipart:
            continue
        near += _grow(part)
        count += len(part.children)
        if count > MAX_PARTS or near > MAX_NEAR_MISSES:
            raise UnreadableError(Reason.TOO_MANY_PARTS)
        waiting.extend(part.children)
    return root


def _grow(part: Part) -> int:
    """Give a multipart its children; returns how many lines nearly were its boundary."""
    if part.depth >= MAX_DEPTH:
        raise UnreadableError(Reason.TOO_DEEP)
    spans, missed = _between_boundaries(part)
    if missed <= MAX_NEAR_MISSES:
        part.children = [_part(part.raw, *span, part.depth + 1, part) for span in spans]
    if not part.children:
        part.type = "text/plain"  # it has no parts: what stands there is its text
    return missed


def leaves(root: Part) -> list[Part]:
    """Parts that are not multipart, in the order they stand."""
    found, waiting = [], [root]
    while waiting:
        part = waiting.pop()
        if part.is_multipart and part.children:
            waiting.extend(reversed(part.children))
        else:
            found.append(part)
    return found


def _first_field(raw: bytes) -> int:
    """Skip blank lines and an mbox `From ` line before the header."""
    at = len(raw) - len(raw.lstrip(b"\r\n\xef\xbb\xbf")) if raw[:1] in b"\r\n\xef" else 0
    if raw.startswith((b"From ", b">From "), at):
        at = raw.find(b"\n", at) + 1 or len(raw)
    return at


def _part(raw: bytes, start: int, end: int, depth: int, parent: Part | None) -> Part:
    head_end, body = _header_end(raw, start, end)
    if head_end - start > MAX_HEADER_BYTES:
        raise UnreadableError(Reason.TOO_MANY_HEADERS)
    part = Part(raw, split_fields(raw[start:head_end]), body, end, depth, parent)
    kind = part.headers.raw("content-type")
    default = "message/rfc822" if parent and parent.type == "multipart/digest" else "text/plain"
    part.type, part.params = parameters(kind) if kind else (default, {})
    if "/" not in part.type:
        part.type = default
    placed = part.headers.raw("content-disposition")
    part.disposition, more = parameters(placed) if placed else ("", {})
    part.name = more.get("filename") or part.params.get("name") or ""
    return part


def _header_end(raw: bytes, start: int, end: int) -> tuple[int, int]:
    if raw.startswith(b"\r\n", start):
        return start, min(start + 2, end)
    if raw.startswith(b"\n", start):
        return start, min(start + 1, end)
    found = [
        (at, at + len(gap))
        for gap in (b"\r\n\r\n", b"\n\n")
        if (at := raw.find(gap, start, end)) >= 0
    ]
    return min(found, default=(end, end))


def _between_boundaries(part: Part) -> tuple[list[tuple[int, int]], int]:
    """Where the children of a multipart stand, and how many lines nearly were a boundary. A missing
    last boundary ends with the parent."""
    boundary = _boundary(part)
    if not boundary:
        return [], 0
    raw, spans, opened, missed = part.raw, [], -1, 0
    at, mark = part.start, b"--" + boundary
    while (at := raw.find(mark, at, part.end)) >= 0 and missed <= MAX_NEAR_MISSES:
        after = at + len(mark)
        tail = raw[after : min(part.end, after + 80)].partition(b"\n")[0].strip()
        begins_line = at == part.start or raw[at - 1 : at] in (b"\n", b"\r")
        if not begins_line or tail not in (b"", b"--"):
            missed += 1
            at = after
            continue
        line_end = raw.find(b"\n", after, part.end)
        line_end = part.end if line_end < 0 else line_end
        if opened >= 0:
            spans.append((opened, max(opened, _before_break(raw, at))))
        opened = -1 if tail == b"--" else min(line_end + 1, part.end)
        if tail == b"--" or len(spans) > MAX_PARTS:
            break
        at = after
    if opened >= 0:
        spans.append((opened, part.end))
    return spans, missed


def _boundary(part: Part) -> bytes:
    """The boundary a multipart names, or the one it plainly uses."""
    named = part.params.get("boundary", "").encode("utf-8", "replace")
    if named:
        return named
    guess = _GUESS.search(part.raw, part.start, min(part.end, part.start + 4096))
    return guess[1] if guess else b""


def _before_break(raw: bytes, at: int) -> int:
    if raw[at - 2 : at] == b"\r\n":
        return at - 2
    return at - 1 if raw[at - 1 : at] == b"\n" else at


def _decoded(body: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        return _from_base64_lines(body)
    if encoding == "quoted-printable" or body.count(b"=E0=B") > 2:
        return quopri.decodestring(body)
    if encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return _from_uuencode(body)
    return body


def _from_base64_lines(body: bytes) -> bytes:
    """Base64, and what a list server wrote under it in plain letters; or plain letters alone."""
    strange = _NO_BASE64.search(body)
    if not strange:
        return from_base64(body)
    begin = body.rfind(b"\n", 0, strange.start()) + 1
    head, tail = body[:begin], body[begin:]
    if len(head.strip()) < 4:
        return tail if len(_NO_BASE64.findall(body[:4000])) > 4 else from_base64(body)
    if len(_NO_BASE64.findall(tail[:4000])) < 3:
        return from_base64(body)
    return from_base64(head) + b"\r\n\r\n" + tail


def _from_uuencode(body: bytes) -> bytes:
    out = io.BytesIO()
    for line in body.splitlines():
        if line.startswith(b"begin ") or line in (b"end", b"`", b""):
            continue
        try:
            out.write(binascii.a2b_uu(line))
        except binascii.Error:
            return body
    return out.getvalue()
