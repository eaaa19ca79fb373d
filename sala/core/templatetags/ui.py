"""The components of every page. `docs/ui.md` shows how each is called, `/ui/` how it looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.defaultfilters import capfirst
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from sala.core.permissions import Decision
from sala.core.phrases import initial, phrases
from sala.core.thai.display import is_english

register = template.Library()

STATE_ICONS = {
    "done": "circle-check",
    "now": "circle-dot",
    "wait": "clock",
    "gap": "triangle-alert",
    "stop": "circle-alert",
    "early": "circle-dashed",
    "later": "circle-dashed",
    "": "circle-dashed",
}
STATE_COLOURS = {"gap": "wait", "early": "now", "later": "", "none": ""}
CALLOUT_ICONS = {
    "done": "circle-check",
    "now": "history",
    "wait": "triangle-alert",
    "stop": "octagon-alert",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """One outline of the sprite, silent to screen readers."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("core/icons.svg"),
        name,
    )


@register.simple_tag
def upload_limit() -> int:
    """The most megabytes of one file."""
    return int(settings.UPLOAD_MAX_BYTES) // 1024**2


@register.simple_tag
def state(kind: str, word: str, look: str = "", icon_name: str = "") -> SafeString:
    """Shape, word and colour together: done, now, wait, gap, stop, early, later or ""."""
    kind = "" if kind == "none" else kind
    return format_html(
        '<span class="state"{}{}>{}{}</span>',
        _attr("data-look", look),
        _attr("data-state", STATE_COLOURS.get(kind, kind)),
        icon(icon_name or STATE_ICONS.get(kind, "circle-dashed")),
        word,
    )


@register.simple_tag
def button(
    label: str,
    url: str = "",
    *,
    kind: str = "",
    icon_name: str = "",
    size: str = "",
    name: str = "",
    value: str = "",
) -> SafeString:
    """A link that looks like a button when `url` is given, else a submit button."""
    look = format_html("{}{}", _attr("data-kind", kind), _attr("data-size", size))
    text = format_html("{}{}", _icon_before(icon_name), label)
    if url:
        return format_html('<a class="button"{} href="{}">{}</a>', look, url, text)
    own = format_html("{}{}", _attr("name", name), _attr("value", value))
    return format_html('<button class="button" type="submit"{}{}>{}</button>', look, own, text)


@register.simple_tag(takes_context=True)
def act(
    context: template.Context,
    decision: Decision,
    label: str,
    url: str,
    *,
    kind: str = "",
    icon_name: str = "",
    confirm: str = "",
    method: str = "post",
    target: str = "",
    **hidden: object,
) -> SafeString:
    """A form of one button when allowed; the quiet look with the reason beside it when not.

    `method="get"` makes a link. With `target` (a selector) htmx swaps that part of the page.
    Other keywords become hidden fields.
    """
    if not decision:
        return why(decision, label, icon_name=icon_name)
    if method == "get":
        return button(label, url, kind=kind, icon_name=icon_name)
    values = {"label": label, "url": url, "kind": kind, "icon_name": icon_name}
    own: dict[str, Any] = {"confirm": confirm, "target": target, "hidden": hidden}
    own["csrf_token"] = context.get("csrf_token")
    return _part("act", values | own)


@register.simple_tag(takes_context=True)
def page_token(context: template.Context) -> str:
    """The token of the page's forms, for a part that is included with `only`:
    `{% page_token as csrf_token %}{% csrf_token %}`."""
    request = getattr(context, "request", None)
    return get_token(request) if isinstance(request, HttpRequest) else ""


@register.simple_tag
def why(decision: Decision, label: str, icon_name: str = "") -> SafeString:
    """A refused act stays in sight, with the sentence that names the rule and the people."""
    return _part("why", {"decision": decision, "label": label, "icon_name": icon_name or "lock"})


@register.simple_block_tag
def pavilion(content: str, title: str = "", lead: str = "", level: int = 2) -> SafeString:
    """The roof: once a page, over the one thing to do here now."""
    return _part("pavilion", {"content": content, "title": title, "lead": lead, "level": level})


@register.simple_block_tag
def empty_state(
    content: str, title: str, action: str = "", url: str = "", level: int = 2
) -> SafeString:
    """What belongs here, why it helps, and the first act."""
    values = {"content": content, "title": title, "action": action, "url": url, "level": level}
    return _part("empty", values)


@register.simple_block_tag
def callout(content: str, kind: str = "", title: str = "", icon_name: str = "") -> SafeString:
    """A word in the page: "" tells, done, now, wait warns, stop refuses."""
    values = {"content": content, "kind": kind, "title": title}
    return _part("callout", values | {"icon_name": icon_name or CALLOUT_ICONS.get(kind, "info")})


@register.simple_tag
def steps(rows: Iterable[Any], label: str, current: int = 0) -> SafeString:
    """The seven bays. A row: number, name, url, state, word, part ("", some, half, most)."""
    shown = [
        {
            "row": row,
            "ordinal": _ordinal(_get(row, "number")),
            "state": state(_get(row, "state"), _get(row, "word")),
            "is_current": _get(row, "number") == current,
        }
        for row in rows
    ]
    return _part("steps", {"rows": shown, "label": label})


@register.simple_tag
def strip(rows: Iterable[Any], url: str, current: int = 0) -> SafeString:
    """The seven bays as one line that leads to the cycle: how far, and the step it stands at
    (`current`, else the first that is not done)."""
    shown = list(rows)
    at = [row for row in shown if _get(row, "number") == current]
    at += [row for row in shown if _get(row, "state") != "done"]
    bays = [{"state": _get(row, "state"), "part": _get(row, "part")} for row in shown]
    own: dict[str, Any] = {"bays": bays, "url": url}
    if at:
        own["ordinal"] = _ordinal(_get(at[0], "number"))
        own["name"] = _get(at[0], "name")
        own["state"] = state(_get(at[0], "state"), _get(at[0], "word"))
    return _part("strip", own)


