"""Who can answer: rules by answer type, providers by tier. One decorator each."""

from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel

from apps.core.errors import PilothouseError
from apps.gateway.contracts import Provider, Tier

A = TypeVar("A", bound=BaseModel)
Q = TypeVar("Q", bound=BaseModel)
P = TypeVar("P", bound=Callable[[], Provider])

_rules: dict[type[BaseModel], Callable[..., BaseModel]] = {}
_providers: dict[str, Provider] = {}


class AlreadyAnswered(PilothouseError):
    """Two rules would answer with the same type; which one is right, no code can tell."""


def rules(answer_type: type[A]) -> Callable[[Callable[[Q], A]], Callable[[Q], A]]:
    """Have a pure function of the question answer with this type, without any model."""

    def register(function: Callable[[Q], A]) -> Callable[[Q], A]:
        if answer_type in _rules:
            raise AlreadyAnswered(f"{answer_type.__qualname__} has a rule already.")
        _rules[answer_type] = function
        return function

    return register


def rule(answer_type: type[BaseModel]) -> Callable[..., BaseModel] | None:
    """Return the rule that answers with this type, if there is one."""
    return _rules.get(answer_type)


def provider(made: P) -> P:
    """Add a provider of answers; the same name again replaces it."""
    instance = made()
    _providers[instance.name] = instance
    return made


def providers() -> list[Provider]:
    """Return the providers, cheapest tier first."""
    tiers = list(Tier)
    return sorted(_providers.values(), key=lambda p: (tiers.index(p.tier), p.name))
