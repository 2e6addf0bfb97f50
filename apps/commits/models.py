"""Commit points: a command is held until it is decided, then performed once."""

import uuid
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from pydantic import TypeAdapter

from apps.bus import relay
from apps.bus.models import Subject, Timer
from apps.commits import registry
from apps.commits.contracts import CommandType, Shown
from apps.core.actor import Actor, ActorKind
from apps.core.canonical import canonical, parse, sha256
from apps.core.clock import DatabaseNow
from apps.core.fsm import StateField, StateMachine, transition
from apps.core.models import Record
from apps.core.money import Money
from apps.core.origin import Origin, Trust

EXPIRE = "commits.expire"
RETRY = "commits.retry"

_shown = TypeAdapter(tuple[Shown, ...])


class Command(Subject, StateMachine, Record):
    """A typed side effect asked for. Its id is the key under which it is performed, once."""

    class State(models.TextChoices):
        PROPOSED = "proposed"
        DENIED = "denied"
        HELD = "held"
        APPROVED = "approved"
        REJECTED = "rejected"
        SUPERSEDED = "superseded"
        EXPIRED = "expired"
        WITHDRAWN = "withdrawn"
        CANCELLED = "cancelled"
        DISPATCHING = "dispatching"
        PERFORMED = "performed"
        FAILED = "failed"
        UNKNOWN = "unknown"

    FINAL: ClassVar[frozenset[str]] = frozenset(
        {
            State.DENIED,
            State.REJECTED,
            State.SUPERSEDED,
            State.EXPIRED,
            State.WITHDRAWN,
            State.CANCELLED,
            State.PERFORMED,
        }
    )

    state = StateField(default=State.PROPOSED, choices=State.choices)
    kind = models.CharField(max_length=64)
    payload = models.BinaryField(help_text="canonical bytes of the command type")
    content = models.BinaryField(help_text="the exact bytes that performing sends")
    account = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    effect = models.CharField(max_length=500)
    recipients = models.JSONField(default=list)
    amount_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    money_out = models.BooleanField(default=False)
    shown = models.JSONField(default=list, help_text="what the operator reads, with origins")
    trust = models.CharField(
        max_length=8, default=Trust.STRANGER, choices=[(t.value, t.value) for t in Trust]
    )
    flow = models.CharField(max_length=100, blank=True)
    run = models.CharField(max_length=36, blank=True, db_index=True)
    proposed_by = models.CharField(max_length=120)
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    round = models.PositiveSmallIntegerField(default=0, help_text="how often it was held")
    expires_at = models.DateTimeField()
    commit_after = models.DateTimeField(null=True)
    token = models.BigIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    why = models.TextField(blank=True, help_text="why it is in its state")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount_minor=None, currency="")
                | models.Q(amount_minor__isnull=False, currency__regex="^[A-Z]{3}$"),
                name="command_amount_has_currency",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | models.Q(commit_after__isnull=False),
                name="command_approved_has_commit_after",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="dispatching")
                | models.Q(lease_until__isnull=False, token__gt=0),
                name="command_dispatching_has_lease",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["commit_after"],
                condition=models.Q(state="approved"),
                name="command_to_dispatch",
            ),
            models.Index(fields=["state", "created_at"]),
        ]
        permissions: ClassVar = [("decide_command", "Can decide held commands")]

    def __str__(self) -> str:
        return self.effect

    @classmethod
    def propose(
        cls,
        act: CommandType,
        *,
        by: Actor,
        at: datetime,
        shown: tuple[Shown, ...],
        trust: Trust,
        flow: str,
        run: str,
        supersedes: "Command | None",
    ) -> "Command":
        """Write a proposed command: bytes composed, digest taken, nothing decided."""
        key = uuid.uuid4()
        amount = act.amount()
        performer = registry.performer_of(act.kind)
        command = cls(
            id=key,
            kind=act.kind,
            payload=canonical(act),
            content=act.compose(key=key, at=at),
            account=performer.account() if performer else "",
            effect=act.effect()[:500],
            recipients=list(act.recipients()),
            amount_minor=amount.minor if amount else None,
            currency=amount.currency if amount else "",
            money_out=act.money_out,
            shown=_shown.dump_python(shown, mode="json"),
            trust=trust.value,
            flow=flow,
            run=run,
            proposed_by=str(by),
            supersedes=supersedes,
            expires_at=at + act.lifetime,
        )
        command.digest = command.digest_of_bytes()
        command.save(force_insert=True)
        command._tell("command.proposed", by, digest=command.digest, act=act.kind)
        return command

    @transition(state, source=[State.PROPOSED, State.APPROVED], target=State.DENIED)
    def deny(self, *, by: Actor, why: str) -> None:
        """Refuse it: a policy says so."""
        self.why = why
        self._tell("command.denied", by)

    @transition(state, source=[State.PROPOSED, State.APPROVED], target=State.HELD)
    def hold(self, *, by: Actor, why: str) -> None:
        """Have it wait for the operator, in a new round: earlier decisions do not count."""
        self.why = why
        self.round += 1
        self.commit_after = None
        Timer.set(EXPIRE, str(self.id), self.expires_at)
        self._tell("command.held", by, round=self.round)

    @transition(state, source=[State.PROPOSED, State.HELD, State.FAILED], target=State.APPROVED)
    def approve(self, *, by: Actor, commit_after: datetime) -> None:
        """Let it be performed once `commit_after` has passed."""
        self.why = ""
        self.commit_after = commit_after
        relay.ring_after_commit("effects")
        relay.alarm_after_commit("effects", commit_after)
        after = commit_after.isoformat()
        self._tell("command.approved", by, digest=self.digest, commit_after=after)

    @transition(state, source=State.HELD, target=State.REJECTED)
    def reject(self, *, by: Actor, why: str) -> None:
        """Refuse it: the operator says so."""
        self.why = why
        self._tell("command.rejected", by)

    @transition(state, source=State.HELD, target=State.SUPERSEDED)
    def supersede(self, *, by: Actor) -> None:
        """Make way for an edited command."""
        self._tell("command.superseded", by)

    @transition(state, source=[State.HELD, State.APPROVED], target=State.EXPIRED)
    def expire(self, *, by: Actor) -> None:
        """Let it lapse: nobody decided, or nothing was done, in time."""
        self.why = "its time is over"
        self._tell("command.expired", by)

    @transition(state, source=[State.HELD, State.APPROVED], target=State.WITHDRAWN)
    def withdraw(self, *, by: Actor, why: str) -> None:
        """Take it back: the run that asked for it no longer wants it."""
        self.why = why
        self._tell("command.withdrawn", by)

    @transition(
        state, source=[State.HELD, State.APPROVED, State.FAILED], target=State.CANCELLED
    )
    def cancel(self, *, by: Actor, why: str) -> None:
        """Take it back: the operator, or a cancelled run, says so."""
        self.why = why
        self._tell("command.cancelled", by)

    @transition(state, source=State.APPROVED, target=State.DISPATCHING)
    def dispatch(self, *, by: Actor, token: int, lease_until: datetime) -> None:
        """Begin to perform it; whoever does holds the token."""
        self.token = token
        self.lease_until = lease_until
        self.attempts += 1
        self._tell("command.dispatched", by, digest=self.digest, attempt=self.attempts)

    @transition(state, source=[State.DISPATCHING, State.UNKNOWN], target=State.PERFORMED)
    def perform(self, *, by: Actor, reference: str) -> None:
        """Note that the other side took it."""
        self.why = ""
        self._tell("command.performed", by, digest=self.digest, reference=reference)

    @transition(state, source=[State.DISPATCHING, State.UNKNOWN], target=State.FAILED)
    def fail(self, *, by: Actor, why: str) -> None:
        """Note that nobody received it."""
        self.why = why
        self._tell("command.failed", by)

    @transition(state, source=State.DISPATCHING, target=State.UNKNOWN)
    def lose(self, *, by: Actor, why: str) -> None:
        """Note that nobody knows whether the other side took it; it is never resent blindly."""
        self.why = why
        self._tell("command.lost", by)

    def act(self) -> CommandType:
        """Return the typed values."""
        return registry.type_of(self.kind).model_validate(parse(self.payload))

    def digest_of_bytes(self) -> str:
        """Return the digest of the bytes as they are stored now."""
        bound = {
            "kind": self.kind,
            "key": str(self.id),
            "payload": sha256(self.payload),
            "content": sha256(self.content),
            "account": self.account,
            "money_out": self.money_out,
            "effect": self.effect,
            "recipients": self.recipients,
            "amount": [self.amount_minor, self.currency],
            "shown": self.shown,
        }
        return sha256(canonical(bound))

    def is_intact(self) -> bool:
        """Whether everything stored is what the digest was taken of, and what its type says."""
        own = registry.command_types().get(self.kind)
        if own is not None and own.money_out != self.money_out:
            return False
        return self.digest_of_bytes() == self.digest

    def is_current(self) -> bool:
        """Whether the connection is still the one, in the version that the digest covers."""
        performer = registry.performer_of(self.kind)
        return performer is None or (self.account != "" and performer.account() == self.account)

    def lines(self) -> tuple[Shown, ...]:
        """Return what the operator reads, with origins."""
        return _shown.validate_python(self.shown)

    def inferred_vitals(self) -> list[str]:
        """Return the labels of vital values that nobody stated."""
        return [s.label for s in self.lines() if s.vital and s.origin is Origin.INFERRED]

    def amount(self) -> Money | None:
        """Return the money it is about."""
        if self.amount_minor is None:
            return None
        return Money(minor=self.amount_minor, currency=self.currency)

    def known(self) -> dict[str, Any]:
        """Return what rules may ask of it."""
        return {
            "kind": self.kind,
            "recipients": self.recipients,
            "amount_minor": self.amount_minor or 0,
            "currency": self.currency,
            "money_out": self.money_out,
            "leaves_the_house": registry.performer_of(self.kind) is not None,
            "inferred_vitals": self.inferred_vitals(),
            "trust": self.trust,
            "flow": self.flow,
            "agent": self.proposed_by,
        }

    def undo_window(self, asked: int | None, default: timedelta) -> timedelta:
        """Return how long an approval can be undone: by policy, by type, or by default."""
        if asked is not None:
            return timedelta(seconds=asked)
        if registry.applier_of(self.kind):
            return timedelta(0)
        own = registry.type_of(self.kind).undo_window
        return default if own is None else own

    def _tell(self, kind: str, by: Actor, /, **payload: Any) -> None:
        self.record(kind, by=by, run=self.run, **payload)


