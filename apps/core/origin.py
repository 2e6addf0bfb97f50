"""Where a value comes from, and how far its source is trusted."""

from enum import StrEnum
from typing import Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, model_validator

T = TypeVar("T")


class Origin(StrEnum):
    """How a value came to be: said, concluded, calculated, recalled, or typed by hand."""

    STATED = "stated"
    INFERRED = "inferred"
    COMPUTED = "computed"
    REMEMBERED = "remembered"
    OPERATOR = "operator"


class Trust(StrEnum):
    """How far a source is trusted, from most to least."""

    OPERATOR = "operator"
    KNOWN = "known"
    STRANGER = "stranger"
    WEB = "web"

    @classmethod
    def least(cls, *trusts: "Trust") -> "Trust":
        """Return the least trusted of the given ones: what is derived is trusted no further."""
        order = list(cls)
        return max(trusts, key=order.index)


class Sourced(BaseModel, Generic[T]):
    """A value with its origin: stated has its quote, computed its rule, remembered its memory.

    `start` is the quote's offset in characters in `source`, set by `verified`.
    """

    model_config = ConfigDict(frozen=True)

    value: T
    origin: Origin
    quote: str = ""
    source: str = ""
    start: int | None = None
    because: str = ""

    @model_validator(mode="after")
    def _has_its_reason(self) -> Self:
        if self.origin is Origin.STATED and not self.quote:
            raise ValueError("a stated value needs its quote")
        if self.origin in (Origin.COMPUTED, Origin.REMEMBERED) and not self.because:
            raise ValueError(f"a {self.origin} value needs the rule or memory behind it")
        return self

    def verified(self, text: str) -> Self:
        """Return the value with its quote's place in `text`; inferred where it is not there."""
        if self.origin is not Origin.STATED:
            return self
        start = text.find(self.quote)
        if start < 0:
            missing = f"the words {self.quote!r} are not in the source"
            changed = {
                "origin": Origin.INFERRED,
                "quote": "",
                "start": None,
                "because": missing,
            }
            return self.model_copy(update=changed)
        return self.model_copy(update={"start": start})
