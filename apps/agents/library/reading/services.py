"""Which work is asked for now: a thing named in a clause that asks for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from apps.agents.library.reading.cues import Cues, Thing
from apps.agents.library.reading.passages import Sentence
from apps.core.origin import Origin, Sourced
from apps.records.contracts import SERVICES

FRAGMENT_WORDS: Final = 9
MAX_WANTED: Final = 60

_GOVERNED = 70
_FAR = 400


@dataclass(frozen=True, slots=True)
class Wanted:
    """A thing the client asks for, and the words that ask."""

    cues: Cues
    thing: Thing
    clause: Sentence
    start: int
    end: int

    @property
    def before(self) -> str:
        return self.clause.text[max(0, self.start - _FAR) : self.start]

    @property
    def after(self) -> str:
        return self.clause.text[self.end :]


def wanted(found: Sequence[Sentence], cues: Cues) -> tuple[Wanted, ...]:
    """Return what the sentences ask for, in their order."""
    everything: list[Wanted] = []
    for sentence in found:
        asked = rejected = False
        for clause in sentence.clauses(cues):
            if cues.work.elsewhere.search(clause.text):
                asked, rejected = False, _asks(clause, cues)
                continue
            asked = (rejected and cues.work.instead.match(clause.text) is not None) or asked
            asked = _asks(clause, cues) or (
                asked and not cues.work.new_subject.match(clause.text)
            )
            if asked or _is_listed(sentence, cues):
                everything.extend(_named(clause, cues))
        if len(everything) > MAX_WANTED:
            break
    return tuple(everything)


def services(asked: Sequence[Wanted], text: str, source: str) -> tuple[Sourced[str], ...]:
    """Return each service asked for once, with the first words that ask for it."""
    kept: dict[str, Sourced[str]] = {}
    for one in asked:
        for service in _meant(one):
            if service not in kept:
                quote = one.clause.quote(text, one.start, one.end)
                value = Sourced[str](
                    value=service, origin=Origin.STATED, quote=quote, source=source
                )
                kept[service] = value.verified(text)
    return tuple(kept[service] for service in SERVICES if service in kept)


def _asks(clause: Sentence, cues: Cues) -> bool:
    return bool(cues.work.asks.search(clause.text) or cues.work.asks.search(clause.head))


def _is_listed(sentence: Sentence, cues: Cues) -> bool:
    """Whether the words are an entry of a list that asks, which asks without a verb."""
    few = len(sentence.text.split()) <= FRAGMENT_WORDS and not cues.work.verbs.search(
        sentence.text
    )
    return few and sentence.listed and cues.work.asks.search(sentence.head) is not None


def _named(clause: Sentence, cues: Cues) -> Iterator[Wanted]:
    taken: list[tuple[int, int]] = []
    named: list[Wanted] = []
    for thing in cues.things:
        for match in thing.words.finditer(clause.text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            named.append(Wanted(cues, thing, clause, match.start(), match.end()))
    named.sort(key=lambda one: one.start)
    earlier: set[str] = set()
    for one in named:
        alike = not earlier or bool(earlier & set(one.thing.services))
        if one.thing.services and not _refused(one, cues, first=alike):
            yield one
        earlier.update(one.thing.services)


def _refused(one: Wanted, cues: Cues, *, first: bool) -> bool:
    before = one.before[-_GOVERNED:]
    declined = cues.work.declines.search(one.before)
    if declined or cues.work.their_thing.search(before):
        return True
    if cues.work.had_thing.search(before) and not cues.work.asks.search(one.before):
        return True
    if cues.work.own_thing.search(before) and (
        one.thing.is_item or not cues.work.the.search(before)
    ):
        return not (
            cues.work.reworks.search(one.before) or cues.work.made_after.search(one.after)
        )
    aimed = cues.work.purpose.search(before)
    return bool(aimed and not cues.work.purpose_asked.search(one.before) and not first)


def _meant(one: Wanted) -> tuple[str, ...]:
    """Return the services; work on a site that exists is its design, not its development."""
    both = one.thing.services == ("website-design", "website-development")
    if both and one.cues.work.own_thing.search(one.before[-_GOVERNED:]):
        return one.thing.services[:1]
    return one.thing.services
