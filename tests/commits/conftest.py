"""A mail server on this machine, an account at it, and a clock that can be moved."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection

from apps.connectors.models import Connection
from tests import embedded
from tests.factories.commits import PAYDESK
from tests.factories.connectors import SmtpFactory
from tests.smtp import MailServer


@pytest.fixture
def mailserver() -> Iterator[MailServer]:
    """Where all mail of the test goes."""
    with MailServer().open() as server:
        yield server


@pytest.fixture
def account(db, mailserver, settings) -> Connection:
    """The studio's mail account; an approval may be performed at once."""
    settings.UNDO_SECONDS = 0
    return SmtpFactory.create(port=mailserver.port)


@pytest.fixture
def later(db) -> Iterator[Callable[[str], None]]:
    """Move the database's clock: `later("3 minutes")`."""

    def move(interval: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "select set_config('pilothouse.clock_offset', %s, false)", [interval]
            )

    yield move
    move("0")


@pytest.fixture
def paid(settings) -> Iterator[list[Any]]:
    """What the bank of the tests has paid."""
    settings.UNDO_SECONDS = 0
    PAYDESK.paid.clear()
    yield PAYDESK.paid
    PAYDESK.paid.clear()


@pytest.fixture
def behind_the_trigger(transactional_db) -> Callable[..., None]:
    """Write to the database as its superuser, with every trigger off."""

    def write(statement: str, *values: Any) -> None:
        url = embedded.superuser_url(connection.settings_dict["NAME"])
        with psycopg.connect(url, autocommit=True) as behind:
            behind.execute("set session_replication_role = replica")
            assert behind.execute(statement, values).rowcount == 1

    return write
