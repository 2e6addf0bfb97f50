"""The work."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Self

from django.db import models, transaction
from django.db.models import F, Q

from apps.bus.models import Subject
from apps.core import clock
from apps.core.actor import Actor
from apps.core.fsm import StateField, StateMachine, transition
from apps.core.models import Record
from apps.records.models.checks import is_currency, known_state, not_empty, not_negative
from apps.records.models.conversations import Conversation
from apps.records.models.people import Client


class Project(Subject, StateMachine, Record):
    """A piece of work for a client, from the first inquiry to its close."""

    class State(models.TextChoices):
        INQUIRY = "inquiry"
        SCOPING = "scoping"
        PROPOSED = "proposed"
        ACTIVE = "active"
        DELIVERED = "delivered"
        CLOSED = "closed"
        LOST = "lost"

    state = StateField(default=State.INQUIRY, choices=State.choices)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="projects")
    conversation = models.ForeignKey(
        Conversation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="where it began",
    )
    name = models.CharField(max_length=200)
    services = models.JSONField(default=list, blank=True)
    summary = models.TextField(blank=True)
    budget_low_minor = models.BigIntegerField(null=True, blank=True)
    budget_high_minor = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    deadline = models.DateField(null=True, blank=True)
    price_minor = models.BigIntegerField(null=True, blank=True, help_text="what it sold for")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "created_at"], name="project_by_state")
        ]
        constraints: ClassVar = [
            known_state(
                "project_state_is_known",
                "inquiry",
                "scoping",
                "proposed",
                "active",
                "delivered",
                "closed",
                "lost",
            ),
            not_empty("project_has_a_name", "name"),
            is_currency("project_currency_is_iso", or_unknown=True),
            not_negative(
                "project_amounts_are_not_negative",
                "budget_low_minor",
                "budget_high_minor",
                "price_minor",
            ),
            models.CheckConstraint(
                condition=Q(budget_low_minor__lte=F("budget_high_minor")),
                name="project_budget_is_a_range",
            ),
            models.CheckConstraint(
                condition=Q(price_minor=None) | ~Q(currency=""),
                name="project_price_has_currency",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) ^ Q(state__in=["closed", "lost"]),
                name="project_closed_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def open(
        cls,
        *,
        client: Client,
        name: str,
        by: Actor,
        conversation: Conversation | None = None,
        services: Sequence[str] = (),
        summary: str = "",
        budget_low_minor: int | None = None,
        budget_high_minor: int | None = None,
        currency: str = "",
        deadline: date | None = None,
    ) -> Self:
        """Enter an inquiry, and have the conversation it began in be about it."""
        project = cls(
            client=client,
            conversation=conversation,
            name=name[:200],
            services=list(services),
            summary=summary,
            budget_low_minor=budget_low_minor,
            budget_high_minor=budget_high_minor,
            currency=currency,
            deadline=deadline,
        )
        with transaction.atomic():
            project.save(force_insert=True)
            project.record(
                "project.opened", by=by, client=str(client.id), services=list(services)
            )
            if conversation is not None and conversation.project_id is None:
                with conversation.locked():
                    conversation.assign(project, by=by)
        return project

    @transition(state, source=[State.INQUIRY, State.PROPOSED], target=State.SCOPING)
    def scope(self, *, by: Actor) -> None:
        """Work out what it takes, for the first time or again."""
        self.record("project.scoped", by=by)

    @transition(state, source=State.SCOPING, target=State.PROPOSED)
    def propose(self, *, by: Actor) -> None:
        """Note that the client has a proposal."""
        self.record("project.proposed", by=by)

    @transition(state, source=State.PROPOSED, target=State.ACTIVE)
    def activate(self, *, by: Actor, price_minor: int, currency: str) -> None:
        """Begin the work, at the price it sold for."""
        self.price_minor, self.currency = price_minor, currency
        self.record("project.activated", by=by, price_minor=price_minor, currency=currency)

    @transition(state, source=State.ACTIVE, target=State.DELIVERED)
    def deliver(self, *, by: Actor) -> None:
        """Note that the client has everything."""
        self.record("project.delivered", by=by)

    @transition(state, source=[State.ACTIVE, State.DELIVERED], target=State.CLOSED)
    def close(self, *, by: Actor) -> None:
        """End it; from active, because it was stopped."""
        self.closed_at = clock.now()
        self.record("project.closed", by=by)

    @transition(state, source=[State.INQUIRY, State.SCOPING, State.PROPOSED], target=State.LOST)
    def lose(self, *, by: Actor) -> None:
        """Note that it will not be."""
        self.closed_at = clock.now()
        self.record("project.lost", by=by)

    def rescope(self, services: Sequence[str], *, by: Actor) -> None:
        """Note which services it is about, as the operator says."""
        self.services = list(services)
        self.record("project.rescoped", by=by, services=list(services))
