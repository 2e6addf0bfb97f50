"""The day the finished work is needed, and none of the other days a mail speaks of."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import dateparser

from apps.agents.library.reading.cues import Cues
from apps.agents.library.reading.languages import Spoken
from apps.agents.library.reading.passages import Sentence
from apps.agents.library.reading.places import AMERICAN, BRITISH
from apps.core.origin import Origin, Sourced

FURTHEST: Final = timedelta(days=3 * 366)
MAX_MONTHS: Final = 24

_ISO = re.compile(r"(?<![\d-])(20\d\d)-(\d{1,2})-(\d{1,2})(?![\d-])")
_NUMERIC = re.compile(
    r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})(?:\2((?:20)?\d\d)|\.)(?![\d/]|-\d)"
)
_NO_YEAR = re.compile(r"(?<![\d./-])(\d{1,2})(/)(\d{1,2})()(?![\d/]|[.,]\d|\s?%)")
_ALWAYS = {"24/7", "1/1", "1/2", "1/3", "1/4", "2/3", "3/4", "4/4"}
_DURATIONS = frozenset(
    {"days", "days_from_now", "weeks", "weeks_from_now", "months", "fortnight"}
)
_REACH = 90
_AFTER = 34
_TWELVE = 12
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class _Day:
    """A day the mail names, where, and whether as a span of time from now."""

    on: date | None
    start: int
    end: int
    is_duration: bool = False


def deadline(by: Spoken, text: str, source: str, *, sent_on: date) -> Sourced[date] | None:
    """Return the last day said to be the one the work is needed by."""
    kept = [one for cues, found in by for one in _said(found, text, cues, sent_on)]
    if not kept:
        return None
    on, clause, day = max(kept, key=lambda one: one[0])
    quote = clause.quote(text, min(day.start, len(clause.text)), min(day.end, len(clause.text)))
    value = Sourced[date](value=on, origin=Origin.STATED, quote=quote, source=source)
    return value.verified(text)


def _said(
    found: Sequence[Sentence], text: str, cues: Cues, sent_on: date
) -> list[tuple[date, Sentence, _Day]]:
    kept: list[tuple[date, Sentence, _Day]] = []
    earlier: list[_Day] = []
    for sentence in found:
        here: list[_Day] = []
        for clause in sentence.clauses(cues):
            days = [
                day for day in _days(clause.text, text, cues, sent_on) if _is_near(day, sent_on)
            ]
            here.extend(days)
            kept.extend(
                (day.on, clause, day)
                for place, day in enumerate(days)
                if day.on and _needed(sentence, clause, days, place, cues)
            )
        named = here or earlier
        if len(named) == 1 and named[0].on and _by_then(sentence, cues):
            kept.append((named[0].on, sentence, named[0]))
        earlier = here or earlier
    return kept


def _by_then(sentence: Sentence, cues: Cues) -> bool:
    return bool(cues.days.by_then.search(sentence.text)) and not cues.days.not_deadline.search(
        sentence.text
    )


def _is_near(day: _Day, sent_on: date) -> bool:
    return day.on is None or sent_on <= day.on <= sent_on + FURTHEST


def _needed(
    sentence: Sentence, clause: Sentence, days: list[_Day], place: int, cues: Cues
) -> bool:
    """Whether the words around the day say that the work is needed then."""
    day = days[place]
    begin = max(days[place - 1].end if place else 0, day.start - _REACH)
    stop = days[place + 1].start if place + 1 < len(days) else len(clause.text)
    before = clause.text[begin : day.start]
    after = re.split(r"[,;]", clause.text[day.end : min(stop, day.end + _AFTER)])[0]
    if not place and (not before.strip() or cues.days.just_by.fullmatch(before.strip() + " ")):
        rest = clause.start - sentence.start + day.end
        after = sentence.text[rest : rest + _REACH]
    around = before + "\n" + after
    if cues.days.not_deadline.search(around) or cues.days.not_deadline.search(clause.head):
        return False
    strong = cues.days.deadline.search(around) or cues.days.deadline.search(clause.head)
    if day.is_duration:
        return bool(strong or cues.days.deadline_weak.search(before))
    return bool(strong or cues.days.just_by.search(before))


def _days(said: str, text: str, cues: Cues, sent_on: date) -> list[_Day]:
    found: list[_Day] = []
    for day in [*_relative(said, cues, sent_on), *_absolute(said, text, cues, sent_on)]:
        if not any(day.start < other.end and other.start < day.end for other in found):
            found.append(day)
    return sorted(found, key=lambda one: one.start)


def _absolute(said: str, text: str, cues: Cues, sent_on: date) -> Iterator[_Day]:
    months = "|".join(cues.days.months)
    year = r"(?:,?\s+(?:del?\s+)?(?:20\d\d)(?!\d))?"
    day = r"(?<![\d.,/:-])\d{1,2}(?:st|nd|rd|th|er|\u00ba|\.)?"
    first = rf"{day}\s+(?:of\s+|de\s+)?(?:{months})\b{year}"
    second = rf"\b(?:{months})\s+{day}(?!\d|\s*(?:am|pm)\b){year}"
    for match in re.finditer(f"{first}|{second}", said, re.IGNORECASE):
        yield _Day(_parsed(match.group(), cues, sent_on), *match.span())
    for match in _ISO.finditer(said):
        yield _Day(_made(*(int(part) for part in match.groups())), *match.span())
    for match in _NUMERIC.finditer(said):
        yield _Day(_numeric(match, text, cues, sent_on), *match.span())
    for match in _NO_YEAR.finditer(said) if cues.days.is_day_first else ():
        if match.group() not in _ALWAYS:
            yield _Day(_numeric(match, text, cues, sent_on), *match.span())


def _parsed(span: str, cues: Cues, sent_on: date) -> date | None:
    found = dateparser.parse(
        re.sub(r"\s+", " ", span),
        languages=[cues.code],
        settings={
            "RELATIVE_BASE": datetime(sent_on.year, sent_on.month, sent_on.day),  # noqa: DTZ001
            "PREFER_DATES_FROM": "future",
            "REQUIRE_PARTS": ["day", "month"],
        },
    )
    return found.date() if found else None


def _numeric(match: re.Match[str], text: str, cues: Cues, sent_on: date) -> date | None:
    """Return the day; none where nothing tells which number is the month."""
    first, sign, second, year = match.groups()
    day, month = int(first), int(second)
    if cues.days.is_day_first:
        pass
    elif sign == "/" and day <= _TWELVE and month <= _TWELVE and day != month:
        american, british = AMERICAN.search(text), BRITISH.search(text)
        if bool(american) == bool(british):
            return None
        if american:
            day, month = month, day
    elif month > _TWELVE and sign == "/":
        day, month = month, day
    if year:
        return _made(int(year) % 100 + 2000, month, day)
    return _coming(month, day, sent_on)


def _relative(said: str, cues: Cues, sent_on: date) -> Iterator[_Day]:
    for name, shape in cues.days.relative.items():
        for match in shape.finditer(said):
            on = _COUNTS[name](match, cues, sent_on)
            yield _Day(on, *match.span(), is_duration=name in _DURATIONS)


def _count(match: re.Match[str], cues: Cues) -> int:
    word = match.group("n").lower()
    return int(word) if word.isdigit() else cues.counts.numbers.get(word, 1)


def _in_days(match: re.Match[str], cues: Cues, sent_on: date) -> date | None:
    count = _count(match, cues)
    return sent_on + timedelta(days=count) if count <= MAX_MONTHS * 31 else None


def _in_weeks(match: re.Match[str], cues: Cues, sent_on: date) -> date | None:
    count = _count(match, cues)
    return sent_on + timedelta(weeks=count) if count <= MAX_MONTHS * 5 else None


def _in_months(match: re.Match[str], cues: Cues, sent_on: date) -> date | None:
    count = _count(match, cues)
    if count > MAX_MONTHS:
        return None
    months = sent_on.month - 1 + count
    year, month = sent_on.year + months // 12, months % 12 + 1
    return date(year, month, min(sent_on.day, monthrange(year, month)[1]))


def _end_of_named(match: re.Match[str], cues: Cues, sent_on: date) -> date | None:
    month = _place(match.group("month"), cues.days.months) + 1
    if match.group("year"):
        year = int(match.group("year"))
    else:
        year = sent_on.year + (month < sent_on.month)
    return date(year, month, monthrange(year, month)[1])


def _end_of_month(sent_on: date, ahead: int) -> date:
    months = sent_on.month - 1 + ahead
    year, month = sent_on.year + months // 12, months % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _week_day(match: re.Match[str], cues: Cues, sent_on: date, *, weeks: int) -> date:
    """Return the day of the week so many weeks on; in this one, the next such day."""
    day = _place(match.group("weekday"), cues.days.weekdays)
    if weeks:
        return sent_on + timedelta(days=day - sent_on.weekday() + 7 * weeks)
    return sent_on + timedelta(days=(day - sent_on.weekday() - 1) % 7 + 1)


def _next_week_day(match: re.Match[str], cues: Cues, sent_on: date) -> date | None:
    """Return the day; none while this week's is still to come: next Friday, said on Monday."""
    coming = _week_day(match, cues, sent_on, weeks=0)
    return coming if coming.weekday() <= sent_on.weekday() else None


