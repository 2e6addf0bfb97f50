"""What the tests of the bus share: registries, another hour, a way behind the triggers."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from apps.bus import registry, relay
from tests import embedded


@pytest.fixture(autouse=True)
def _own_registries() -> Iterator[None]:
    """Put back who listens to what, after each test."""
    known = {kind: dict(named) for kind, named in registry._subscribers.items()}
    flat = (registry._due, registry._replays, registry._drains, registry._schedules)
    copies = [dict(one) for one in flat]
    yield
    registry._subscribers.clear()
    registry._subscribers.update(known)
    for one, copy in zip(flat, copies, strict=True):
        one.clear()
        one.update(copy)


@pytest.fixture
def later() -> Iterator:
    """Move the database's clock, for this connection, until the test is over."""

    def move(interval: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "select set_config('pilothouse.clock_offset', %s, false)", [interval]
            )

    yield move
    move("")


@pytest.fixture
def bell():
    """How many doorbells lie in a queue."""

    def count(queue: str = "work") -> int:
        prefix = relay._alarms().removesuffix("alarms")
        return relay.client().llen(f"{prefix}celery:{queue}")

    return count


@pytest.fixture
def intruder(transactional_db) -> Iterator[psycopg.Connection]:
    """A superuser whom no trigger stops."""
    address = embedded.superuser_url(connection.settings_dict["NAME"])
    with psycopg.connect(address, autocommit=True) as behind:
        behind.execute("set session_replication_role = replica")
        yield behind


@pytest.fixture
def application(transactional_db) -> Iterator[psycopg.Connection]:
    """The database as the application's role sees it."""
    address = embedded.app_url(connection.settings_dict["NAME"])
    with psycopg.connect(address, autocommit=True) as app:
        yield app
