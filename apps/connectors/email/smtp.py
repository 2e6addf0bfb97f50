"""Sending exactly the stored bytes by SMTP, knowing which failures leave nothing behind."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from email import message_from_bytes
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from apps.commits.contracts import CommandType, Proof, Refused, Unanswered
from apps.commits.models import Command
from apps.connectors.models import Connection, NoConnection, WrongKey

KIND = "smtp"
SECONDS = 20
TAKEN, READY, REFUSED = range(250, 260), range(354, 355), range(400, 600)
PERMANENT = 500

# Read as the end of a mail by some servers and not by others.
_BARE = re.compile(rb"(?<!\r)\n|\r(?!\n)")


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
    connection = _bound(key)
    mail = message_from_bytes(content)
    message_id = str(mail["Message-ID"] or "")
    if str(key) not in message_id:
        raise Refused(f"The bytes carry the Message-ID {message_id!r}, not the command's key.")
    if _BARE.search(content):
        raise Refused("The mail has line ends that servers read differently.")
    with _session(connection) as smtp:
        _announced(smtp, _address(str(mail["From"])), act.recipients(), content)
        said = _handed_over(smtp, content)
    return Proof(reference=message_id, said=said)


def find(_act: CommandType, _key: UUID) -> Proof | None:
    """Return the proof that it was sent: without a Sent folder to look into, there is none."""
    return None


def _bound(key: UUID) -> Connection:
    """Return the account in use, if it is the one that the command's digest covers."""
    try:
        connection = Connection.ready(KIND)
    except NoConnection as error:
        raise Refused(str(error)) from error
    if connection.account != Command.objects.values_list("account", flat=True).get(id=key):
        raise Refused("The connection was changed on the way. Nothing was sent.")
    return connection


@contextmanager
def _session(connection: Connection) -> Iterator[smtplib.SMTP]:
    try:
        told = SmtpSettings.model_validate(connection.settings)
        password = connection.secrets().get("password", "")
    except ValidationError as error:
        wrong = error.errors()[0]
        where = ".".join(str(part) for part in wrong["loc"])
        raise Refused(
            f"The connection's settings are wrong: {where}: {wrong['msg']}"
        ) from error
    except WrongKey as error:
        raise Refused(str(error)) from error
    with ExitStack() as opened:
        try:
            smtp = _connected(told)
            opened.callback(smtp.close)
            if told.security == "starttls":
                smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo_or_helo_if_needed()
            if told.username:
                smtp.login(told.username, password)
        except smtplib.SMTPAuthenticationError as error:
            raise Refused(f"The mail server refuses the login: {error.smtp_code}.") from error
        except (OSError, smtplib.SMTPException) as error:
            cannot = f"The mail server cannot be reached: {error}"
            raise Refused(cannot, permanent=False) from error
        except ValueError as error:
            raise Refused(f"The connection's settings are wrong: {error}") from error
        yield smtp


def _connected(told: SmtpSettings) -> smtplib.SMTP:
    if told.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(told.host, told.port, timeout=SECONDS, context=context)
    return smtplib.SMTP(told.host, told.port, timeout=SECONDS)


def _announced(
    smtp: smtplib.SMTP, sender: str, recipients: tuple[str, ...], content: bytes
) -> None:
    """Say whom the mail is from and to; whatever breaks off here leaves nothing behind."""
    try:
        options = _options(smtp, content)
        _expect(smtp.mail(sender, options), TAKEN)
        for recipient in recipients:
            _expect(smtp.rcpt(recipient), TAKEN)
        _expect(smtp.docmd("DATA"), READY)
    except (OSError, smtplib.SMTPException) as error:
        raise Refused(f"Broken off before the mail: {error}", permanent=False) from error
    except ValueError as error:
        raise Refused(f"The addresses cannot be said to the mail server: {error}") from error


def _handed_over(smtp: smtplib.SMTP, content: bytes) -> str:
    """Hand over the mail, then the dot that ends it; from the dot on, only an answer tells."""
    try:
        smtp.send(_stuffed(content))
    except (OSError, smtplib.SMTPException) as error:
        # Without its final dot no server may take a mail, so nobody received it.
        raise Refused(f"Broken off within the mail: {error}", permanent=False) from error
    try:
        smtp.send(b".\r\n")
        answer = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise Unanswered(f"Broken off after the mail, before the answer: {error}") from error
    if answer[0] not in TAKEN and answer[0] not in REFUSED:
        raise Unanswered(f"Nobody knows what this answer to the mail means: {_said(answer)}")
    _expect(answer, TAKEN)
    return answer[1].decode("utf-8", "replace")


def _options(smtp: smtplib.SMTP, content: bytes) -> list[str]:
    if content.isascii():
        return []
    if not smtp.has_extn("8bitmime"):
        raise Refused("The mail server takes no 8-bit mail, and this one is.")
    return ["BODY=8BITMIME"]


def _expect(answer: tuple[int, bytes], codes: range) -> None:
    if answer[0] not in codes:
        raise Refused(f"Refused: {_said(answer)}", permanent=answer[0] >= PERMANENT)


def _said(answer: tuple[int, bytes]) -> str:
    return f"{answer[0]} {answer[1].decode('utf-8', 'replace')}"


def _stuffed(content: bytes) -> bytes:
    lines = re.sub(rb"(?m)^\.", b"..", content)
    return lines if lines.endswith(b"\r\n") else lines + b"\r\n"


def _address(header: str) -> str:
    found = re.search(r"<([^<>]+)>", header)
    return found.group(1) if found else header.strip()
