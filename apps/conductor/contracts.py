"""What steps exchange with the conductor. Pure."""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from apps.commits.contracts import CommandType, Shown
from apps.core.origin import Trust

C = TypeVar("C", bound=CommandType)


class Asked(BaseModel, Generic[C]):
    """An act that a record step asks for, with what the operator should read about it."""

    model_config = ConfigDict(frozen=True)

    act: C
    shown: tuple[Shown, ...] = ()
    trust: Trust = Trust.STRANGER


class Outcome(BaseModel):
    """How a command ended."""

    model_config = ConfigDict(frozen=True)

    command: str
    state: str
    reference: str = ""
    why: str = ""


class RetryPolicy(BaseModel):
    """How often and how fast a failing step is tried again; frozen on the run at its start."""

    model_config = ConfigDict(frozen=True)

    attempts: int = Field(default=5, ge=1)
    base_seconds: float = Field(default=1.0, gt=0)
    factor: float = Field(default=3.0, ge=1)
    cap_seconds: float = Field(default=300.0, gt=0)

    def pause(self, failed: int, chance: float) -> float:
        """Return the seconds to wait after the nth failure; `chance` below 1 is jitter."""
        return chance * min(self.cap_seconds, self.base_seconds * self.factor ** (failed - 1))
