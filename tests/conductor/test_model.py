"""Claim, heartbeat, finish, rescue, cancel and replay, in any order, against a plain model."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from apps.bus.models import DeadLetter
from apps.conductor import claim as claims
from apps.conductor.claim import CONDUCTOR, CRASHES, Stale, fenced
from apps.conductor.flow import Flow, record
from apps.conductor.models import Run
from apps.conductor.services import cancel, resume
from apps.core import clock
from apps.core.actor import Actor
from apps.core.fsm import TransitionNotAllowed
from tests.factories.conductor import TESTS, Thing, abandoned, flow_of, queued

FEW = 2


@dataclass
class Known:
    """What the model says of a run: its state, who holds it, and how often workers died."""

    state: str = "queued"
    token: int = 0
    crashes: int = 0


def stay(thing: Thing, *, by: Actor) -> Thing:
    return thing


class Conductor(RuleBasedStateMachine):
    """Any order of what workers, the rescue and the operator do."""

    claimed = Bundle("claimed")

    @initialize()
    def open(self) -> None:
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.flow: Flow = flow_of(record(stay))
        self.known: dict[object, Known] = {}
        self.tokens: list[int] = []
        self.queue()

    def teardown(self) -> None:
        if hasattr(self, "transaction"):
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    @precondition(lambda self: len(self.known) < FEW)
    @rule()
    def queue(self) -> None:
        self.known[queued(self.flow).id] = Known()

    @rule(target=claimed)
    def claim(self) -> Run | MultipleResults[Run]:
        run = claims.claim()
        free = [one for one, known in self.known.items() if known.state == "queued"]
        assert (run is not None) == bool(free)
        if run is None:
            return multiple()
        assert run.id in free
        assert all(run.token > token for token in self.tokens)
        self.tokens.append(run.token)
        known = self.known[run.id]
        known.state, known.token = "running", run.token
        return run

    def _is_mine(self, run: Run) -> bool:
        known = self.known[run.id]
        return (known.state, known.token) == ("running", run.token)

    @rule(run=claimed)
    def beat(self, run: Run) -> None:
        assert claims.keep_lease(run) == self._is_mine(run)

    @rule(run=claimed, how=st.booleans())
    def write(self, run: Run, how: bool) -> None:
        mine = self._is_mine(run)
        try:
            with fenced(run) as held:
                if how:
                    held.succeed(by=CONDUCTOR, at=clock.now())
                else:
                    held.wait(by=CONDUCTOR, for_=Run.For.EVENT, on="thing.ready", why="")
            written = True
        except Stale:
            written = False
        assert written == mine
        if mine:
            self.known[run.id].state = "succeeded" if how else "waiting"

    @rule(run=claimed)
    def fail_for_good(self, run: Run) -> None:
        if self._is_mine(run):
            with fenced(run) as held:
                held.die(by=CONDUCTOR, at=clock.now(), error="hopeless")
            self.known[run.id].state = "dead"

    @rule(run=claimed)
    def worker_dies(self, run: Run) -> None:
        if not self._is_mine(run):
            return
        abandoned(run)
        assert claims.rescue() == 1
        known = self.known[run.id]
        if known.crashes + 1 >= CRASHES:
            known.state = "dead"
        else:
            known.state, known.crashes = "queued", known.crashes + 1

    @rule()
    def nobody_is_rescued_in_vain(self) -> None:
        assert claims.rescue() == 0

    @rule(run=claimed)
    def cancel(self, run: Run) -> None:
        known = self.known[run.id]
        try:
            cancel(Run.objects.get(id=run.id), by=TESTS, why="")
            assert known.state in ("queued", "running", "waiting")
            known.state = "cancelled"
        except TransitionNotAllowed:
            assert known.state in ("succeeded", "dead", "cancelled")

    @rule(run=claimed)
    def resume(self, run: Run) -> None:
        if self.known[run.id].state == "waiting":
            resume(Run.objects.get(id=run.id), by=TESTS)
            self.known[run.id].state = "queued"

    @rule(run=claimed)
    def replay(self, run: Run) -> None:
        if self.known[run.id].state != "dead":
            return
        letter = DeadLetter.objects.filter(payload=str(run.id).encode(), state="open").get()
        with letter.locked():
            letter.replay(by=TESTS)
        self.known[run.id].state, self.known[run.id].crashes = "queued", 0

    @invariant()
    def the_rows_are_what_the_model_says(self) -> None:
        if not hasattr(self, "known"):
            return
        for run in Run.objects.all():
            known = self.known[run.id]
            assert (run.state, run.crashes) == (known.state, known.crashes)
            assert (run.lease_until is not None) == (run.state == "running")
            if run.state == "running":
                assert run.token == known.token


@pytest.mark.slow
@pytest.mark.django_db
def test_whatever_the_order_one_worker_holds_a_run_and_the_others_write_nothing():
    run_state_machine_as_test(
        Conductor,
        settings=settings(
            max_examples=100,
            stateful_step_count=30,
            deadline=timedelta(seconds=5),
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
