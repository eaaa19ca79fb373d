"""What an HTML tag says: a block or a word, hidden or seen, a quote, a signature, the start of
history.
"""

import re
from dataclasses import dataclass
from html import unescape

TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*)")
_ATTRIBUTE = re.compile(
    r"(?<![A-Za-z_:-])([A-Za-z_:-]{1,40})\s{0,5}=\s{0,5}("
    r"\"[^\"]*\"|'[^']*'|[^\s>]+)"
)
_BARE_HIDDEN = re.compile(r"\shidden(?=[\s/>])")
_QUOTED_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|color\s*:\s*transparent"
    r"|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|font-size\s*:\s*(?:0(?:px|pt|em|rem|%)?|1px)\s*(?:!important\s*)?(?:;|$)"
    r"|max-height\s*:\s*0(?:px)?\s*(?:!important\s*)?(?:;|$)"
    r"|(?<![-\w])height\s*:\s*0(?:px)?\s*;.{0,200}overflow\s*:\s*hidden",
    re.IGNORECASE,
)
SKIPPED = frozenset(["head", "style", "script", "title", "noscript", "template", "object"]) | {
    "svg", "math", "select", "textarea", "xml",
}  # fmt: skip
VOID = frozenset(
    ["br", "hr", "img", "meta", "link", "input", "area", "base", "col", "embed", "wbr"]
)
ROWS = frozenset(["table", "tr", "td", "th", "tbody", "thead", "tfoot"])
BLOCKS = ROWS | frozenset(["div", "p", "li", "ul", "ol", "dl", "dt", "dd", "blockquote"]) | {
    "pre", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "main",
    "center", "address", "form", "fieldset", "figure", "figcaption", "caption", "body", "html",
    "aside", "nav",
}  # fmt: skip
SPACED = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre"])
TRACKED = BLOCKS | SKIPPED | frozenset(["span", "font", "a", "b", "strong", "i", "em", "u"])
_SIGNATURE = re.compile(
    r"gmail_signature|moz-signature|signatureblock|ms-outlook-mobile-signature|applemailsignature|"
    r"android_signature|mobile-signature|signature_block|email-signature|protonmail_signature|"
    r"(?:^|\s)signature(?:\s|$)|lineBreakAtBeginningOfSignature",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(r"gmail_attr|cite-prefix|reply-intro", re.IGNORECASE)
_HISTORY = re.compile(
    r"appendonsend|divrplyfwdmsg|outlookmessageheader|yahoo_quoted|protonmail_quote|"
    r"zmail_extra(?!_hr)|mail-editor-reference-message-container|stopspelling|zwchr|tutanota_quote|"
    r"outlookidx|olk_src_body_section|reply-forward|quoted-content",
    re.IGNORECASE,
)
_CITED = re.compile(r"gmail_quote|yahoo_quoted|moz|cite|quote", re.IGNORECASE)
_COLOUR = re.compile(r"(?<![-\w])color\s*[:=]\s*[\"']?\s*(#?\w{3,20})", re.IGNORECASE)
_PLAIN = frozenset(["black", "windowtext", "inherit", "initial", "auto", "gray", "grey"])
_TIGHT = re.compile(r"Mso|margin(?:-top|-bottom)?\s*:\s*0")


@dataclass(slots=True)
class Open:
    """An element that has not been closed yet."""

    tag: str
    hidden: bool = False
    cited: bool = False
    mark: str = ""
    tint: str = ""
    listed: int = -1  # -1: no list, 0: bullets, n: next number


def attributes(source: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(source[:4000])
    return {key.lower(): unescape(value.strip("\"'")) for key, value in found}


def is_history(source: str) -> bool:
    return bool(_HISTORY.search(source[:1000]))


def is_tight(source: str) -> bool:
    """Outlook's paragraphs have no margin: one paragraph is one line."""
    return bool(_TIGHT.search(source[:1000]))


def described(tag: str, source: str) -> Open:
    """What class, id and style say about an element."""
    opened = Open(tag, hidden=tag in SKIPPED, listed={"ol": 1, "ul": 0}.get(tag, -1))
    if len(source) < len(tag) + 4:
        opened.mark = "indented" if tag == "blockquote" else ""
        return opened
    given = attributes(source)
    names = f"{given.get('class', '')} {given.get('id', '')} {given.get('data-smartmail', '')}"
    if "data-signatureblock" in given:
        names += " signatureblock"
    style = given.get("style", "")
    opened.tint = _tint(source) if "color" in source else ""
    if _HIDDEN_STYLE.search(style) or _BARE_HIDDEN.search(_QUOTED_VALUE.sub('""', source)):
        opened.hidden = True
    if tag == "blockquote":
        opened.cited = _is_cited(given, names, style)
        opened.mark = "" if opened.cited else "indented"
    elif _SIGNATURE.search(names):
        opened.mark = "signature"
    elif _ATTRIBUTION.search(names):
        opened.mark = "attribution"
    elif _HISTORY.search(names):
        opened.mark = "history"
    return opened


def _tint(source: str) -> str:
    """A colour somebody chose; none for black, and for greys, where the channels are nearly one."""
    found = _COLOUR.search(source[:1000])
    colour = found[1].lower() if found else ""
    if len(colour) == 4 and colour[0] == "#":
        colour = "#" + "".join(digit * 2 for digit in colour[1:])
    if re.fullmatch(r"#[0-9a-f]{6}", colour):
        channels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        return colour if max(channels) - min(channels) > 60 else ""
    return "" if colour in _PLAIN or not colour.isalpha() else colour


def _is_cited(given: dict[str, str], names: str, style: str) -> bool:
    """A quotation of mail; a blockquote that only indents is the writer's own layout."""
    if given.get("type", "").lower() == "cite" or "cite" in given or _CITED.search(names):
        return True
    bare = style.replace(" ", "").lower()
    return "border-left" in bare and "border-left:none" not in bare and "border:none" not in bare
