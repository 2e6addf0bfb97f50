"""Timers: due by the database's clock, fired once."""

from datetime import timedelta

import pytest
from django.db import transaction

from apps.bus import delivery, registry
from apps.bus.models import ATTEMPTS, DeadLetter, Timer
from apps.core import clock
from apps.core.errors import PilothouseError
from tests.bus.facts import TEST

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rung() -> list[str]:
    """The subjects whose timer fired."""
    subjects: list[str] = []
    registry.due("test.tea")(subjects.append)
    return subjects


def set_timer(subject: str = "cup", *, minutes: float = 5) -> None:
    """Set a timer, committed."""
    with transaction.atomic():
        Timer.set("test.tea", subject, clock.now() + timedelta(minutes=minutes))


def fail(_subject: str) -> None:
    """Fail for good."""
    raise PilothouseError("No tea left.")


def fail_for_now(_subject: str) -> None:
    """Fail in a way that may pass."""
    raise OSError("The kettle is cold.")


def test_a_timer_fires_once_and_not_before_its_time(rung, later):
    set_timer()

    assert (delivery.timers_waiting(), delivery.fire()) == (False, 0)
    later("6 minutes")
    assert delivery.timers_waiting()
    assert [delivery.fire(), delivery.fire()] == [1, 0]
    assert rung == ["cup"]


def test_timers_fire_in_the_order_of_their_times(rung, later):
    for subject, minutes in (("second", 2), ("third", 3), ("first", 1)):
        set_timer(subject, minutes=minutes)
    later("1 hour")

    while delivery.fire():
        pass

    assert rung == ["first", "second", "third"]


def test_a_timer_that_is_set_again_is_moved(rung, later):
    set_timer(minutes=1)
    set_timer(minutes=60)
    later("5 minutes")

    assert delivery.fire() == 0
    later("2 hours")
    assert [delivery.fire(), delivery.fire()] == [1, 0]


def test_a_timer_may_be_set_again_after_it_fired(rung):
    set_timer(minutes=-1)
    delivery.fire()

    set_timer(minutes=-1)

    assert delivery.fire() == 1
    assert rung == ["cup", "cup"]


def test_a_cleared_timer_does_not_fire(rung):
    set_timer(minutes=-1)

    Timer.clear("test.tea", "cup")

    assert delivery.fire() == 0


def test_a_failing_timer_is_tried_again_and_then_becomes_a_dead_letter(later):
    registry.due("test.tea")(fail_for_now)
    set_timer(minutes=-1)

    fired = []
    for hour in range(ATTEMPTS + 2):
        later(f"{hour} hours")
        fired.append(delivery.fire())

    assert sum(fired) == ATTEMPTS
    assert DeadLetter.objects.get().kind == "timer"


def test_a_failing_timer_is_not_tried_again_at_once():
    registry.due("test.tea")(fail_for_now)
    set_timer(minutes=-1)

    assert [delivery.fire(), delivery.fire()] == [1, 0]
    assert Timer.objects.get().attempts == 1


def test_a_timer_that_nobody_knows_is_a_dead_letter():
    set_timer(minutes=-1)

    delivery.fire()

    assert "test.tea" in DeadLetter.objects.get().error


def test_a_replayed_timer_fires_again(rung):
    registry.due("test.tea")(fail)
    set_timer(minutes=-1)
    delivery.fire()
    registry.due("test.tea")(rung.append)

    with DeadLetter.objects.get().locked() as letter:
        letter.replay(by=TEST)

    assert [delivery.fire(), delivery.fire()] == [1, 0]
    assert rung == ["cup"]


def test_a_replayed_timer_gives_way_to_a_newer_one_of_its_subject(rung):
    registry.due("test.tea")(fail)
    set_timer(minutes=-1)
    delivery.fire()
    registry.due("test.tea")(rung.append)
    set_timer(minutes=-1)

    with DeadLetter.objects.get().locked() as letter:
        letter.replay(by=TEST)

    assert [delivery.fire(), delivery.fire()] == [1, 0]
