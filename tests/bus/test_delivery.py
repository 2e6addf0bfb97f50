"""Deliveries: every subscriber hears of it once, or somebody reads why not."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from apps.bus import delivery, registry
from apps.bus.models import ATTEMPTS, DeadLetter, Delivery, Event
from apps.core.errors import PilothouseError
from tests.bus.facts import TEST, happen

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def heard() -> list[int]:
    """The events that a listener heard of."""
    events: list[int] = []
    registry.subscribe("test.happened", name="test.listener")(events.append)
    return events


class Stumbling:
    """A subscriber that leaves something behind and then fails, while it is told to."""

    error: Exception | None = OSError("the door is shut")
    heard = 0

    def __call__(self, _event: int) -> None:
        self.heard += 1
        DeadLetter.bury(kind="test", origin="half", error="done", payload=b"", by=TEST)
        if self.error:
            raise self.error


@pytest.fixture
def stumbling() -> Stumbling:
    """A subscriber that fails."""
    subscriber = Stumbling()
    registry.subscribe("test.happened", name="test.stumbling")(subscriber)
    return subscriber


def halves() -> int:
    """Return how much failed subscribers left behind."""
    return DeadLetter.objects.filter(kind="test").count()


def test_each_subscriber_hears_of_an_event_once(heard):
    others: list[int] = []
    registry.subscribe("test.happened", name="test.other")(others.append)
    event = happen()

    done = [delivery.deliver() for _ in range(4)]

    assert done == [1, 1, 0, 0]
    assert heard == others == [event.id]
    assert Delivery.objects.filter(done_at=None).count() == 0


def test_without_a_subscriber_there_is_nothing_to_deliver():
    happen()

    assert not Delivery.objects.exists()
    assert not delivery.deliveries_waiting()


def test_events_are_heard_in_order(heard):
    events = [happen(), happen(), happen()]

    while delivery.deliver():
        pass

    assert heard == [event.id for event in events]


def test_two_workers_deliver_an_event_once(heard):
    happen()
    start = Barrier(2)

    def work(_number: int) -> int:
        start.wait()
        try:
            return delivery.deliver()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(work, range(2)))

    assert (sorted(done), len(heard)) == ([0, 1], 1)


def test_what_a_subscriber_did_and_its_completion_are_one_transaction(stumbling):
    stumbling.error = None
    happen()

    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        delivery.deliver()
        raise KeyboardInterrupt

    assert halves() == 0
    assert delivery.deliveries_waiting()
    delivery.deliver()
    assert halves() == 1
    assert not delivery.deliveries_waiting()


def test_a_failing_subscriber_leaves_nothing_and_is_tried_again_later(stumbling, later):
    happen()

    delivery.deliver()

    row = Delivery.objects.get()
    assert (halves(), row.attempts, row.error) == (0, 1, "OSError: the door is shut")
    assert not delivery.deliveries_waiting()
    later("3 seconds")
    stumbling.error = None
    assert delivery.deliver() == 1
    assert halves() == 1


def test_a_failing_subscriber_does_not_keep_the_others_waiting(stumbling, heard):
    first, second = happen(), happen()

    while delivery.deliver():
        pass

    assert heard == [first.id, second.id]


def test_a_subscriber_that_fails_for_long_becomes_one_dead_letter(stumbling, later):
    happen()

    for hour in range(ATTEMPTS + 2):
        later(f"{hour} hours")
        delivery.deliver()

    letter = DeadLetter.objects.get()
    assert (stumbling.heard, letter.kind) == (ATTEMPTS, "delivery")
    assert "the door is shut" in letter.error
    assert letter.history().get().kind == "dead_letter.opened"


def test_a_permanent_failure_is_a_dead_letter_at_once(stumbling):
    stumbling.error = PilothouseError("That will never do.")
    happen()

    delivery.deliver()

    assert stumbling.heard == 1
    assert "never do" in DeadLetter.objects.get().error


def test_a_subscriber_whose_code_is_gone_is_a_dead_letter(heard):
    happen()
    registry._subscribers["test.happened"].clear()

    delivery.deliver()

    assert "test.listener" in DeadLetter.objects.get().error


@pytest.mark.parametrize("words", ["odd \0 bytes", "half \udcff character", "x" * 99_999])
@pytest.mark.parametrize("permanent", [True, False])
def test_an_error_that_postgres_cannot_hold_does_not_stop_the_bus(
    stumbling, heard, words, permanent
):
    stumbling.error = PilothouseError(words, permanent=permanent)
    happen()

    while delivery.deliver():
        pass

    assert len(heard) == stumbling.heard == 1
    assert DeadLetter.objects.exists() is permanent


def test_a_replayed_dead_letter_is_delivered_again(stumbling):
    stumbling.error = PilothouseError()
    happen()
    delivery.deliver()
    stumbling.error = None

    with DeadLetter.objects.get().locked() as letter:
        letter.replay(by=TEST)

    assert delivery.deliver() == 1
    assert halves() == 1
    assert Delivery.objects.get().done_at is not None
    assert Event.objects.filter(kind="dead_letter.replayed").count() == 1


def test_the_oldest_undelivered_event_is_measured(heard, later):
    assert delivery.oldest_undelivered_seconds() == 0
    happen()

    later("90 seconds")

    assert 89 < delivery.oldest_undelivered_seconds() < 120
