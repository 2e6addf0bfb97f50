"""What a client owes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from apps.bus.models import Subject
from apps.core import clock
from apps.core.actor import Actor
from apps.core.errors import PilothouseError
from apps.core.fsm import StateField, StateMachine, transition
from apps.core.models import Record
from apps.core.money import Money
from apps.records.models.checks import is_currency, known_state
from apps.records.models.numbers import Counter
from apps.records.models.people import Client
from apps.records.models.projects import Project


class Overpaid(PilothouseError):
    """More would be paid than the invoice is for."""


class Invoice(Subject, StateMachine, Record):
    """A bill. Its number is given at issue; from then on the database keeps what it says."""

    class State(models.TextChoices):
        DRAFT = "draft"
        ISSUED = "issued"
        SENT = "sent"
        PARTIALLY_PAID = "partially_paid"
        PAID = "paid"
        UNCOLLECTIBLE = "uncollectible"
        VOID = "void"

    state = StateField(default=State.DRAFT, choices=State.choices)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="invoices")
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="invoices"
    )
    number = models.CharField(max_length=20, null=True, blank=True, unique=True)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    lines = models.JSONField(default=list, blank=True)
    paid_minor = models.BigIntegerField(default=0)
    issued_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            known_state(
                "invoice_state_is_known",
                "draft",
                "issued",
                "sent",
                "partially_paid",
                "paid",
                "uncollectible",
                "void",
            ),
            is_currency("invoice_currency_is_iso"),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0), name="invoice_amount_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(paid_minor__gte=0, paid_minor__lte=F("amount_minor")),
                name="invoice_paid_is_within_amount",
            ),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(paid_minor=F("amount_minor")),
                name="invoice_paid_is_paid_in_full",
            ),
            models.CheckConstraint(
                condition=Q(number=None, issued_on=None, state__in=["draft", "void"])
                | Q(number__isnull=False, issued_on__isnull=False) & ~Q(state="draft"),
                name="invoice_has_number_once_issued",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("issued_on")), name="invoice_is_due_after_issue"
            ),
        ]

    def __str__(self) -> str:
        return self.number or "Draft invoice"

    @classmethod
    def draft(
        cls,
        *,
        client: Client,
        amount_minor: int,
        currency: str,
        by: Actor,
        project: Project | None = None,
        lines: Sequence[Mapping[str, Any]] = (),
    ) -> Self:
        """Write a bill without a number."""
        invoice = cls(
            client=client,
            project=project,
            amount_minor=amount_minor,
            currency=currency,
            lines=[dict(line) for line in lines],
        )
        with transaction.atomic():
            invoice.save(force_insert=True)
            invoice.record(
                "invoice.drafted",
                by=by,
                client=str(client.id),
                amount_minor=amount_minor,
                currency=currency,
            )
        return invoice

    @transition(state, source=State.DRAFT, target=State.ISSUED)
    def issue(self, *, by: Actor, on: date | None = None, due_on: date | None = None) -> None:
        """Give it the year's next number, for good."""
        self.issued_on = on or timezone.localdate(clock.now())
        self.due_on = due_on
        self.number = Counter.number("INV", self.issued_on.year)
        self.record(
            "invoice.issued",
            by=by,
            number=self.number,
            amount_minor=self.amount_minor,
            currency=self.currency,
        )

    @transition(state, source=State.ISSUED, target=State.SENT)
    def send(self, *, by: Actor) -> None:
        """Note that the client has it."""
        self.record("invoice.sent", by=by)

    @transition(
        state,
        source=[State.ISSUED, State.SENT, State.PARTIALLY_PAID],
        target=State.PARTIALLY_PAID,
    )
    def pay_partially(self, *, by: Actor, amount_minor: int) -> None:
        """Note that a part came in."""
        self.paid_minor += amount_minor
        if amount_minor <= 0 or self.paid_minor >= self.amount_minor:
            raise Overpaid(f"{amount_minor} is not a part of what is open.")
        self.record("invoice.partially_paid", by=by, amount_minor=amount_minor)

    @transition(
        state,
        source=[State.ISSUED, State.SENT, State.PARTIALLY_PAID, State.UNCOLLECTIBLE],
        target=State.PAID,
    )
    def pay(self, *, by: Actor) -> None:
        """Note that all that was open came in."""
        came, self.paid_minor = self.open_minor, self.amount_minor
        self.record("invoice.paid", by=by, amount_minor=came)

    @transition(state, source=[State.SENT, State.PARTIALLY_PAID], target=State.UNCOLLECTIBLE)
    def write_off(self, *, by: Actor) -> None:
        """Give up on what is open."""
        self.record("invoice.written_off", by=by, open_minor=self.open_minor)

    @transition(state, source=[State.DRAFT, State.ISSUED, State.SENT], target=State.VOID)
    def void(self, *, by: Actor) -> None:
        """Declare it to be none; a number, once given, stays taken."""
        self.record("invoice.voided", by=by)

    def credit(self, amount_minor: int, *, by: Actor) -> None:
        """Take what came in as a part or as all of what is open; raise Overpaid."""
        if amount_minor > self.open_minor:
            raise Overpaid(f"{self.number} has {self.open_minor} open, {amount_minor} came in.")
        if amount_minor == self.open_minor:
            self.pay(by=by)
        else:
            self.pay_partially(by=by, amount_minor=amount_minor)

    @property
    def open_minor(self) -> int:
        """What is still to be paid."""
        return self.amount_minor - self.paid_minor

    @property
    def amount(self) -> Money:
        """What it is for."""
        return Money(minor=self.amount_minor, currency=self.currency)
