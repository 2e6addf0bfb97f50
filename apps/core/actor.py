"""Who did it, and because of what."""

from dataclasses import dataclass, replace
from enum import StrEnum


class ActorKind(StrEnum):
    """What kind of actor: a person with a login, an agent, our own code, or one outside."""

    PERSON = "person"
    AGENT = "agent"
    SYSTEM = "system"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor, with what made it act: `cause` is `event:ID` or `run:ID`."""

    kind: ActorKind
    id: str
    cause: str = ""
    correlation: str = ""

    def because(self, cause: str, correlation: str = "") -> "Actor":
        """Return the same actor, acting because of `cause`."""
        return replace(self, cause=cause, correlation=correlation or self.correlation)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


def person(username: str) -> Actor:
    """Return the actor of a person's login."""
    return Actor(ActorKind.PERSON, username)


def agent(name: str) -> Actor:
    """Return the actor of a registered agent."""
    return Actor(ActorKind.AGENT, name)


def system(name: str) -> Actor:
    """Return the actor of a part of Pilothouse itself."""
    return Actor(ActorKind.SYSTEM, name)


def outside(address: str) -> Actor:
    """Return the actor of somebody outside, known by an address only."""
    return Actor(ActorKind.OUTSIDE, address)
