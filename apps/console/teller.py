"""Tells the open pages through the channel layer, from a thread of its own, so nobody waits."""

import asyncio
import atexit
import logging
import os
import queue
import threading
from typing import Final

from channels.layers import get_channel_layer

logger = logging.getLogger(__name__)

GROUP: Final = "console"
SECONDS: Final = 2.0
BACKLOG: Final = 1000

Change = tuple[str, str, str]


class Teller:
    """Sends what changed in order; drops it when Redis is away or the backlog is full."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._pid = 0
        self._told: queue.Queue[Change | None] = queue.Queue(BACKLOG)

    def tell(self, kind: str, subject_type: str, subject_id: str) -> None:
        """Take note of a change to be told; never wait, never raise."""
        self._start()
        try:
            self._told.put_nowait((kind, subject_type, subject_id))
        except queue.Full:
            logger.debug("pages are not told of %s: too much happened at once", kind)

    def stop(self) -> None:
        """Tell what is left, for two seconds at most."""
        thread = self._thread
        if thread is None or self._pid != os.getpid():
            return
        try:
            self._told.put_nowait(None)
        except queue.Full:
            return
        thread.join(SECONDS)
        self._thread = None

    def _start(self) -> None:
        # A forked worker inherits this object but not its thread.
        if self._thread is not None and self._pid == os.getpid():
            return
        with self._lock:
            if self._thread is not None and self._pid == os.getpid():
                return
            self._pid, self._told = os.getpid(), queue.Queue(BACKLOG)
            self._thread = threading.Thread(target=self._run, name="teller", daemon=True)
            self._thread.start()
            atexit.register(self.stop)

    def _run(self) -> None:
        told = self._told
        with asyncio.Runner() as runner:
            while batch := _taken(told):
                try:
                    runner.run(_send(batch))
                except Exception as error:  # noqa: BLE001 - a page that is not told asks again later
                    dropped = len(batch) + len(_rest(told))
                    logger.warning("pages are not told of %d changes: %s", dropped, error)


def _taken(told: "queue.Queue[Change | None]") -> list[Change]:
    """Wait for a change; return it and those behind it, once each; empty when it is over."""
    first = told.get()
    if first is None:
        return []
    batch = [first, *_rest(told)]
    return list(dict.fromkeys(batch))


def _rest(told: "queue.Queue[Change | None]") -> list[Change]:
    found: list[Change] = []
    while True:
        try:
            change = told.get_nowait()
        except queue.Empty:
            return found
        if change is None:  # the end is for the next to read
            told.put_nowait(None)
            return found
        found.append(change)


async def _send(batch: list[Change]) -> None:
    layer = get_channel_layer()
    if layer is None:
        return
    async with asyncio.timeout(SECONDS):
        for kind, *subject in batch:
            message = {"type": "console.changed", "kind": kind, "subject": subject}
            await layer.group_send(GROUP, message)


teller = Teller()
