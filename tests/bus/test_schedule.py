"""Slots: one firing each, with any number of beats."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from apps.bus import registry, schedule
from apps.bus.models import DeadLetter, Slot
from tests.bus.facts import TEST

pytestmark = pytest.mark.django_db(transaction=True)


def bells(every: timedelta = timedelta(days=3650)) -> None:
    """Register a schedule that leaves a row at each firing."""

    @registry.scheduled("test.bells", every=every)
    def ring() -> None:
        DeadLetter.bury(kind="test", origin="bells", error="ding", payload=b"", by=TEST)


def test_two_beats_fire_a_slot_once():
    bells()
    start = Barrier(2)

    def beat(_number: int) -> bool:
        start.wait()
        try:
            return schedule.tick("test.bells")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        fired = list(pool.map(beat, range(2)))

    assert sorted(fired) == [False, True]
    assert DeadLetter.objects.count() == 1


def test_the_next_slot_fires_again(later):
    bells(timedelta(minutes=10))

    fired = [schedule.tick("test.bells")]
    later("10 minutes")
    fired += [schedule.tick("test.bells"), schedule.tick("test.bells")]

    assert fired == [True, True, False]
    assert Slot.objects.count() == 2


def test_a_slot_whose_work_failed_has_not_fired():
    @registry.scheduled("test.bells", every=timedelta(days=3650))
    def ring() -> None:
        raise OSError("cracked")

    with pytest.raises(OSError, match="cracked"):
        schedule.tick("test.bells")

    bells()
    assert schedule.tick("test.bells") is True


def test_a_schedule_that_nobody_knows_is_named():
    with pytest.raises(registry.NotRegistered, match=r"test\.unknown"):
        schedule.tick("test.unknown")


@pytest.mark.parametrize(
    ("now", "slot"),
    [("2026-05-08 10:14:59", "2026-05-08 10:00:00"), ("2026-05-08 10:15", "2026-05-08 10:15")],
)
def test_a_slot_begins_at_a_multiple_of_its_length(now, slot):
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)

    found = schedule.slot_of(at, timedelta(minutes=15))

    assert found == datetime.fromisoformat(slot).replace(tzinfo=UTC)
