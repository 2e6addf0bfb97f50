"""Whom the studio works for, and who writes."""

from typing import ClassVar, Self

from django.db import models, transaction
from django.db.models.functions import Lower

from apps.bus.models import Subject
from apps.core.actor import Actor
from apps.core.fsm import StateField, StateMachine, transition
from apps.core.models import Record
from apps.core.origin import Trust
from apps.records.models.checks import is_currency, known_state, not_empty


class Client(Subject, StateMachine, Record):
    """Whoever is billed: a company, or a person."""

    class State(models.TextChoices):
        LEAD = "lead"
        ACTIVE = "active"
        DORMANT = "dormant"
        ARCHIVED = "archived"

    state = StateField(default=State.LEAD, choices=State.choices)
    name = models.CharField(max_length=200)
    currency = models.CharField(max_length=3, blank=True, default="")
    website = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            known_state("client_state_is_known", "lead", "active", "dormant", "archived"),
            is_currency("client_currency_is_iso", or_unknown=True),
            not_empty("client_has_a_name", "name"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def open(cls, *, name: str, by: Actor, currency: str = "", website: str = "") -> Self:
        """Enter somebody who may become a client."""
        client = cls(name=name, currency=currency, website=website)
        with transaction.atomic():
            client.save(force_insert=True)
            client.record("client.opened", by=by, currency=currency)
        return client

    @transition(state, source=[State.LEAD, State.DORMANT], target=State.ACTIVE)
    def activate(self, *, by: Actor) -> None:
        """Note that there is work for them."""
        self.record("client.activated", by=by)

    @transition(state, source=State.ACTIVE, target=State.DORMANT)
    def lapse(self, *, by: Actor) -> None:
        """Note that there has been no work for a long time."""
        self.record("client.lapsed", by=by)

    @transition(state, source=[State.LEAD, State.ACTIVE, State.DORMANT], target=State.ARCHIVED)
    def archive(self, *, by: Actor) -> None:
        """Put them out of sight for good."""
        self.record("client.archived", by=by)


class Contact(Subject, StateMachine, Record):
    """A person who writes, known by one address."""

    class State(models.TextChoices):
        STRANGER = "stranger"
        KNOWN = "known"
        ARCHIVED = "archived"

    state = StateField(default=State.STRANGER, choices=State.choices)
    client = models.ForeignKey(
        Client, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts"
    )
    name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, unique=True)

    class Meta:
        ordering: ClassVar = ["email"]
        constraints: ClassVar = [
            known_state("contact_state_is_known", "stranger", "known", "archived"),
            not_empty("contact_has_an_email", "email"),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="contact_email_is_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @classmethod
    def add(
        cls, *, email: str, by: Actor, name: str = "", client: Client | None = None
    ) -> Self:
        """Enter somebody who wrote for the first time: a stranger."""
        contact = cls(email=email.lower(), name=name, client=client)
        with transaction.atomic():
            contact.save(force_insert=True)
            contact.record("contact.added", by=by, client=_id(client))
        return contact

    @transition(state, source=[State.STRANGER, State.ARCHIVED], target=State.KNOWN)
    def know(self, *, by: Actor, client: Client | None = None) -> None:
        """Trust them from now on, as a person of that client if one is named."""
        self.client = client or self.client
        self.record("contact.known", by=by, client=_id(self.client))

    @transition(state, source=[State.STRANGER, State.KNOWN], target=State.ARCHIVED)
    def archive(self, *, by: Actor) -> None:
        """Put them out of sight; they are strangers again should they write."""
        self.record("contact.archived", by=by)

    def join(self, client: Client, *, by: Actor) -> None:
        """Note whose person they are, which does not make them known."""
        self.client = client
        self.record("contact.joined", by=by, client=str(client.id))

    @property
    def trust(self) -> Trust:
        """How far what they write is trusted."""
        return Trust.KNOWN if self.state == self.State.KNOWN else Trust.STRANGER


def _id(client: Client | None) -> str | None:
    return str(client.id) if client else None
