"""What every page needs beside its own data: the agency's six words and the shell around it.

Registries are asked before rendering (`prepare_shell`), never while a template renders.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from sala.core import terms
from sala.core.registries import ShellEntry, shell_entries

THEMES = ("light", "dark")
SECRETS = {"token", "code", "key", "uidb36"}


@dataclass(frozen=True)
class Place:
    """One entry of the shell, ready to print."""

    name: str
    label: str
    url: str
    icon: str
    slot: str = "places"
    count: int = 0
    current: bool = False


@dataclass(frozen=True)
class Shell:
    """Roof and floor of a page. Entries named search, notices and me have their own spot."""

    entries: tuple[Place, ...] = ()
    agency: str = ""
    person: str = ""
    theme: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    language_url: str = ""
    line_url: str = ""
    own: frozenset[str] = field(default=frozenset({"search", "notices", "me"}))

    def _slot(self, slot: str) -> list[Place]:
        return [row for row in self.entries if row.slot == slot and row.name not in self.own]

    def _named(self, name: str) -> Place | None:
        return next((row for row in self.entries if row.name == name), None)

    @property
    def places(self) -> list[Place]:
        return self._slot("places")

    @property
    def foot(self) -> list[Place]:
        return self._slot("foot")

    @property
    def manage(self) -> list[Place]:
        return self._slot("manage")

    @property
    def mine(self) -> list[Place]:
        return self._slot("me")

    @property
    def search(self) -> Place | None:
        return self._named("search")

    @property
    def notices(self) -> Place | None:
        return self._named("notices")

    @property
    def me(self) -> Place | None:
        return self._named("me")


def prepare_shell(request: HttpRequest) -> Shell:
    """Ask the registries once and keep the answer on the request."""
    shell: Shell | None = getattr(request, "shell", None)
    if shell is None:
        person = getattr(request, "user", None)
        entries = [
            _place(row, person, request.path) for row in shell_entries if row.visible(person)
        ]
        shell = _frame(request, tuple(entries))
        setattr(request, "shell", shell)
    return shell


class ShellMiddleware:
    """Prepares the shell of pages that other packages answer with a TemplateResponse."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        prepare_shell(request)
        return response


def words(request: HttpRequest) -> dict[str, Any]:
    """Context processor. A page whose shell nobody prepared gets roof and floor without places."""
    return {
        "terms": terms.words(),
        "shell": getattr(request, "shell", None) or _frame(request, ()),
    }


def _frame(request: HttpRequest, entries: tuple[Place, ...]) -> Shell:
    user = getattr(request, "user", None)
    theme = request.COOKIES.get("theme", "")
    return Shell(
        entries=entries,
        agency=str(getattr(getattr(request, "agency", None), "name", "")),
        person=str(user) if user is not None and user.is_authenticated else "",
        theme=theme if theme in THEMES else "",
        sign_in_url=_url("account_login"),
        sign_out_url=_url("account_logout"),
        language_url=_url("set_language"),
        line_url=_line_url(request),
    )


def _line_url(request: HttpRequest) -> str:
    """LINE's share page for this address, without its query. A page opened by a secret in its
    address is not passed on."""
    match = getattr(request, "resolver_match", None)
    if request.method != "GET" or match is None or SECRETS & match.kwargs.keys():
        return ""
    page = f"{settings.SITE_URL.rstrip('/')}{request.path}?openExternalBrowser=1"
    return f"https://social-plugins.line.me/lineit/share?url={quote(page, safe='')}"


def _place(row: ShellEntry, person: Any, path: str) -> Place:
    url = row.url()
    under = (url, *row.under)
    current = path == url or any(start != "/" and path.startswith(start) for start in under)
    return Place(row.name, row.label(), url, row.icon, row.slot, row.count(person), current)


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
