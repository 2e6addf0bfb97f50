"""Fakes: real implementations of our Protocols, small enough to read."""

from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from apps.agents.contracts import Context, NotAllowed, Recalled, Wording
from apps.agents.registry import May
from apps.records.pricing import Rule

T = TypeVar("T", bound=BaseModel)


@dataclass
class FakeContext:
    """A context whose house is what the test says it is; it needs no database."""

    may: tuple[May, ...] = ()
    answers: tuple[BaseModel, ...] = ()
    past: tuple[Recalled, ...] = ()
    pricing: tuple[Rule, ...] = ()
    projects: dict[str, tuple[str, ...]] = field(default_factory=dict)
    templates: tuple[Wording, ...] = ()

    def ask(self, answer: type[T], question: BaseModel) -> T:
        """Return the answer of that type."""
        self._check("ask")
        return next(one for one in self.answers if isinstance(one, answer))

    def recall(self, text: str) -> tuple[Recalled, ...]:
        """Return the past projects, the closest first."""
        self._check("recall")
        return tuple(sorted(self.past, key=lambda one: -one.score))

    def rules(self) -> tuple[Rule, ...]:
        """Return the pricing rules in force."""
        self._check("rules")
        return self.pricing

    def services(self, project: str) -> tuple[str, ...]:
        """Return the services that the books have for a project."""
        self._check("services")
        return self.projects[project]

    def template(self, name: str) -> Wording | None:
        """Return the published template of a name, if there is one."""
        self._check("template")
        return next((one for one in self.templates if one.name == name), None)

    def _check(self, what: May) -> None:
        if what not in self.may:
            raise NotAllowed(f"This agent may not {what}: it does not say so.")


_it_is_a_context: type[Context] = FakeContext
