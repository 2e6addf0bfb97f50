"""What a project delivers, and what was agreed about it."""

from typing import ClassVar, Self

from django.db import models, transaction
from django.db.models import Q

from apps.bus.models import Subject
from apps.core import clock
from apps.core.actor import Actor
from apps.core.fsm import StateField, StateMachine, transition
from apps.core.models import Record
from apps.records.models.artifacts import Artifact
from apps.records.models.checks import known_state, not_empty
from apps.records.models.projects import Project


class Deliverable(Subject, StateMachine, Record):
    """One thing the client gets."""

    class State(models.TextChoices):
        PLANNED = "planned"
        IN_PROGRESS = "in_progress"
        IN_REVIEW = "in_review"
        CHANGES_REQUESTED = "changes_requested"
        DELIVERED = "delivered"
        ACCEPTED = "accepted"

    state = StateField(default=State.PLANNED, choices=State.choices)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="deliverables")
    title = models.CharField(max_length=200)
    quantity = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            known_state(
                "deliverable_state_is_known",
                "planned",
                "in_progress",
                "in_review",
                "changes_requested",
                "delivered",
                "accepted",
            ),
            not_empty("deliverable_has_a_title", "title"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1), name="deliverable_quantity_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def plan(
        cls, *, project: Project, title: str, by: Actor, quantity: int | None = None
    ) -> Self:
        """Enter one thing that the project is to deliver."""
        deliverable = cls(project=project, title=title[:200], quantity=quantity)
        with transaction.atomic():
            deliverable.save(force_insert=True)
            deliverable.record("deliverable.planned", by=by, project=str(project.id))
        return deliverable

    @transition(
        state,
        source=[State.PLANNED, State.CHANGES_REQUESTED],
        target=State.IN_PROGRESS,
    )
    def start(self, *, by: Actor) -> None:
        """Work on it, for the first time or again."""
        self.record("deliverable.started", by=by)

    @transition(state, source=State.IN_PROGRESS, target=State.IN_REVIEW)
    def submit(self, *, by: Actor) -> None:
        """Show it for review."""
        self.record("deliverable.submitted", by=by)

    @transition(
        state, source=[State.IN_REVIEW, State.DELIVERED], target=State.CHANGES_REQUESTED
    )
    def request_changes(self, *, by: Actor) -> None:
        """Note that it has to change."""
        self.record("deliverable.changes_requested", by=by)

    @transition(state, source=State.IN_REVIEW, target=State.DELIVERED)
    def deliver(self, *, by: Actor) -> None:
        """Hand it over."""
        self.record("deliverable.delivered", by=by)

    @transition(state, source=State.DELIVERED, target=State.ACCEPTED)
    def accept(self, *, by: Actor) -> None:
        """Note that the client took it."""
        self.record("deliverable.accepted", by=by)


class Agreement(Subject, StateMachine, Record):
    """What studio and client hold each other to."""

    class State(models.TextChoices):
        DRAFT = "draft"
        OFFERED = "offered"
        SIGNED = "signed"
        DECLINED = "declined"
        ENDED = "ended"

    state = StateField(default=State.DRAFT, choices=State.choices)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="agreements")
    title = models.CharField(max_length=200)
    document = models.ForeignKey(
        Artifact, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements"
    )
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            known_state(
                "agreement_state_is_known", "draft", "offered", "signed", "declined", "ended"
            ),
            not_empty("agreement_has_a_title", "title"),
            models.CheckConstraint(
                condition=Q(signed_at=None) ^ Q(state__in=["signed", "ended"]),
                name="agreement_signed_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def draft(
        cls, *, project: Project, title: str, by: Actor, document: Artifact | None = None
    ) -> Self:
        """Write an agreement nobody has seen yet."""
        agreement = cls(project=project, title=title[:200], document=document)
        with transaction.atomic():
            agreement.save(force_insert=True)
            agreement.record("agreement.drafted", by=by, project=str(project.id))
        return agreement

    @transition(state, source=State.DRAFT, target=State.OFFERED)
    def offer(self, *, by: Actor) -> None:
        """Note that the client has it before them."""
        self.record("agreement.offered", by=by)

    @transition(state, source=State.OFFERED, target=State.SIGNED)
    def sign(self, *, by: Actor) -> None:
        """Note that both sides signed."""
        self.signed_at = clock.now()
        self.record("agreement.signed", by=by)

    @transition(state, source=State.OFFERED, target=State.DECLINED)
    def decline(self, *, by: Actor) -> None:
        """Note that the client said no."""
        self.record("agreement.declined", by=by)

    @transition(state, source=State.SIGNED, target=State.ENDED)
    def end(self, *, by: Actor) -> None:
        """Note that it binds nobody any more."""
        self.record("agreement.ended", by=by)
