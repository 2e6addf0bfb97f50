"""Numbers spelled in words: `two thousand`, `zweitausend`, `deux mille cinq cents`."""

import re
from functools import cache
from typing import Final

from apps.agents.library.reading.cues import CountCues

MOST_WORDS: Final = 7

_JOINTS = "and|und|et|y"


def shape(counts: CountCues) -> str:
    """Return the expression of a number in words, be they apart or one."""
    word = _word(tuple(counts.numbers), tuple(counts.scales))
    return rf"(?:{word})(?:[ -]?(?:(?:{_JOINTS})[ -]?)?(?:{word})){{0,{MOST_WORDS}}}(?!\w)"


def value_of(said: str, counts: CountCues) -> int | None:
    """Return the number; none where the words are no number."""
    total = part = 0
    for word in _parts(said, counts):
        scale = counts.scales.get(word)
        if scale is None:
            part += counts.numbers[word]
        elif scale < 1_000:  # noqa: PLR2004 - hundreds multiply what is before them
            part = max(part, 1) * scale
        else:
            total, part = total + max(part, 1) * scale, 0
    return total + part or None


def has_scale(said: str, counts: CountCues) -> bool:
    """Whether the words say hundreds or thousands."""
    return any(word in counts.scales for word in _parts(said, counts))


def _parts(said: str, counts: CountCues) -> list[str]:
    return re.findall(_word(tuple(counts.numbers), tuple(counts.scales)), said.lower())


@cache
def _word(numbers: tuple[str, ...], scales: tuple[str, ...]) -> str:
    return "|".join(
        re.escape(one) for one in sorted({*numbers, *scales}, key=len, reverse=True)
    )
