"""What a language's words say to the reader; one folder per language, nothing else differs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

NEVER: Final = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Thing:
    """Words that name work: the services meant, and whether it is a thing to deliver."""

    words: re.Pattern[str]
    services: tuple[str, ...]
    is_item: bool = True


@dataclass(frozen=True, slots=True)
class WorkCues:
    """One language: what asks for work, and what speaks of it without asking."""

    asks: re.Pattern[str]
    requests: re.Pattern[str]
    reworks: re.Pattern[str]
    declines: re.Pattern[str]
    elsewhere: re.Pattern[str]
    own_thing: re.Pattern[str]
    had_thing: re.Pattern[str]
    their_thing: re.Pattern[str]
    purpose: re.Pattern[str]
    purpose_asked: re.Pattern[str]
    made_after: re.Pattern[str]
    instead: re.Pattern[str]
    new_subject: re.Pattern[str]
    verbs: re.Pattern[str]
    clause_breaks: re.Pattern[str]
    the: re.Pattern[str] = NEVER


@dataclass(frozen=True, slots=True)
class CountCues:
    """One language: what counts things; `numbers` and `scales` are what is spelled in words."""

    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    articles: frozenset[str]
    walls: frozenset[str]
    vague: re.Pattern[str]
    part: re.Pattern[str]
    units: re.Pattern[str]
    either: str
    consists: re.Pattern[str]
    plural: re.Pattern[str]
    is_joined: bool = False


@dataclass(frozen=True, slots=True)
class MoneyCues:
    """One language: which amounts are what the client would spend."""

    budget: re.Pattern[str]
    budget_weak: re.Pattern[str]
    not_budget: re.Pattern[str]
    rate: re.Pattern[str]
    at_least: re.Pattern[str]
    at_most: re.Pattern[str]
    not_money: re.Pattern[str]
    revised: re.Pattern[str]
    range_words: str
    currency_words: Mapping[str, str]
    also: str


@dataclass(frozen=True, slots=True)
class DayCues:
    """One language: which days the finished work is needed by."""

    deadline: re.Pattern[str]
    deadline_weak: re.Pattern[str]
    not_deadline: re.Pattern[str]
    by_then: re.Pattern[str]
    just_by: re.Pattern[str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    relative: Mapping[str, re.Pattern[str]]
    is_day_first: bool = True


@dataclass(frozen=True, slots=True)
class PeopleCues:
    """One language: who writes, for whom, and for which firm."""

    form_keys: Mapping[str, re.Pattern[str]]
    company: tuple[re.Pattern[str], ...]
    called: tuple[re.Pattern[str], ...]
    friend: tuple[re.Pattern[str], ...]
    reach: re.Pattern[str]
    roles: re.Pattern[str]
    firm_words: tuple[re.Pattern[str], ...]
    closes: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class KindCues:
    """One language: what tells what a mail is for."""

    billing: re.Pattern[str]
    scheduling: re.Pattern[str]
    pitch: re.Pattern[str]
    bulk: re.Pattern[str]
    machine: re.Pattern[str]
    away: re.Pattern[str]
    job: re.Pattern[str]
    answers_us: re.Pattern[str]
    fraud: re.Pattern[str]
    injection: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """One language: its everyday words, by which it is known, and its tables."""

    code: str
    everyday: frozenset[str]
    things: tuple[Thing, ...]
    work: WorkCues
    counts: CountCues
    money: MoneyCues
    days: DayCues
    people: PeopleCues
    kinds: KindCues


def words(block: str) -> re.Pattern[str]:
    """Return a pattern for any of the block's phrases as whole words."""
    return re.compile(rf"(?<!\w)(?:{_joined(block)})(?!\w)", re.IGNORECASE)


def pattern(block: str) -> re.Pattern[str]:
    """Return the block's alternatives compiled without regard to case."""
    return re.compile(_joined(block), re.IGNORECASE)


def cased(block: str) -> re.Pattern[str]:
    """Return the block's alternatives compiled with their capitals, as those of names."""
    return re.compile(_joined(block))


def either(*shapes: re.Pattern[str]) -> re.Pattern[str]:
    """Return a pattern for what any of the shapes finds, without regard to case."""
    return re.compile("|".join(f"(?:{one.pattern})" for one in shapes), re.IGNORECASE)


def vocabulary(block: str) -> frozenset[str]:
    """Return the block's words."""
    return frozenset(block.split())


def _joined(block: str) -> str:
    """Return the lines as alternatives; a space is any white space."""
    lines = (
        (line.strip() for line in block.strip("\n").split("\n")) if "\n" in block else [block]
    )
    joined = "|".join(line for line in lines if line)
    return joined.replace(" ?", r"\s*").replace(" ", r"\s+")
