"""1. Canonical state lives in Postgres. Redis may be emptied at any moment.

The same over real workers: tests/journeys/test_redis.py.
"""

from typing import Protocol

import pytest

from apps.bus import relay, work
from apps.conductor.flow import record
from apps.conductor.models import Run
from apps.core.actor import Actor
from tests.factories.conductor import Thing, flow_of, queued

pytestmark = pytest.mark.django_db(transaction=True)


class House(Protocol):
    """Something that accepts work and does it later."""

    done: list[str]

    def accept(self, thing: str) -> None: ...
    def go_on(self) -> None: ...


def check_redis_may_be_emptied(house: House) -> None:
    """Accept work, forget everything that is in Redis, and see it done all the same."""
    for thing in ("one", "two", "three"):
        house.accept(thing)
        relay.client().flushdb()

    house.go_on()

    assert house.done == ["one", "two", "three"]


class Pilothouse:
    """Ours: a row is the work, Redis only rings."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.flow = flow_of(record(self.note()))

    def note(self):
        def note(thing: Thing, *, by: Actor) -> Thing:
            self.done.append(thing.id)
            return thing

        return note

    def accept(self, thing: str) -> None:
        run = queued(self.flow)
        Run.objects.filter(id=run.id).update(subject_id=thing)

    def go_on(self) -> None:
        assert "work" in work.sweep(), "the sweeper must find what Redis forgot"
        work.drain("work")


class RedisIsTheTruth:
    """The control: the work is a list in Redis, as a task queue keeps it."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def accept(self, thing: str) -> None:
        relay.client().rpush("tests:work", thing)

    def go_on(self) -> None:
        while thing := relay.client().lpop("tests:work"):
            self.done.append(bytes(thing).decode())


def test_redis_may_be_emptied_at_any_moment():
    check_redis_may_be_emptied(Pilothouse())


def test_control_work_that_lives_in_redis_is_lost_with_it():
    with pytest.raises(AssertionError):
        check_redis_may_be_emptied(RedisIsTheTruth())