class Decision(models.Model):
    """A person's answer to one command, bound to the digest of what was on the screen."""

    class Verb(models.TextChoices):
        APPROVE = "approve"
        REJECT = "reject"
        EDIT = "edit"
        UNDO = "undo"
        CANCEL = "cancel"
        RETRY = "retry"
        FOUND = "found"
        NOT_FOUND = "not_found"

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=DatabaseNow())
    command = models.ForeignKey(Command, on_delete=models.PROTECT, related_name="decisions")
    round = models.PositiveSmallIntegerField()
    verb = models.CharField(max_length=9, choices=Verb.choices)
    digest = models.CharField(max_length=64)
    actor_kind = models.CharField(max_length=8, default=ActorKind.PERSON)
    actor_id = models.CharField(max_length=254)
    channel = models.CharField(max_length=16)
    seen = models.CharField(max_length=64, help_text="SHA-256 of the lines that were shown")
    reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(actor_kind="person"), name="decision_is_a_persons"
            ),
            models.UniqueConstraint(
                fields=["command", "round"],
                condition=models.Q(verb__in=["approve", "reject", "edit"]),
                name="decision_once_per_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} of {self.command_id} by {self.actor_id}"

    @classmethod
    def note(
        cls, command: Command, *, verb: str, by: Actor, channel: str, reason: str = ""
    ) -> Self:
        """Note what a person decided, on the command as it is shown now."""
        return cls.objects.create(
            command=command,
            round=command.round,
            verb=verb,
            digest=command.digest,
            actor_kind=by.kind,
            actor_id=by.id,
            channel=channel,
            seen=sha256(canonical({"effect": command.effect, "shown": command.shown})),
            reason=reason,
        )


class Receipt(models.Model):
    """The other side's proof that a command was performed; there is at most one."""

    command = models.OneToOneField(Command, on_delete=models.PROTECT, primary_key=True)
    at = models.DateTimeField(db_default=DatabaseNow())
    reference = models.CharField(max_length=998)
    said = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.reference

    @classmethod
    def keep(cls, command: Command, *, reference: str, said: str) -> Self:
        """Keep the proof, once."""
        return cls.objects.create(command=command, reference=reference, said=said)
