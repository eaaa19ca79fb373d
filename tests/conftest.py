"""What every test stands on: no query in a template, no socket but loopback, the same seed."""

from __future__ import annotations

import ipaddress
import os
import socket

import pytest
from hypothesis import HealthCheck, settings

from tests import migrated

# Drawing data may be slow on a loaded machine; that is no fault of the code under test.
settings.register_profile(
    "default", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("nightly", settings.get_profile("default"), max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


NO_BROWSER = (
    "NO BROWSER FOUND, so NO JOURNEY RAN. Install chromium, "
    "or run .venv/bin/playwright install chromium"
)


def pytest_collection_modifyitems(items):
    for item in items:
        if "/journeys/" in item.nodeid:
            item.add_marker("journey")


def pytest_terminal_summary(terminalreporter):
    """What each journey asked of its people, also when it ran in another process."""
    for report in terminalreporter.stats.get("", []) + terminalreporter.stats.get("error", []):
        for name, value in getattr(report, "user_properties", ()):
            if name == "journey" and report.when == "teardown":
                terminalreporter.section(report.nodeid.rpartition("/")[2], sep="-")
                terminalreporter.write_line(value)


def pytest_unconfigure(config):
    """The last line of all, where nobody can miss it."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if any(NO_BROWSER in str(report.longrepr) for report in skipped):
        reporter.write_line(f"!!! {NO_BROWSER} !!!", red=True, bold=True)


@pytest.fixture(scope="session")
def brought(django_db_modify_db_settings):
    """Was a migrated copy laid where the test database will be? On SQLite alone."""
    from django.db import connection  # noqa: PLC0415 -- after Django is set up

    if connection.vendor != "sqlite":
        return None
    return migrated.bring(connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, brought):
    return bool(django_db_keepdb or brought)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, brought):
    """Every table; the database lies in a folder that ends with the run."""
    from django.db import connection  # noqa: PLC0415 -- after Django is set up

    if brought is False:
        with django_db_blocker.unblock():
            migrated.keep(str(connection.settings_dict["NAME"]))
            connection.close()


@pytest.fixture(autouse=True)
def no_queries_in_templates(monkeypatch):
    """Rendering may not touch the database: a lazy queryset fails the test."""
    from django.db import connection  # noqa: PLC0415 -- after Django is set up
    from django.template.backends.django import Template  # noqa: PLC0415

    def refuse(execute, sql, params, many, context):
        raise AssertionError(f"query inside a template: {sql[:200]}")

    original = Template.render

    def render(self, context=None, request=None):
        with connection.execute_wrapper(refuse):
            return original(self, context, request)

    monkeypatch.setattr(Template, "render", render)


@pytest.fixture(autouse=True, scope="session")
def sockets_shut_except_loopback():
    """A test that reaches for the network fails, and says for which address."""
    original = socket.socket.connect

    def connect(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(address[0]):
            raise AssertionError(f"a test may not reach the network: {address}")
        return original(self, address)

    socket.socket.connect = connect
    yield
    socket.socket.connect = original


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True)
def empty_cache():
    """Counters of one test (rate limits, roles) never reach the next."""
    from django.core.cache import cache  # noqa: PLC0415 -- after Django is set up

    cache.clear()


from tests.world import *  # noqa: E402, F403 -- the people of every test
