"""The parts of a real site, each a process of its own: web, jobs, mail."""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Callable

import django
from django.core.management import call_command

from sala.cli.processes import (
    ROOT,
    Ended,
    Family,
    Stop,
    ending_on_signals,
    require_free_port,
    web_command,
)


def web(host: str, port: int, workers: int) -> int:
    """Serve the pages until asked to end; never with a database of another version."""
    require_free_port(host, port)
    django.setup()
    require_migrated()
    from sala.cli.static import collect_static  # noqa: PLC0415 -- settings are ready only now

    collect_static()
    os.chdir(ROOT)
    with ending_on_signals():
        family = Family(os.environ)
        try:
            family.start("web", web_command(host, port, workers=workers))
            family.stay()
        except Ended:
            return 0
        finally:
            family.end()
    return 0


def require_migrated() -> None:
    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except SystemExit as unapplied:
        raise Stop(
            "ฐานข้อมูลยังไม่ตรงรุ่น สั่ง bin/sala manage migrate ก่อน\n"
            "The database is not up to date; run bin/sala manage migrate first."
        ) from unapplied


def jobs() -> int:
    """Background work and the clock, until asked to end."""
    django.setup()
    from sala.core.clock import run_forever  # noqa: PLC0415 -- Django must be set up

    run_forever()
    return 0


def mail() -> int:
    """Receive mail until asked to end."""
    django.setup()
    run_forever = receiver()
    if run_forever is None:
        raise Stop("รุ่นนี้ยังรับจดหมายเข้าไม่ได้ · This version does not receive mail yet.")
    with ending_on_signals():
        try:
            run_forever()
        except Ended:
            return 0
    return 0


def receiver() -> Callable[[], None] | None:
    return named("sala.mail.receiver", "run_forever")


def named(module: str, function: str) -> Callable[[], None] | None:
    """A function of a module, or None where the module is not part of this version."""
    if importlib.util.find_spec(module) is None:
        return None
    found: Callable[[], None] = getattr(importlib.import_module(module), function)
    return found
