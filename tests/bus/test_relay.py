"""The doorbell: rung after commit, coalesced, and allowed to be lost."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event as Signal

import pytest
from django.db import connection, transaction

from apps.bus import delivery, registry, relay, work
from apps.bus.models import Delivery, Timer
from apps.bus.sweeper import Sweeper
from apps.core import clock
from tests.bus.facts import happen

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def heard() -> list[int]:
    """The events that a listener heard of."""
    events: list[int] = []
    registry.subscribe("test.happened", name="test.listener")(events.append)
    return events


@pytest.fixture
def unplug(settings) -> Iterator:
    """Have Redis be somewhere else until the test is over."""

    def move(port: int, address: str = "") -> None:
        settings.REDIS_URL = address or f"redis://127.0.0.1:{port}/0"
        relay.client.cache_clear()

    yield move
    relay.client.cache_clear()
    relay.Line.away_until = 0.0


@pytest.fixture
def shut() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def mute() -> Iterator[int]:
    """A port that takes every call and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(50)
        yield listener.getsockname()[1]


def ago(seconds: float) -> datetime:
    """Return a moment on this machine's clock."""
    return datetime.fromtimestamp(clock.epoch() - seconds, UTC)


def test_a_bell_rings_after_the_commit_and_not_before(bell):
    with transaction.atomic():
        relay.ring_after_commit("work")
        assert bell() == 0

    assert bell() == 1


def test_a_transaction_that_is_rolled_back_rings_nothing(bell):
    with pytest.raises(RuntimeError), transaction.atomic():
        relay.ring_after_commit("work")
        raise RuntimeError

    assert bell() == 0


def test_a_transaction_rings_each_queue_once(bell):
    with transaction.atomic():
        for _ in range(3):
            relay.ring_after_commit("work")
            relay.ring_after_commit("effects")
        assert len(connection.run_on_commit) == 2

    assert (bell("work"), bell("effects")) == (1, 1)


def test_a_savepoint_that_is_rolled_back_does_not_silence_the_rest(bell):
    with transaction.atomic():
        with pytest.raises(RuntimeError), transaction.atomic():
            relay.ring_after_commit("work")
            raise RuntimeError
        relay.ring_after_commit("work")

    assert bell() == 1


def test_rings_of_many_transactions_coalesce_until_somebody_answers(heard, bell):
    for _ in range(5):
        happen()
    assert bell() == 1

    relay.answered("work")
    happen()

    assert bell() == 2


def test_a_worker_that_looks_may_be_rung_for_again(heard, bell):
    happen()
    work.drain("work")

    happen()

    assert bell() == 2


def test_an_event_without_a_subscriber_rings_nobody(bell):
    happen()

    assert bell() == 0


@pytest.mark.parametrize("state", ["shut", "mute"])
def test_a_commit_succeeds_in_time_while_redis_is_down(
    state, request, unplug, heard, bell, caplog
):
    unplug(request.getfixturevalue(state))
    started = clock.monotonic()

    with transaction.atomic():
        happen()
        Timer.set("test.tea", "cup", clock.now() + timedelta(minutes=1))
        relay.ring_after_commit("effects")

    assert clock.monotonic() - started < 3
    assert Delivery.objects.count() == Timer.objects.count() == 1
    assert [record.name for record in caplog.records].count("apps.bus.relay") == 1


def test_redis_is_asked_again_soon_after_it_was_away(unplug, shut, bell, settings):
    address = settings.REDIS_URL
    unplug(shut)
    relay.ring("work")
    unplug(0, address)

    relay.ring("work")
    assert bell() == 0
    Signal().wait(relay.AWAY_SECONDS)
    relay.ring("work")
    assert bell() == 1


def test_an_alarm_rings_its_queue_when_it_is_due_and_once(bell):
    relay.set_alarm("work", ago(1))
    relay.set_alarm("effects", ago(-600))

    assert [relay.ring_due_alarms(), relay.ring_due_alarms()] == [1, 0]
    assert (bell("work"), bell("effects")) == (1, 0)


def test_two_sweepers_take_an_alarm_once():
    for number in range(20):
        relay.set_alarm("work", ago(1 + number))

    with ThreadPoolExecutor(2) as pool:
        taken = list(pool.map(lambda _: relay.ring_due_alarms(), range(2)))

    assert sum(taken) == 20


def test_a_timer_sets_its_alarm_after_commit(bell):
    with transaction.atomic():
        Timer.set("test.tea", "cup", ago(1))
        assert relay.ring_due_alarms() == 0

    assert relay.ring_due_alarms() == 1
    assert bell() == 1


def test_a_subscriber_that_failed_is_rung_for_again():
    @registry.subscribe("test.happened", name="test.failing")
    def fail(_event: int) -> None:
        raise OSError

    happen()

    delivery.deliver()

    assert relay.client().zcard(relay._alarms()) == 1


def test_the_sweep_finds_what_redis_forgot(heard, bell):
    event = happen()
    relay.client().flushdb()

    assert work.sweep() == ["work"]
    assert bell() == 1
    work.drain("work")
    assert heard == [event.id]


def test_the_sweep_finds_a_timer_whose_alarm_was_lost(later):
    with transaction.atomic():
        Timer.set("test.tea", "cup", clock.now() + timedelta(minutes=1))
    relay.client().flushdb()

    assert work.sweep() == []
    later("2 minutes")
    assert work.sweep() == ["work"]


def test_where_nothing_waits_the_sweep_rings_nobody(bell):
    assert work.sweep() == []
    assert bell() == 0


def test_a_worker_does_all_that_waits_and_then_nothing(heard):
    events = [happen() for _ in range(3)]

    assert work.drain("work") == 3
    assert work.drain("work") == 0
    assert heard == [event.id for event in events]


def test_the_sweeper_rings_by_itself_until_it_is_stopped(heard, bell, settings):
    settings.SWEEP_SECONDS = 0.1
    happen()
    relay.client().flushdb()
    sweeper = Sweeper()

    sweeper.start()
    until = clock.monotonic() + 10
    while not bell() and clock.monotonic() < until:
        sweeper.join(0.05)
    sweeper.stop()
    sweeper.join(10)

    assert bell() >= 1
    assert not sweeper.is_alive()
