"""A mail as it would be received, read from its exact bytes by our own code."""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from typing import cast

from apps.core.canonical import sha256

FIRST = (
    "From", "Sender", "To", "Cc", "Bcc", "Reply-To",
    "Subject", "Date", "Message-ID", "In-Reply-To",
)  # fmt: skip
QUIET = ("content-type", "content-transfer-encoding", "mime-version")
SHOWN_INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "text/plain"})


@dataclass(frozen=True)
class Attachment:
    """A file in a mail: its name is the sender's claim, its bytes are what counts."""

    number: int
    name: str
    kind: str
    content: bytes

    @property
    def size(self) -> int:
        """The size in bytes."""
        return len(self.content)

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes."""
        return sha256(self.content)

    @property
    def may_be_shown(self) -> bool:
        """Whether a browser may show it in place."""
        return self.kind in SHOWN_INLINE


@dataclass(frozen=True)
class Letter:
    """What the recipient would get: headers in order, the text, the files."""

    headers: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    text: str
    markup: str
    attachments: tuple[Attachment, ...]
    defects: tuple[str, ...]

    @property
    def subject(self) -> str:
        """The subject, empty when there is none."""
        return dict(self.headers).get("Subject", "")

    @property
    def to(self) -> str:
        """Who it is addressed to."""
        return dict(self.headers).get("To", "")


def read(content: bytes) -> Letter | None:
    """Return the mail behind the bytes; None when they are not a mail."""
    mail = message_from_bytes(content, policy=default)
    if not mail.keys() or "from" not in mail:
        return None
    shown = [(name, _header(mail, name)) for name in FIRST if name in mail]
    known = {name.lower() for name in FIRST} | set(QUIET)
    others = [(name, _header(mail, name)) for name in mail if name.lower() not in known]
    return Letter(
        headers=tuple(shown),
        others=tuple(others),
        text=_body(mail, "plain"),
        markup=_body(mail, "html"),
        attachments=tuple(_attachments(mail)),
        defects=tuple(type(defect).__name__ for defect in mail.defects),
    )


def _header(mail: EmailMessage, name: str) -> str:
    """Return a header; every one of it, because a second `To` is received too."""
    return ", ".join(str(value) for value in mail.get_all(name, []))


def _body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body(preferencelist=(kind,))
    return _text_of(part) if part is not None else ""


def _text_of(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError, KeyError):
        return _bytes_of(part).decode("utf-8", "replace")


def _attachments(mail: EmailMessage) -> list[Attachment]:
    """Return every leaf that is not the body, a mail within the mail included."""
    if not mail.is_multipart():
        return []
    bodies = [mail.get_body(preferencelist=(kind,)) for kind in ("plain", "html")]
    return [
        Attachment(
            number=number,
            name=part.get_filename() or "(no name)",
            kind=part.get_content_type(),
            content=_bytes_of(part),
        )
        for number, part in enumerate(p for p in _leaves(mail) if p not in bodies)
    ]


def _leaves(part: MIMEPart) -> list[MIMEPart]:
    if part.get_content_maintype() != "multipart":
        return [part]
    inner = cast("list[MIMEPart]", part.get_payload())
    return [leaf for child in inner for leaf in _leaves(child)]


def _bytes_of(part: MIMEPart) -> bytes:
    if part.is_multipart():
        return part.as_bytes()
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""
