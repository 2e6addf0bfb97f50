"""What the client would spend: an amount in a clause that speaks of their budget."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from price_parser import Price

from apps.agents.library.reading.cues import Cues
from apps.agents.library.reading.languages import Spoken
from apps.agents.library.reading.numerals import has_scale, shape, value_of
from apps.agents.library.reading.passages import Sentence
from apps.agents.library.reading.places import AMERICAN
from apps.core.money import EXPONENTS
from apps.core.origin import Origin, Sourced
from apps.records.contracts import BudgetRange

LEAST_BARE: Final = 100
MOST: Final = Decimal(100_000_000)
YEARS: Final = range(1950, 2101)

_NUMBER = r"\d{1,3}(?:[ '.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d{1,9}(?:[.,]\d{1,2})?(?!\d)"
_SIGNS = {
    "US$": "USD", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD",
    "\u20ac": "EUR", "\u00a3": "GBP", "$": "$", "\u00a5": "JPY",
}  # fmt: skip
_SIGN = "|".join(re.escape(sign) for sign in _SIGNS)
_CODE = "|".join(EXPONENTS)
_DOLLAR = "$"
_LEAD = 2
_THOUSAND = 1_000


@dataclass(frozen=True, slots=True)
class _Found:
    """An amount or range in a clause."""

    low: Decimal | None
    high: Decimal
    currency: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Claim:
    value: BudgetRange
    quote: str
    is_strong: bool
    is_revised: bool
    is_most: bool


def budget(by: Spoken, text: str, source: str) -> Sourced[BudgetRange] | None:
    """Return the budget, or nothing where none or several contradicting ones are said."""
    claims = [one for cues, found in by for one in _said(found, text, cues)]
    chosen = _chosen(claims)
    if chosen is None:
        return None
    value = Sourced[BudgetRange](
        value=chosen.value, origin=Origin.STATED, quote=chosen.quote, source=source
    )
    return value.verified(text)


def _said(found: Sequence[Sentence], text: str, cues: Cues) -> list[_Claim]:
    claims: list[_Claim] = []
    before = ""
    for sentence in found:
        goes_on = before and _starts_with_sum(sentence, cues)
        head = f"{sentence.head} {before}" if goes_on else sentence.head
        here = [
            claim
            for part in sentence.clauses(cues)
            for claim in _claims(part, head, text, cues)
        ]
        claims.extend(here)
        before = sentence.text if cues.money.budget.search(sentence.text) and not here else ""
    return claims


def _starts_with_sum(sentence: Sentence, cues: Cues) -> bool:
    sums = list(_amounts(sentence.text, cues))
    return bool(sums) and len(sentence.text[: sums[0].start].split()) <= _LEAD


def _chosen(claims: list[_Claim]) -> _Claim | None:
    strong = [one for one in claims if one.is_strong] or claims
    if len({one.value for one in strong}) <= 1:
        return strong[0] if strong else None
    last = strong[-1]
    return last if last.is_revised or last.is_most else None


def _claims(clause: Sentence, head: str, text: str, cues: Cues) -> Iterator[_Claim]:
    said = clause.text
    strong = bool(cues.money.budget.search(said) or cues.money.budget.search(head))
    if not strong and not cues.money.budget_weak.search(said):
        return
    found = list(_amounts(said, cues))
    for one in found:
        behind, ahead = said[one.end : one.end + 40], said[max(0, one.start - 40) : one.start]
        near = _segment(said, one, found, cues)
        if cues.money.not_budget.search(near) or (
            len(found) > 1 and not _speaks(near, head, cues)
        ):
            continue
        if (
            cues.money.rate.match(behind)
            or cues.money.not_money.match(behind)
            or cues.money.not_money.search(ahead)
        ):
            continue
        if not one.currency and (not strong or _is_no_sum(one, ahead)):
            continue
        low, high = one.low, one.high
        if low is None and cues.money.at_least.search(ahead):
            value = BudgetRange.of(high, None, _settled(one.currency, text))
        else:
            value = BudgetRange.of(low, high, _settled(one.currency, text))
        yield _Claim(
            value=value,
            quote=clause.quote(text, one.start, one.end),
            is_strong=strong,
            is_revised=bool(cues.money.revised.search(said)),
            is_most=bool(cues.money.at_most.search(ahead)),
        )


def _segment(said: str, one: _Found, found: list[_Found], cues: Cues) -> str:
    """Return the words that speak of this amount: the clause, or its part between commas."""
    if len(found) == 1:
        return said
    before = said[
        max([0, *(other.end for other in found if other.end <= one.start)]) : one.start
    ]
    after = said[one.end : min([len(said), *(o.start for o in found if o.start >= one.end)])]
    ends = rf",\s|;|{cues.money.also}"
    return re.split(ends, before)[-1] + " 0 " + re.split(ends, after)[0]


def _speaks(near: str, head: str, cues: Cues) -> bool:
    return any(
        shape.search(words)
        for shape in (cues.money.budget, cues.money.budget_weak)
        for words in (near, head)
    )


def _is_no_sum(one: _Found, ahead: str) -> bool:
    is_year = one.high in YEARS and not ahead.rstrip().endswith(
        (":", "~", "is", "of", "around")
    )
    return one.high < LEAST_BARE or is_year


def _amounts(said: str, cues: Cues) -> Iterator[_Found]:
    for match in _shape(cues).finditer(said):
        part = match.groupdict()
        currency = _currency([part[name] for name in ("c1", "c2", "c3", "c4")], cues)
        if _is_no_number(part["n1"], currency, cues) and not part["n2"]:
            continue
        high = _value(part["n2"] or part["n1"], part["k2"] if part["n2"] else part["k1"], cues)
        low = _value(part["n1"], part["k1"], cues) if part["n2"] else None
        if low is not None and high is not None and not part["k1"]:
            low = _scaled(low, high, part, cues)
        if high is None or high > MOST or high == 0 or (low is not None and low >= high):
            continue
        yield _Found(low, high, currency, match.start(), match.end())


def _is_no_number(said: str, currency: str, cues: Cues) -> bool:
    """Whether the words count things: `two` is a sum only with a currency or a scale."""
    return not (currency or said[0].isdigit() or has_scale(said, cues.counts))


def _scaled(low: Decimal, high: Decimal, part: Mapping[str, str | None], cues: Cues) -> Decimal:
    """Return the lower end by the scale that only the higher one says: 3 to 4 thousand."""
    factor = _factor(part["k2"], cues)
    spelled = part["n2"] or ""
    if not part["k2"] and not spelled[0].isdigit() and high >= _THOUSAND > low:
        factor = _THOUSAND
    return low * factor if low * factor < high else low


@cache
def _shape_of(spelled: str, scales: str, names: str, range_words: str) -> re.Pattern[str]:
    number = rf"(?:{_NUMBER}|(?<!\w){spelled})"
    scale = rf"\s?k(?![^\W\d_])|\s?T(?=\s?(?:\u20ac|EUR))|\s*(?:{scales})\.?(?!\w)"
    unit = rf"{_SIGN}|\b(?:{_CODE})\b|\b(?:{names})\b"
    dash = r"(?:[,.]-{1,2})?"
    one = rf"(?P<c1>{unit})?\s?(?P<n1>{number})(?P<k1>{scale})?{dash}\s?(?P<c2>{unit})?"
    two = rf"\s*(?:-|(?<![^\W\d_])(?:{range_words})(?!\w))\s*(?P<c3>{unit})?\s?(?P<n2>{number})"
    two = rf"(?:{two}(?P<k2>{scale})?{dash}\s?(?P<c4>{unit})?)?"
    return re.compile(rf"(?<![\w.,:/#+-]){one}{two}(?![\d:/])(?!\.\d)", re.IGNORECASE)


def _shape(cues: Cues) -> re.Pattern[str]:
    return _shape_of(
        shape(cues.counts),
        "|".join(cues.counts.scales),
        "|".join(sorted(cues.money.currency_words, key=len, reverse=True)),
        cues.money.range_words,
    )


def _value(number: str, scale: str | None, cues: Cues) -> Decimal | None:
    factor = _factor(scale, cues)
    if number[0].isdigit():
        parsed = Price.fromstring(number.replace("'", "")).amount
        return None if parsed is None else parsed * factor
    spelled = value_of(number, cues.counts)
    return None if spelled is None else Decimal(spelled) * factor


def _factor(scale: str | None, cues: Cues) -> int:
    word = (scale or "").strip(" .").lower()
    return _THOUSAND if word in {"k", "t"} else cues.counts.scales.get(word, 1)


def _currency(parts: list[str | None], cues: Cues) -> str:
    for part in parts:
        if part:
            code = _SIGNS.get(part.upper()) or cues.money.currency_words.get(part.lower())
            return code or part.upper()
    return ""


def _settled(currency: str, text: str) -> str:
    """Return the code; a bare dollar is settled by an address or stays empty."""
    if currency != _DOLLAR:
        return currency
    return "USD" if AMERICAN.search(text) else ""
