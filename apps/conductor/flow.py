"""A flow is data made in Python: its types are checked when the process starts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from apps.agents.registry import Agent, agent_of, signature
from apps.commits.contracts import CommandType
from apps.conductor.contracts import Asked, Outcome, RetryPolicy
from apps.core.canonical import canonical, sha256
from apps.core.errors import PilothouseError

Load = Callable[[str], Any]


class DoesNotFit(PilothouseError):
    """A step of the flow takes a type that nothing before it gives."""


@dataclass(frozen=True)
class StepDef:
    """A step as declared: its name, what it takes and gives, and how it is executed."""

    name: str
    takes: tuple[type, ...]
    gives: type
    agent: Agent | None = None
    record: Callable[..., Any] | None = None
    commit: type[CommandType] | None = None


def record(function: Callable[..., Any]) -> StepDef:
    """Return the step that writes the books, inside the step's own commit."""
    takes, gives = signature(function, skip=0)
    return StepDef(function.__name__, takes, gives, record=function)


def commit(command_type: type[CommandType]) -> StepDef:
    """Return the step that asks for an act and waits until it is settled."""
    asked: type = Asked[command_type]  # type: ignore[valid-type]
    return StepDef(f"commit_{command_type.kind}", (asked,), Outcome, commit=command_type)


class Flow:
    """A sequence of steps, started by an event. Raise DoesNotFit when its types do not."""

    def __init__(
        self,
        name: str,
        *,
        on: str,
        load: Load,
        steps: Sequence[StepDef | Callable[..., Any]],
        wakes_on: Sequence[str] = (),
        retry: RetryPolicy | None = None,
    ) -> None:
        self.name = name
        self.on = on
        self.load = load
        self.wakes_on = tuple(wakes_on)
        self.retry = retry or RetryPolicy()
        self.steps = tuple(_declared(step) for step in steps)
        self._check()

    @property
    def version(self) -> str:
        """The hash of the declaration: other steps or types, another version."""
        told = {
            step.name: [*map(_spelled, step.takes), _spelled(step.gives)] for step in self.steps
        }
        return sha256(canonical({"on": self.on, "steps": told}))[:16]

    def _check(self) -> None:
        names = [step.name for step in self.steps]
        if len(set(names)) < len(names):
            raise DoesNotFit(f"{self.name}: two steps have the same name.")
        given = [signature(self.load, skip=0)[1]]
        for step in self.steps:
            for wanted in step.takes:
                if wanted not in given:
                    raise DoesNotFit(f"{self.name}: {step.name} takes {_spelled(wanted)}.")
            given.append(step.gives)


_flows: dict[str, Flow] = {}


def register(flow: Flow) -> Flow:
    """Make a flow known; the same name again replaces it."""
    _flows[flow.name] = flow
    return flow


def flows() -> dict[str, Flow]:
    """Return all flows by name."""
    return dict(_flows)


def _declared(step: StepDef | Callable[..., Any]) -> StepDef:
    if isinstance(step, StepDef):
        return step
    agent = agent_of(step)
    if agent is None:
        raise DoesNotFit(f"{step!r} is neither an agent nor a record or commit step.")
    return StepDef(agent.name, agent.takes, agent.gives, agent=agent)


def _spelled(some: type) -> str:
    return f"{some.__module__}.{some.__qualname__}"
