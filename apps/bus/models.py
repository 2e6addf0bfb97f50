"""The journal, who must hear of it, its timers, its dead letters and its seal."""

import hashlib
import re
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import connection, models, transaction

from apps.bus import registry, relay
from apps.core import canonical, clock
from apps.core.actor import Actor, ActorKind, system
from apps.core.clock import DatabaseNow
from apps.core.errors import PilothouseError, is_permanent, said, storable
from apps.core.fsm import StateField, StateMachine, transition
from apps.core.models import Record

MAX_PAYLOAD_BYTES = 32 * 1024
ATTEMPTS = 8
BUS = system("bus")


class NotInTransaction(PilothouseError):
    """A fact is written in the transaction of the change that it tells of, or not at all."""


class PayloadTooLarge(PilothouseError):
    """An event's payload holds ids, digests and small values; this one is larger."""


class TransactionId(models.Func):
    """`pilothouse_txid()`: the number of the writing transaction, which seals go by."""

    function = "pilothouse_txid"
    template = "%(function)s()"


class Event(models.Model):
    """A fact, past tense, immutable. The database refuses to change or delete one."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=DatabaseNow())
    txid = models.BigIntegerField(db_default=TransactionId(), db_index=True)
    kind = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=32)
    subject_id = models.CharField(max_length=64)
    actor_kind = models.CharField(max_length=8)
    actor_id = models.CharField(max_length=254)
    cause = models.CharField(max_length=64, blank=True)
    correlation = models.CharField(max_length=64, blank=True, db_index=True)
    source = models.CharField(max_length=64, blank=True)
    key = models.CharField(max_length=1000, blank=True)
    payload = models.BinaryField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject_type", "subject_id", "id"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "key"], condition=~models.Q(key=""), name="event_once_per_key"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__regex=r"^[a-z_]+\.[a-z_]+$"),
                name="event_kind_is_noun_verbed",
            ),
            models.CheckConstraint(
                condition=models.Q(actor_kind__in=[kind.value for kind in ActorKind]),
                name="event_actor_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.kind} {self.subject_type}:{self.subject_id}"

    @classmethod
    def append(
        cls,
        kind: str,
        *,
        subject: tuple[str, str],
        by: Actor,
        payload: Mapping[str, Any],
        source: str = "",
        key: str = "",
    ) -> Self:
        """Write a fact and a delivery per subscriber; the doorbell rings after commit."""
        if not connection.in_atomic_block:
            raise NotInTransaction
        encoded = canonical.canonical(payload)
        if len(encoded) > MAX_PAYLOAD_BYTES:
            raise PayloadTooLarge(f"The payload of {kind} has {len(encoded)} bytes.")
        event = cls.objects.create(
            kind=kind,
            subject_type=subject[0],
            subject_id=subject[1],
            actor_kind=by.kind.value,
            actor_id=by.id,
            cause=by.cause,
            correlation=by.correlation,
            source=source,
            key=key,
            payload=encoded,
        )
        names = registry.subscribers(kind)
        if names:
            Delivery.objects.bulk_create(Delivery(event=event, subscriber=n) for n in names)
            relay.ring_after_commit("work")
        transaction.on_commit(lambda: registry.tell_changed(kind, *subject), robust=True)
        return event

    @property
    def values(self) -> dict[str, Any]:
        """The payload as a mapping."""
        return canonical.parse(self.payload)

    @property
    def actor(self) -> Actor:
        """Who did it."""
        return Actor(ActorKind(self.actor_kind), self.actor_id, self.cause, self.correlation)

    @property
    def leaf(self) -> bytes:
        """The hash of everything the row says, for the seal."""
        told = {
            "id": self.id,
            "at": self.at.isoformat(),
            "txid": self.txid,
            "kind": self.kind,
            "subject": [self.subject_type, self.subject_id],
            "actor": [self.actor_kind, self.actor_id],
            "cause": self.cause,
            "correlation": self.correlation,
            "key": [self.source, self.key],
        }
        stored = canonical.canonical(told) + b"\n" + bytes(self.payload)
        return hashlib.sha256(b"\x00" + stored).digest()


class Subject(models.Model):
    """A row whose changes are told in the journal."""

    class Meta:
        abstract = True

    def record(
        self, kind: str, /, *, by: Actor, source: str = "", key: str = "", **payload: Any
    ) -> Event:
        """Write the fact about this row, in the transaction that changes it."""
        subject = (self.noun(), str(self.pk))
        return Event.append(
            kind, subject=subject, by=by, payload=payload, source=source, key=key
        )

    @classmethod
    def noun(cls) -> str:
        """Return the word that the journal uses for such a row: `pricing_rule`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def history(self) -> models.QuerySet[Event]:
        """Return the facts about this row, oldest first."""
        facts = Event.objects.filter(subject_type=self.noun(), subject_id=str(self.pk))
        return facts.order_by("id")


class Delivery(models.Model):
    """One event to one subscriber: done exactly when the subscriber's effects are committed."""

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="deliveries")
    subscriber = models.CharField(max_length=100)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(db_default=DatabaseNow())
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event", "subscriber"], name="delivery_once_per_subscriber"
            ),
            models.CheckConstraint(
                condition=models.Q(done_at=None) | models.Q(dead_at=None),
                name="delivery_is_not_done_and_dead",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "event"],
                condition=models.Q(done_at=None, dead_at=None),
                name="delivery_pending",
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_id} to {self.subscriber}"

    def finish(self) -> None:
        """Note that the subscriber heard it, in the transaction of what it did."""
        self.attempts += 1
        self.done_at = clock.now()
        self.save()

    def set_back(self, error: Exception) -> None:
        """Deliver it later, or bury it: the subscriber failed."""
        self.attempts += 1
        self.error = said(error)
        if is_permanent(error) or self.attempts >= ATTEMPTS:
            self.dead_at = clock.now()
            _bury("delivery", self, error)
        else:
            self.due_at = clock.now() + timedelta(seconds=2**self.attempts)
            relay.alarm_after_commit("work", self.due_at)
        self.save()


