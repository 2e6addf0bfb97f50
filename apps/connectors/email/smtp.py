"""Sending exactly the stored bytes by SMTP, knowing which failures leave nothing behind."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from apps.commits.contracts import CommandType, Proof, Refused, Unanswered
from apps.connectors.models import Connection, NoConnection

KIND = "smtp"
SECONDS = 20
READY, OK, PERMANENT = 354, 250, 500


class SmtpSettings(BaseModel):
    """Where and how to hand over mail; the password is the connection's secret."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = Field(min_length=1)
    port: int = Field(ge=1, le=65_535)
    security: str = Field(default="starttls", pattern="^(none|starttls|tls)$")
    username: str = ""


def account() -> str:
    """Return the account in use and its version; empty when there is none."""
    try:
        return Connection.ready(KIND).account
    except NoConnection:
        return ""


def send(act: CommandType, content: bytes, key: UUID) -> Proof:
    """Send exactly these bytes; their Message-ID, made of the key, is the proof's reference.

    Raise Refused when the server did not take them, Unanswered when nobody knows.
    """
    connection = Connection.ready(KIND)
    message_id = str(message_from_bytes(content)["Message-ID"] or "")
    if str(key) not in message_id:
        raise Refused(f"The bytes carry the Message-ID {message_id!r}, not the command's key.")
    sender = str(message_from_bytes(content)["From"])
    with _session(connection) as smtp:
        said = _handed_over(smtp, _address(sender), act.recipients(), content)
    return Proof(reference=message_id, said=said)


def find(_act: CommandType, _key: UUID) -> Proof | None:
    """Return the proof that it was sent: without a Sent folder to look into, there is none."""
    return None


@contextmanager
def _session(connection: Connection) -> Iterator[smtplib.SMTP]:
    told = SmtpSettings.model_validate(connection.settings)
    try:
        if told.security == "tls":
            context = ssl.create_default_context()
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                told.host, told.port, timeout=SECONDS, context=context
            )
        else:
            smtp = smtplib.SMTP(told.host, told.port, timeout=SECONDS)
        if told.security == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        if told.username:
            smtp.login(told.username, connection.secrets().get("password", ""))
    except smtplib.SMTPAuthenticationError as error:
        raise Refused(f"The mail server refuses the login: {error.smtp_code}.") from error
    except (OSError, smtplib.SMTPException) as error:
        raise Refused(f"The mail server cannot be reached: {error}", permanent=False) from error
    try:
        yield smtp
    finally:
        smtp.close()


def _handed_over(
    smtp: smtplib.SMTP, sender: str, recipients: tuple[str, ...], content: bytes
) -> str:
    try:
        options = _options(smtp, content)
        _expect(smtp.mail(sender, options), OK)
        for recipient in recipients:
            _expect(smtp.rcpt(recipient), OK)
        _expect(smtp.docmd("DATA"), READY)
    except (OSError, smtplib.SMTPException) as error:
        raise Refused(f"Broken off before the mail: {error}", permanent=False) from error
    try:
        # From the first byte on, only the answer to the final dot tells whether it was taken.
        smtp.send(_dotted(content))
        answer = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise Unanswered(f"Broken off after the mail, before the answer: {error}") from error
    _expect(answer, OK)
    return answer[1].decode("utf-8", "replace")


def _options(smtp: smtplib.SMTP, content: bytes) -> list[str]:
    if content.isascii():
        return []
    if not smtp.has_extn("8bitmime"):
        raise Refused("The mail server takes no 8-bit mail, and this one is.")
    return ["BODY=8BITMIME"]


def _expect(answer: tuple[int, bytes], code: int) -> None:
    if answer[0] != code:
        said = answer[1].decode("utf-8", "replace")
        raise Refused(f"Refused: {answer[0]} {said}", permanent=answer[0] >= PERMANENT)


def _dotted(content: bytes) -> bytes:
    lines = re.sub(rb"(?m)^\.", b"..", content)
    return lines + (b"" if lines.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def _address(header: str) -> str:
    found = re.search(r"<([^<>]+)>", header)
    return found.group(1) if found else header.strip()
