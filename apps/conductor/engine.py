"""Runs a flow step by step; a step's result, event and the run's position commit as one."""

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from pydantic import BaseModel, TypeAdapter

from apps.agents.context import HouseContext
from apps.agents.contracts import Finish, Wait
from apps.commits.models import Command
from apps.commits.services import propose
from apps.conductor import claim as claims
from apps.conductor.claim import CONDUCTOR, Stale, actor_of, fenced, heartbeat
from apps.conductor.contracts import Outcome, RetryPolicy
from apps.conductor.flow import Flow, StepDef, flows
from apps.conductor.models import Run, Step
from apps.core import clock
from apps.core.actor import agent as agent_actor
from apps.core.canonical import canonical, sha256
from apps.core.errors import PilothouseError, is_permanent, said
from apps.core.fsm import TransitionNotAllowed

logger = logging.getLogger(__name__)

CHANCE = random.SystemRandom()

Results = dict[type, Any]


class FlowGone(PilothouseError):
    """The run's flow is not registered any more."""


class WrongAnswer(PilothouseError):
    """A step returned something else than it declares."""


def work() -> int:
    """Claim one run and take it as far as it goes; return 1, or 0 when none is due."""
    run = claims.claim()
    if run is None:
        return 0
    try:
        with heartbeat(run):
            advance(run)
    except Stale as stale:
        logger.warning("%s", stale)
    return 1


def advance(run: Run) -> None:
    """Take a claimed run behind its last recorded step until it waits or ends."""
    flow = flows().get(run.flow)
    if flow is None:
        _die(run, FlowGone(f"No flow {run.flow!r}."))
        return
    done = _recorded(run)
    if run.version != flow.version and not _continues(flow, done):
        _wait(run, for_=Run.For.RESUME, on="", why="the flow's steps are not the recorded ones")
        return
    results: Results = {}
    step = StepDef("trigger", (), type(None))
    try:
        trigger = flow.load(run.subject_id)
        results[type(trigger)] = trigger
        for step in flow.steps:
            if step.name in done:
                results[step.gives] = _restored(step, done[step.name])
            elif not _take(run, step, results):
                return
        with fenced(run) as held:
            held.succeed(by=CONDUCTOR, at=clock.now())
    except (Stale, TransitionNotAllowed):
        raise
    except Exception as error:  # kept: on the step, and as a later try or a dead letter
        logger.exception("%s: step %s failed", run, step.name)
        _fail(run, step, error)


def _take(run: Run, step: StepDef, results: Results) -> bool:
    """Do one step; return whether the run goes on behind it."""
    if step.commit:
        return _commit(run, step, results)
    inputs = [results[wanted] for wanted in step.takes]
    attempt = _Attempt(run, step, inputs, clock.now(), _snapshot())
    if step.agent:
        context = HouseContext(step.agent, run=str(run.id), step=step.name)
        answer = step.agent.function(context, *inputs)
        return _settle(attempt, results, lambda: answer)
    record = step.record
    assert record is not None  # noqa: S101 - a step is an agent, a record or a commit
    return _settle(attempt, results, lambda: record(*inputs, by=actor_of(run)))


def _settle(attempt: "_Attempt", results: Results, write: Callable[[], Any]) -> bool:
    """Commit a step's answer, its writes, its event and the run's position as one."""
    run, step = attempt.run, attempt.step
    try:
        with fenced(run) as held:
            answer = write()
            if isinstance(answer, Wait):
                # Raised through the transaction: a step that waits has written nothing.
                raise _Waits(answer)
            attempt.keep(held, answer)
            if isinstance(answer, Finish):
                held.succeed(by=CONDUCTOR, at=clock.now(), why=answer.reason)
                return False
    except _Waits as waits:
        _wait_for_event(run, waits.wait, attempt.looked)
        return False
    results[step.gives] = answer
    return True


def _commit(run: Run, step: StepDef, results: Results) -> bool:
    """Propose the act, or read how the command that was proposed ended."""
    asked = results[step.takes[0]]
    with fenced(run) as held:
        # Locked: whoever ends it meanwhile commits behind our waiting, and then wakes us.
        mine = Command.objects.select_for_update(of=("self",))
        mine = mine.filter(run=str(run.id), kind=asked.act.kind, superseded_by=None)
        command = mine.order_by("-created_at").first()
        if command is None:
            command = propose(
                asked.act,
                by=actor_of(run),
                shown=asked.shown,
                trust=asked.trust,
                flow=run.flow,
                run=str(run.id),
            )
        if command.state not in Command.FINAL:
            held.wait(
                by=CONDUCTOR, for_=Run.For.DECISION, on=str(command.id), why=command.effect
            )
            return False
        outcome = Outcome(
            command=str(command.id),
            state=command.state,
            reference=_reference(command),
            why=command.why,
        )
        Step.keep(
            held,
            by=actor_of(run),
            name=step.name,
            outcome=Step.Outcome.DONE,
            input_digest=_digest([asked]),
            output=outcome.model_dump(mode="json"),
            started_at=clock.now(),
        )
    results[Outcome] = outcome
    return True


