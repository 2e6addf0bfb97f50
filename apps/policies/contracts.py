"""What a rule may ask and answer: conditions on facts, a verdict, obligations. Pure."""

from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.core.errors import PilothouseError

Value = bool | int | str | list[str]


class Verdict(StrEnum):
    """What may be done with a command, from most to least free."""

    ALLOW = "allow"
    HOLD = "hold"
    DENY = "deny"

    @classmethod
    def strictest(cls, *verdicts: "Verdict") -> "Verdict":
        """Return the strictest of the given ones."""
        order = list(cls)
        return max(verdicts, key=order.index)


class NotComparable(PilothouseError):
    """A rule compares a fact with a value of another type."""


class Condition(BaseModel):
    """One question to one fact."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fact: str = Field(pattern="^[a-z_]+$")
    is_: Literal["equal", "not_equal", "over", "at_most", "one_of"] = Field(alias="is")
    value: Value

    def holds(self, facts: dict[str, Any]) -> bool:
        """Return whether the fact answers; raise KeyError or NotComparable when it cannot."""
        found = facts[self.fact]
        if self.is_ == "one_of":
            return isinstance(self.value, list) and found in self.value
        if self.is_ == "equal":
            return bool(found == self.value)
        if self.is_ == "not_equal":
            return bool(found != self.value)
        if type(found) is not int or type(self.value) is not int:
            raise NotComparable(f"{self.fact} is {found!r}, compared with {self.value!r}.")
        return found > self.value if self.is_ == "over" else found <= self.value


class Obligations(BaseModel):
    """What an allowance asks for besides."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    undo_seconds: int | None = Field(default=None, ge=0, le=86_400)


class Rule(BaseModel):
    """A policy row as the judge sees it: all conditions must hold for it to apply."""

    model_config = ConfigDict(frozen=True)

    name: str
    version: int
    conditions: tuple[Condition, ...]
    verdict: Verdict
    obligations: Obligations = Obligations()

    @property
    def label(self) -> str:
        """The name and version as they are quoted."""
        return f"{self.name} v{self.version}"


class Ruling(BaseModel):
    """The judge's answer, with the rules that led to it."""

    model_config = ConfigDict(frozen=True)

    verdict: Verdict
    reasons: tuple[str, ...]
    obligations: Obligations = Obligations()
