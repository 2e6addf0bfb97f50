"""Canonical bytes: one value, one spelling, so that a digest means something (RFC 8785)."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

import rfc8785
from pydantic import BaseModel

from apps.core.errors import PilothouseError

LARGEST_EXACT = 2**53 - 1
# An even number of backslashes before it: those are a backslash that somebody wrote.
NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class NotCanonical(PilothouseError):
    """The value cannot be written as canonical JSON."""


def canonical(value: BaseModel | Mapping[str, Any]) -> bytes:
    """Return the RFC 8785 bytes of a model or mapping; raise NotCanonical on NUL, non-JSON."""
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else dict(value)
    try:
        encoded = rfc8785.dumps(plain)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise NotCanonical(f"Not canonical JSON: {error}") from error
    if NUL.search(encoded):
        raise NotCanonical("NUL characters are refused.")
    return encoded


def parse(encoded: bytes | memoryview) -> dict[str, Any]:
    """Return the mapping behind canonical bytes; written again, it is the same bytes."""
    found: dict[str, Any] = json.loads(bytes(encoded), parse_int=_number)
    return found


def sha256(encoded: bytes | memoryview) -> str:
    """Return the SHA-256 of bytes as 64 hex digits."""
    return hashlib.sha256(bytes(encoded)).hexdigest()


def _number(digits: str) -> int | float:
    # RFC 8785 writes a large float without a point; only a float can be that large.
    number = int(digits)
    return number if abs(number) <= LARGEST_EXACT else float(digits)
