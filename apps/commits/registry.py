"""Command types by kind, and who performs them outside or applies them inside."""

from collections.abc import Callable
from typing import TypeVar

from apps.bus.registry import NotRegistered
from apps.commits.contracts import CommandType, Performer, Proof

C = TypeVar("C", bound=type[CommandType])
Apply = Callable[[CommandType, str], Proof]

_types: dict[str, type[CommandType]] = {}
_performers: dict[str, Performer] = {}
_appliers: dict[str, Apply] = {}


def command_type(cls: C) -> C:
    """Register a command type under its `kind`."""
    _types[cls.kind] = cls
    return cls


def type_of(kind: str) -> type[CommandType]:
    """Return the command type of a kind; raise NotRegistered."""
    try:
        return _types[kind]
    except KeyError:
        raise NotRegistered(f"No command type {kind!r}.") from None


def performs(cls: type[CommandType], performer: Performer) -> None:
    """Have commands of this type performed outside."""
    _performers[cls.kind] = performer


def performer_of(kind: str) -> Performer | None:
    """Return who performs a kind outside, if anybody."""
    return _performers.get(kind)


def applies(cls: type[CommandType]) -> Callable[[Apply], Apply]:
    """Have commands of this type applied inside, in the transaction of their receipt."""

    def register(function: Apply) -> Apply:
        _appliers[cls.kind] = function
        return function

    return register


def applier_of(kind: str) -> Apply | None:
    """Return who applies a kind inside, if anybody."""
    return _appliers.get(kind)


def command_types() -> dict[str, type[CommandType]]:
    """Return all command types by kind."""
    return dict(_types)