@dataclass(frozen=True)
class _Attempt:
    """One try at a step: what it was given, when, and what was committed by then."""

    run: Run
    step: StepDef
    inputs: list[Any]
    started: datetime
    looked: str

    def keep(self, held: Run, answer: Any) -> None:
        """Record the step as done; raise WrongAnswer on what it does not declare."""
        step = self.step
        if not isinstance(answer, (step.gives, Finish)):
            raise WrongAnswer(f"{step.name} gave {type(answer).__name__}.")
        by = agent_actor(step.name) if step.agent else actor_of(held)
        Step.keep(
            held,
            by=by.because(f"run:{held.id}", held.correlation),
            name=step.name,
            outcome=Step.Outcome.DONE,
            input_digest=_digest(self.inputs),
            output=_kept(step, answer),
            started_at=self.started,
        )
        held.crashes = 0


class _Waits(Exception):
    def __init__(self, wait: Wait) -> None:
        self.wait = wait


def _wait_for_event(run: Run, wait: Wait, looked: str) -> None:
    with transaction.atomic():
        # The event may have come since the step looked, and its delivery found nobody waiting.
        # Deliveries and waits take turns: one before us is seen here, one behind us sees us.
        _take_turns(wait.event)
        with fenced(run) as held:
            held.wait(by=CONDUCTOR, for_=Run.For.EVENT, on=wait.event, why=wait.reason)
            if _came_since(wait.event, looked):
                held.wake(by=CONDUCTOR)


def _wait(run: Run, *, for_: str, on: str, why: str) -> None:
    with fenced(run) as held:
        held.wait(by=CONDUCTOR, for_=for_, on=on, why=why)


def wake(run: Run) -> None:
    """Let a run go on that still waits for what it waited for; another is left alone."""
    awaited = (run.waiting_for, run.waiting_on)
    with run.locked() as held:
        still = (held.waiting_for, held.waiting_on) == awaited
        if held.state == Run.State.WAITING and still:
            held.wake(by=CONDUCTOR)


def wake_for(flow: str, kind: str) -> None:
    """Let the runs of a flow go on that wait for an event of this kind; in a transaction."""
    _take_turns(kind)
    waiting = Run.objects.filter(state=Run.State.WAITING, waiting_for=Run.For.EVENT)
    for run in waiting.filter(flow=flow, waiting_on=kind).order_by("id"):
        wake(run)


def _fail(run: Run, step: StepDef, error: Exception) -> None:
    policy = RetryPolicy.model_validate(run.retry_policy)
    with fenced(run) as held:
        Step.keep(
            held,
            by=CONDUCTOR,
            name=step.name,
            outcome=Step.Outcome.FAILED,
            input_digest="",
            error=said(error),
            started_at=clock.now(),
        )
        failed = _failures(held, step)
        if is_permanent(error) or failed >= policy.attempts:
            held.die(by=CONDUCTOR, at=clock.now(), error=error)
        else:
            pause = timedelta(seconds=policy.pause(failed, CHANCE.random()))
            held.retry(by=CONDUCTOR, due_at=clock.now() + pause, why=said(error))


def _die(run: Run, error: Exception) -> None:
    with fenced(run) as held:
        held.die(by=CONDUCTOR, at=clock.now(), error=error)


def _recorded(run: Run) -> dict[str, Any]:
    rows = run.steps.filter(outcome=Step.Outcome.DONE).order_by("created_at")
    return dict(rows.values_list("name", "output"))


def _continues(flow: Flow, done: dict[str, Any]) -> bool:
    names = [step.name for step in flow.steps]
    return list(done) == names[: len(done)]


def _restored(step: StepDef, output: Any) -> Any:
    return TypeAdapter(step.gives).validate_python(output, strict=False)


def _kept(step: StepDef, answer: Any) -> Any:
    if isinstance(answer, Finish):
        return answer.model_dump(mode="json")
    return TypeAdapter(step.gives).dump_python(answer, mode="json")


def _digest(inputs: list[Any]) -> str:
    told = [i.model_dump(mode="json") if isinstance(i, BaseModel) else str(i) for i in inputs]
    return sha256(canonical({"inputs": told}))


def _reference(command: Command) -> str:
    receipt = getattr(command, "receipt", None)
    return receipt.reference if receipt else ""


def _failures(run: Run, step: StepDef) -> int:
    """Return how often a step has failed since the operator last replayed its run."""
    failed = run.steps.filter(name=step.name, outcome=Step.Outcome.FAILED)
    revived = run.history().filter(kind="run.revived").last()
    return failed.filter(created_at__gt=revived.at).count() if revived else failed.count()


def _take_turns(kind: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"conductor.{kind}"])


def _snapshot() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_snapshot()::text")
        return str(cursor.fetchone()[0])


def _came_since(kind: str, snapshot: str) -> bool:
    """Return whether an event of the kind was committed since; ids do not follow commits."""
    oldest = int(snapshot.partition(":")[0])
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists(select from bus_event where kind = %s and txid >= %s"
            " and not pg_visible_in_snapshot(txid::text::xid8, %s::pg_snapshot))",
            [kind, oldest, snapshot],
        )
        return bool(cursor.fetchone()[0])
