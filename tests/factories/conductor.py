"""Runs: small flows of the tests' own, queued for an event of the tests' own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from uuid import uuid4

from django.db import connection, transaction
from pydantic import BaseModel

from apps.agents.registry import Agent, signature
from apps.bus.models import Event
from apps.bus.registry import drains_of
from apps.conductor.contracts import RetryPolicy
from apps.conductor.flow import Flow, StepDef, register
from apps.conductor.models import Run
from apps.core.actor import system
from apps.core.clock import DatabaseNow

T = TypeVar("T")
TESTS = system("tests")
QUICK = RetryPolicy(attempts=3, base_seconds=0.001, factor=1, cap_seconds=0.001)


class Thing(BaseModel):
    """What a test's flow is about."""

    id: str


def load(subject_id: str) -> Thing:
    return Thing(id=subject_id)


def happened(kind: str = "thing.happened", subject: str = "1") -> Event:
    """Write an event."""
    with transaction.atomic():
        return Event.append(kind, subject=("thing", subject), by=TESTS, payload={})


def flow_of(
    *steps: StepDef | Callable[..., Any],
    name: str = "",
    retry: RetryPolicy = QUICK,
    wakes_on: Sequence[str] = (),
) -> Flow:
    """Register a flow of these steps under a name of its own."""
    return register(
        Flow(
            name or f"tests.{uuid4().hex[:12]}",
            on="thing.happened",
            load=load,
            steps=steps,
            retry=retry,
            wakes_on=wakes_on,
        )
    )


def queued(flow: Flow, event: Event | None = None) -> Run:
    """Queue a run of the flow, as its subscriber does."""
    with transaction.atomic():
        return Run.queue(
            flow=flow.name,
            version=flow.version,
            retry_policy=flow.retry.model_dump(),
            event=event or happened(),
            by=TESTS,
        )


def thinking(function: Callable[..., Any]) -> StepDef:
    """Return the step of an agent that nobody else knows: no transaction is open around it."""
    takes, gives = signature(function, skip=1)
    name = function.__name__
    return StepDef(
        name, takes, gives, agent=Agent(name, function, (), "batch", "normal", takes, gives)
    )


def drain() -> None:
    """Do all work there is, as a worker does."""
    while sum(one.work() for one in drains_of("work")):
        pass


def at_once(run: Run) -> None:
    """Have a run that is tried again later be due now."""
    Run.objects.filter(id=run.id).update(due_at=DatabaseNow())


def abandoned(run: Run) -> None:
    """Have the lease of a run's worker be over, as if it were dead."""
    Run.objects.filter(id=run.id).update(lease_until="2026-01-01T00:00:00Z")


def elsewhere(act: Callable[[], T]) -> T:
    """Do something on a connection of its own, and return what it returned."""

    def there() -> T:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(there).result()
