from decimal import Decimal

import pytest
from pydantic import ValidationError

from apps.core.money import CurrenciesDiffer, Money, UnknownCurrency, exponent


@pytest.mark.parametrize(
    ("major", "currency", "minor"),
    [
        ("19.99", "EUR", 1999),
        ("0.005", "EUR", 1),
        ("-0.005", "EUR", -1),
        ("0.0049", "EUR", 0),
        ("1.015", "EUR", 102),
        (Decimal("1234.5"), "JPY", 1235),
        ("1.0005", "KWD", 1001),
        (7, "USD", 700),
    ],
)
def test_major_units_become_minor_ones_rounded_half_up(major, currency, minor):
    assert Money.of(major, currency).minor == minor


def test_the_major_amount_is_exact():
    assert Money(minor=10, currency="EUR").major * 3 == Decimal("0.30")
    assert Money(minor=1, currency="KWD").major == Decimal("0.001")


def test_amounts_of_one_currency_add_up():
    assert Money.of("0.10", "EUR") + Money.of("0.20", "EUR") == Money.of("0.30", "EUR")


def test_amounts_of_two_currencies_do_not_add_up():
    with pytest.raises(CurrenciesDiffer):
        Money.of(1, "EUR") + Money.of(1, "USD")


@pytest.mark.parametrize(
    ("minor", "currency", "written"),
    [
        (123456789, "EUR", "€1,234,567.89"),
        (-5, "USD", "-$0.05"),
        (1500, "JPY", "¥1,500"),
        (-1500, "CHF", "-15.00 CHF"),
        (1, "KWD", "0.001 KWD"),
    ],
)
def test_an_amount_is_written_as_people_read_it(minor, currency, written):
    assert str(Money(minor=minor, currency=currency)) == written


def test_an_unknown_currency_is_refused_by_name():
    with pytest.raises(UnknownCurrency, match="XXX"):
        exponent("XXX")


@pytest.mark.parametrize(
    "fields",
    [
        {"minor": 1.5, "currency": "EUR"},
        {"minor": 1, "currency": "eur"},
        {"minor": 1, "currency": "EUR\n"},
        {"minor": 1, "currency": "EURO"},
    ],
    ids=["fraction", "lower-case", "line-end", "four-letters"],
)
def test_what_is_no_money_is_refused(fields):
    with pytest.raises(ValidationError):
        Money(**fields)


def test_money_cannot_be_changed():
    with pytest.raises(ValidationError):
        Money.of(1, "EUR").minor = 2
