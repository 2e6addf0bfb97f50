"""What is allowed: versioned rules, the judgments they led to, and the pause switch."""

from typing import Any, ClassVar, Self

from django.db import models, transaction
from pydantic import TypeAdapter, ValidationError

from apps.bus.models import Subject
from apps.core.actor import Actor
from apps.core.clock import DatabaseNow
from apps.core.errors import PilothouseError
from apps.core.fsm import StateField, StateMachine, transition
from apps.core.models import Record
from apps.policies.contracts import Condition, Obligations, Rule, Ruling, Verdict

NAME_MAX = 80

_conditions = TypeAdapter(tuple[Condition, ...])


class NotARule(PilothouseError):
    """The rule makes no sense as it is written."""


class Policy(Subject, StateMachine, Record):
    """A versioned rule: what it matches, and the verdict."""

    class State(models.TextChoices):
        DRAFT = "draft"
        ACTIVE = "active"
        RETIRED = "retired"

    state = StateField(default=State.DRAFT, choices=State.choices)
    name = models.CharField(max_length=NAME_MAX)
    version = models.PositiveIntegerField()
    conditions = models.JSONField(default=list, help_text="all of them must hold")
    verdict = models.CharField(max_length=5, choices=[(v.value, v.value) for v in Verdict])
    obligations = models.JSONField(default=dict, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "policies"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "version"], name="policy_version_once"),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(state="active"), name="policy_active_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"

    @classmethod
    def draft(
        cls,
        *,
        name: str,
        conditions: list[dict[str, Any]],
        verdict: Verdict,
        by: Actor,
        obligations: dict[str, Any] | None = None,
        note: str = "",
    ) -> Self:
        """Write the next version of a rule, not yet in force; raise NotARule."""
        if not 0 < len(name.strip()) <= NAME_MAX:
            raise NotARule(f"A rule has a name of at most {NAME_MAX} characters.")
        try:
            _conditions.validate_python(conditions)
            Obligations.model_validate(obligations or {})
        except ValidationError as error:
            raise NotARule(_first_of(error)) from error
        with transaction.atomic():
            last = cls.objects.filter(name=name).aggregate(models.Max("version"))
            policy = cls(
                name=name,
                version=(last["version__max"] or 0) + 1,
                conditions=conditions,
                verdict=verdict.value,
                obligations=obligations or {},
                note=note,
            )
            policy.save(force_insert=True)
            policy.record("policy.drafted", by=by, name=name, version=policy.version)
        return policy

    @transition(state, source=State.DRAFT, target=State.ACTIVE)
    def activate(self, *, by: Actor) -> None:
        """Put it in force, in place of the version before."""
        for before in Policy.objects.filter(name=self.name, state=Policy.State.ACTIVE):
            with before.locked():
                before.retire(by=by)
        self.record("policy.activated", by=by, name=self.name, version=self.version)

    @transition(state, source=[State.DRAFT, State.ACTIVE], target=State.RETIRED)
    def retire(self, *, by: Actor) -> None:
        """Take it out of force."""
        self.record("policy.retired", by=by, name=self.name, version=self.version)

    def as_rule(self) -> Rule:
        """Return the row as the judge sees it; what cannot be read by now allows nothing."""
        try:
            return self._as_written()
        except ValidationError:
            verdict = Verdict.strictest(Verdict(self.verdict), Verdict.HOLD)
            unread = f"{self.name} (cannot be read)"
            return Rule(name=unread, version=self.version, conditions=(), verdict=verdict)

    def _as_written(self) -> Rule:
        return Rule(
            name=self.name,
            version=self.version,
            conditions=_conditions.validate_python(self.conditions),
            verdict=Verdict(self.verdict),
            obligations=Obligations.model_validate(self.obligations),
        )


class Judgment(models.Model):
    """What the rules answered on one command, with everything they were told."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=DatabaseNow())
    command = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=64)
    verdict = models.CharField(max_length=5, choices=[(v.value, v.value) for v in Verdict])
    reasons = models.JSONField()
    obligations = models.JSONField()
    inputs = models.JSONField()

    def __str__(self) -> str:
        return f"{self.verdict} on {self.kind} {self.command}"

    @classmethod
    def keep(
        cls, ruling: Ruling, *, command: object, kind: str, inputs: dict[str, Any]
    ) -> Self:
        """Keep a ruling and what it was based on."""
        return cls.objects.create(
            command=command,
            kind=kind,
            verdict=ruling.verdict.value,
            reasons=list(ruling.reasons),
            obligations=ruling.obligations.model_dump(exclude_none=True),
            inputs=inputs,
        )


class Switch(Subject, StateMachine, Record):
    """Pauses all work, or all of one flow or kind; read by the claim and by the executor."""

    ALL = "all"

    class State(models.TextChoices):
        RUNNING = "running"
        PAUSED = "paused"

    state = StateField(default=State.RUNNING, choices=State.choices)
    scope = models.CharField(max_length=100, unique=True, help_text="`all`, or a flow's name")
    why = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "switches"

    def __str__(self) -> str:
        return f"{self.scope}: {self.state}"

    @classmethod
    def of(cls, scope: str) -> Self:
        """Return the switch of a scope, made running when there was none."""
        return cls.objects.get_or_create(scope=scope)[0]

    @classmethod
    def paused(cls) -> set[str]:
        """Return the scopes that are paused."""
        rows = cls.objects.filter(state=cls.State.PAUSED)
        return set(rows.values_list("scope", flat=True))

    @transition(state, source=State.RUNNING, target=State.PAUSED)
    def pause(self, *, by: Actor, why: str = "") -> None:
        """Stop the work of the scope from now on."""
        self.why = why
        self.record("switch.paused", by=by, scope=self.scope)

    @transition(state, source=State.PAUSED, target=State.RUNNING)
    def resume(self, *, by: Actor) -> None:
        """Let the work go on."""
        self.why = ""
        self.record("switch.resumed", by=by, scope=self.scope)


def _first_of(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}, not {first['input']!r}"
