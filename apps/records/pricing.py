"""What work costs: rules applied to what is wanted. Pure, in whole minor units."""

from collections.abc import Sequence
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from apps.core.errors import PilothouseError
from apps.core.money import Currency, Money, UnknownCurrency, exponent

Unit = Literal["project", "hour", "page", "item"]


class NothingWanted(PilothouseError):
    """Nothing is wanted, so there is nothing to price."""


class Rule(BaseModel):
    """How one service is priced in one currency.

    The base covers the included quantity, each unit more costs `unit_minor`, and it is never
    less than the minimum. With at most `rush_days` left, `rush_percent` comes on top. The range
    around the likely price is `low_percent` below and `high_percent` above.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)
    version: int = Field(default=1, ge=1)
    service: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)
    currency: Currency
    unit: Unit = "project"
    base_minor: int = Field(ge=0)
    unit_minor: int = Field(default=0, ge=0)
    included_quantity: int = Field(default=1, ge=0)
    minimum_minor: int = Field(default=0, ge=0)
    rush_percent: int = Field(default=0, ge=0)
    rush_days: int = Field(default=0, ge=0)
    low_percent: int = Field(default=10, ge=0, le=100)
    high_percent: int = Field(default=20, ge=0)

    @model_validator(mode="after")
    def _currency_is_known(self) -> Self:
        try:
            exponent(self.currency)
        except UnknownCurrency as error:
            raise ValueError(str(error)) from error
        return self


class Wanted(BaseModel):
    """One thing that is wanted; no quantity where nobody said one."""

    model_config = ConfigDict(frozen=True)

    service: str
    what: str = ""
    quantity: int | None = Field(default=None, ge=0)


class Line(BaseModel):
    """One priced thing, the rule behind its price, and how that was computed."""

    model_config = ConfigDict(frozen=True)

    service: str
    description: str
    quantity: int | None
    low_minor: int
    likely_minor: int
    high_minor: int
    rule: str
    rule_version: int
    computed: str


class Priced(BaseModel):
    """Everything that is wanted, priced; the totals are the sums of the lines."""

    model_config = ConfigDict(frozen=True)

    currency: Currency
    lines: tuple[Line, ...]
    low_minor: int
    likely_minor: int
    high_minor: int


class MissingRules(BaseModel):
    """Services that nobody can price in the currency, and the currencies that are priced."""

    model_config = ConfigDict(frozen=True)

    currency: str
    services: tuple[str, ...]
    currencies: tuple[str, ...]

    def __str__(self) -> str:
        where = f" in {self.currency}" if self.currency else ""
        priced = ", ".join(self.currencies) or "none"
        return (
            f"No active pricing rule{where} for {', '.join(self.services)}. "
            f"Currencies with rules: {priced}."
        )


def estimate(
    wanted: Sequence[Wanted],
    rules: Sequence[Rule],
    currency: str,
    *,
    days_left: int | None = None,
) -> Priced | MissingRules:
    """Price all that is wanted, or say which rules are missing: never a part of it."""
    if not wanted:
        raise NothingWanted
    found = {
        rule.service: rule
        for rule in sorted(rules, key=lambda rule: rule.version)
        if rule.currency == currency
    }
    missing = tuple(dict.fromkeys(w.service for w in wanted if w.service not in found))
    if missing:
        currencies = tuple(sorted({rule.currency for rule in rules}))
        return MissingRules(currency=currency, services=missing, currencies=currencies)
    lines = tuple(price(one, found[one.service], days_left=days_left) for one in wanted)
    return Priced(
        currency=currency,
        lines=lines,
        low_minor=sum(line.low_minor for line in lines),
        likely_minor=sum(line.likely_minor for line in lines),
        high_minor=sum(line.high_minor for line in lines),
    )


def price(wanted: Wanted, rule: Rule, *, days_left: int | None = None) -> Line:
    """Price one thing by one rule."""
    assumed = max(rule.included_quantity, 1)
    quantity = assumed if wanted.quantity is None else wanted.quantity
    extra = max(0, quantity - rule.included_quantity)
    plain = max(rule.base_minor + extra * rule.unit_minor, rule.minimum_minor)
    rush = rule.rush_percent > 0 and days_left is not None and days_left <= rule.rush_days
    likely = _percent(plain, 100 + rule.rush_percent) if rush else plain
    return Line(
        service=rule.service,
        description=wanted.what or rule.service,
        quantity=wanted.quantity,
        low_minor=max(_percent(likely, 100 - rule.low_percent), rule.minimum_minor),
        likely_minor=likely,
        high_minor=_percent(likely, 100 + rule.high_percent),
        rule=rule.name,
        rule_version=rule.version,
        computed=_said(wanted, rule, assumed=assumed, extra=extra, rush=rush),
    )


def _said(wanted: Wanted, rule: Rule, *, assumed: int, extra: int, rush: bool) -> str:
    said = f"base {_money(rule.base_minor, rule)}"
    if extra:
        more = "extra " if rule.included_quantity else ""
        said += (
            f" + {extra} {more}{_plural(rule.unit, extra)} x {_money(rule.unit_minor, rule)}"
        )
    parts = [said]
    if rule.minimum_minor:
        parts.append(f"minimum {_money(rule.minimum_minor, rule)}")
    if rush:
        parts.append(f"rush +{rule.rush_percent}%")
    if wanted.quantity is None and rule.unit_minor:
        parts.append(f"quantity not said, {assumed} {_plural(rule.unit, assumed)} assumed")
    return ", ".join(parts)


def _percent(minor: int, percent: int) -> int:
    return (minor * percent + 50) // 100


def _plural(unit: str, count: int) -> str:
    return unit if count == 1 else f"{unit}s"


def _money(minor: int, rule: Rule) -> str:
    return str(Money(minor=minor, currency=rule.currency))
