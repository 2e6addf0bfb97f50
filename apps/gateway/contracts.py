"""What a provider of answers is, and what it costs to have asked it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pydantic import BaseModel


class Tier(StrEnum):
    """How dear an answer is, cheapest first."""

    RULES = "rules"
    LOCAL = "local"
    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True)
class Reply:
    """What a provider returned, not yet believed, and what it took; rules use no tokens."""

    value: object
    tokens_in: int | None = None
    tokens_out: int | None = None
    cost_micros: int = 0


class Provider(Protocol):
    """Somebody who answers typed questions."""

    name: str
    tier: Tier

    def answers(self, answer_type: type[BaseModel]) -> bool:
        """Whether it is configured and knows how to answer with this type."""

    def answer(self, answer_type: type[BaseModel], question: BaseModel) -> Reply:
        """Answer; raise whatever went wrong."""
