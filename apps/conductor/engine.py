"""Runs a flow step by step; a step's result, event and the run's position commit as one."""

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, TypeAdapter

from apps.agents.context import HouseContext
from apps.agents.contracts import Finish, Wait
from apps.bus.models import Event
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
from apps.core.errors import PilothouseError, is_permanent
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
    attempt = _Attempt(run, step, inputs, clock.now(), _newest_event())
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
        _wait_for_event(run, waits.wait, attempt.seen)
        return False
    results[step.gives] = answer
    return True


def _commit(run: Run, step: StepDef, results: Results) -> bool:
    """Propose the act, or read how the command that was proposed ended."""
    asked = results[step.takes[0]]
    with fenced(run) as held:
        mine = Command.objects.filter(run=str(run.id), kind=asked.act.kind)
        command = mine.filter(superseded_by=None).order_by("-created_at").first()
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
    """One try at a step: what it was given, when, and the newest event there was."""

    run: Run
    step: StepDef
    inputs: list[Any]
    started: datetime
    seen: int

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


class _Waits(Exception):
    def __init__(self, wait: Wait) -> None:
        self.wait = wait


def _wait_for_event(run: Run, wait: Wait, seen: int) -> None:
    with fenced(run) as held:
        held.wait(by=CONDUCTOR, for_=Run.For.EVENT, on=wait.event, why=wait.reason)
    # The event may have come between the step's look and this commit; its delivery found nobody
    # waiting. Whatever is committed from now on finds the run.
    if Event.objects.filter(kind=wait.event, id__gt=seen).exists():
        wake(run)


def _wait(run: Run, *, for_: str, on: str, why: str) -> None:
    with fenced(run) as held:
        held.wait(by=CONDUCTOR, for_=for_, on=on, why=why)


def wake(run: Run) -> None:
    """Let a waiting run go on; one that does not wait is left alone."""
    with run.locked() as held:
        if held.state == Run.State.WAITING:
            held.wake(by=CONDUCTOR)


def _fail(run: Run, step: StepDef, error: Exception) -> None:
    policy = RetryPolicy.model_validate(run.retry_policy)
    with fenced(run) as held:
        Step.keep(
            held,
            by=CONDUCTOR,
            name=step.name,
            outcome=Step.Outcome.FAILED,
            input_digest="",
            error=f"{type(error).__name__}: {error}"[:4000],
            started_at=clock.now(),
        )
        failed = held.steps.filter(name=step.name, outcome=Step.Outcome.FAILED).count()
        if is_permanent(error) or failed >= policy.attempts:
            held.die(by=CONDUCTOR, at=clock.now(), error=error)
        else:
            pause = timedelta(seconds=policy.pause(failed, CHANCE.random()))
            held.retry(by=CONDUCTOR, due_at=clock.now() + pause, why=str(error))


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


def _newest_event() -> int:
    newest = Event.objects.order_by("-id").values_list("id", flat=True).first()
    return newest or 0
