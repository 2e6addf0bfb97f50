"""Running: recorded steps are not repeated, failures are tried again or kept, waits end."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from apps.agents.contracts import Finish, Wait
from apps.bus.models import DeadLetter, Event
from apps.conductor import engine
from apps.conductor.claim import CONDUCTOR, claim, fenced
from apps.conductor.contracts import RetryPolicy
from apps.conductor.flow import record
from apps.conductor.models import Run, Step
from apps.conductor.services import cancel, resume
from apps.conductor.subscribers import wire
from apps.core import clock
from apps.core.actor import Actor
from apps.core.errors import PilothouseError
from tests.conductor.conftest import First, Second
from tests.factories.conductor import (
    TESTS,
    Thing,
    at_once,
    drain,
    elsewhere,
    flow_of,
    happened,
    queued,
    thinking,
)

pytestmark = pytest.mark.django_db


class Hopeless(PilothouseError):
    """Trying again cannot help."""


def fail(error: Exception):
    def failing() -> None:
        raise error

    return failing


def test_a_transient_failure_is_tried_again_later_behind_the_finished_step(steps):
    slow = RetryPolicy(base_seconds=60, factor=1)
    run = queued(flow_of(steps.first, steps.second, retry=slow))
    steps.meanwhile = fail(ConnectionError("away"))
    engine.work()

    run.refresh_from_db()
    assert (run.state, run.why) == (Run.State.QUEUED, "ConnectionError: away")
    assert clock.now() < run.due_at < clock.now() + timedelta(seconds=60)
    assert engine.work() == 0

    steps.meanwhile = lambda: None
    at_once(run)
    engine.work()
    run.refresh_from_db()
    assert run.state == Run.State.SUCCEEDED
    assert steps.done == ["first", "second", "second"]


def test_pauses_grow_to_a_cap_and_are_jittered():
    policy = RetryPolicy(base_seconds=1, factor=3, cap_seconds=20)

    assert [policy.pause(n, 1.0) for n in (1, 2, 3, 4, 5)] == [1, 3, 9, 20, 20]
    assert policy.pause(2, 0.5) == 1.5


def test_the_policy_of_a_run_is_the_one_it_began_with(steps):
    flow = flow_of(steps.first, steps.second, retry=RetryPolicy(attempts=1))
    run = queued(flow)
    flow_of(steps.first, steps.second, name=flow.name, retry=RetryPolicy(attempts=9))
    steps.meanwhile = fail(ConnectionError())

    engine.work()

    run.refresh_from_db()
    assert run.state == Run.State.DEAD


def test_a_permanent_failure_is_a_dead_letter_at_once(steps):
    run = queued(flow_of(steps.first, steps.second))
    steps.meanwhile = fail(Hopeless("no such client"))

    engine.work()

    run.refresh_from_db()
    assert (run.state, steps.done) == (Run.State.DEAD, ["first", "second"])
    assert DeadLetter.objects.get().error == "Hopeless: no such client"
    assert Step.objects.get(name="second").error == "Hopeless: no such client"


def test_an_error_that_quotes_a_nul_is_kept_like_any_other(steps):
    run = queued(flow_of(steps.first, steps.second))
    steps.meanwhile = fail(ValueError("a\x00b"))

    engine.work()

    run.refresh_from_db()
    assert (run.state, run.why) == (Run.State.QUEUED, "ValueError: a\u2400b")


def test_a_failing_step_is_tried_as_often_as_the_policy_says(steps):
    run = queued(flow_of(steps.first, steps.second, retry=RetryPolicy(attempts=3)))
    steps.meanwhile = fail(ConnectionError())
    for _ in range(4):
        at_once(run)
        engine.work()

    assert steps.done.count("second") == 3
    assert Run.objects.get(id=run.id).state == Run.State.DEAD


def test_a_replayed_dead_letter_goes_on_behind_the_finished_step_with_fresh_tries(steps):
    run = queued(flow_of(steps.first, steps.second, retry=RetryPolicy(attempts=1)))
    steps.meanwhile = fail(ConnectionError())
    engine.work()
    with DeadLetter.objects.get().locked() as letter:
        letter.replay(by=TESTS)
    steps.meanwhile = lambda: None
    engine.work()

    run.refresh_from_db()
    assert (run.state, steps.done) == (Run.State.SUCCEEDED, ["first", "second", "second"])


def test_failures_before_a_replay_do_not_count_behind_it(steps):
    run = queued(flow_of(steps.first, steps.second, retry=RetryPolicy(attempts=2)))
    steps.meanwhile = fail(Hopeless())
    engine.work()
    with DeadLetter.objects.get().locked() as letter:
        letter.replay(by=TESTS)
    steps.meanwhile = fail(ConnectionError())
    engine.work()

    run.refresh_from_db()
    assert run.state == Run.State.QUEUED


def test_a_step_that_finishes_ends_the_run_well(steps):
    def enough(thing: First, *, by: Actor) -> Second | Finish:
        return Finish(reason="nobody asks for work")

    run = queued(flow_of(steps.first, record(enough)))
    engine.work()

    run.refresh_from_db()
    assert (run.state, run.why) == (Run.State.SUCCEEDED, "nobody asks for work")


def test_an_answer_of_another_type_is_refused():
    def lying(_: object, thing: Thing) -> First:
        return Second(id=thing.id)  # type: ignore[return-value]

    run = queued(flow_of(thinking(lying)))
    engine.work()

    run.refresh_from_db()
    assert (run.state, run.why) == (Run.State.DEAD, "WrongAnswer: lying gave Second.")


def test_a_step_that_waits_has_written_nothing(steps):
    def waits(thing: First, *, by: Actor) -> Second | Wait:
        happened("thing.written")
        return Wait(event="thing.ready", reason="not ready")

    run = queued(flow_of(steps.first, record(waits)))
    engine.work()

    run.refresh_from_db()
    assert (run.state, run.waiting_on, run.why) == ("waiting", "thing.ready", "not ready")
    assert not Event.objects.filter(kind="thing.written").exists()


def test_a_run_whose_flow_is_gone_is_a_dead_letter(steps):
    run = queued(flow_of(steps.first))
    Run.objects.filter(id=run.id).update(flow="tests.gone")

    engine.work()

    assert "No flow 'tests.gone'" in DeadLetter.objects.get().error


@pytest.mark.django_db(transaction=True)
def test_a_run_whose_flow_was_changed_parks_and_goes_on_when_it_fits_again(steps):
    flow = flow_of(steps.first, steps.second)
    run = queued(flow)
    steps.meanwhile = fail(ConnectionError())
    engine.work()

    def other(thing: Thing, *, by: Actor) -> Second:
        return Second(id=thing.id)

    flow_of(record(other), name=flow.name)
    at_once(run)
    engine.work()
    run.refresh_from_db()
    assert (run.state, run.waiting_for) == (Run.State.WAITING, Run.For.RESUME)
    assert "not the recorded ones" in run.why

    steps.meanwhile = lambda: None
    flow_of(steps.first, steps.second, name=flow.name)
    resume(run, by=TESTS)
    engine.work()
    run.refresh_from_db()
    assert (run.state, steps.done.count("first")) == (Run.State.SUCCEEDED, 1)


def test_a_flow_that_was_only_lengthened_goes_on(steps):
    flow = flow_of(steps.first)
    run = queued(flow)
    flow_of(steps.first, steps.second, name=flow.name)

    engine.work()

    run.refresh_from_db()
    assert (run.state, steps.done) == (Run.State.SUCCEEDED, ["first", "second"])


@pytest.mark.django_db(transaction=True)
def test_an_event_delivered_twice_at_once_starts_one_run(steps):
    flow, event = flow_of(steps.first), happened()

    def queue(_: int) -> None:
        try:
            queued(flow, event)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(queue, range(4)))

    assert Run.objects.count() == Event.objects.filter(kind="run.queued").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_run_that_waits_is_woken_by_its_event_and_by_no_other(steps):
    ready: list[bool] = []

    def waits(thing: Thing, *, by: Actor) -> First | Wait:
        return First(id=thing.id) if ready else Wait(event="thing.ready", reason="not ready")

    wire(flow_of(record(waits), name="tests.waits", wakes_on=["thing.ready", "thing.else"]))
    happened()
    drain()
    happened("thing.else")
    drain()
    assert (Run.objects.get().state, Run.objects.get().attempt) == ("waiting", 1)

    ready.append(True)
    happened("thing.ready")
    drain()

    assert Run.objects.get().state == Run.State.SUCCEEDED


def waiting_while(meanwhile) -> Run:
    """Run a flow whose step looks, then has something happen, then waits for it."""

    def waits(_: object, thing: Thing) -> First | Wait:
        meanwhile()
        return Wait(event="thing.ready", reason="not ready")

    run = queued(flow_of(thinking(waits)))
    engine.work()
    run.refresh_from_db()
    return run


def delivered(flow: str) -> None:
    with transaction.atomic():
        engine.wake_for(flow, "thing.ready")


@pytest.mark.django_db(transaction=True)
def test_an_event_that_comes_while_the_step_looks_is_not_missed():
    def comes() -> None:
        elsewhere(lambda: happened("thing.ready"))
        elsewhere(lambda: delivered(Run.objects.get().flow))

    run = waiting_while(comes)

    assert run.state == Run.State.QUEUED


@pytest.mark.django_db(transaction=True)
def test_an_event_with_a_lower_number_that_is_committed_later_is_not_missed():
    has_its_number, may_commit = threading.Event(), threading.Event()

    def long_transaction() -> None:
        with transaction.atomic():
            happened("thing.ready")
            has_its_number.set()
            assert may_commit.wait(10)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        committed = pool.submit(long_transaction)
        assert has_its_number.wait(10)
        newer = happened("thing.other")

        def commits() -> None:
            may_commit.set()
            committed.result(timeout=10)

        run = waiting_while(commits)

    assert Event.objects.get(kind="thing.ready").id < newer.id
    assert run.state == Run.State.QUEUED


@pytest.mark.django_db(transaction=True)
def test_an_event_that_came_before_the_look_does_not_wake_for_ever():
    happened("thing.ready")

    run = waiting_while(lambda: None)

    assert run.state == Run.State.WAITING


@pytest.mark.django_db(transaction=True)
def test_a_delivery_that_meets_a_wait_under_way_lets_it_commit_first(steps):
    run = queued(flow_of(steps.first))
    mine = claim()
    assert mine

    def deliver() -> None:
        try:
            delivered(run.flow)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            engine._take_turns("thing.ready")
            delivery = pool.submit(deliver)
            with fenced(mine) as held:
                held.wait(by=CONDUCTOR, for_=Run.For.EVENT, on="thing.ready", why="not ready")
            assert not delivery.done()
        delivery.result(timeout=10)

    run.refresh_from_db()
    assert run.state == Run.State.QUEUED


@pytest.mark.django_db(transaction=True)
def test_the_next_write_of_a_worker_whose_run_was_cancelled_is_stale():
    def cancelled_meanwhile(_: object, thing: Thing) -> First:
        elsewhere(lambda: cancel(Run.objects.get(), by=TESTS, why="not wanted"))
        return First(id=thing.id)

    run = queued(flow_of(thinking(cancelled_meanwhile)))
    engine.work()

    run.refresh_from_db()
    assert (run.state, run.why) == (Run.State.CANCELLED, "not wanted")
    assert not Step.objects.exists()
