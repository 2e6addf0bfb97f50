"""Words of others, made safe to show: escaped, and with what would be unseen made seen."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

# Controls, zero-width and bidirectional characters, fillers, variation selectors, private use.
UNSEEN = re.compile(
    "([\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0e"
    "\ufeff\uffa0\ufff0-\ufffb\U000110bd\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U0010ffff])\\1*"
)


@dataclass(frozen=True)
class Quote:
    """Words of a text that something rests on; `anchor` is the id of their first mark."""

    anchor: str
    words: str
    start: int | None
    label: str


def visible(text: str) -> SafeString:
    """Return the text escaped for HTML, every unseen character written as its code point."""
    parts: list[str] = []
    end = 0
    plain = text.replace("\r\n", "\n")
    for found in UNSEEN.finditer(plain):
        parts.append(escape(plain[end : found.start()]))
        parts.append(_sign(found[1], len(found[0])))
        end = found.end()
    parts.append(escape(plain[end:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped


def legible(text: str) -> str:
    """Return the text not escaped, every unseen character written as its code point."""
    return UNSEEN.sub(lambda found: f"[U+{ord(found[1]):04X}]", text)


def marked(text: str, quotes: Iterable[Quote]) -> SafeString:
    """Return the text as `visible` does, with the quotes that are in it marked."""
    spans = [(at, at + len(q.words), q) for q in quotes if (at := _place(text, q)) is not None]
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    parts: list[str] = []
    for start, end in pairwise(edges):
        covering = [q for first, last, q in spans if first <= start and end <= last]
        beginning = [q for first, _, q in spans if first == start]
        parts.append(_piece(visible(text[start:end]), covering, beginning))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped


def _place(text: str, quote: Quote) -> int | None:
    """Return where the quote begins; its recorded place counts only if the words are there."""
    if not quote.words:
        return None
    if quote.start is not None and text.startswith(quote.words, quote.start):
        return quote.start
    found = text.find(quote.words)
    return found if found >= 0 else None


def _piece(text: SafeString, covering: list[Quote], beginning: list[Quote]) -> str:
    if not covering:
        return text
    labels = ", ".join(quote.label for quote in covering)
    anchors = "".join(format_html('<a id="{}"></a>', q.anchor) for q in beginning[1:])
    if beginning:
        return format_html(
            '<mark id="{}" title="{}" tabindex="-1">{}{}</mark>',
            beginning[0].anchor,
            labels,
            mark_safe(anchors),  # noqa: S308 - made by format_html above
            text,
        )
    return format_html('<mark title="{}">{}</mark>', labels, text)


def _sign(char: str, count: int) -> str:
    name = unicodedata.name(char, "control or private character").lower()
    times = f" \N{MULTIPLICATION SIGN}{count}" if count > 1 else ""
    return format_html(
        '<span class="unseen" title="{}: it would not be seen">U+{}{}</span>',
        name,
        f"{ord(char):04X}",
        times,
    )
