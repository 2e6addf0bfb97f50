"""Facts for the bus's tests."""

from threading import Event as Signal
from typing import Any

from django.db import connection, transaction

from apps.bus import seal
from apps.bus.models import Event
from apps.core import clock
from apps.core.actor import system

TEST = system("test")
WAITS_SECONDS = 120.0
SETTLED = """
select coalesce(max(txid), 0) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
from bus_event
"""


def happen(**payload: Any) -> Event:
    """Write one fact, committed."""
    with transaction.atomic():
        return Event.append("test.happened", subject=("test", "1"), by=TEST, payload=payload)


def settle() -> None:
    """Wait until all facts can be sealed: another test run's transaction may still be older."""
    until = clock.monotonic() + WAITS_SECONDS
    while clock.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(SETTLED)
            if cursor.fetchone() == (True,):
                return
        Signal().wait(0.02)
    raise TimeoutError("A transaction older than the facts does not end.")


def seal_all() -> None:
    """Seal every fact."""
    settle()
    seal.seal()
    assert seal.verify().unsealed == 0
