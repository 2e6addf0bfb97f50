"""What is to be delivered and how many of it, where the mail says so."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from apps.agents.library.reading.cues import CountCues
from apps.agents.library.reading.languages import any_people
from apps.agents.library.reading.passages import field_of
from apps.agents.library.reading.services import Wanted
from apps.core.origin import Origin, Sourced
from apps.records.contracts import Item

PRINT_RUN: Final = 50
FIRST_YEAR: Final = 1900

_TOKEN = re.compile(r"[\w'/.,-]+")
_BEHIND = re.compile(r"^\s*(?:x\s?(\d{1,3})\b|\(\s?x?\s?(\d{1,3})\s?x?\s?\)|:\s*(\d{1,3})\s*$)")
_TIMES = re.compile(r"(?<![\d.,x])(\d{1,3})\s?x\s+(?:[\w'-]+\s+){0,2}$", re.IGNORECASE)
_REACH = 4


def items(asked: Sequence[Wanted], text: str, source: str) -> tuple[Sourced[Item], ...]:
    """Return each thing to deliver once; the first count that is given holds."""
    kept: dict[str, Sourced[Item]] = {}
    for one in asked:
        what = " ".join(one.clause.text[one.start : one.end].split()).lower()
        item = Item(what=what, quantity=quantity(one))
        counted = item.quantity is not None and item.quantity > 1
        if not (one.thing.is_item or counted) or _is_title(one) or _is_part(one, asked):
            continue
        if item.quantity is None and _is_said_in_another(one, asked):
            continue
        key = what.rstrip("s")
        known = kept.get(key)
        if known is not None and known.value.quantity is not None and item.quantity is not None:
            what = _described(one)
            item = Item(what=what, quantity=item.quantity)
            key = what.rstrip("s")
        elif known is not None and (known.value.quantity is not None or item.quantity is None):
            continue
        quote = one.clause.quote(text, one.start, one.end)
        value = Sourced[Item](value=item, origin=Origin.STATED, quote=quote, source=source)
        kept[key] = value.verified(text)
    return tuple(one for one in kept.values() if not _is_named_again(one.value, kept))


def _is_named_again(item: Item, kept: Mapping[str, Sourced[Item]]) -> bool:
    """Whether an uncounted thing is a counted one by its last word: `the posters` of three."""
    return item.quantity is None and any(
        one.value.quantity is not None and one.value.what.endswith(item.what)
        for one in kept.values()
    )


def parts(asked: Sequence[Wanted], text: str, source: str) -> tuple[Sourced[Item], ...]:
    """Return what the things consist of, where it is counted: the seven pages of a website."""
    kept: dict[str, Sourced[Item]] = {}
    for one in asked:
        for match in one.cues.counts.part.finditer(one.clause.text):
            part = replace(one, start=match.start(), end=match.end())
            count, what = quantity(part), match.group().lower()
            if not count or count < 2 or what in kept:  # noqa: PLR2004 - one is no count
                continue
            quote = one.clause.quote(text, part.start, part.end)
            item = Item(what=what, quantity=count)
            value = Sourced[Item](value=item, origin=Origin.STATED, quote=quote, source=source)
            kept[what] = value.verified(text)
    return tuple(kept.values())


def _is_said_in_another(one: Wanted, asked: Sequence[Wanted]) -> bool:
    """Whether a mail in two languages names the thing in the other one too."""
    return any(
        other.cues is not one.cues and other.thing.services == one.thing.services
        for other in asked[: asked.index(one)]
    )


def _is_part(one: Wanted, asked: Sequence[Wanted]) -> bool:
    """Whether the thing is what another one consists of: a deck of fifteen slides."""
    whole = any(
        other.clause is one.clause
        and other.end < one.start
        and other.thing.services == one.thing.services
        for other in asked
    )
    return whole and one.cues.counts.consists.search(one.before) is not None


def _is_title(one: Wanted) -> bool:
    """Whether the words are a form's choice of a service rather than a thing asked for."""
    pair = field_of(one.clause.text)
    return pair is not None and any_people().form_keys["service"].fullmatch(pair[0]) is not None


def quantity(one: Wanted) -> int | None:
    """Return how many are asked for; a print run, a size or a range is no count."""
    behind = _BEHIND.match(one.after)
    if behind:
        return int(next(group for group in behind.groups() if group))
    times = _TIMES.search(one.before)
    if times:
        return int(times.group(1))
    count = _nearest(one.before, one.cues.counts)
    if _range(one.cues.counts.either).search(one.before) or (
        count == 1 and one.cues.counts.vague.search(one.before)
    ):
        return None
    said = one.clause.text[one.start : one.end].lower()
    if count is None or (count == 1 and one.cues.counts.plural.search(said)):
        return None
    is_run = count >= PRINT_RUN and bool({"print", "packaging"} & set(one.thing.services))
    return None if is_run or count >= FIRST_YEAR else count


@cache
def _range(either: str) -> re.Pattern[str]:
    return re.compile(
        rf"\d\s*(?:-|/|\b(?:{either})\b)\s*\d+\s*(?:[\w'-]+\s+){{0,3}}$", re.IGNORECASE
    )


def _nearest(before: str, counts: CountCues) -> int | None:
    tokens = list(_TOKEN.finditer(before))[-_REACH:]
    for place in range(len(tokens) - 1, -1, -1):
        word = tokens[place].group().lower().strip(".,").rpartition("'")[2]
        ended = tokens[place].group().endswith((",", "."))
        if word in counts.walls or (ended and place < len(tokens)):
            return None
        if word in counts.articles:
            return 1
        number = counts.numbers.get(word) if not word.isdigit() else int(word[:9])
        if number is None:
            continue
        behind = tokens[place + 1].group() if place + 1 < len(tokens) else ""
        ahead = tokens[place - 1].group().lower() if place else ""
        is_range = re.fullmatch(counts.either, ahead) is not None and place > 1
        return None if counts.units.match(behind) or is_range else number
    return None


def _described(one: Wanted) -> str:
    """Return the thing with the words between its count and it, which tell it from another."""
    words: list[str] = []
    for word in reversed(one.before.lower().split()):
        if (
            word in one.cues.counts.articles
            or word in one.cues.counts.numbers
            or word in one.cues.counts.walls
            or word.isdigit()
        ):
            break
        words.insert(0, word)
    return " ".join([*words[-2:], *one.clause.text[one.start : one.end].lower().split()])
