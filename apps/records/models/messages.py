"""One message, as it came or as it went."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import Q

from apps.bus.models import Subject
from apps.core import canonical
from apps.core.actor import Actor
from apps.core.fsm import StateField, StateMachine, transition
from apps.core.models import Record
from apps.core.origin import Trust
from apps.records.models.checks import known_state, not_empty
from apps.records.models.conversations import Conversation

SHA256 = r"^[0-9a-f]{64}$"


class WithoutRaw(models.Manager["Message"]):
    """Messages without their raw bytes: read only when asked for, and never rewritten."""

    def get_queryset(self) -> models.QuerySet["Message"]:
        """Leave `raw` where it is."""
        return super().get_queryset().defer("raw")


class Message(Subject, StateMachine, Record):
    """A message: what came in, decoded and cleaned beside its bytes, or what went out."""

    class State(models.TextChoices):
        RECEIVED = "received"
        READ = "read"
        SET_ASIDE = "set_aside"
        SENT = "sent"

    class Direction(models.TextChoices):
        IN = "in"
        OUT = "out"

    initial = ("received", "sent")

    state = StateField(default=State.RECEIVED, choices=State.choices)
    direction = models.CharField(max_length=3, choices=Direction.choices, default=Direction.IN)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="messages"
    )
    source = models.CharField(max_length=64, default="mail")
    # 500 characters of four bytes still fit one index entry.
    message_id = models.CharField(max_length=500)
    in_reply_to = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    from_name = models.CharField(max_length=300, blank=True)
    from_address = models.CharField(max_length=320, blank=True)
    reply_to = models.CharField(max_length=320, blank=True)
    to = models.JSONField(default=list, blank=True)
    subject = models.CharField(max_length=1000, blank=True)
    text = models.TextField(blank=True)
    new_text = models.TextField(blank=True)
    attached_text = models.TextField(blank=True)
    trust = models.CharField(max_length=8, choices=[(t.value, t.value) for t in Trust])
    bulk = models.BooleanField(default=False)
    auto = models.CharField(max_length=300, blank=True)
    findings = models.JSONField(default=list, blank=True)
    brief = models.JSONField(null=True, blank=True)
    kind = models.CharField(max_length=16, blank=True)
    raw = models.BinaryField(null=True, blank=True)
    raw_sha256 = models.CharField(max_length=64, blank=True)
    body_digest = models.CharField(max_length=64, blank=True)

    objects = WithoutRaw()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["conversation", "created_at"], name="message_by_conversation"),
            models.Index(fields=["from_address"], name="message_by_sender"),
        ]
        constraints: ClassVar = [
            known_state("message_state_is_known", "received", "read", "set_aside", "sent"),
            not_empty("message_has_an_id", "message_id", "source"),
            models.UniqueConstraint(
                fields=["source", "message_id"], name="message_once_per_id"
            ),
            models.CheckConstraint(
                condition=Q(direction="out", state="sent")
                | Q(direction="in", state__in=["received", "read", "set_aside"]),
                name="message_direction_fits_state",
            ),
            models.CheckConstraint(
                condition=Q(direction="out") | Q(raw_sha256__regex=SHA256),
                name="message_inbound_has_digest",
            ),
            models.CheckConstraint(
                condition=Q(trust__in=[t.value for t in Trust]), name="message_trust_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="set_aside") | ~Q(kind=""), name="message_set_aside_has_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.subject or self.message_id

    @classmethod
    def receive(
        cls,
        *,
        conversation: Conversation,
        message_id: str,
        raw: bytes,
        trust: Trust,
        by: Actor,
        source: str = "mail",
        in_reply_to: str = "",
        sent_at: datetime | None = None,
        from_name: str = "",
        from_address: str = "",
        reply_to: str = "",
        to: Sequence[str] = (),
        subject: str = "",
        text: str = "",
        new_text: str = "",
        attached_text: str = "",
        bulk: bool = False,
        auto: str = "",
        findings: Sequence[str] = (),
        body_digest: str = "",
    ) -> Self:
        """Keep what came in; the fact carries `(source, message_id)` as its key."""
        message = cls(
            conversation=conversation,
            source=source,
            message_id=message_id,
            in_reply_to=in_reply_to,
            sent_at=sent_at,
            from_name=from_name,
            from_address=from_address.lower(),
            reply_to=reply_to.lower(),
            to=list(to),
            subject=subject,
            text=text,
            new_text=new_text,
            attached_text=attached_text,
            trust=trust.value,
            bulk=bulk,
            auto=auto[:300],
            findings=list(findings),
            raw=raw,
            raw_sha256=canonical.sha256(raw),
            body_digest=body_digest,
        )
        with transaction.atomic():
            message.save(force_insert=True)
            message.record(
                "message.received",
                by=by,
                source=source,
                key=message_id,
                conversation=str(conversation.id),
                trust=trust.value,
                raw_sha256=message.raw_sha256,
            )
        return message

    @classmethod
    def note_sent(
        cls,
        *,
        conversation: Conversation,
        message_id: str,
        raw: bytes,
        by: Actor,
        sent_at: datetime,
        source: str = "mail",
        in_reply_to: str = "",
        from_name: str = "",
        from_address: str = "",
        to: Sequence[str] = (),
        subject: str = "",
        text: str = "",
    ) -> Self:
        """Keep what went out, with exactly the bytes that were sent."""
        message = cls(
            state=cls.State.SENT,
            direction=cls.Direction.OUT,
            conversation=conversation,
            source=source,
            message_id=message_id,
            in_reply_to=in_reply_to,
            sent_at=sent_at,
            from_name=from_name,
            from_address=from_address.lower(),
            to=list(to),
            subject=subject,
            text=text,
            new_text=text,
            trust=Trust.OPERATOR.value,
            raw=raw,
            raw_sha256=canonical.sha256(raw),
        )
        with transaction.atomic():
            message.save(force_insert=True)
            message.record(
                "message.sent",
                by=by,
                conversation=str(conversation.id),
                raw_sha256=message.raw_sha256,
            )
        return message

    @transition(state, source=[State.RECEIVED, State.SET_ASIDE], target=State.READ)
    def read(self, *, by: Actor, kind: str, brief: Mapping[str, Any] | None = None) -> None:
        """Keep what it says, as read; what had been set aside may be read after all."""
        self.kind = kind
        self.brief = dict(brief) if brief is not None else None
        self.record("message.read", by=by, found=kind)

    @transition(state, source=State.RECEIVED, target=State.SET_ASIDE)
    def set_aside(self, *, by: Actor, kind: str) -> None:
        """Note that nobody asks for work here, and what it is instead."""
        self.kind = kind
        self.record("message.set_aside", by=by, found=kind)

    def purge(self, *, by: Actor) -> None:
        """Forget the raw bytes; their digest stays."""
        self.raw = None
        self.record("message.purged", by=by, raw_sha256=self.raw_sha256)
