"""From the parts of a message to the lines a person wrote and the names of what they attached."""

import re
from dataclasses import dataclass, field

from sala.mail.reading.archives import is_bomb
from sala.mail.reading.charsets import decode, is_wrecked
from sala.mail.reading.html import charset_in, html_lines
from sala.mail.reading.lines import MAX_LINES, Line, plain_lines
from sala.mail.reading.mime import Part, leaves
from sala.mail.reading.reasons import Reason, UnreadableError

MAX_TEXT = 2 * 1024 * 1024
_NO_ATTACHMENT = frozenset(
    [
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-encrypted",
        "message/delivery-status",
        "text/rfc822-headers",
        "message/disposition-notification",
    ]
)
_PAGE = re.compile(r"\s*<(?:!doctype html|html)\b", re.IGNORECASE)
_TEXTS = frozenset(["text/plain", "text/html", "text/enriched", "text/richtext", "text/markdown"])
_STUB = re.compile(
    r"^\s*$|(?:does|do) not support html|html[- ](?:capable|enabled|compatible)|"
    r"view (?:this|it) (?:email )?in (?:a|your) browser|"
    r"this (?:is a|message is in) (?:multi-?part|mime|html)|ไม่รองรับ\s*html|"
    r"ไม่สนับสนุน\s*html|แสดงผล(?:แบบ)?\s*html",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Body:
    lines: list[Line] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    sure: bool = True
    encrypted: bool = False
    enclosed: list[Part] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)  # in step with `attachments`


def read_body(root: Part) -> Body:
    """Walk the tree as a mail client would show it: one of the alternatives, the root of related,
    all of mixed.
    """
    body = Body()
    waiting = [root]
    while waiting:
        part = waiting.pop()
        if part.type == "multipart/alternative" and part.children:
            waiting.extend(reversed(_chosen(part)))
        elif part.type == "multipart/signed" and part.children:
            waiting.append(part.children[0])
        elif part.type in (
            "multipart/encrypted",
            "application/pkcs7-mime",
            "application/x-pkcs7-mime",
        ):
            body.encrypted = True
        elif part.is_multipart:
            waiting.extend(reversed(part.children))
        else:
            _take(part, body)
    return body


def _take(part: Part, body: Body) -> None:
    if part.type in _TEXTS and part.disposition != "attachment" and not _is_file(part):
        lines, sure = read_text(part)
        if body.lines and lines:
            body.lines.append(Line(""))
        body.lines.extend(lines)
        body.sure = body.sure and sure
    elif part.type not in _NO_ATTACHMENT and not _is_decoration(part):
        if is_bomb(part):
            raise UnreadableError(Reason.BOMB)
        body.attachments.append(part.name or _made_name(part, len(body.attachments) + 1))
        body.files.append(part)
        if part.type == "message/rfc822":
            body.enclosed.append(part)
    if len(body.lines) > MAX_LINES:
        raise UnreadableError(Reason.TEXT_TOO_LONG)


def read_text(part: Part) -> tuple[list[Line], bool]:
    """The lines of one text part, and whether its charset is settled."""
    data = part.content(MAX_TEXT)
    label = part.params.get("charset")
    if part.type in ("text/html", "text/enriched", "text/richtext"):
        decoded = decode(data, label or charset_in(data))
        return html_lines(decoded.text), decoded.sure and not is_wrecked(decoded.text)
    decoded = decode(data, label)
    if _PAGE.match(decoded.text):
        return html_lines(decoded.text), decoded.sure
    if decoded.text.count("\n") > MAX_LINES:
        raise UnreadableError(Reason.TEXT_TOO_LONG)
    flowed = part.params.get("format", "").lower() == "flowed"
    lines = plain_lines(
        decoded.text, flowed=flowed, delsp=part.params.get("delsp", "").lower() == "yes"
    )
    return lines, decoded.sure and not is_wrecked(decoded.text)


def _chosen(part: Part) -> list[Part]:
    """The alternative to read: plain text when it says anything, else HTML; files inside stay."""
    telling = [child for child in part.children if _has_text(child)]
    plain = next((child for child in telling if child.type == "text/plain"), None)
    rich = [child for child in telling if child is not plain]
    if plain is not None and rich and (_is_poor(plain) or _tells_less(plain, rich[-1])):
        chosen = rich[-1]
    else:
        chosen = plain or (rich[-1] if rich else part.children[-1])
    others = [child for child in part.children if child is not chosen]
    return [chosen, *(file for child in others for file in _files(child))]


def _has_text(part: Part) -> bool:
    return any(leaf.type in _TEXTS for leaf in leaves(part))


def _is_poor(plain: Part) -> bool:
    lines, sure = read_text(plain)
    text = "\n".join(line.text for line in lines).strip()
    return not sure or not text or (len(text) < 300 and bool(_STUB.search(text)))


def _tells_less(plain: Part, rich: Part) -> bool:
    """A plain part that only says to look elsewhere: short, and its words are not in the page."""
    page = next((leaf for leaf in leaves(rich) if leaf.type == "text/html"), None)
    if page is None or plain.end - plain.start > 1500:
        return False
    said, shown = (_letters(read_text(part)[0]) for part in (plain, page))
    return len(shown) > 3 * len(said) and said[:12] not in shown


def _letters(lines: list[Line]) -> str:
    return "".join(letter for line in lines for letter in line.text if letter.isalnum())


def _files(part: Part) -> list[Part]:
    found, waiting = [], [part]
    while waiting:
        child = waiting.pop()
        waiting.extend(reversed(child.children))
        if not child.is_multipart and child.type not in _TEXTS | {"text/calendar"}:
            found.append(child)
    return found


def _is_file(part: Part) -> bool:
    return (
        bool(part.name)
        and part.disposition != "inline"
        and part.depth > 0
        and part.type != "text/html"
    )


def _is_decoration(part: Part) -> bool:
    """A picture that belongs to the page: a logo under a signature, a tracking pixel."""
    if part.disposition == "attachment":
        return False
    related = part.parent is not None and part.parent.type == "multipart/related"
    return part.type.startswith("image/") and (
        (part.headers.has("content-id") and related) or not part.name
    )


def _made_name(part: Part, number: int) -> str:
    if part.type == "message/rfc822":
        return f"message-{number}.eml"
    kind = part.type.rpartition("/")[2].removeprefix("x-")
    return f"attachment-{number}.{kind if kind.isalnum() and len(kind) < 6 else 'bin'}"
