"""Agents: typed functions that say on their first line what they may do."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from apps.agents.contracts import Finish, Wait
from apps.core.errors import PilothouseError

May = Literal["ask", "recall", "rules", "services", "template"]
Pace = Literal["interactive", "batch"]
Criticality = Literal["critical", "normal", "deferrable"]


class NotAnAgent(PilothouseError):
    """An agent takes a context and typed values, and gives one typed value, Finish or Wait."""


class UnknownAgent(PilothouseError):
    """No agent is registered under that name."""


@dataclass(frozen=True)
class Agent:
    """A registered agent: what it may do, what it takes, what it gives."""

    name: str
    function: Callable[..., Any]
    may: tuple[May, ...]
    pace: Pace
    criticality: Criticality
    takes: tuple[type, ...]
    gives: type


_agents: dict[str, Agent] = {}


def agent(
    name: str,
    *,
    may: tuple[May, ...] = (),
    pace: Pace = "batch",
    criticality: Criticality = "normal",
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a typed function as an agent; raise NotAnAgent on a signature that is none."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        takes, gives = signature(function, skip=1)
        _agents[name] = Agent(name, function, may, pace, criticality, takes, gives)
        return function

    return register


def agent_of(function: Callable[..., Any]) -> Agent | None:
    """Return the agent that a function is, if it is one."""
    return next((a for a in _agents.values() if a.function is function), None)


def named(name: str) -> Agent:
    """Return the agent of a name; raise UnknownAgent, naming those there are."""
    try:
        return _agents[name]
    except KeyError:
        known = ", ".join(sorted(_agents))
        raise UnknownAgent(f"No agent {name!r}. There are: {known}.") from None


def agents() -> dict[str, Agent]:
    """Return all agents by name."""
    return dict(_agents)


def signature(function: Callable[..., Any], *, skip: int) -> tuple[tuple[type, ...], type]:
    """Return the types a function takes, behind its first `skip`, and the one it gives.

    Keyword-only parameters are not bound by type; Finish and Wait are not what it gives.
    """
    hints = get_type_hints(function)
    parameters = list(inspect.signature(function).parameters.values())[skip:]
    positional = [p for p in parameters if p.kind is not inspect.Parameter.KEYWORD_ONLY]
    missing = [p.name for p in positional if p.name not in hints]
    if missing or "return" not in hints:
        raise NotAnAgent(f"{function.__qualname__}: not typed: {missing or 'the answer'}.")
    given = _options(hints["return"])
    answers = [option for option in given if option not in (Finish, Wait, type(None))]
    if len(answers) > 1:
        raise NotAnAgent(f"{function.__qualname__}: gives more than one type.")
    return tuple(hints[p.name] for p in positional), answers[0] if answers else type(None)


def _options(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
