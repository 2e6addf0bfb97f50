"""A parsed mail: plain values, safe to show and to keep."""

from dataclasses import dataclass, field
from datetime import datetime

from apps.core.errors import PilothouseError


class UnreadableMail(PilothouseError):
    """These bytes are not a mail that can be read."""


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox as a header spells it; its `name` may be empty."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a mail: `name` is safe to show and to write, `media_type` is only a claim."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the mail a reader should know, and how often it was met."""

    code: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Automation:
    """What the headers tell of a machine: `bulk` to many, `bounce` a delivery report.

    `header` names the telling header, empty where a person seems to have written.
    """

    bulk: bool = False
    bounce: bool = False
    header: str = ""


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """One mail, decoded and cleaned.

    `text` is what a reader would see, attached messages included behind a marker line;
    `new_text` is that without quoted mail and signature.
    """

    message_id: str
    subject: str
    sent_at: datetime | None
    from_: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    in_reply_to: str
    references: tuple[str, ...]
    text: str
    new_text: str
    attached_text: str
    attachments: tuple[Attachment, ...]
    findings: tuple[Finding, ...]
    auto: Automation
