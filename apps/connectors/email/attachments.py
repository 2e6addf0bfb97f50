"""Files of a mail, each decoded once, under a name that is safe to show and to write."""

import mimetypes
import re
from collections import Counter
from email.utils import collapse_rfc2231_value
from typing import Final

from apps.connectors.email import headers
from apps.connectors.email.contracts import Attachment
from apps.connectors.email.headers import BROKEN, Part
from apps.connectors.email.text import clean
from apps.core.canonical import sha256

MAX_NAME: Final = 120

_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]')
_TYPE = re.compile(r"^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$")


def attached(part: Part, found: Counter[str]) -> Attachment:
    """Return the file of a part; empty where its encoding is beyond reading."""
    try:
        content = part.get_payload(decode=True)
        kind = part.get_content_type()
    except BROKEN:
        content, kind = b"", "application/octet-stream"
        found["broken_attachment"] += 1
    held = content if isinstance(content, bytes) else b""
    media_type = kind if _TYPE.match(kind) else "application/octet-stream"
    extension = mimetypes.guess_extension(media_type) or ".bin"
    name = safe_name(part, found) or f"attachment{extension}"
    return Attachment(name=name, media_type=media_type, content=held, sha256=sha256(held))


def safe_name(part: Part, found: Counter[str]) -> str:
    """Return the file's base name without paths, controls and length; empty where unnamed."""
    name = ""
    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        try:
            given = part.get_param(parameter, None, header)
            name = collapse_rfc2231_value(given) if given else ""
        except BROKEN:
            name = ""
        if name:
            break
    words = clean(headers.unstructured(str(name)[: headers.MAX_HEADER]), found)
    base = re.split(r"[/\\]", " ".join(words.split()))[-1]
    base = _FORBIDDEN.sub("", base).strip(". ")
    if len(base) <= MAX_NAME:
        return base
    stem, dot, extension = base.rpartition(".")
    short = extension[:12] if dot else ""
    return f"{(stem or base)[: MAX_NAME - 13]}{dot if short else ''}{short}"
