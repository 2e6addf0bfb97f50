"""What a command type says of itself, what a performer answers, what the operator is shown."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from apps.core.errors import PilothouseError
from apps.core.money import Money
from apps.core.origin import Origin, Sourced


class Shown(BaseModel):
    """One line of what the operator reads before deciding: a value, and where it comes from.

    `field` names the payload's value that the line is about, if the operator may edit it.
    `vital` marks money, recipients, dates and legal names: never bulk-approved when inferred.
    """

    model_config = ConfigDict(frozen=True)

    label: str
    value: str
    origin: Origin
    quote: str = ""
    source: str = ""
    start: int | None = None
    because: str = ""
    vital: bool = False
    field: str = ""

    @classmethod
    def of(
        cls,
        label: str,
        sourced: Sourced[Any],
        *,
        text: str = "",
        vital: bool = False,
        field: str = "",
    ) -> Self:
        """Return the line of a sourced value, written as `text` or as the value itself."""
        return cls(
            label=label,
            value=text or str(sourced.value),
            vital=vital,
            field=field,
            **sourced.model_dump(include={"origin", "quote", "source", "start", "because"}),
        )


class CommandType(BaseModel, ABC):
    """A typed side effect: frozen values, and in code what performing it would mean."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ClassVar[str]
    money_out: ClassVar[bool] = False
    reversible: ClassVar[bool] = False
    undo_window: ClassVar[timedelta | None] = None
    lifetime: ClassVar[timedelta] = timedelta(days=14)
    editable: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def effect(self) -> str:
        """Say in one line, from the values alone, what will happen."""

    def recipients(self) -> tuple[str, ...]:
        """Return the addresses that would receive something."""
        return ()

    def amount(self) -> Money | None:
        """Return the money that the act is about, if any."""
        return None

    def compose(self, *, key: UUID, at: datetime) -> bytes:  # noqa: ARG002 - part of the contract
        """Return the exact bytes that performing sends; empty for what is applied inside."""
        return b""


@dataclass(frozen=True)
class Proof:
    """The other side's proof: its reference, and what it said."""

    reference: str
    said: str = ""


class Refused(PilothouseError):
    """Refused before the other side took it: nobody received it."""


class Unanswered(PilothouseError):
    """Broken off so late that the other side may have taken it: nobody knows."""


@dataclass(frozen=True)
class Performer:
    """How a command type is performed outside.

    `perform(payload, content, key)` returns the proof, raises Refused or Unanswered; anything
    else it raises counts as Unanswered. `reconcile(payload, key)` returns the proof when it
    finds that it was done; None proves nothing. `account()` names the connection and its
    version, and is bound by the digest.
    """

    perform: Callable[[CommandType, bytes, UUID], Proof]
    reconcile: Callable[[CommandType, UUID], Proof | None]
    account: Callable[[], str]
    key_window: timedelta = timedelta(0)
