"""Several acts that begin at the same moment, each in a thread with a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections

from sala.core.permissions import Refused


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act answered; "refused" for one that was, the fault's text for one that broke."""
    start, results = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        start.wait(30)
        try:
            results.append(act())
        except Refused:
            results.append("refused")
        except Exception as problem:  # noqa: BLE001 -- the fault is what is looked for
            results.append(repr(problem))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results
