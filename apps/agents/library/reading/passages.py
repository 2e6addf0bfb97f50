"""Some of a mail's lines as sentences, each at its place in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from apps.agents.library.reading.cues import Cues, vocabulary

MAX_QUOTE: Final = 300
SHORT_LINE: Final = 52
MAX_SENTENCE: Final = 2_000
MAX_SENTENCES: Final = 2_500
FLAT: Final = str.maketrans(
    {
        **dict.fromkeys("\n\t\xa0\u202f\u2009", " "),
        **dict.fromkeys("\u2019\u2018", "'"),
        **dict.fromkeys("\u201c\u201d", '"'),
        **dict.fromkeys("\u2013\u2014\u2011\u2212", "-"),
    }
)

_BULLET = re.compile(
    r"^\s*(?:[-*\u2022\u00b7\u2013\u2014o\u25aa+]|\(?\d{1,2}[.)](?!\s+(?i:jan|feb|m\u00e4r|apr|"
    r"mai|jun|jul|aug|sep|okt|nov|dez))|\[.?\])\s+"
)
_FIELD = re.compile(
    r"^\s*[*_]*([^\W\d_](?:(?![.!?]\s)[^:\n]){0,38}?)[*_]*\s?:[*_]*(?:\s+|$)(.*)$"
)
_CELLS = re.compile(r"^\s*([^\W\d_][\w /-]{0,30}?)\s{2,}(\S.*)$")
_END = re.compile(r"[.!?]+[\"')\]]*\s+(?=[\"'(\[\u00bf\u00a1]*[^\W_a-z]|[\u00a3\u20ac$])")
_LOW_END = re.compile(r"(?<=\w\w)[.!?]+\s+(?=[a-z])")
# Short words whose full stop ends no sentence.
_ABBREVIATED: Final = vocabulary("""
    e.g i.e approx st dr mr mrs ms no nr incl max min ca vs ltd inc co prof z.b bzw jan feb mar
    apr jun jul aug sep sept oct nov dec p fig tel env sr sra d.h u.a evtl ggf inkl exkl zzgl
    usw abzgl vsl mind okt dez str hr fr tsd mio m mme mlle janv f\u00e9vr avr juil d\u00e9c
    p.ex ex ene abr ago dic ud uds aprox p.ej t\u00e9l s.a s.l m\u00e1x m\u00edn n\u00ba
    """)
# A day's full stop, before the month it is of: the fifteenth of March in German.
_DAY_STOP = re.compile(
    r"^\d{1,2}\.\s+(?:jan|feb|m\u00e4r|apr|mai|jun|jul|aug|sep|okt|nov|dez)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Some words of a mail; `text` has one plain character for each of the mail's."""

    start: int
    text: str
    head: str = ""
    listed: bool = False

    def quote(self, source: str, start: int = 0, end: int | None = None) -> str:
        """Return the mail's own words between two offsets, with as much around as is useful."""
        last = len(self.text) if end is None else end
        low, high = 0, len(self.text)
        if high > MAX_QUOTE:
            low, high = max(0, start - MAX_QUOTE // 3), min(high, last + MAX_QUOTE // 3)
        return source[self.start + low : self.start + high].strip()

    def clauses(self, cues: Cues) -> Iterator["Sentence"]:
        """Yield the parts in which a word for or against holds."""
        begin = 0
        for found in cues.work.clause_breaks.finditer(self.text):
            yield self._part(begin, found.start())
            begin = found.start()
        yield self._part(begin, len(self.text))

    def _part(self, begin: int, end: int) -> "Sentence":
        return Sentence(self.start + begin, self.text[begin:end], self.head, self.listed)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the mail's text and where it begins."""

    start: int
    text: str


def sentences(lines: Sequence[Line]) -> tuple[Sentence, ...]:
    """Return the sentences of some lines; a wrapped one is one, a bullet or a field its own."""
    found: list[Sentence] = []
    head, gap = "", False
    for run, listed in _runs(lines):
        if not run:
            gap = True
            continue
        if not listed and gap:
            head = ""
        if listed and not (head or gap) and found:
            head = found[-1].text.strip()
        for sentence in _split(run, head, listed=listed):
            found.append(sentence)
            if sentence.text.rstrip().endswith(":"):
                head = sentence.text.strip()
        gap = False
        if len(found) > MAX_SENTENCES:
            break
    return tuple(found)


def field_of(line: str) -> tuple[str, str] | None:
    """Return the key and value of a form's line, be it a rendered table's."""
    match = _FIELD.match(line) or _CELLS.match(line)
    return (match.group(1).strip(" *_"), match.group(2).strip()) if match else None


def _runs(lines: Sequence[Line]) -> Iterator[tuple[list[Line], bool]]:
    """Yield the lines that belong together and whether they are a list's; nothing for a gap."""
    run: list[Line] = []
    listed = False
    for line in lines:
        text = line.text
        if not text.strip():
            yield run, listed
            yield [], False
            run, listed = [], False
            continue
        bullet = _BULLET.match(text) is not None
        if run and (bullet or _breaks(run[-1].text, text, listed=listed)):
            yield run, listed
            run, listed = [], False
        if not run:
            listed = bullet
        run.append(line)
    yield run, listed


def _breaks(before: str, text: str, *, listed: bool) -> bool:
    starts_low = text.lstrip()[:1].islower()
    goes_on = starts_low and len(before.rstrip()) >= SHORT_LINE
    if before.rstrip().endswith(":") or (_FIELD.match(text) and not goes_on):
        return True
    return len(before.rstrip()) < SHORT_LINE and not starts_low and not (listed and starts_low)


def _split(run: list[Line], head: str, *, listed: bool) -> Iterator[Sentence]:
    for one in _sentences(run, head, listed=listed):
        for begin in range(0, len(one.text), MAX_SENTENCE):
            piece = one.text[begin : begin + MAX_SENTENCE]
            yield Sentence(one.start + begin, piece, head, listed)


def _sentences(run: list[Line], head: str, *, listed: bool) -> Iterator[Sentence]:
    start = run[0].start
    pieces, at = [], start
    for line in run:
        pieces.append(" " * (line.start - at) + line.text)
        at = line.start + len(line.text)
    text, begin = "".join(pieces), 0
    for end in (_END if _END.search(text) else _LOW_END).finditer(text):
        last = text[begin : end.start()].rpartition(" ")[2].lower().strip("(")
        is_day = last.isdigit() and _DAY_STOP.match(text[end.start() - len(last) :])
        if (last in _ABBREVIATED and end.group().startswith(".")) or is_day:
            continue
        yield Sentence(start + begin, text[begin : end.end()], head, listed)
        begin = end.end()
    if text[begin:].strip():
        yield Sentence(start + begin, text[begin:], head, listed)
