"""One message, read: what it is, who sent it, what they newly wrote."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sala.mail.reading import addressed, machines, mime, wording
from sala.mail.reading.bodies import Body, read_body
from sala.mail.reading.bounces import Bounce, find_bounce
from sala.mail.reading.commands import is_command, is_ordered
from sala.mail.reading.headers import Address, Headers, addresses, split_fields
from sala.mail.reading.lines import Line
from sala.mail.reading.mime import Part, parse
from sala.mail.reading.names import Sender
from sala.mail.reading.quotes import Cut, cut_quotes
from sala.mail.reading.reasons import Reason, UnreadableError
from sala.mail.reading.signatures import without_leave

_FORWARDS = re.compile(
    r"^\s*(?:(?:\[[^\]]{0,40}\])\s*)?(?:fwd?|fw|ส่งต่อ|ส่งต่อข้อความ|wg|tr|"
    r"vs)\s*(?:\[\d+\])?\s*[:：]",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Reading:
    """Everything `sala mail parse` prints about a message; the reply token if it was sent to one;
    and what stood in its body but is not new text, with the reason: quoted or leave.
    """

    kind: str
    text: str | None = None
    sender: str | None = None
    sender_name: str | None = None
    subject: str | None = None
    attachments: list[str] = field(default_factory=list)
    bounce: Bounce | None = None
    reason: Reason | None = None
    held: bool = False
    token: str | None = None
    left_out: list[tuple[str, str]] = field(default_factory=list)

    def as_json(self, file: str) -> dict[str, Any]:
        return {
            "file": file,
            "kind": self.kind,
            "text": self.text or None,
            "from": self.sender,
            "from_name": self.sender_name or None,
            "subject": self.subject or None,
            "attachments": self.attachments,
            "bounce": self.bounce._asdict() if self.bounce else None,
            "reason": str(self.reason) if self.reason else None,
            "held": self.held,
        }


def read(raw: bytes, own: Iterable[str] = ()) -> Reading:
    """Read a raw message. `own` are our list addresses. Never raises: what cannot be read says
    why.
    """
    try:
        return _read(parse(raw), frozenset(address.lower() for address in own))
    except UnreadableError as refused:
        return _refused(raw, refused.reason)
    except (ValueError, LookupError, RecursionError, ArithmeticError, TypeError):
        return _refused(raw, Reason.INTERNAL)


def _refused(raw: bytes, reason: Reason) -> Reading:
    """A rejection that still says from whom and about what, where that much can be read."""
    reading = Reading("reject", reason=reason)
    with suppress(UnreadableError, ValueError, LookupError, TypeError):
        headers = split_fields(
            raw[: mime.MAX_HEADER_BYTES].replace(b"\r\n", b"\n").split(b"\n\n")[0]
        )
        reading.subject = machines.subject_of(headers)[0]
        author = _author(headers)
        if author:
            reading.sender, reading.sender_name = author.address, author.name
    return reading


def _read(root: Part, own: frozenset[str]) -> Reading:
    subject, sure = machines.subject_of(root.headers)
    author = _author(root.headers)
    reading = Reading("post", subject=subject, token=addressed.reply_token(root.headers, own))
    if author:
        reading.sender, reading.sender_name = author.address, author.name
    bounce = find_bounce(root, subject)
    if bounce:
        reading.kind, reading.bounce = "bounce", bounce
        reading.reason = (
            Reason.BOUNCE if not (bounce.status or "5").startswith("4") else Reason.DELAYED
        )
        return reading
    body = read_body(root)
    reading.attachments = body.attachments
    if not body.lines and body.enclosed:
        body.lines.extend(_enclosed_lines(body))
    cut = cut_quotes(
        body.lines,
        is_forward=bool(_FORWARDS.match(subject)),
        is_answer=_refers(root.headers, reading.token) or machines.is_answer(subject),
    )
    sender = Sender(reading.sender_name or "", reading.sender or "")
    reading.text = _composed(cut, sender)
    reading.left_out = [(line.out, line.text) for line in body.lines if line.out and line.text]
    if not _set_aside(reading, root, own, cut):
        _settle(reading, root, body, cut, sure=sure and (author is None or author.sure))
    return reading


def _author(headers: Headers) -> Address | None:
    """The one mailbox in From; two, none or an invalid one leave the sender unsettled."""
    found = [item for value in headers.all("from") for item in addresses(value)]
    distinct = {item.address.lower() for item in found}
    return found[0] if len(distinct) == 1 and len(headers.all("from")) == 1 else None


def _set_aside(reading: Reading, root: Part, own: frozenset[str], cut: Cut) -> bool:
    """Machines' mail: loops before automatic replies, both before anything a person may have
    meant.
    """
    report = root.params.get("report-type", "").lower() if root.type == "multipart/report" else ""
    if report in ("disposition-notification", "feedback-report", "delivery-status"):
        reading.kind, reading.reason = (
            "auto",
            Reason.REPORT if report == "feedback-report" else Reason.RECEIPT,
        )
        return True
    looped = machines.loop(root.headers, own)
    automatic = machines.automatic_by_header(root.headers)
    if looped is Reason.OWN_MAIL or (looped and not automatic):
        reading.kind, reading.reason = "loop", looped
        return True
    if root.headers.text("precedence").lower() == "bulk":
        automatic = automatic or Reason.AUTO_HEADER
    if not automatic and addressed.is_farewell(root.headers, own):
        reading.kind, reading.reason = "command", Reason.COMMAND
        return True
    automatic = automatic or _automatic_by_words(reading, root, cut)
    if automatic:
        reading.kind, reading.reason = "auto", automatic
    return bool(automatic)


def _automatic_by_words(reading: Reading, root: Part, cut: Cut) -> Reason | None:
    """What a person forwards is not judged: no machine chooses what to pass on."""
    if cut.forward:
        return None
    subject = reading.subject or ""
    said = wording.Wording(
        subject,
        reading.text or "",
        reading.sender or "",
        answers=machines.is_answer(subject) or _refers(root.headers, reading.token),
        quotes=cut.quoted,
        attaches=bool(reading.attachments),
    )
    return wording.automatic_by_words(said)


def _answers(headers: Headers, subject: str, token: str | None, cut: Cut) -> bool:
    return _refers(headers, token) or (machines.is_answer(subject) and cut.quoted)


def _refers(headers: Headers, token: str | None) -> bool:
    """Does the message say itself what it answers?"""
    named = (headers.raw("in-reply-to") or b"") + (headers.raw("references") or b"")
    return bool(token or named.strip())


def _settle(reading: Reading, root: Part, body: Body, cut: Cut, *, sure: bool) -> None:
    answers = _answers(root.headers, reading.subject or "", reading.token, cut)
    reading.kind = "reply" if answers else "post"
    text = reading.text or ""
    sender = Sender(reading.sender_name or "", reading.sender or "")
    if body.encrypted and not text:
        reading.kind, reading.reason = "reject", Reason.ENCRYPTED
    elif not body.sure or not sure:
        reading.held, reading.reason = True, Reason.CHARSET
        reading.text = reading.text if body.sure else None
    elif is_command(text, sender) or (
        not answers and is_ordered(reading.subject or "", text, sender)
    ):
        reading.kind, reading.reason = "command", Reason.COMMAND
    elif not text and not reading.attachments:
        reading.kind, reading.reason = "reject", Reason.EMPTY
    if reading.sender is None and reading.kind != "reject" and not reading.held:
        reading.held, reading.reason = True, Reason.SENDER


def _composed(cut: Cut, sender: Sender) -> str:
    """New runs in their order, each without leave-taking, then a forward as it came."""
    pieces = [_joined(without_leave(run, sender)) for run in cut.runs]
    if cut.forward:
        pieces.append(_joined(cut.forward, whole=True))
    return "\n\n".join(piece for piece in pieces if piece)


def _joined(lines: list[Line], *, whole: bool = False) -> str:
    text = "\n".join((line.whole or line.text) if whole else line.text for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _enclosed_lines(body: Body) -> list[Line]:
    """A message forwarded as an attachment and nothing else: its text is what was meant."""
    part = body.enclosed[0]
    inner = read_body(parse(part.content(10 * 1024 * 1024)))
    return [Line(line.text, 0, "", line.whole) for line in inner.lines]
