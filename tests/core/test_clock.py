from datetime import timedelta

import pytest
from django.db import connection

from apps.bus.models import DeadLetter
from apps.core import clock
from apps.core.actor import system
from apps.core.clock import DatabaseNow

pytestmark = pytest.mark.django_db


def offset(interval: str) -> None:
    """Have the database's clock differ by so much until the test is over."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('pilothouse.clock_offset', %s, true)", [interval])


def test_now_is_the_databases_time_and_aware():
    found = clock.now()

    assert found.utcoffset() == timedelta(0)
    assert abs(found.timestamp() - clock.epoch()) < 60


@pytest.mark.parametrize("interval", ["3 days", "-3 days"])
def test_an_offset_moves_now(interval):
    before = clock.now()

    offset(interval)

    moved = clock.now() - before
    assert abs(abs(moved) - timedelta(days=3)) < timedelta(minutes=1)
    assert (moved > timedelta(0)) is not interval.startswith("-")


@pytest.mark.parametrize("interval", ["", "0"])
def test_no_offset_is_none(interval):
    before = clock.now()

    offset(interval)

    assert clock.now() - before < timedelta(minutes=1)


def test_an_offset_moves_the_birth_of_rows_and_what_filters_ask():
    offset("3 days")
    letter = DeadLetter.bury(
        kind="test", origin="x", error="odd", payload=b"", by=system("test")
    )
    letter.refresh_from_db()
    offset("0")

    assert letter.created_at - clock.now() > timedelta(days=2)
    assert not DeadLetter.objects.filter(created_at__lte=DatabaseNow()).exists()


def test_monotonic_does_not_follow_the_offset():
    before = clock.monotonic()

    offset("3 days")

    assert 0 <= clock.monotonic() - before < 60
