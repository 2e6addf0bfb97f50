"""8. A finished step is never run again: a run goes on behind its last recorded step.

The same with SIGKILL between every two steps of the first story: tests/journeys/test_kills.py.
"""

from collections.abc import Callable
from contextlib import suppress

import pytest

from apps.conductor import engine
from apps.conductor.claim import Stale, claim, rescue
from apps.conductor.flow import Flow, flows, record
from apps.conductor.models import Run
from apps.core.actor import Actor
from apps.records.models import Client
from tests.factories.conductor import TESTS, Thing, abandoned, at_once, flow_of, queued

pytestmark = pytest.mark.django_db

TakeOn = Callable[[Run], None]


class Opened(Thing):
    """A client was opened."""


class Told(Thing):
    """And somebody was told."""


def two_steps(*, breaks: int) -> tuple[Flow, list[str]]:
    """Return a flow whose second step breaks so often, and what was done in it."""
    done: list[str] = []

    def open_client(thing: Thing, *, by: Actor) -> Opened:
        done.append("open_client")
        return Opened(id=str(Client.open(name="Brightwater", by=by).id))

    def tell(opened: Opened, *, by: Actor) -> Told:
        done.append("tell")
        if done.count("tell") <= breaks:
            raise ConnectionError
        return Told(id=opened.id)

    return flow_of(record(open_client), record(tell)), done


def from_the_top(run: Run) -> None:
    """The control: a conductor without recorded steps and without a fence."""
    found = flows()[run.flow].load(run.subject_id)
    with suppress(ConnectionError):
        for step in flows()[run.flow].steps:
            assert step.record
            found = step.record(found, by=TESTS)
    if run.state == Run.State.RUNNING:
        abandoned(run)
        rescue()


def check_a_retry_resumes(take_on: TakeOn) -> None:
    """Break off in the second step, take the run on again, and see the first done once."""
    flow, done = two_steps(breaks=1)
    run = queued(flow)
    for _ in range(2):
        at_once(run)
        mine = claim()
        assert mine
        take_on(mine)

    assert done == ["open_client", "tell", "tell"]


def check_a_stale_worker_writes_nothing(take_on: TakeOn) -> None:
    """Have a worker wake up whose run another has taken, and see only the other write."""
    flow, _ = two_steps(breaks=0)
    run = queued(flow)
    stale = claim()
    abandoned(run)
    rescue()
    mine = claim()
    assert stale
    assert mine

    with suppress(Stale):
        take_on(stale)
    assert not Client.objects.exists()
    take_on(mine)
    assert Client.objects.count() == 1


CHECKS = [check_a_retry_resumes, check_a_stale_worker_writes_nothing]


@pytest.mark.parametrize("check", CHECKS)
def test_a_finished_step_is_never_run_again(check):
    check(engine.advance)


@pytest.mark.parametrize("check", CHECKS)
def test_control_a_conductor_that_starts_over_does_it_twice(check):
    with pytest.raises(AssertionError):
        check(from_the_top)
