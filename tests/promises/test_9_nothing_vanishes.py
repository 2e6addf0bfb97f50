"""9. Nothing vanishes: what cannot proceed is a dead letter.

The operator reads it, replays it or discards it, and each of those is an event.
"""

from collections.abc import Callable
from contextlib import suppress

import pytest

from apps.bus import registry
from apps.bus.models import DeadLetter, Delivery, Event
from apps.conductor.flow import record
from apps.connectors.email import ingest as mail
from apps.connectors.email.parse import parse
from apps.core.actor import Actor, person
from apps.core.errors import PilothouseError
from tests.factories.conductor import Thing, drain, flow_of, happened, queued

pytestmark = pytest.mark.django_db

ADA = person("ada")
UNREADABLE = b"\x00\x01\x02"


class Hopeless(PilothouseError):
    """Nobody can do anything about it."""


def fail(*_: object) -> None:
    raise Hopeless


def a_mail_nobody_can_read() -> None:
    mail.ingest(UNREADABLE, where="tests")


def a_run_that_cannot_go_on() -> None:
    def hopeless(thing: Thing, *, by: Actor) -> Thing:
        raise Hopeless

    queued(flow_of(record(hopeless)))
    drain()


def an_event_nobody_can_take() -> None:
    registry.subscribe("thing.dropped", name="tests.fail")(fail)
    happened("thing.dropped")
    drain()


def check_it_is_kept(trouble: Callable[[], None]) -> None:
    """Make trouble, and see a letter with its error that can be replayed and discarded."""
    trouble()

    letter = DeadLetter.objects.get()
    assert letter.error
    assert bytes(letter.payload)
    with letter.locked():
        letter.discard(by=ADA, reason="a test")
    told = list(letter.history().values_list("kind", flat=True))
    assert told == ["dead_letter.opened", "dead_letter.discarded"]


@pytest.mark.parametrize(
    "trouble", [a_mail_nobody_can_read, a_run_that_cannot_go_on, an_event_nobody_can_take]
)
def test_what_cannot_proceed_is_kept_with_its_error(trouble):
    check_it_is_kept(trouble)


def a_mail_that_is_skipped() -> None:
    """A control: as a loop does that must go on."""
    with suppress(Exception):
        parse(UNREADABLE)


def an_event_whose_error_is_logged() -> None:
    """A control: the subscriber is called, its error is swallowed, the delivery is done."""
    registry.subscribe("thing.dropped", name="tests.fail")(fail)
    event = happened("thing.dropped")
    with suppress(Hopeless):
        fail(event.id)
    Delivery.objects.filter(event=event).delete()
    drain()


@pytest.mark.parametrize("trouble", [a_mail_that_is_skipped, an_event_whose_error_is_logged])
def test_control_an_error_that_is_swallowed_is_found_out(trouble):
    with pytest.raises((AssertionError, DeadLetter.DoesNotExist)):
        check_it_is_kept(trouble)


def test_a_replayed_letter_goes_on_where_it_stopped():
    taken: list[int] = []
    registry.subscribe("thing.dropped", name="tests.fail")(fail)
    event = happened("thing.dropped")
    drain()
    registry.subscribe("thing.dropped", name="tests.fail")(taken.append)

    with DeadLetter.objects.get().locked() as letter:
        letter.replay(by=ADA)
    drain()

    assert taken == [event.id]
    assert Event.objects.filter(kind="dead_letter.replayed").count() == 1