def _friday(sent_on: date, weeks: int) -> date:
    return sent_on + timedelta(days=max(_FRIDAY - sent_on.weekday(), 0) + 7 * weeks)


def _ordinal(match: re.Match[str], _cues: Cues, sent_on: date) -> date | None:
    """Return the next day of that number."""
    day = int(match.group("n"))
    for ahead in range(3):
        end = _end_of_month(sent_on, ahead)
        if day <= end.day and end.replace(day=day) >= sent_on:
            return end.replace(day=day)
    return None


def _place(word: str, names: Sequence[str]) -> int:
    given = word.lower().strip(".")
    return next(
        (place for place, name in enumerate(names) if re.fullmatch(name, given, re.IGNORECASE)),
        0,
    )


def _coming(month: int, day: int, sent_on: date) -> date | None:
    this = _made(sent_on.year, month, day)
    return this if this is None or this >= sent_on else _made(sent_on.year + 1, month, day)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_COUNTS: Final[dict[str, Callable[[re.Match[str], Cues, date], date | None]]] = {
    "days": _in_days,
    "weeks": _in_weeks,
    "days_from_now": _in_days,
    "weeks_from_now": _in_weeks,
    "months": _in_months,
    "fortnight": lambda _match, _cues, sent: sent + timedelta(weeks=2),
    "end_of_named": _end_of_named,
    "end_of_month": lambda _match, _cues, sent: _end_of_month(sent, 0),
    "end_of_next_month": lambda _match, _cues, sent: _end_of_month(sent, 1),
    "end_of_week": lambda _match, _cues, sent: _friday(sent, 0),
    "end_of_next_week": lambda _match, _cues, sent: _friday(sent, 1),
    "end_of_year": lambda _match, _cues, sent: date(sent.year, 12, 31),
    "weekday_next_week": lambda match, cues, sent: _week_day(match, cues, sent, weeks=1),
    "weekday_in_two_weeks": lambda match, cues, sent: _week_day(match, cues, sent, weeks=2),
    "week_weekday_next": lambda match, cues, sent: _week_day(match, cues, sent, weeks=1),
    "next_weekday_after": _next_week_day,
    "next_weekday": _next_week_day,
    "weekday": lambda match, cues, sent: _week_day(match, cues, sent, weeks=0),
    "day_after_tomorrow": lambda _match, _cues, sent: sent + timedelta(days=2),
    "tomorrow": lambda _match, _cues, sent: sent + timedelta(days=1),
    "today": lambda _match, _cues, sent: sent,
    "ordinal": _ordinal,
}
