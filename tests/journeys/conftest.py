"""A real server, a real browser. Journeys are skipped where there is no browser, never in CI."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from config import settings as product
from tests.conftest import NO_BROWSER
from tests.journeys.driver import (
    FIRST_VISIT_LIMIT,
    GALLERY,
    HTML_LIMIT,
    Log,
    Visitor,
    first_visit_bytes,
)
from tools.browser import DESK, PHONE, find_browser, launch

# Playwright's event loop runs in this thread; the ORM calls beside it are ordinary ones.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = find_browser()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        running = launch(playwright, path)
        yield running
        running.close()


@pytest.fixture(scope="package")
def server(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The product as it is served: static files hashed and compressed, DEBUG off."""
    with (
        override_settings(STORAGES=product.STORAGES, WHITENOISE_AUTOREFRESH=False),
        django_db_blocker.unblock(),
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        thread = LiveServerThread("127.0.0.1", static_handler=lambda application: application)
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        with override_settings(SITE_URL=f"http://127.0.0.1:{thread.port}"):
            yield f"http://127.0.0.1:{thread.port}"
        thread.terminate()
        thread.join()


@pytest.fixture
def journey(browser, server, transactional_db, request) -> Iterator[Journey]:
    """Open screens with `journey.phone("facilitator", person)`; all is judged at the end."""
    story = Journey(browser, server)
    yield story
    weights = story.weights()
    story.close()
    if any(tally.taps for tally in story.log.tallies.values()):
        request.node.user_properties.append(("journey", story.log.table(weights)))
    assert story.log.faults == []
    pages = {path: size for path, size in story.log.html.items() if path != GALLERY}
    assert {path: size for path, size in pages.items() if size > HTML_LIMIT} == {}
    assert {path: size for path, size in weights.items() if size > FIRST_VISIT_LIMIT} == {}


class Journey:
    def __init__(self, browser: Browser, base: str) -> None:
        self.browser, self.base, self.log = browser, base, Log()
        self.contexts: list[BrowserContext] = []

    def phone(self, role: str, person=None) -> Visitor:
        return self._visitor(role, person, viewport=PHONE, is_mobile=True, has_touch=True)

    def desk(self, role: str, person=None, **options) -> Visitor:
        return self._visitor(role, person, viewport=DESK, **options)

    def weights(self) -> dict[str, int]:
        """What each page met weighs for somebody who comes for the first time."""
        return {
            path: sum(first_visit_bytes(context, self.base + path).values())
            for path, context in self.log.pages.items()
        }

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def _visitor(self, role: str, person, **options) -> Visitor:
        context = self.browser.new_context(
            locale="th-TH", timezone_id="Asia/Bangkok", accept_downloads=True, **options
        )
        self.contexts.append(context)
        if person is not None:
            context.add_cookies([session_of(person, self.base)])
        return Visitor(context, self.base, role, self.log)


def session_of(person, base: str) -> dict[str, str]:
    """The cookie of somebody who signed in this morning: no taps."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies["sessionid"]
    return {"name": "sessionid", "value": cookie.value, "url": base}
