"""What a project would cost, with the rule behind each number."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import F, Max, Q

from apps.bus.models import Subject
from apps.core.actor import Actor
from apps.core.fsm import StateField, StateMachine, transition
from apps.core.models import Record
from apps.records.models.checks import is_currency, known_state, not_negative
from apps.records.models.projects import Project


class Estimate(Subject, StateMachine, Record):
    """One answer to what a project costs; at most one per project is current."""

    class State(models.TextChoices):
        DRAFT = "draft"
        CURRENT = "current"
        SUPERSEDED = "superseded"

    state = StateField(default=State.DRAFT, choices=State.choices)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="estimates")
    version = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    low_minor = models.BigIntegerField()
    likely_minor = models.BigIntegerField()
    high_minor = models.BigIntegerField()
    lines = models.JSONField(default=list)
    similar = models.JSONField(default=list, blank=True)

    class Meta:
        constraints: ClassVar = [
            known_state("estimate_state_is_known", "draft", "current", "superseded"),
            is_currency("estimate_currency_is_iso"),
            not_negative("estimate_amounts_are_not_negative", "low_minor"),
            models.CheckConstraint(
                condition=Q(
                    low_minor__lte=F("likely_minor"), likely_minor__lte=F("high_minor")
                ),
                name="estimate_is_a_range",
            ),
            models.UniqueConstraint(
                fields=["project", "version"], name="estimate_once_per_version"
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(state="current"), name="estimate_one_current"
            ),
        ]

    def __str__(self) -> str:
        return f"Estimate v{self.version}"

    @classmethod
    def draft(
        cls,
        *,
        project: Project,
        currency: str,
        low_minor: int,
        likely_minor: int,
        high_minor: int,
        by: Actor,
        lines: Sequence[Mapping[str, Any]] = (),
        similar: Sequence[Mapping[str, Any]] = (),
    ) -> Self:
        """Write the project's next estimate."""
        with transaction.atomic():
            _lock(project)
            last = cls.objects.filter(project=project).aggregate(last=Max("version"))["last"]
            estimate = cls(
                project=project,
                version=(last or 0) + 1,
                currency=currency,
                low_minor=low_minor,
                likely_minor=likely_minor,
                high_minor=high_minor,
                lines=[dict(line) for line in lines],
                similar=[dict(one) for one in similar],
            )
            estimate.save(force_insert=True)
            estimate.record(
                "estimate.drafted",
                by=by,
                project=str(project.id),
                version=estimate.version,
                currency=currency,
                low_minor=low_minor,
                likely_minor=likely_minor,
                high_minor=high_minor,
            )
        return estimate

    @transition(state, source=State.DRAFT, target=State.CURRENT)
    def adopt(self, *, by: Actor) -> None:
        """Make it the project's current one; the one before is superseded."""
        _lock(self.project)
        for predecessor in Estimate.objects.filter(
            project_id=self.project_id, state=self.State.CURRENT
        ):
            with predecessor.locked():
                predecessor.supersede(by=by)
        self.record("estimate.adopted", by=by, likely_minor=self.likely_minor)

    @transition(state, source=[State.DRAFT, State.CURRENT], target=State.SUPERSEDED)
    def supersede(self, *, by: Actor) -> None:
        """Give way to a newer one."""
        self.record("estimate.superseded", by=by)


def _lock(project: Project) -> None:
    # Versions and the one current estimate are a project's: its row orders who comes first.
    Project.objects.select_for_update().only("pk").get(pk=project.pk)
