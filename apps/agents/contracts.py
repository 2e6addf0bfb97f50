"""What an agent may answer, and the context that is all it can touch. Pure."""

from typing import Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

from apps.core.errors import PilothouseError
from apps.records.pricing import Rule

T = TypeVar("T", bound=BaseModel)


class Finish(BaseModel):
    """Nothing more to do: the run ends well, with this reason."""

    model_config = ConfigDict(frozen=True)

    reason: str


class Wait(BaseModel):
    """Cannot go on until an event of this kind happens; the reason is for the operator."""

    model_config = ConfigDict(frozen=True)

    event: str
    reason: str


class NotAllowed(PilothouseError):
    """The agent asked its context for something that its first line does not name."""


class Context(Protocol):
    """All that an agent can touch. Each method needs its name in the agent's `may`."""

    def ask(self, answer: type[T], question: BaseModel) -> T:
        """Ask the gateway; the answer is validated."""
        ...

    def recall(self, text: str) -> "tuple[Recalled, ...]":
        """Return similar past projects, the closest first."""
        ...

    def rules(self) -> "tuple[Rule, ...]":
        """Return the pricing rules in force."""
        ...

    def services(self, project: str) -> tuple[str, ...]:
        """Return the services that the books have for a project."""
        ...

    def template(self, name: str) -> "Wording | None":
        """Return the published template of a name, if there is one."""
        ...


class Recalled(BaseModel):
    """A past project that memory found similar, and what it was sold for."""

    model_config = ConfigDict(frozen=True)

    project: str
    title: str
    score: float
    price_minor: int | None = None
    currency: str = ""
    line: str = ""


class Wording(BaseModel):
    """A published template: its name and version, and its words with `{placeholders}`."""

    model_config = ConfigDict(frozen=True)

    name: str
    version: int
    subject: str
    body: str
