"""The sweeper: a thread of every worker that rings what Redis forgot."""

import logging
import threading

from django.conf import settings
from django.db import connection

from apps.bus import relay, work
from apps.core import clock

logger = logging.getLogger(__name__)

ALARM_SECONDS = 0.2


class Sweeper(threading.Thread):
    """Rings due alarms from Redis often, and from Postgres every `SWEEP_SECONDS`."""

    def __init__(self) -> None:
        super().__init__(name="sweeper", daemon=True)
        self._stopped = threading.Event()

    def run(self) -> None:
        """Sweep until stopped; a fault is logged and the next round tries again."""
        swept = 0.0
        while not self._stopped.wait(ALARM_SECONDS):
            try:
                relay.ring_due_alarms()
            except Exception as error:  # noqa: BLE001 - Redis is away; Postgres is swept all the same
                logger.warning("alarm clock: %s", error)
                self._stopped.wait(1)
            if clock.monotonic() - swept >= settings.SWEEP_SECONDS:
                self._sweep()
                swept = clock.monotonic()
        connection.close()

    def stop(self) -> None:
        """End the thread after its current round."""
        self._stopped.set()

    def _sweep(self) -> None:
        try:
            work.sweep()
        except Exception as error:  # noqa: BLE001 - Postgres is away; the next sweep finds the work
            logger.warning("sweep: %s", error)
            connection.close()
