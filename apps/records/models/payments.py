"""Money that came in, and money that went back."""

from typing import ClassVar, Self

from django.db import models, transaction
from django.db.models import F, Q

from apps.bus.models import Subject
from apps.core.actor import Actor
from apps.core.errors import PilothouseError
from apps.core.fsm import StateField, StateMachine, transition
from apps.core.models import Record
from apps.core.money import Money
from apps.records.models.checks import is_currency, known_state, not_empty
from apps.records.models.invoices import Invoice
from apps.records.models.people import Client


class NotAPart(PilothouseError):
    """A partial refund is more than nothing and less than what is left."""


class Payment(Subject, StateMachine, Record):
    """A payment by a client; its key makes the same one told twice be one."""

    class State(models.TextChoices):
        PENDING = "pending"
        COMPLETED = "completed"
        PARTIALLY_REFUNDED = "partially_refunded"
        REFUNDED = "refunded"
        FAILED = "failed"
        CANCELLED = "cancelled"

    state = StateField(default=State.PENDING, choices=State.choices)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="payments")
    invoice = models.ForeignKey(
        Invoice, null=True, blank=True, on_delete=models.PROTECT, related_name="payments"
    )
    amount_minor = models.BigIntegerField()
    refunded_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    method = models.CharField(max_length=32, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    idempotency_key = models.CharField(max_length=200, unique=True)

    class Meta:
        constraints: ClassVar = [
            known_state(
                "payment_state_is_known",
                "pending",
                "completed",
                "partially_refunded",
                "refunded",
                "failed",
                "cancelled",
            ),
            is_currency("payment_currency_is_iso"),
            not_empty("payment_has_a_key", "idempotency_key"),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0), name="payment_amount_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(state="refunded", refunded_minor=F("amount_minor"))
                | Q(
                    state="partially_refunded",
                    refunded_minor__gt=0,
                    refunded_minor__lt=F("amount_minor"),
                )
                | Q(refunded_minor=0) & ~Q(state__in=["refunded", "partially_refunded"]),
                name="payment_refund_fits_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.reference}".strip()

    @classmethod
    def open(
        cls,
        *,
        client: Client,
        amount_minor: int,
        currency: str,
        idempotency_key: str,
        by: Actor,
        invoice: Invoice | None = None,
        method: str = "",
        reference: str = "",
    ) -> Self:
        """Enter a payment that is on its way."""
        payment = cls(
            client=client,
            invoice=invoice,
            amount_minor=amount_minor,
            currency=currency,
            idempotency_key=idempotency_key,
            method=method,
            reference=reference,
        )
        with transaction.atomic():
            payment.save(force_insert=True)
            payment.record(
                "payment.opened",
                by=by,
                invoice=str(invoice.id) if invoice else None,
                amount_minor=amount_minor,
                currency=currency,
            )
        return payment

    @transition(state, source=State.PENDING, target=State.COMPLETED)
    def complete(self, *, by: Actor) -> None:
        """Note that the money is there."""
        self.record("payment.completed", by=by, amount_minor=self.amount_minor)

    @transition(state, source=State.PENDING, target=State.FAILED)
    def fail(self, *, by: Actor) -> None:
        """Note that the money will not come this way."""
        self.record("payment.failed", by=by)

    @transition(state, source=State.PENDING, target=State.CANCELLED)
    def cancel(self, *, by: Actor) -> None:
        """Call it off before it came."""
        self.record("payment.cancelled", by=by)

    @transition(
        state,
        source=[State.COMPLETED, State.PARTIALLY_REFUNDED],
        target=State.PARTIALLY_REFUNDED,
    )
    def refund_partially(self, *, by: Actor, amount_minor: int) -> None:
        """Note that a part went back."""
        if not 0 < amount_minor < self.amount_minor - self.refunded_minor:
            raise NotAPart(f"{amount_minor} is not a part of what is left.")
        self.refunded_minor += amount_minor
        self.record("payment.partially_refunded", by=by, amount_minor=amount_minor)

    @transition(
        state, source=[State.COMPLETED, State.PARTIALLY_REFUNDED], target=State.REFUNDED
    )
    def refund(self, *, by: Actor) -> None:
        """Note that all that was left went back."""
        back = self.amount_minor - self.refunded_minor
        self.refunded_minor = self.amount_minor
        self.record("payment.refunded", by=by, amount_minor=back)

    @property
    def amount(self) -> Money:
        """What was paid."""
        return Money(minor=self.amount_minor, currency=self.currency)
