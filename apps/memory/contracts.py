"""What memory is asked and what it returns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, Self
from uuid import UUID

from apps.core.origin import Trust


class Policy(StrEnum):
    """What a retrieval is for: to write with (wide), or to act on (exact, or nothing)."""

    GENERATIVE = "generative"
    ACTION = "action"


class Embedder(Protocol):
    """Turns texts into unit vectors of 512 numbers.

    `name` tells model and version, because vectors of two models are never compared. `alike` is
    the cosine from which this model's right pairs stand apart from its wrong ones: good enough
    to show somebody a proposal, never to act on.
    """

    name: str
    alike: float

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one vector for each text."""


@dataclass(frozen=True)
class Source:
    """The text a passage is a piece of: who said it when, to whom it belongs, its trust."""

    type: str
    id: str
    who: str
    on: date
    thread: str
    client_id: UUID | None = None
    trust: Trust = Trust.STRANGER

    @property
    def head(self) -> str:
        """The line in front of each passage, searched with it."""
        return f"{self.on.day} {self.on:%B %Y} {self.who}".strip()


@dataclass(frozen=True)
class Scope:
    """Where to look: at one client's passages, or at everything of one source type."""

    client_id: UUID | None = None
    source_type: str = ""

    def __post_init__(self) -> None:
        if (self.client_id is None) == (not self.source_type):
            raise ValueError("a scope is one client or one source type")

    @classmethod
    def client(cls, client_id: UUID) -> Self:
        """Look at what came from or was written to this client."""
        return cls(client_id=client_id)

    @classmethod
    def everything(cls, source_type: str) -> Self:
        """Look at every source of this type, whoever its client is."""
        return cls(source_type=source_type)


@dataclass(frozen=True)
class Parts:
    """What a score is made of; no cosine where the passage or the query has no vector."""

    words: float
    thread: float
    cosine: float | None
    cover: float


@dataclass(frozen=True)
class Hit:
    """A passage that was found; an exact one has no score, because no score found it."""

    passage: int
    source_type: str
    source_id: str
    head: str
    body: str
    trust: Trust
    score: float | None = None
    parts: Parts | None = None

    @property
    def line(self) -> str:
        """The passage as it is quoted: who said it when, and the words."""
        return f"{self.head}: {self.body}"


@dataclass(frozen=True)
class SimilarProject:
    """A past project that is like what is asked for, and the line that says so."""

    project_id: UUID
    title: str
    score: float
    price_minor: int | None
    currency: str
    line: str
