"""Runs and their steps: what was done is recorded, and never done again."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models, transaction

from apps.bus import relay
from apps.bus.models import DeadLetter, Event, Subject
from apps.core.actor import Actor
from apps.core.clock import DatabaseNow
from apps.core.errors import said, storable
from apps.core.fsm import StateField, StateMachine, transition
from apps.core.models import Record


class Run(Subject, StateMachine, Record):
    """One execution of one flow, from its trigger to its outcome."""

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        WAITING = "waiting"
        SUCCEEDED = "succeeded"
        DEAD = "dead"
        CANCELLED = "cancelled"

    class For(models.TextChoices):
        DECISION = "decision"
        EVENT = "event"
        RESUME = "resume"

    state = StateField(default=State.QUEUED, choices=State.choices)
    flow = models.CharField(max_length=100)
    version = models.CharField(max_length=16)
    retry_policy = models.JSONField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="runs")
    subject_type = models.CharField(max_length=32)
    subject_id = models.CharField(max_length=64)
    correlation = models.CharField(max_length=64)
    due_at = models.DateTimeField(db_default=DatabaseNow())
    attempt = models.PositiveIntegerField(default=0)
    crashes = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=100, blank=True)
    token = models.BigIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    deadline_at = models.DateTimeField(null=True)
    waiting_for = models.CharField(max_length=8, choices=For.choices, blank=True)
    waiting_on = models.CharField(max_length=64, blank=True)
    why = models.TextField(blank=True, help_text="why it is in its state")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["flow", "event"], name="run_once_per_event"),
            models.CheckConstraint(
                condition=~models.Q(state="running")
                | models.Q(lease_until__isnull=False, token__gt=0),
                name="run_running_has_lease",
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting", waiting_for__gt="")
                | (~models.Q(state="waiting") & models.Q(waiting_for="")),
                name="run_waits_for_something",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], condition=models.Q(state="queued"), name="run_to_claim"
            ),
            models.Index(
                fields=["lease_until"], condition=models.Q(state="running"), name="run_leased"
            ),
            models.Index(
                fields=["waiting_on"], condition=models.Q(state="waiting"), name="run_to_wake"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flow} {str(self.id)[:8]}"

    @classmethod
    def queue(
        cls, *, flow: str, version: str, retry_policy: dict[str, Any], event: Event, by: Actor
    ) -> Self:
        """Queue the run of a flow for an event, once however often the event is delivered."""
        with transaction.atomic():
            run, fresh = cls.objects.get_or_create(
                flow=flow,
                event=event,
                defaults={
                    "version": version,
                    "retry_policy": retry_policy,
                    "subject_type": event.subject_type,
                    "subject_id": event.subject_id,
                    "correlation": event.correlation or f"event:{event.id}",
                },
            )
            if fresh:
                run.record("run.queued", by=by, flow=flow)
                relay.ring_after_commit("work")
        return run

    @transition(state, source=State.QUEUED, target=State.RUNNING)
    def start(
        self,
        *,
        by: Actor,
        worker: str,
        token: int,
        lease_until: datetime,
        deadline_at: datetime,
    ) -> None:
        """Begin or go on, behind the last recorded step; whoever does holds the token."""
        self.attempt += 1
        self.worker = worker
        self.token = token
        self.lease_until = lease_until
        self.deadline_at = deadline_at
        self.why = ""
        self.record("run.started", by=by, attempt=self.attempt)

    @transition(state, source=State.RUNNING, target=State.WAITING)
    def wait(self, *, by: Actor, for_: str, on: str, why: str) -> None:
        """Wait for a decision, an event or the operator: one row, no worker."""
        self.waiting_for = for_
        self.waiting_on = on
        self.why = why
        self.lease_until = None
        self.record("run.waited", by=by, waiting_for=for_, on=on)

    @transition(state, source=State.WAITING, target=State.QUEUED)
    def wake(self, *, by: Actor) -> None:
        """Go on: what it waited for has happened."""
        self.waiting_for = self.waiting_on = ""
        self._due_at_once()
        self.record("run.woken", by=by)

    @transition(state, source=State.RUNNING, target=State.QUEUED)
    def retry(self, *, by: Actor, due_at: datetime, why: str) -> None:
        """Try again later: a step failed and may pass."""
        self.due_at = due_at
        self.lease_until = None
        self.why = why
        relay.alarm_after_commit("work", due_at)
        self.record("run.retried", by=by)

    @transition(state, source=State.RUNNING, target=State.QUEUED)
    def rescue(self, *, by: Actor) -> None:
        """Take it back from a worker that no longer answers."""
        self.crashes += 1
        self.lease_until = None
        self._due_at_once()
        self.record("run.rescued", by=by, crashes=self.crashes)

    @transition(state, source=State.RUNNING, target=State.SUCCEEDED)
    def succeed(self, *, by: Actor, at: datetime, why: str = "") -> None:
        """End well."""
        self.finished_at = at
        self.lease_until = None
        self.why = why
        self.record("run.succeeded", by=by)

    @transition(state, source=State.RUNNING, target=State.DEAD)
    def die(self, *, by: Actor, at: datetime, error: BaseException | str) -> None:
        """Stop as a dead letter: it cannot proceed without a person."""
        self.finished_at = at
        self.lease_until = None
        self.why = said(error) if isinstance(error, BaseException) else storable(error)
        DeadLetter.bury(
            kind="run", origin=str(self), error=error, payload=str(self.id).encode(), by=by
        )
        self.record("run.died", by=by)

    @transition(state, source=State.DEAD, target=State.QUEUED)
    def revive(self, *, by: Actor) -> None:
        """Try again behind the last recorded step: the operator replays it."""
        self.finished_at = None
        self.crashes = 0
        self._due_at_once()
        self.record("run.revived", by=by)

    @transition(
        state, source=[State.QUEUED, State.RUNNING, State.WAITING], target=State.CANCELLED
    )
    def cancel(self, *, by: Actor, at: datetime, why: str) -> None:
        """Stop for good; a worker still at it finds its token stale."""
        self.waiting_for = self.waiting_on = ""
        self.finished_at = at
        self.lease_until = None
        self.why = why
        self.record("run.cancelled", by=by)

    def _due_at_once(self) -> None:
        self.due_at = DatabaseNow()
        relay.ring_after_commit("work")


class Step(Subject, Record):
    """One piece of a run as it was done: never changed, and when done never done again."""

    class Outcome(models.TextChoices):
        DONE = "done"
        FAILED = "failed"

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="steps")
    name = models.CharField(max_length=100)
    attempt = models.PositiveIntegerField()
    outcome = models.CharField(max_length=6, choices=Outcome.choices)
    input_digest = models.CharField(max_length=64)
    output = models.JSONField(null=True)
    error = models.TextField(blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(db_default=DatabaseNow())
    cost_micros = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "name"],
                condition=models.Q(outcome="done"),
                name="step_done_once",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["run", "created_at"])]

    def __str__(self) -> str:
        return f"{self.name} {self.outcome}"

    @classmethod
    def keep(cls, run: Run, *, by: Actor, **fields: Any) -> Self:
        """Record a step as done or failed, in the transaction of what it did."""
        step = cls(run=run, attempt=run.attempt, **fields)
        step.save(force_insert=True)
        verb = "finished" if step.outcome == cls.Outcome.DONE else "failed"
        step.record(f"step.{verb}", by=by, run=str(run.id), name=step.name)
        return step
