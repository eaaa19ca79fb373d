"""The shell: asked once before rendering, lit up under its own paths, never trusting a cookie."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from sala.core.context import ShellMiddleware, prepare_shell, words
from sala.core.registries import ShellEntry, shell_entries


class Someone:
    is_authenticated = True

    def __str__(self) -> str:
        return "อนงค์ ศรีวารี"


@pytest.fixture
def entries(monkeypatch):
    """A house with two places of its own; what the apps registered stands aside."""
    monkeypatch.setattr(shell_entries, "_rows", {})
    asked: list[object] = []

    def count(person: object) -> int:
        asked.append(person)
        return 3

    shell_entries.add(
        ShellEntry("home", 1, lambda: "งานของฉัน", lambda: "/", "list-checks"),
        ShellEntry(
            "communities", 2, lambda: "ชุมชน", lambda: "/communities/", "users", under=("/c/",)
        ),
        ShellEntry("notices", 9, lambda: "แจ้งเตือน", lambda: "/notices/", "bell", "me", count=count),
        ShellEntry("hidden", 3, lambda: "x", lambda: "/x/", "x", visible=lambda person: False),
    )
    return asked


def request_for(path: str, user: object = None, **cookies: str):
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    request.user = user or AnonymousUser()
    return request


@pytest.mark.parametrize(
    ("path", "lit"),
    [
        ("/", ["home"]),
        ("/communities/new/", ["communities"]),
        ("/c/12/", ["communities"]),
        ("/cycles/1/", []),
    ],
)
def test_a_place_is_lit_under_its_own_paths(entries, path, lit):
    shell = prepare_shell(request_for(path))
    assert [place.name for place in shell.places if place.current] == lit


def test_entries_are_asked_once_and_what_is_not_for_this_person_is_left_out(entries):
    person = Someone()
    request = request_for("/", person)
    first, second = prepare_shell(request), prepare_shell(request)
    assert first is second
    assert entries == [person]
    assert [place.name for place in first.entries] == ["home", "communities", "notices"]
    assert first.notices is not None
    assert first.notices.count == 3
    assert first.person == "อนงค์ ศรีวารี"


def test_context_processor_asks_nobody(entries):
    shell = words(request_for("/", Someone()))["shell"]
    assert shell.entries == ()
    assert entries == []


def test_pages_of_other_packages_get_their_shell_before_rendering(entries):
    request = request_for("/account/login/")
    ShellMiddleware(lambda _: None).process_template_response(request, "response")
    assert [place.name for place in words(request)["shell"].places] == ["home", "communities"]


@pytest.mark.parametrize(
    ("cookie", "theme"), [("dark", "dark"), ("light", "light"), ('"><script>', ""), ("", "")]
)
def test_only_a_known_theme_reaches_the_page(entries, cookie, theme):
    assert prepare_shell(request_for("/", theme=cookie)).theme == theme
