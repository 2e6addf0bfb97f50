"""A mail as the letters in it: the client's, and those it was passed on with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from apps.agents.library.reading.languages import any_people
from apps.agents.library.reading.passages import FLAT, SHORT_LINE, Line
from apps.connectors.email.replies import signed_at, starts_quote
from apps.records.contracts import MailText

MAX_READ: Final = 80_000
SHORT_NOTE: Final = 25
MOST_CLOSING: Final = 14
MAILBOX: Final = re.compile(r"[\w.+'-]{1,64}@(?:[\w-]+\.)+[a-z]{2,24}", re.IGNORECASE)

_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+")
# What no person writes, and costs a pattern the square of its length.
_ENDLESS = re.compile(r"\S{200,}|[ \t]{120,}")
_HEADER = re.compile(
    r"^[*\s]*(from|sent|date|to|cc|subject|reply-to|von|gesendet|datum|an|betreff|de|envoy[\u00e9e]|"
    r"\u00e0|objet|para|enviado|fecha|asunto)\s?:[*\s]*(.*)$",
    re.IGNORECASE,
)
_SENDERS = frozenset({"from", "von", "de"})
_SUBJECTS = frozenset({"subject", "betreff", "objet", "asunto"})
_FORWARD = re.compile(
    r"forward|weitergeleitet|transf[\u00e9e]r|reenviad|attached message", re.IGNORECASE
)
_SUBJECT = re.compile(r"^\s*(?:fwd?|wg|tr|rv|weitergeleitet)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person wrote: its lines, the closing lines, and whom quoted headers name."""

    lines: tuple[Line, ...]
    closing: tuple[Line, ...] = ()
    name: str = ""
    address: str = ""
    subject: str = ""
    is_forwarded: bool = False

    @property
    def words(self) -> int:
        return sum(len(line.text.split()) for line in self.lines)


@dataclass(slots=True)
class _Segment:
    marker: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)


def letters(mail: MailText, own: Sequence[str]) -> tuple[Letter, Letter | None]:
    """Return the client's letter, and the forwarder's where there is one."""
    lines = _lines(mail.text[:MAX_READ])
    outer = _outer(mail, lines)
    segments = _segments(lines)
    if not (
        _SUBJECT.match(mail.subject) or any(_FORWARD.search(one.marker) for one in segments)
    ):
        return outer, None
    inner = [_letter(one, mail.subject) for one in segments[1:]]
    passed_on = {mail.from_address.lower(), ""}
    by: dict[str, list[Letter]] = {}
    for one in inner:
        address = one.address.lower()
        if one.words and address not in passed_on and not is_own(address, own):
            by.setdefault(address, []).append(one)
    if not by:
        return outer, None
    theirs = [_merged(each) for each in by.values()]
    longest = max(theirs, key=lambda one: one.words)
    return (longest if theirs[0].words < SHORT_NOTE else theirs[0]), outer


def is_own(address: str, own: Sequence[str]) -> bool:
    """Whether an address is one of the studio's: by itself or by its domain."""
    given = address.lower()
    domain = given.rpartition("@")[2]
    for one in own:
        known = one.lower().lstrip("@")
        is_below = "@" not in known and domain.endswith(f".{known}")
        if known in {given, domain} or is_below:
            return True
    return False


def _lines(text: str) -> list[Line]:
    found: list[Line] = []
    start = 0
    for line in text.split("\n"):
        found.extend(_pieces(start, _QUOTED.sub(_blank, line).translate(FLAT)))
        start += len(line) + 1
    return found


def _pieces(start: int, line: str) -> Iterator[Line]:
    """Yield the line, or what of it is left where an endless run parts it."""
    at = 0
    for run in _ENDLESS.finditer(line):
        yield Line(start + at, line[at : run.start()])
        yield Line(start + run.start(), "")
        at = run.end()
    yield Line(start + at, line[at:])


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _outer(mail: MailText, lines: list[Line]) -> Letter:
    """Return the lines of the new text at their places, and those between them and a quote."""
    written = (line.translate(FLAT) for line in mail.new_text[:MAX_READ].split("\n"))
    new = [one.text for line in written for one in _pieces(0, line)]
    placed, at = [], 0
    for line in new:
        here = at
        while here < len(lines) and lines[here].text.rstrip() != line.rstrip():
            here += 1
        if here < len(lines):
            placed.append(lines[here])
            at = here + 1
    closing = []
    texts = [line.text for line in lines]
    for here in range(at, min(at + 40, len(lines))):
        if starts_quote(texts, here) or mail.text.startswith(">", lines[here].start):
            break
        closing.append(lines[here])
    placed, ended = _closed(placed)
    return Letter(tuple(placed), (*ended, *closing), subject=mail.subject)


def _closed(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines before the closing formula, and it with what stands under it."""
    closes = any_people().closes
    for at in range(len(lines) - 1, max(0, len(lines) - 1 - MOST_CLOSING), -1):
        if closes.match(lines[at].text[:SHORT_LINE]) and len(lines[at].text) < SHORT_LINE:
            return lines[:at], lines[at:]
    return lines, []


def _merged(written: list[Letter]) -> Letter:
    """Return one person's letters of a thread as one."""
    lines = [line for one in written for line in (*one.lines, Line(0, ""))]
    closing = next((one.closing for one in written if one.closing), ())
    name = max((one.name for one in written), key=len)
    return replace(written[0], lines=tuple(lines), closing=closing, name=name)


def _segments(lines: list[Line]) -> list[_Segment]:
    found, texts = [_Segment()], [line.text for line in lines]
    in_headers = False
    for at, line in enumerate(lines):
        header = _HEADER.match(line.text) if in_headers else None
        if header:
            found[-1].headers.setdefault(header.group(1).lower(), header.group(2).strip())
        elif in_headers and not line.text.strip():
            in_headers = not found[-1].headers
        elif starts_quote(texts, at):
            found.append(_Segment(marker=line.text))
            in_headers = True
            header = _HEADER.match(line.text)
            if header:
                found[-1].headers[header.group(1).lower()] = header.group(2).strip()
        else:
            in_headers = False
            found[-1].lines.append(line)
    return found


def _letter(segment: _Segment, subject: str) -> Letter:
    sender = next((segment.headers[key] for key in segment.headers if key in _SENDERS), "")
    said = sender or segment.marker
    mailbox = MAILBOX.search(said)
    name = said[: mailbox.start()].strip(" <([\"'*") if mailbox else sender
    if not sender:
        name = re.split(r",\s|\d\s|\b(?:um|Uhr|schrieb)\s", name)[-1]
    if MAILBOX.search(name):
        name = ""
    cut = signed_at([line.text.rstrip() for line in segment.lines], name)
    written, ended = _closed(segment.lines[:cut])
    return Letter(
        lines=tuple(written),
        closing=(*ended, *segment.lines[cut:]),
        name=re.sub(r"\s*\[?mailto:?.*$", "", name).strip(" <([\"'*"),
        address=mailbox.group() if mailbox else "",
        subject=next(
            (segment.headers[key] for key in segment.headers if key in _SUBJECTS), subject
        ),
        is_forwarded=True,
    )