class Timer(models.Model):
    """Something due later; `due_at` is the truth, Redis only the alarm clock."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    due_at = models.DateTimeField()
    fired_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=models.Q(fired_at=None),
                name="timer_once_per_subject",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], condition=models.Q(fired_at=None), name="timer_pending"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} at {self.due_at}"

    @classmethod
    def set(cls, kind: str, subject_id: str, due_at: datetime) -> None:
        """Set or move the timer of a subject, and the alarm that rings it on time."""
        cls.objects.update_or_create(
            kind=kind, subject_id=subject_id, fired_at=None, defaults={"due_at": due_at}
        )
        relay.alarm_after_commit("work", due_at)

    @classmethod
    def clear(cls, kind: str, subject_id: str) -> None:
        """Forget the timer of a subject."""
        cls.objects.filter(kind=kind, subject_id=subject_id, fired_at=None).delete()

    def finish(self) -> None:
        """Note that it fired, in the transaction of what that did."""
        self.attempts += 1
        self.fired_at = clock.now()
        self.save()

    def set_back(self, error: Exception) -> None:
        """Fire it later, or bury it: what was due failed."""
        self.attempts += 1
        if is_permanent(error) or self.attempts >= ATTEMPTS:
            self.fired_at = clock.now()
            _bury("timer", self, error)
        else:
            self.due_at = clock.now() + timedelta(seconds=2**self.attempts)
            relay.alarm_after_commit("work", self.due_at)
        self.save()


class Slot(models.Model):
    """One firing of a schedule: a slot fires once, with any number of beats."""

    schedule = models.CharField(max_length=64)
    at = models.DateTimeField()
    fired_at = models.DateTimeField(db_default=DatabaseNow())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["schedule", "at"], name="slot_fires_once")
        ]

    def __str__(self) -> str:
        return f"{self.schedule} at {self.at}"

    @classmethod
    def fire(cls, schedule: str, at: datetime) -> bool:
        """Return whether the slot fires now, which it does once; who comes second waits."""
        return cls.objects.get_or_create(schedule=schedule, at=at)[1]


class DeadLetter(Subject, StateMachine, Record):
    """What cannot proceed without a person: payload, error and history kept until decided."""

    class State(models.TextChoices):
        OPEN = "open"
        REPLAYED = "replayed"
        DISCARDED = "discarded"

    state = StateField(default=State.OPEN, choices=State.choices)
    kind = models.CharField(max_length=32)
    origin = models.CharField(max_length=300, help_text="a run, a file, a delivery")
    fingerprint = models.CharField(max_length=16, db_index=True)
    error = models.TextField()
    payload = models.BinaryField()
    reason = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "created_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.origin}"

    @classmethod
    def bury(
        cls, *, kind: str, origin: str, error: BaseException | str, payload: bytes, by: Actor
    ) -> Self:
        """Keep what could not proceed, with its bytes."""
        name = type(error).__name__ if isinstance(error, BaseException) else "Error"
        words = storable(str(error))
        letter = cls(
            id=uuid.uuid4(),
            kind=kind,
            origin=storable(origin)[:300],
            fingerprint=canonical.sha256(f"{kind}:{name}:{words[:60]}".encode())[:16],
            error=f"{name}: {words}",
            payload=payload,
        )
        with transaction.atomic():
            letter.save(force_insert=True)
            letter.record("dead_letter.opened", by=by, kind=kind, error=name)
        return letter

    @transition(state, source=State.OPEN, target=State.REPLAYED)
    def replay(self, *, by: Actor, payload: bytes | None = None) -> None:
        """Give the payload, perhaps edited, back to what could not proceed with it."""
        kept = bytes(self.payload)
        given = kept if payload is None else payload
        became = registry.replay(self.kind)(self.id, given)
        self.record("dead_letter.replayed", by=by, edited=given != kept, became=became)

    @transition(state, source=State.OPEN, target=State.DISCARDED)
    def discard(self, *, by: Actor, reason: str) -> None:
        """Lay it aside, with the operator's reason."""
        self.reason = reason
        self.record("dead_letter.discarded", by=by)


class Seal(models.Model):
    """A Merkle root over every event of the transactions before `horizon`, chained to the last.

    `leaves` holds 8 bytes of id and 32 of hash per event, so that a broken one has a name.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=DatabaseNow())
    horizon = models.BigIntegerField()
    count = models.PositiveIntegerField()
    leaves = models.BinaryField()
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        get_latest_by = "id"

    def __str__(self) -> str:
        return f"{self.id} {self.hash[:12]}"

    @classmethod
    def set(cls, **sealed: Any) -> Self:
        """Set the next seal of the chain."""
        return cls.objects.create(**sealed)


def _bury(kind: str, row: Delivery | Timer, error: Exception) -> None:
    payload = str(row.id).encode()
    DeadLetter.bury(kind=kind, origin=str(row), error=error, payload=payload, by=BUS)
