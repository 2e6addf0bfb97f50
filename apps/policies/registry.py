"""Facts that rules may ask for, and invariants that no row can relax."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from apps.policies.contracts import Verdict

Facts = Mapping[str, Any]
Fact = Callable[[Facts], bool | int | str]
Invariant = Callable[[Facts], Verdict | None]

_facts: dict[str, Fact] = {}
_invariants: dict[str, Invariant] = {}


def fact(name: str) -> Callable[[Fact], Fact]:
    """Let rules ask for a fact, computed from what is known of the command."""

    def register(function: Fact) -> Fact:
        _facts[name] = function
        return function

    return register


def policy(name: str) -> Callable[[Invariant], Invariant]:
    """Have every judgment be at least as strict as this function says."""

    def register(function: Invariant) -> Invariant:
        _invariants[name] = function
        return function

    return register


def gather(known: Facts) -> dict[str, Any]:
    """Return what the registered facts add to what is known; a fact that fails is left out."""
    facts: dict[str, Any] = {}
    for name, function in sorted(_facts.items()):
        try:
            # A savepoint each: after a failed query the transaction would answer nothing more.
            with transaction.atomic():
                facts[name] = function(known)
        except Exception:  # noqa: BLE001, S112 - a missing fact makes its rules hold, see judge
            continue
    return {**facts, **known}


def invariants() -> dict[str, Invariant]:
    """Return the registered invariants by name."""
    return dict(_invariants)
