"""The real listener in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager

from sala.mail.receiver import Listener


@contextmanager
def listening(address=""):
    ready, ended = threading.Event(), threading.Event()
    kept: list[Listener] = []

    async def serve():
        kept.append(Listener(address))
        await kept[0].start()
        ready.set()
        await asyncio.to_thread(ended.wait)
        kept[0].close()

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    assert ready.wait(10)
    try:
        yield kept[0]
    finally:
        ended.set()
        thread.join(10)
