"""HTML mail as lines: what a reader sees, with the quote marks the clients leave in classes and
ids.

A tokenizer of one expression instead of a parser: mail is tag soup, and this never builds a tree.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from sala.mail.reading.lines import Line, quoted_line

_TOKEN = re.compile(
    r"<!--.*?(?:-->|$)|<!\[[^>]*>|<[!?/]?[A-Za-z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>|[^<]+|<",
    re.DOTALL,
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*)")
_ATTRIBUTE = re.compile(r"([A-Za-z_:-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|font-size\s*:\s*[01](?:px|pt|em)?\s*(?:!important\s*)?(?:;|$)|"
    r"max-height\s*:\s*0(?:px)?\s*(?:;|$)",
    re.IGNORECASE,
)
_SKIPPED = frozenset(
    [
        "head",
        "style",
        "script",
        "title",
        "noscript",
        "template",
        "object",
        "svg",
        "math",
        "select",
        "textarea",
        "xml",
    ]
)
_VOID = frozenset(
    [
        "br",
        "hr",
        "img",
        "meta",
        "link",
        "input",
        "area",
        "base",
        "col",
        "embed",
        "source",
        "wbr",
    ]
)
_BLOCKS = frozenset(
    [
        "div",
        "p",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "tbody",
        "thead",
        "tfoot",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "center",
        "address",
        "form",
        "fieldset",
        "figure",
        "figcaption",
        "caption",
        "hr",
        "body",
        "html",
        "aside",
        "nav",
    ]
)
_SPACED = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "table",
        "pre",
        "blockquote",
    ]
)
_TRACKED = (
    _BLOCKS | _SKIPPED | frozenset(["span", "font", "a", "td", "th", "b", "strong", "i", "em", "u"])
)
_SIGNATURE = re.compile(
    r"gmail_signature|moz-signature|signatureblock|ms-outlook-mobile-signature|applemailsignature|"
    r"ymail_android_signature|mobile-signature|signature_block|email-signature|"
    r"elementtoproof_signature|"
    r"(?:^|\s)signature(?:\s|$)|lineBreakAtBeginningOfSignature|protonmail_signature",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(r"gmail_attr|moz-cite-prefix|reply-intro|cite-prefix", re.IGNORECASE)
_HISTORY = re.compile(
    r"appendonsend|divrplyfwdmsg|outlookmessageheader|yahoo_quoted|protonmail_quote|"
    r"zmail_extra(?!_hr)|"
    r"mail-editor-reference-message-container|stopspelling|zwchr|tutanota_quote|"
    r"quoted-printable-history",
    re.IGNORECASE,
)
_CITED = re.compile(r"gmail_quote|yahoo_quoted|moz|cite|quote", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    tag: str
    hidden: bool = False
    cited: bool = False
    mark: str = ""
    listed: int = -1  # -1: no list, 0: bullets, n: next number


@dataclass(slots=True)
class _Reader:
    stack: list[_Open] = field(default_factory=list)
    out: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    hidden: int = 0
    depth: int = 0
    pre: int = 0
    marks: list[str] = field(default_factory=list)

    def text(self, raw: str) -> None:
        if not self.hidden:
            content = unescape(raw)
            if self.pre:
                first, *more = content.replace("\r\n", "\n").split("\n")
                self.pieces.append(first)
                for line in more:
                    self.end_line(force=True)
                    self.pieces.append(line)
            else:
                self.pieces.append(_SPACE.sub(" ", content))

    def end_line(self, *, force: bool = False) -> None:
        text = "".join(self.pieces)
        if not self.pre:
            text = re.sub(" {2,}", " ", text).strip(" \t\r\n")
        self.pieces.clear()
        if text.strip() or force or "\u00a0" in text:
            self.out.append(quoted_line(text, self.depth, self.marks[-1] if self.marks else ""))

    def blank(self) -> None:
        if self.out and self.out[-1].text:
            self.out.append(Line("", self.depth, self.marks[-1] if self.marks else ""))

    def open(self, tag: str, source: str) -> None:
        if tag in _VOID:
            self.void(tag, source)
            return
        if tag not in _TRACKED or len(self.stack) > 5000:
            return
        if tag in _BLOCKS:
            self.block_edge(tag, source)
        elif tag in ("td", "th") and self.pieces:
            self.pieces.append("\t")
        if tag in ("p", "li", "tr", "td", "th"):
            self.close_implied(tag)
        opened = _described(tag, source) if "=" in source else _Open(tag, hidden=tag in _SKIPPED)
        if tag == "ol":
            opened.listed = 1
        elif tag == "ul":
            opened.listed = 0
        self.push(opened)
        if tag == "li" and not self.hidden:
            self.pieces.append(self.bullet())

    def push(self, opened: _Open) -> None:
        self.stack.append(opened)
        self.hidden += opened.hidden
        self.depth += opened.cited
        self.pre += opened.tag == "pre"
        if opened.mark:
            self.marks.append(opened.mark)
            if opened.mark == "history":
                self.out.append(Line("", self.depth, "history"))

    def pop(self) -> None:
        closed = self.stack.pop()
        self.hidden -= closed.hidden
        self.depth -= closed.cited
        self.pre -= closed.tag == "pre"
        if closed.mark:
            self.marks.pop()

    def close(self, tag: str) -> None:
        if tag not in _TRACKED:
            return
        for back in range(1, min(len(self.stack), 60) + 1):
            if self.stack[-back].tag == tag:
                break
            if tag not in _BLOCKS and self.stack[-back].tag in _BLOCKS:
                return
        else:
            return
        if tag in _BLOCKS:
            self.end_line()
        for _ in range(back):
            self.pop()
        if tag in _SPACED and not self.inside("li") and not self.hidden:
            self.blank()

    def close_implied(self, tag: str) -> None:
        """HTML lets `<p>` and `<li>` stay open: the next one closes them."""
        if self.stack and self.stack[-1].tag == tag:
            self.end_line() if tag not in ("td", "th") else None
            self.pop()

    def block_edge(self, tag: str, source: str) -> None:
        self.end_line()
        if tag in _SPACED and not self.hidden and not self.inside("li") and not _is_tight(source):
            self.blank()

    def void(self, tag: str, source: str) -> None:
        if self.hidden:
            return
        if tag == "br":
            self.end_line(force=True)
        elif tag == "hr":
            self.end_line()
            mark = "history" if _HISTORY.search(source) else "rule"
            self.out.append(Line("", self.depth, mark))
        elif tag == "img":
            alt = _attributes(source).get("alt", "")
            if 0 < len(alt) <= 3 and not alt.isalnum():
                self.pieces.append(alt)

    def inside(self, tag: str) -> bool:
        return any(item.tag == tag for item in self.stack[-12:])

    def bullet(self) -> str:
        for item in reversed(self.stack):
            if item.listed == 0:
                return "- "
            if item.listed > 0:
                item.listed += 1
                return f"{item.listed - 1}. "
        return "- "


def html_lines(source: str) -> list[Line]:
    """The visible lines of an HTML body."""
    reader = _Reader()
    for match in _TOKEN.finditer(source):
        piece = match[0]
        if piece[0] != "<" or piece == "<":
            reader.text(piece)
            continue
        tag = _TAG.match(piece)
        if tag is None:
            continue
        name = tag[2].lower()
        if name == "p" and tag[1] and not any(item.tag == "p" for item in reader.stack[-30:]):
            continue
        if tag[1]:
            reader.close(name)
        else:
            reader.open(name, piece)
            if piece.endswith("/>") and name in (
                "div",
                "span",
                "p",
                "a",
                "b",
                "i",
                "td",
            ):
                reader.close(name)
    reader.end_line()
    return reader.out


def charset_in(data: bytes) -> str | None:
    """The charset an HTML body claims for itself."""
    match = re.search(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", data[:4096])
    return match[1].decode("ascii") if match else None


def _attributes(source: str) -> dict[str, str]:
    return {key.lower(): unescape(value.strip("\"'")) for key, value in _ATTRIBUTE.findall(source)}


def _is_tight(source: str) -> bool:
    """Outlook's paragraphs have no margin: one paragraph is one line."""
    return "Mso" in source or bool(re.search(r"margin(?:-top|-bottom)?\s*:\s*0", source))


def _described(tag: str, source: str) -> _Open:
    """What class, id and style say about an element."""
    given = _attributes(source)
    names = f"{given.get('class', '')} {given.get('id', '')} {given.get('data-smartmail', '')}"
    if "data-signatureblock" in given:
        names += " signatureblock"
    style = given.get("style", "")
    hidden = (
        tag in _SKIPPED
        or (bool(style) and bool(_HIDDEN_STYLE.search(style)))
        or " hidden" in source[:60]
    )
    opened = _Open(tag, hidden=hidden)
    if tag == "blockquote":
        cited = given.get("type") == "cite" or "cite" in given or bool(_CITED.search(names))
        opened.cited = cited or (
            "border-left" in style and "border-left:none" not in style.replace(" ", "")
        )
        opened.mark = "" if opened.cited else "indented"
    elif _SIGNATURE.search(names):
        opened.mark = "signature"
    elif _ATTRIBUTION.search(names):
        opened.mark = "attribution"
    elif _HISTORY.search(names):
        opened.mark = "history"
    return opened
