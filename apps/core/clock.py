"""The only module that reads a clock. The database's clock decides; tests may offset it."""

import time
from datetime import datetime
from typing import Any

from django.db import connection, models


class DatabaseNow(models.Func):
    """`pilothouse_now()` as an expression, for defaults and filters."""

    function = "pilothouse_now"
    template = "%(function)s()"

    def __init__(self, *expressions: Any, **extra: Any) -> None:
        extra.setdefault("output_field", models.DateTimeField())
        super().__init__(*expressions, **extra)


def now() -> datetime:
    """Return the database's time, aware, in UTC."""
    with connection.cursor() as cursor:
        cursor.execute("select pilothouse_now()")
        found: datetime = cursor.fetchone()[0]
    return found


def epoch() -> float:
    """Return this machine's seconds since 1970, for alarms only: being off costs latency."""
    return time.time()


def monotonic() -> float:
    """Return seconds on a clock that never goes back, for measuring how long something took."""
    return time.monotonic()
