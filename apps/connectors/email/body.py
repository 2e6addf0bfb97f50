"""The parts of a mail: which of them is its text, and which are files."""

import re
from collections import Counter
from collections.abc import Iterator
from email.message import Message
from typing import Final

from apps.connectors.email import headers
from apps.connectors.email.attachments import safe_name
from apps.connectors.email.contracts import UnreadableMail
from apps.connectors.email.headers import BROKEN, Part
from apps.connectors.email.markup import visible_text
from apps.connectors.email.opening import MAX_NESTING, MAX_PARTS
from apps.connectors.email.text import decoded

MARKER: Final = "---------- Attached message ----------"

_STUB = re.compile(
    r"\bhtml\b.*\b(?:mail|view|client|support|display)|(?:view|open).*browser", re.IGNORECASE
)
_STUB_LENGTH = 200


class Body:
    """Collects the parts of one mail: its text, attached mails' text, and files."""

    def __init__(self, found: Counter[str]) -> None:
        self.found = found
        self.texts: list[str] = []
        self.nested: list[str] = []
        self.files: list[Part] = []

    def read(self, message: Part) -> None:
        """Read a whole mail; raise UnreadableMail where it nests too deep."""
        for text in self._walk(message, depth=0):
            self.texts.append(text)

    def _walk(self, part: Part, *, depth: int) -> Iterator[str]:
        if depth > MAX_NESTING:
            raise UnreadableMail(f"The mail nests deeper than {MAX_NESTING} levels.")
        kind, children = _kind(part), _children(part)
        if kind == "multipart/alternative" and children:
            yield from self._best(children, depth=depth + 1)
        elif children:
            yield from self._each(children, kind, depth=depth + 1)
        elif _is_text(part, kind):
            yield self._text(part, kind)
        elif depth or kind not in {"multipart/mixed", "text/plain"}:
            self.files.append(part)

    def _each(self, children: list[Part], kind: str, *, depth: int) -> Iterator[str]:
        for child in children:
            if not kind.startswith("message/"):
                yield from self._walk(child, depth=depth)
            elif kind != "message/delivery-status":
                self._attach(child, depth=depth)

    def _best(self, children: list[Part], *, depth: int) -> Iterator[str]:
        """Yield the plain alternative; the HTML where that is empty or a mere notice."""
        readable = sorted(children, key=lambda part: _kind(part) != "text/plain")
        chosen = ""
        for child in readable:
            files = len(self.files)
            before = Counter(self.found)
            text = "\n\n".join(self._walk(child, depth=depth)).strip()
            if text and (not chosen or _is_stub(chosen)):
                chosen = text
            else:
                self.found.clear()
                self.found.update(before)
                del self.files[files:]
            if chosen and not _is_stub(chosen):
                self.files.extend(_files_in(readable[readable.index(child) + 1 :]))
                break
        if chosen:
            yield chosen

    def _attach(self, message: Part, *, depth: int) -> None:
        head = [MARKER]
        for name in ("From", "Date", "To", "Subject"):
            value = headers.text_of(message, name, self.found)
            if value:
                head.append(f"{name}: {value}")
        place = len(self.nested)
        text = "\n\n".join(self._walk(message, depth=depth))
        self.nested.insert(place, "\n".join([*head, "", text]))

    def _text(self, part: Part, kind: str) -> str:
        try:
            content = part.get_payload(decode=True)
            charset = part.get_content_charset() or ""
        except BROKEN:
            content, charset = b"", ""
        text = decoded(content if isinstance(content, bytes) else b"", charset, self.found)
        return visible_text(text, self.found) if kind == "text/html" else text


def _kind(part: Part) -> str:
    try:
        return part.get_content_type()
    except BROKEN:
        return "application/octet-stream"


def _children(part: Part) -> list[Part]:
    payload = part.get_payload() if part.is_multipart() else None
    return [one for one in payload if isinstance(one, Message)] if payload else []


def _is_text(part: Part, kind: str) -> bool:
    disposition = headers.raw(part, "Content-Disposition").lower()
    if disposition.startswith("attachment") or safe_name(part, Counter()):
        return False
    return kind in {"text/plain", "text/html", "text/enriched"} or kind.startswith("multipart/")


def _is_stub(text: str) -> bool:
    return len(text) < _STUB_LENGTH and bool(_STUB.search(text))


def _files_in(parts: list[Part]) -> Iterator[Part]:
    """Yield the files below alternatives that were not read, pictures of the HTML one."""
    waiting = list(parts)
    for _ in range(MAX_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        children = _children(part)
        waiting.extend(children)
        if not children and not _is_text(part, _kind(part)):
            yield part
