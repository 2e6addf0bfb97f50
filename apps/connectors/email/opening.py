"""Bytes to a MIME tree of bounded size, or a refusal with its reason."""

import re
from email import policy
from email.message import Message
from email.parser import BytesParser
from typing import Any, Final

from apps.connectors.email.contracts import UnreadableMail
from apps.connectors.email.headers import BROKEN, Part

MAX_PARTS: Final = 1_000
MAX_NESTING: Final = 50
MAX_EFFORT: Final = 60_000_000

_CONTAINER = re.compile(rb"(?im)^content-type:\s*(?:multipart|message)/")
_HEADER = re.compile(rb"(?im)^[!-9;-~]{1,76}:[ \t]?[^\r\n]*\r?$")


class _TooManyParts(Exception):
    """The parser met more parts than a mail may have."""


def opened(raw: bytes) -> Part:
    """Return the tree of a mail; raise UnreadableMail on none or too much of it."""
    raw = raw.lstrip()
    _check(raw)
    try:
        parsed = BytesParser(policy=_counting()).parsebytes(raw)
    except _TooManyParts:
        raise UnreadableMail(f"The mail has more than {MAX_PARTS} parts.") from None
    except RecursionError:
        raise UnreadableMail(f"The mail nests deeper than {MAX_NESTING} levels.") from None
    except BROKEN as error:
        raise UnreadableMail(f"The mail is broken: {type(error).__name__}.") from error
    if not parsed.keys():
        raise UnreadableMail("These bytes have no mail headers.")
    return parsed


def _check(raw: bytes) -> None:
    if not raw:
        raise UnreadableMail("The mail is empty.")
    head = raw[:65_536].partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]
    if not _HEADER.search(head):
        raise UnreadableMail("These bytes have no mail headers.")
    containers = sum(1 for _ in _CONTAINER.finditer(raw))
    if containers > MAX_PARTS:
        raise UnreadableMail(f"The mail has more than {MAX_PARTS} parts.")
    # The standard parser asks every open level about every line.
    if containers > MAX_NESTING and containers * raw.count(b"\n") > MAX_EFFORT:
        raise UnreadableMail("The mail nests too deep to be read.")


def _counting() -> policy.Compat32:
    """Return the parsing policy that gives up at MAX_PARTS instead of reading on."""
    count = 0

    def made(*args: Any, **kwargs: Any) -> Part:
        nonlocal count
        count += 1
        if count > MAX_PARTS:
            raise _TooManyParts
        return Message(*args, **kwargs)

    return policy.compat32.clone(message_factory=made)
