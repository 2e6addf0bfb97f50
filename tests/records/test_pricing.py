"""Pricing: what any rule and any wish must keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from apps.records.pricing import (
    MissingRules,
    NothingWanted,
    Priced,
    Rule,
    Wanted,
    estimate,
    price,
)

PAGES = Rule(
    name="site",
    version=3,
    service="website-design",
    currency="EUR",
    unit="page",
    base_minor=120_000,
    unit_minor=15_000,
    included_quantity=5,
    minimum_minor=90_000,
    rush_percent=25,
    rush_days=14,
    low_percent=10,
    high_percent=20,
)
minor = st.integers(0, 10**9)
small = st.integers(0, 500)
rules = st.builds(
    Rule,
    name=st.just("any"),
    service=st.just("any"),
    currency=st.sampled_from(["EUR", "JPY", "KWD"]),
    unit=st.sampled_from(["project", "hour", "page", "item"]),
    base_minor=minor,
    unit_minor=minor,
    included_quantity=small,
    minimum_minor=minor,
    rush_percent=small,
    rush_days=small,
    low_percent=st.integers(0, 100),
    high_percent=small,
)
quantities = st.none() | st.integers(0, 10_000)
days = st.none() | st.integers(-10, 1000)


def wanted(quantity=None, service="website-design"):
    return Wanted(service=service, what="Pages", quantity=quantity)


@given(rules, quantities, days)
def test_low_is_at_most_likely_and_likely_at_most_high(rule, quantity, left):
    line = price(wanted(quantity), rule, days_left=left)

    assert line.low_minor <= line.likely_minor <= line.high_minor


@given(rules, quantities, days)
def test_no_price_is_below_the_minimum(rule, quantity, left):
    line = price(wanted(quantity), rule, days_left=left)

    assert line.low_minor >= rule.minimum_minor


@given(rules, st.integers(0, 10_000), st.integers(0, 10_000), days)
def test_more_never_costs_less(rule, quantity, more, left):
    some = price(wanted(quantity), rule, days_left=left)
    many = price(wanted(quantity + more), rule, days_left=left)

    assert some.low_minor <= many.low_minor
    assert some.likely_minor <= many.likely_minor
    assert some.high_minor <= many.high_minor


@given(rules, st.lists(quantities, min_size=1, max_size=8), days)
def test_totals_are_the_sums_of_the_lines(rule, several, left):
    wishes = [wanted(quantity, service="any") for quantity in several]

    priced = estimate(wishes, [rule], rule.currency, days_left=left)

    assert isinstance(priced, Priced)
    assert len(priced.lines) == len(wishes)
    for total in ("low_minor", "likely_minor", "high_minor"):
        assert getattr(priced, total) == sum(getattr(line, total) for line in priced.lines)


@given(rules, quantities, st.integers(0, 1000))
def test_less_time_never_costs_less(rule, quantity, left):
    soon = price(wanted(quantity), rule, days_left=left)
    late = price(wanted(quantity), rule, days_left=None)

    assert soon.likely_minor >= late.likely_minor


@pytest.mark.parametrize(
    ("quantity", "left", "likely", "computed"),
    [
        (5, None, 120_000, "base €1,200.00, minimum €900.00"),
        (7, None, 150_000, "base €1,200.00 + 2 extra pages x €150.00, minimum €900.00"),
        (
            6,
            14,
            168_750,
            "base €1,200.00 + 1 extra page x €150.00, minimum €900.00, rush +25%",
        ),
        (6, 15, 135_000, "base €1,200.00 + 1 extra page x €150.00, minimum €900.00"),
        (
            None,
            None,
            120_000,
            "base €1,200.00, minimum €900.00, quantity not said, 5 pages assumed",
        ),
    ],
    ids=["included", "extra", "rush", "in time", "not said"],
)
def test_a_line_says_how_it_was_computed(quantity, left, likely, computed):
    line = price(wanted(quantity), PAGES, days_left=left)

    assert (line.likely_minor, line.computed) == (likely, computed)
    assert (line.rule, line.rule_version, line.description) == ("site", 3, "Pages")


def test_a_half_is_rounded_up():
    rule = PAGES.model_copy(
        update={"base_minor": 90_005, "low_percent": 10, "high_percent": 10}
    )

    line = price(wanted(1), rule)

    assert (line.low_minor, line.high_minor) == (90_000, 99_006)


def test_rules_by_the_hour_price_every_hour():
    rule = PAGES.model_copy(
        update={"unit": "hour", "base_minor": 0, "included_quantity": 0, "minimum_minor": 0}
    )

    line = price(wanted(3), rule)

    assert (line.likely_minor, line.computed) == (45_000, "base €0.00 + 3 hours x €150.00")


def test_all_services_without_a_rule_are_named_and_nothing_is_priced():
    dollars = PAGES.model_copy(update={"currency": "USD"})
    wishes = [wanted(), wanted(service="logo"), wanted(service="seo"), wanted(service="logo")]

    answer = estimate(wishes, [PAGES, dollars], "EUR")

    assert isinstance(answer, MissingRules)
    assert (answer.services, answer.currencies) == (("logo", "seo"), ("EUR", "USD"))
    assert str(answer) == (
        "No active pricing rule in EUR for logo, seo. Currencies with rules: EUR, USD."
    )


def test_another_currency_is_not_converted():
    answer = estimate([wanted()], [PAGES], "USD")

    assert isinstance(answer, MissingRules)
    assert answer.currencies == ("EUR",)


def test_no_wish_is_no_estimate_of_nothing():
    with pytest.raises(NothingWanted):
        estimate([], [PAGES], "EUR")


@pytest.mark.parametrize(
    "wrong",
    [{"currency": "XXX"}, {"currency": "eur"}, {"base_minor": -1}, {"low_percent": 101}],
    ids=str,
)
def test_a_rule_that_cannot_price_is_refused(wrong):
    with pytest.raises(ValidationError):
        Rule.model_validate({**PAGES.model_dump(), **wrong})
