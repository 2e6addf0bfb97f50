"""Templates with plain {placeholders}: strict, filled once, without expressions."""

import re
from collections.abc import Collection, Mapping
from typing import Final

from apps.core.errors import PilothouseError

# Not str.format: "{client.__class__}" or a brace inside a value must never mean anything.
TOKEN: Final = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*)\}|[{}]")


class MalformedTemplate(PilothouseError):
    """A brace in the template is neither a {placeholder} nor doubled."""


class PlaceholderUnknown(PilothouseError):
    """The template asks for something that nobody provides."""


class PlaceholderMissing(PilothouseError):
    """The template leaves out something that must be in it."""


def placeholders(text: str) -> frozenset[str]:
    """Return the names that a template asks for; raise MalformedTemplate."""
    found: set[str] = set()
    for match in TOKEN.finditer(text):
        if match[1]:
            found.add(match[1])
        elif match[0] in "{}":
            line = text.count("\n", 0, match.start()) + 1
            raise MalformedTemplate(
                f"Line {line}: {text[match.start() : match.start() + 20]!r} is no placeholder; "
                "write {name} in small letters, or {{ and }} for the braces themselves."
            )
    return frozenset(found)


def check(text: str, *, allowed: Collection[str], required: Collection[str] = ()) -> None:
    """Raise unless the template asks only for what is allowed, and for all that is required."""
    asked = placeholders(text)
    if unknown := sorted(asked - set(allowed)):
        raise PlaceholderUnknown(
            f"Unknown placeholder {_braced(unknown)}; there are {_braced(sorted(allowed))}."
        )
    if missing := sorted(set(required) - asked):
        raise PlaceholderMissing(f"The template must use {_braced(missing)}.")


def fill(text: str, values: Mapping[str, str], *, required: Collection[str] = ()) -> str:
    """Return the text with every placeholder replaced, once, by its value as it is."""
    check(text, allowed=values.keys(), required=required)
    return TOKEN.sub(lambda match: values[match[1]] if match[1] else match[0][0], text)


def _braced(names: Collection[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names) or "none"
