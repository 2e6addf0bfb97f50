"""Texts cut into passages of one to three sentences: in a longer one, a fact drowns."""

import re
from collections.abc import Iterator
from typing import Final

MAX_TEXT: Final = 1_000_000
SENTENCES: Final = 3
CHARACTERS: Final = 280
LONGEST: Final = 600
SHORT: Final = 40

_ENDS = re.compile(r"(?<=[.!?…])\s+")


def clean(text: str) -> str:
    """Return the text as Postgres can hold it: no NUL, no half of a surrogate pair."""
    return text.replace("\x00", "").encode(errors="replace").decode()


def pieces(text: str) -> list[str]:
    """Return the passages of a text; what is past a million characters is left out."""
    found: list[str] = []
    for line in clean(text[:MAX_TEXT]).splitlines():
        for first, piece in enumerate(_packed(_sentences(line))):
            if first == 0 and found and _belong_together(found[-1], piece):
                found[-1] = f"{found[-1]}\n{piece}"
            else:
                found.append(piece)
    return found


def _sentences(line: str) -> Iterator[str]:
    for sentence in _ENDS.split(" ".join(line.split())):
        rest = sentence
        while len(rest) > LONGEST:
            cut = rest.rfind(" ", 1, LONGEST)
            cut = cut if cut > 0 else LONGEST
            yield rest[:cut]
            rest = rest[cut:].lstrip()
        if rest:
            yield rest


def _packed(sentences: Iterator[str]) -> Iterator[str]:
    packed: list[str] = []
    for sentence in sentences:
        if packed and (
            len(packed) == SENTENCES or sum(map(len, packed)) + len(sentence) > CHARACTERS
        ):
            yield " ".join(packed)
            packed = []
        packed.append(sentence)
    if packed:
        yield " ".join(packed)


def _belong_together(before: str, piece: str) -> bool:
    """Whether one of two lines is hardly a sentence (a greeting, a bullet) and both fit."""
    short = min(len(before), len(piece)) < SHORT
    return short and len(before) + len(piece) <= CHARACTERS
