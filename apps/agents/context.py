"""The context of a run's step: the house as an agent may touch it."""

from typing import TypeVar

from pydantic import BaseModel

from apps.agents.contracts import NotAllowed, Recalled, Wording
from apps.agents.registry import Agent, May
from apps.gateway.ask import ask
from apps.memory.projects import similar_projects
from apps.records.models import PricingRule, Project, Template
from apps.records.pricing import Rule

T = TypeVar("T", bound=BaseModel)


class HouseContext:
    """What one agent may touch within one step of one run."""

    def __init__(self, agent: Agent, *, run: str = "", step: str = "") -> None:
        self._agent = agent
        self._run = run
        self._step = step

    def ask(self, answer: type[T], question: BaseModel) -> T:
        """Ask the gateway; the answer is validated."""
        self._check("ask")
        return ask(answer, question, run=self._run, step=self._step)

    def recall(self, text: str) -> tuple[Recalled, ...]:
        """Return similar past projects, the closest first."""
        self._check("recall")
        found = similar_projects(text, run=self._run)
        return tuple(
            Recalled(
                project=str(hit.project_id),
                title=hit.title,
                score=hit.score,
                price_minor=hit.price_minor,
                currency=hit.currency,
                line=hit.line,
            )
            for hit in found
        )

    def rules(self) -> tuple[Rule, ...]:
        """Return the pricing rules in force."""
        self._check("rules")
        return tuple(PricingRule.active_rules())

    def services(self, project: str) -> tuple[str, ...]:
        """Return the services that the books have for a project."""
        self._check("services")
        return tuple(Project.objects.get(id=project).services)

    def template(self, name: str) -> Wording | None:
        """Return the published template of a name, if there is one."""
        self._check("template")
        row = Template.objects.filter(name=name, state=Template.State.PUBLISHED).first()
        if row is None:
            return None
        return Wording(name=row.name, version=row.version, subject=row.subject, body=row.body)

    def _check(self, what: May) -> None:
        if what not in self._agent.may:
            raise NotAllowed(f"{self._agent.name} may not {what}: it does not say so.")
