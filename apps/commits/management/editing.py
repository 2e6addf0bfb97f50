"""A command's editable values as text, and text as values again, for forms and the shell."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from apps.commits.contracts import CommandType
from apps.commits.services import NotEditable

PLAIN = (str, int, Decimal, date)


def as_text(act: CommandType, name: str) -> str:
    """Return one value as a person would type it; JSON for what is not plain."""
    value = getattr(act, name)
    if value is None:
        return ""
    if isinstance(value, PLAIN) and not isinstance(value, bool):
        return str(value)
    return json.dumps(act.model_dump(mode="json")[name], ensure_ascii=False, indent=1)


def changes_of(act: CommandType, typed: Mapping[str, str]) -> dict[str, Any]:
    """Return what was typed and differs, as values; raise NotEditable on malformed JSON."""
    return {
        name: _value(act, name, text)
        for name, text in typed.items()
        if name not in act.editable or _lines(text) != _lines(as_text(act, name))
    }


def texts(act: CommandType) -> Iterable[tuple[str, str]]:
    """Yield the name and text of every editable value."""
    for name in act.editable:
        yield name, as_text(act, name)


def _value(act: CommandType, name: str, text: str) -> Any:
    value = getattr(act, name, "")
    if value is None:
        return text or None
    if isinstance(value, PLAIN) and not isinstance(value, bool):
        return _lines(text)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise NotEditable(f"{name} must be JSON: {error}.") from error


def _lines(text: str) -> str:
    """Undo what a browser does to line ends."""
    return text.replace("\r\n", "\n")
