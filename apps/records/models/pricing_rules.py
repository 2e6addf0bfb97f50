"""What the studio charges, version by version."""

from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import Max, Q

from apps.bus.models import Subject
from apps.core.actor import Actor
from apps.core.fsm import StateField, StateMachine, transition
from apps.core.models import Record
from apps.records.models.checks import is_currency, known_state, not_negative
from apps.records.pricing import Rule

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SAID = (
    "service", "currency", "unit", "base_minor", "unit_minor", "included_quantity",
    "minimum_minor", "rush_percent", "rush_days", "low_percent", "high_percent",
)  # fmt: skip


class PricingRule(Subject, StateMachine, Record):
    """How one service is priced in one currency; at most one rule is active for both."""

    class State(models.TextChoices):
        DRAFT = "draft"
        ACTIVE = "active"
        RETIRED = "retired"

    class Unit(models.TextChoices):
        PROJECT = "project"
        HOUR = "hour"
        PAGE = "page"
        ITEM = "item"

    state = StateField(default=State.DRAFT, choices=State.choices)
    name = models.SlugField(max_length=64, db_index=False)
    version = models.PositiveIntegerField()
    service = models.SlugField(max_length=64, db_index=False)
    currency = models.CharField(max_length=3)
    unit = models.CharField(max_length=8, choices=Unit.choices, default=Unit.PROJECT)
    base_minor = models.BigIntegerField(help_text="covers the included quantity")
    unit_minor = models.BigIntegerField(default=0, help_text="for each unit more")
    included_quantity = models.PositiveIntegerField(default=1)
    minimum_minor = models.BigIntegerField(default=0)
    rush_percent = models.PositiveSmallIntegerField(default=0)
    rush_days = models.PositiveSmallIntegerField(default=0, help_text="rush from this near on")
    low_percent = models.PositiveSmallIntegerField(default=10, help_text="how far below likely")
    high_percent = models.PositiveSmallIntegerField(
        default=20, help_text="how far above likely"
    )

    class Meta:
        ordering: ClassVar = ["service", "currency", "name", "-version"]
        constraints: ClassVar = [
            known_state("pricing_rule_state_is_known", "draft", "active", "retired"),
            is_currency("pricing_rule_currency_is_iso"),
            not_negative(
                "pricing_rule_amounts_are_not_negative",
                "base_minor",
                "unit_minor",
                "minimum_minor",
            ),
            models.CheckConstraint(
                condition=Q(low_percent__lte=100), name="pricing_rule_low_is_not_below_nothing"
            ),
            models.CheckConstraint(
                condition=Q(name__regex=SLUG, service__regex=SLUG),
                name="pricing_rule_has_slugs",
            ),
            models.CheckConstraint(
                condition=Q(unit__in=["project", "hour", "page", "item"]),
                name="pricing_rule_unit_is_known",
            ),
            models.UniqueConstraint(
                fields=["name", "version"], name="pricing_rule_once_per_version"
            ),
            models.UniqueConstraint(
                fields=["service", "currency"],
                condition=Q(state="active"),
                name="pricing_rule_one_active",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"

    @classmethod
    def draft(cls, *, rule: Rule, by: Actor) -> Self:
        """Write the next version of a rule, whatever version `rule` itself carries."""
        with transaction.atomic():
            last = cls.objects.filter(name=rule.name).aggregate(last=Max("version"))["last"]
            said = rule.model_dump(mode="python", include=set(SAID))
            row = cls(name=rule.name, version=(last or 0) + 1, **said)
            row.save(force_insert=True)
            row.record("pricing_rule.drafted", by=by, **row._told())
        return row

    @transition(state, source=State.DRAFT, target=State.DRAFT)
    def revise(self, *, rule: Rule, by: Actor) -> None:
        """Say something else, while nothing is priced by it."""
        for field in SAID:
            setattr(self, field, getattr(rule, field))
        self.record("pricing_rule.revised", by=by, **self._told())

    @transition(state, source=State.DRAFT, target=State.ACTIVE)
    def activate(self, *, by: Actor) -> None:
        """Price by it from now on; the one before is retired."""
        predecessors = PricingRule.objects.select_for_update().filter(
            service=self.service, currency=self.currency, state=self.State.ACTIVE
        )
        replaced = [str(one.id) for one in predecessors]
        for predecessor in predecessors:
            with predecessor.locked():
                predecessor.retire(by=by)
        self.record("pricing_rule.activated", by=by, replaced=replaced, **self._told())

    @transition(state, source=[State.DRAFT, State.ACTIVE], target=State.RETIRED)
    def retire(self, *, by: Actor) -> None:
        """Price by it no more."""
        self.record("pricing_rule.retired", by=by, service=self.service, currency=self.currency)

    def copy(self, *, by: Actor) -> Self:
        """Return a draft of the next version that says the same."""
        return type(self).draft(rule=self.as_rule(), by=by)

    def as_rule(self) -> Rule:
        """Return the row as the plain value that pricing works with."""
        said = {field: getattr(self, field) for field in SAID}
        return Rule(name=self.name, version=self.version, **said)

    @classmethod
    def active_rules(cls) -> list[Rule]:
        """Return what the studio prices by now."""
        return [row.as_rule() for row in cls.objects.filter(state=cls.State.ACTIVE)]

    def _told(self) -> dict[str, Any]:
        return {"version": self.version, **{field: getattr(self, field) for field in SAID}}
