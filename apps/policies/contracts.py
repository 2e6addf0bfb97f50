"""What a rule may ask and answer: conditions on facts, a verdict, obligations. Pure."""

from enum import StrEnum
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

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

    @model_validator(mode="after")
    def _fits_its_question(self) -> Self:
        if self.is_ in ("over", "at_most") and type(self.value) is not int:
            raise ValueError(f"`{self.is_}` compares with a whole number, not {self.value!r}")
        if self.is_ == "one_of" and not isinstance(self.value, list):
            raise ValueError(f"`one_of` needs a list of texts, not {self.value!r}")
        return self

    def holds(self, facts: dict[str, Any]) -> bool:
        """Return whether the fact answers; raise KeyError or NotComparable when it cannot."""
        found = facts[self.fact]
        asked: Any = self.value
        if _sort(found) is not (str if self.is_ == "one_of" else _sort(asked)):
            raise NotComparable(f"{self.fact} is {found!r}, compared with {asked!r}.")
        if self.is_ == "one_of":
            return found in asked
        if self.is_ == "equal":
            return bool(found == asked)
        if self.is_ == "not_equal":
            return bool(found != asked)
        return bool(found > asked if self.is_ == "over" else found <= asked)


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


def _sort(value: Any) -> type | None:
    """Return which kind of value it is; yes and no are no numbers here."""
    return next((sort for sort in (bool, int, str, list) if isinstance(value, sort)), None)
