"""What is said with the world, one thread at a time."""

from typing import ClassVar, Self

from django.db import models, transaction

from apps.bus.models import Subject
from apps.core.actor import Actor
from apps.core.fsm import StateField, StateMachine, transition
from apps.core.models import Record
from apps.records.models.checks import known_state
from apps.records.models.people import Client, Contact


class Conversation(Subject, StateMachine, Record):
    """A thread of messages with somebody outside."""

    class State(models.TextChoices):
        OPEN = "open"
        WAITING = "waiting"
        RESOLVED = "resolved"

    state = StateField(default=State.OPEN, choices=State.choices)
    channel = models.CharField(max_length=32, default="mail")
    subject = models.CharField(max_length=500, blank=True)
    client = models.ForeignKey(
        Client, null=True, blank=True, on_delete=models.PROTECT, related_name="conversations"
    )
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="conversations"
    )
    project = models.ForeignKey(
        "records.Project",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="conversations",
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "created_at"], name="conversation_by_state")
        ]
        constraints: ClassVar = [
            known_state("conversation_state_is_known", "open", "waiting", "resolved")
        ]

    def __str__(self) -> str:
        return self.subject or f"Conversation {str(self.id)[:8]}"

    @classmethod
    def open(
        cls,
        *,
        by: Actor,
        subject: str = "",
        channel: str = "mail",
        contact: Contact | None = None,
    ) -> Self:
        """Begin a thread; the client is the contact's, if they have one."""
        conversation = cls(
            channel=channel,
            subject=subject[:500],
            contact=contact,
            client=contact.client if contact else None,
        )
        with transaction.atomic():
            conversation.save(force_insert=True)
            conversation.record("conversation.opened", by=by, channel=channel)
        return conversation

    @transition(state, source=State.OPEN, target=State.WAITING)
    def wait(self, *, by: Actor) -> None:
        """Note that the next word is theirs."""
        self.record("conversation.waited", by=by)

    @transition(state, source=[State.OPEN, State.WAITING], target=State.RESOLVED)
    def resolve(self, *, by: Actor) -> None:
        """Note that nobody owes anybody a word."""
        self.record("conversation.resolved", by=by)

    @transition(state, source=[State.WAITING, State.RESOLVED], target=State.OPEN)
    def reopen(self, *, by: Actor) -> None:
        """Note that they wrote again."""
        self.record("conversation.reopened", by=by)

    def identify(self, contact: Contact, *, by: Actor) -> None:
        """Note who is speaking, and for which client."""
        self.contact = contact
        self.client = contact.client or self.client
        client = str(self.client_id) if self.client_id else None
        self.record("conversation.identified", by=by, contact=str(contact.id), client=client)

    def assign(self, project: models.Model, *, by: Actor) -> None:
        """Note which project the thread is about."""
        self.project_id = project.pk
        self.record("conversation.assigned", by=by, project=str(project.pk))
