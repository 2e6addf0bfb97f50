"""Bytes to clean text: the charset a part really has, and nothing a reader would not see."""

import codecs
import re
from collections import Counter

MAX_CHARACTERS = 1_000_000

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f"
    "\u3164\ufeff\uffa0\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SINGLE_BYTE = frozenset({"ascii", "iso8859-1", "cp1252"})
# Text codecs that are not charsets of mail: escapes, or quadratic in their input.
_REFUSED = frozenset({"unicode_escape", "raw_unicode_escape", "utf-7", "idna", "punycode"})


def clean(text: str, found: Counter[str]) -> str:
    """Return the text without invisible, control and direction characters, counting them."""
    text = _BREAKS.sub("\n", text)
    for code, pattern in (
        ("control_characters", _CONTROLS),
        ("invisible_characters", _INVISIBLE),
        ("bidi_controls", _BIDI),
    ):
        text, count = pattern.subn("", text)
        if count:
            found[code] += count
    return _SURROGATES.sub("\ufffd", text)


def shortened(text: str, found: Counter[str]) -> str:
    """Return at most MAX_CHARACTERS, saying so where something was left out."""
    if len(text) <= MAX_CHARACTERS:
        return text
    found["text_truncated"] += 1
    return text[:MAX_CHARACTERS]


def decoded(content: bytes, charset: str, found: Counter[str]) -> str:
    """Return the text of the bytes: as declared where that holds, else as it must have been."""
    content = content[: 4 * MAX_CHARACTERS]
    name = _codec(charset)
    if charset and not name:
        found["lying_charset"] += 1
    if name and name not in _SINGLE_BYTE:
        honest = _strict(content, name)
        if honest is not None:
            return honest
        found["lying_charset"] += 1
    utf8 = _strict(content, "utf-8")
    if utf8 is not None:
        if name in _SINGLE_BYTE and not content.isascii():
            found["lying_charset"] += 1
        return utf8
    if name == "ascii":
        found["lying_charset"] += 1
    western = _strict(content, "cp1252")
    return content.decode("latin-1") if western is None else western


def _codec(charset: str) -> str:
    try:
        info = codecs.lookup(charset.strip().strip("'\"")) if charset else None
    except (LookupError, ValueError):
        return ""
    if info is None or info.name in _REFUSED or not getattr(info, "_is_text_encoding", True):
        return ""
    return info.name


def _strict(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except (UnicodeError, LookupError, ValueError):
        # A body cut at our own limit may end inside a character.
        if name == "utf-8" and len(content) == 4 * MAX_CHARACTERS:
            return content.decode(name, "ignore")
        return None
