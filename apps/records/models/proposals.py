"""What the studio offers a client."""

from datetime import date
from typing import ClassVar, Self

from django.db import models, transaction
from django.db.models import Max, Q
from django.utils import timezone

from apps.bus.models import Subject
from apps.core import clock
from apps.core.actor import Actor
from apps.core.fsm import StateField, StateMachine, transition
from apps.core.models import Record
from apps.core.money import Money
from apps.records.models.artifacts import Artifact
from apps.records.models.checks import is_currency, known_state, not_empty, not_negative
from apps.records.models.estimates import Estimate
from apps.records.models.numbers import Counter
from apps.records.models.projects import Project


class Proposal(Subject, StateMachine, Record):
    """An offer with a price; once sent it is never edited, only superseded."""

    class State(models.TextChoices):
        DRAFT = "draft"
        SENT = "sent"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        EXPIRED = "expired"
        WITHDRAWN = "withdrawn"
        SUPERSEDED = "superseded"

    state = StateField(default=State.DRAFT, choices=State.choices)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="proposals")
    estimate = models.ForeignKey(
        Estimate, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    number = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    valid_until = models.DateField(null=True, blank=True)
    template_name = models.CharField(max_length=64, blank=True)
    template_version = models.PositiveIntegerField(null=True, blank=True)
    pdf = models.ForeignKey(
        Artifact, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            known_state(
                "proposal_state_is_known",
                "draft",
                "sent",
                "accepted",
                "declined",
                "expired",
                "withdrawn",
                "superseded",
            ),
            is_currency("proposal_currency_is_iso"),
            not_empty("proposal_has_number_and_title", "number", "title"),
            not_negative("proposal_amount_is_not_negative", "amount_minor"),
            models.UniqueConstraint(
                fields=["project", "version"], name="proposal_once_per_version"
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(state="sent"), name="proposal_one_sent"
            ),
            models.CheckConstraint(
                condition=Q(template_name="") ^ Q(template_version__isnull=False),
                name="proposal_template_has_version",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", sent_at=None)
                | Q(
                    state__in=["sent", "accepted", "declined", "expired"], sent_at__isnull=False
                )
                | Q(state__in=["withdrawn", "superseded"]),
                name="proposal_sent_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @classmethod
    def draft(
        cls,
        *,
        project: Project,
        title: str,
        amount_minor: int,
        currency: str,
        by: Actor,
        estimate: Estimate | None = None,
        body: str = "",
        valid_until: date | None = None,
        template_name: str = "",
        template_version: int | None = None,
    ) -> Self:
        """Write the project's next proposal under the next number of the year."""
        with transaction.atomic():
            Project.objects.select_for_update().only("pk").get(pk=project.pk)
            last = cls.objects.filter(project=project).aggregate(last=Max("version"))["last"]
            proposal = cls(
                project=project,
                estimate=estimate,
                number=Counter.number("P", timezone.localdate(clock.now()).year),
                version=(last or 0) + 1,
                title=title[:200],
                body=body,
                amount_minor=amount_minor,
                currency=currency,
                valid_until=valid_until,
                template_name=template_name,
                template_version=template_version,
            )
            proposal.save(force_insert=True)
            proposal.record(
                "proposal.drafted",
                by=by,
                project=str(project.id),
                number=proposal.number,
                version=proposal.version,
                amount_minor=amount_minor,
                currency=currency,
            )
        return proposal

    @transition(state, source=State.DRAFT, target=State.DRAFT)
    def attach(self, *, pdf: Artifact, by: Actor) -> None:
        """Attach the document that the client will read."""
        self.pdf = pdf
        self.record("proposal.attached", by=by, pdf=str(pdf.id), sha256=pdf.sha256)

    @transition(state, source=State.DRAFT, target=State.SENT)
    def send(self, *, by: Actor) -> None:
        """Note that it went out; an earlier one that the client has is superseded."""
        for predecessor in Proposal.objects.filter(
            project_id=self.project_id, state=self.State.SENT
        ):
            with predecessor.locked():
                predecessor.supersede(by=by)
        self.sent_at = clock.now()
        self.record(
            "proposal.sent", by=by, amount_minor=self.amount_minor, currency=self.currency
        )

    @transition(state, source=State.SENT, target=State.ACCEPTED)
    def accept(self, *, by: Actor) -> None:
        """Note that the client said yes."""
        self.record(
            "proposal.accepted", by=by, amount_minor=self.amount_minor, currency=self.currency
        )

    @transition(state, source=State.SENT, target=State.DECLINED)
    def decline(self, *, by: Actor) -> None:
        """Note that the client said no."""
        self.record("proposal.declined", by=by)

    @transition(state, source=State.SENT, target=State.EXPIRED)
    def expire(self, *, by: Actor) -> None:
        """Note that its time ran out."""
        self.record("proposal.expired", by=by)

    @transition(state, source=[State.DRAFT, State.SENT], target=State.WITHDRAWN)
    def withdraw(self, *, by: Actor) -> None:
        """Take it back."""
        self.record("proposal.withdrawn", by=by)

    @transition(state, source=[State.DRAFT, State.SENT], target=State.SUPERSEDED)
    def supersede(self, *, by: Actor) -> None:
        """Give way to a newer one."""
        self.record("proposal.superseded", by=by)

    @property
    def amount(self) -> Money:
        """The price."""
        return Money(minor=self.amount_minor, currency=self.currency)