@register.simple_tag
def missing(rows: Iterable[Any]) -> SafeString:
    """What is lacking, each line a link to the place that mends it: label, detail, url."""
    return _part("missing", {"rows": list(rows)})


@register.simple_tag
def avatar(name: str, role: str = "", size: str = "") -> SafeString:
    """The first consonant of a name in a circle; role me or lead colours it."""
    look = format_html("{}{}", _attr("data-size", size), _attr("data-role", role))
    return format_html('<span class="avatar"{} aria-hidden="true">{}</span>', look, initial(name))


@register.simple_tag
def avatars(names: Sequence[str], more: str = "") -> SafeString:
    """Some people at a glance and a word for the others ("และอีก 9 คน")."""
    faces = format_html_join("", "{}", ((avatar(name),) for name in names))
    rest = format_html('<span class="faint">{}</span>', more) if more else ""
    return format_html('<div class="avatars">{}{}</div>', faces, rest)


@register.simple_block_tag
def person(
    content: str, name: str, detail: str = "", url: str = "", role: str = "", size: str = ""
) -> SafeString:
    """One line about a person; what stands inside (a button, a state) comes to the right."""
    values = {"content": content, "name": name, "detail": detail, "url": url}
    return _part("person", values | {"face": avatar(name, role, size)})


@register.simple_block_tag
def table(content: str, label: str, phone: str = "cards") -> SafeString:
    """Wraps thead and tbody; scrolls inside itself, or turns rows into cards on a phone."""
    return _part("table", {"content": content, "label": label, "phone": phone})


@register.simple_tag(takes_context=True)
def task(context: template.Context, row: Any, when: str = "", level: int = 3) -> SafeString:
    """A line of งานของฉัน (`registries.Work`), done in place; `when` says the due day."""
    values = {"row": row, "when": when, "level": level}
    return _part("task", values | {"csrf_token": context.get("csrf_token")})


@register.simple_tag
def progress(value: float, total: float, label: str, words: str = "") -> SafeString:
    """A bar with its count: how far long work has come."""
    share = round(100 * value / total) if total else 0
    values = {"value": value, "total": total or 1, "label": label, "words": words, "share": share}
    return _part("progress", values)


@register.simple_tag
def tabs(rows: Iterable[Any], label: str) -> SafeString:
    """Links to places side by side. A row: label, url, current, count (None hides it)."""
    return _part("tabs", {"rows": list(rows), "label": label})


@register.simple_tag
def crumb(label: str, url: str = "") -> SafeString:
    """One step of the way here, for the block `crumbs`."""
    name = capfirst(label)
    inner = format_html('<a href="{}">{}</a>', url, name) if url else conditional_escape(name)
    return format_html("<li>{}</li>", inner)


@register.simple_tag
def facts(rows: Iterable[tuple[str, object]]) -> SafeString:
    """Word and value pairs; a value of None or "" is left out."""
    kept = [(name, value) for name, value in rows if value not in (None, "")]
    return _part("facts", {"rows": kept})


@register.simple_tag
def figures(rows: Iterable[Any]) -> SafeString:
    """Large figures with what they mean under them. A row: value, text, url."""
    return _part("figures", {"rows": list(rows)})


@register.simple_tag
def timeline(rows: Iterable[Any], width: str = "") -> SafeString:
    """Moments in order. A row: when, iso, title, detail, url, state, word; width time or date."""
    return _part("timeline", {"rows": list(rows), "width": width})


@register.simple_tag
def form_errors(form: BaseForm) -> SafeString:
    """The summary at the top of a form: every error links to its field."""
    return _part("form_errors", {"form": form}, folder="core")


@register.simple_tag
def draft_line(key: str, url: str = "") -> SafeString:
    """Inside a form: what is typed is kept as a draft, and this line says so."""
    return _part("draft_line", {"key": key, "url": url})


@register.simple_tag(takes_context=True)
def paginate(context: template.Context, page: Page[Any], parameter: str = "page") -> SafeString:
    """Earlier and later pages; keeps the rest of the query."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    query.pop(parameter, None)
    start = f"?{query.urlencode()}&" if query else "?"
    return _part("paginate", {"page": page, "start": f"{start}{parameter}="})


@register.filter
def phrase(text: object) -> SafeString:
    """A heading that breaks between phrases, never inside one; numbers stay with their words."""
    parts = phrases(str(text))
    if len(parts) < 2:
        return conditional_escape(str(text))
    return format_html_join(" ", '<span class="phrase">{}</span>', ((part,) for part in parts))


@register.filter
def first_bold(label: object) -> SafeString:
    """The point of a scale stands out from its word: "4 มาก"."""
    point, _, word = str(label).partition(" ")
    return format_html("<b>{}</b> {}", point, word) if word else format_html("<b>{}</b>", point)


def _part(name: str, values: Mapping[str, Any], folder: str = "core/ui") -> SafeString:
    return render_to_string(f"{folder}/{name}.html", dict(values))


def _attr(name: str, value: str) -> SafeString:
    return format_html(' {}="{}"', name, value) if value else mark_safe("")


def _icon_before(name: str) -> SafeString:
    return format_html("{} ", icon(name)) if name else mark_safe("")


def _get(row: Any, name: str) -> Any:
    """The same row may be a dictionary in a test and a small object in a query."""
    return row.get(name, "") if isinstance(row, Mapping) else getattr(row, name, "")


def _ordinal(number: object) -> str:
    if is_english():
        return str(number)
    return str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
