"""Claiming: one worker has a run, a token fences the others off, and a dead one is rescued."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from apps.bus.models import DeadLetter
from apps.conductor import claim as claims
from apps.conductor import engine
from apps.conductor.claim import CONDUCTOR, CRASHES, Stale, claim, fenced, rescue
from apps.conductor.flow import record
from apps.conductor.models import Run, Step
from apps.core.actor import Actor, person
from apps.policies.models import Switch
from apps.records.models import Client
from tests.factories.conductor import TESTS, Thing, abandoned, flow_of, queued, thinking

pytestmark = pytest.mark.django_db
ADA = person("ada")


class Opened(Thing):
    """A client was opened."""


def open_client(thing: Thing, *, by: Actor) -> Opened:
    return Opened(id=str(Client.open(name="Brightwater", by=by).id))


@pytest.mark.django_db(transaction=True)
def test_of_eight_workers_that_ask_at_once_one_gets_the_run(steps):
    run = queued(flow_of(steps.first))
    together = Barrier(8)

    def ask(_: int) -> Run | None:
        together.wait()
        try:
            return claim()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        got = [one for one in pool.map(ask, range(8)) if one]

    assert [one.id for one in got] == [run.id]


def test_each_claim_has_a_higher_token_than_all_before(steps):
    run = queued(flow_of(steps.first))
    tokens = []
    for _ in range(3):
        taken = claim()
        assert taken
        tokens.append(taken.token)
        abandoned(run)
        rescue()

    assert tokens == sorted(set(tokens))


def test_the_run_that_has_been_due_the_longest_is_claimed_first(steps):
    flow = flow_of(steps.first)
    runs = [queued(flow) for _ in range(3)]
    Run.objects.filter(id=runs[1].id).update(due_at="2026-01-01T00:00:00Z")

    assert [getattr(claim(), "id", None) for _ in range(4)] == [
        runs[1].id,
        runs[0].id,
        runs[2].id,
        None,
    ]


def test_what_a_stale_worker_did_is_rolled_back_with_its_step():
    run = queued(flow_of(record(open_client)))
    stale = claim()
    abandoned(run)
    rescue()
    mine = claim()
    assert stale
    assert mine

    with pytest.raises(Stale):
        engine.advance(stale)

    assert not Client.objects.exists()
    engine.advance(mine)
    assert Client.objects.count() == Step.objects.count() == 1


def test_a_block_that_fails_under_the_fence_leaves_neither_state_nor_row(steps):
    queued(flow_of(steps.first))
    mine = claim()
    assert mine

    with pytest.raises(ZeroDivisionError), fenced(mine) as held:
        Client.open(name="Brightwater", by=TESTS)
        held.succeed(by=CONDUCTOR, at=held.created_at)
        _ = 1 / 0

    assert Run.objects.get().state == Run.State.RUNNING
    assert not Client.objects.exists()


def test_a_worker_whose_heart_stopped_loses_its_run(steps):
    run = queued(flow_of(steps.first))
    claim()
    assert rescue() == 0

    abandoned(run)

    assert (rescue(), rescue()) == (1, 0)
    run.refresh_from_db()
    assert (run.state, run.crashes) == (Run.State.QUEUED, 1)


def test_a_worker_that_lives_and_hangs_loses_its_run_at_the_deadline(steps):
    run = queued(flow_of(steps.first))
    mine = claim()
    assert mine
    Run.objects.filter(id=run.id).update(deadline_at="2026-01-01T00:00:00Z")
    assert claims.keep_lease(mine)

    assert rescue() == 1
    assert not claims.keep_lease(mine)


def test_a_run_that_kills_its_workers_again_and_again_is_quarantined(steps):
    run = queued(flow_of(steps.first))
    for _ in range(CRASHES):
        assert claim()
        abandoned(run)
        assert rescue() == 1

    run.refresh_from_db()
    assert (run.state, claim()) == (Run.State.DEAD, None)
    assert "CrashesWorkers" in DeadLetter.objects.get().error


def test_progress_between_two_crashes_tells_that_the_run_is_not_what_kills(steps):
    run = queued(flow_of(steps.first, steps.second))
    steps.meanwhile = lambda: 1 / 0
    Run.objects.filter(id=run.id).update(crashes=CRASHES - 1)

    engine.work()

    run.refresh_from_db()
    assert (steps.done, run.crashes) == (["first", "second"], 0)


@pytest.mark.django_db(transaction=True)
def test_the_heartbeat_keeps_the_lease_through_a_step_that_takes_longer(settings):
    settings.RUN_LEASE_SECONDS = 1
    rescued = []

    def slow(_: object, thing: Thing) -> Opened:
        for _ in range(10):
            time.sleep(0.2)
            rescued.append(rescue())
        return Opened(id=thing.id)

    run = queued(flow_of(thinking(slow)))
    engine.work()

    run.refresh_from_db()
    assert (sum(rescued), run.state, run.attempt) == (0, Run.State.SUCCEEDED, 1)


@pytest.mark.parametrize("everything", [True, False], ids=["everything", "this flow"])
def test_what_is_paused_is_not_claimed_until_it_is_resumed(steps, everything):
    flow = flow_of(steps.first)
    queued(flow)
    switch = Switch.of(Switch.ALL if everything else flow.name)
    with switch.locked():
        switch.pause(by=ADA)
    assert (claim(), claims.runs_due()) == (None, False)

    with switch.locked():
        switch.resume(by=ADA)

    assert claims.runs_due()
    assert claim()


def test_pausing_one_flow_leaves_the_others_alone(steps):
    other = queued(flow_of(steps.first))
    paused = flow_of(steps.first)
    queued(paused)
    with Switch.of(paused.name).locked() as switch:
        switch.pause(by=ADA)

    assert [getattr(claim(), "id", None) for _ in range(2)] == [other.id, None]
