"""A mail into the books: one transaction, once, or a dead letter with its bytes."""

import logging
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.db import IntegrityError, InterfaceError, OperationalError, transaction

from apps.bus.models import DeadLetter
from apps.connectors.email.contracts import ParsedMail, UnreadableMail
from apps.connectors.email.parse import parse
from apps.core.actor import Actor, outside, system
from apps.core.canonical import sha256
from apps.core.errors import PilothouseError
from apps.core.origin import Trust
from apps.records.models import Artifact, Contact, Conversation, Message

logger = logging.getLogger(__name__)

SOURCE = "mail"
ID_MAX = 500
READER = system("connectors.email")


class TooLarge(PilothouseError):
    """The mail is larger than MAIL_MAX_BYTES."""


class IdTaken(PilothouseError):
    """A mail with the same Message-ID and another body is in the books already."""


class How(StrEnum):
    """What became of a mail."""

    NEW = "new"
    KNOWN = "known"
    DEAD = "dead"


@dataclass(frozen=True)
class Ingested:
    """What became of a mail: its message, or why it is a dead letter."""

    how: How
    message: Message | None = None
    letter: DeadLetter | None = None


def ingest(raw: bytes, *, where: str) -> Ingested:
    """Write a mail to the books once; what cannot be read or kept becomes a dead letter."""
    try:
        if len(raw) > settings.MAIL_MAX_BYTES:
            raise TooLarge(f"{len(raw):,} bytes; the limit is {settings.MAIL_MAX_BYTES:,}.")
        mail = parse(raw)
        return _kept(mail, raw)
    except (UnreadableMail, TooLarge, IdTaken) as error:
        return _buried(raw, where, error)
    except (OperationalError, InterfaceError):
        raise  # the database is away, and keeps no dead letter either
    except Exception as error:  # noqa: BLE001 - kept with its bytes; the log gets no words of it
        logger.warning("the mail at %s could not be kept: %s", where, type(error).__name__)
        return _buried(raw, where, error)


def _buried(raw: bytes, where: str, error: Exception) -> Ingested:
    letter = DeadLetter.bury(kind="mail", origin=where, error=error, payload=raw, by=READER)
    return Ingested(How.DEAD, letter=letter)


def _kept(mail: ParsedMail, raw: bytes) -> Ingested:
    digest = sha256(raw)
    known = _known(mail, digest)
    if known:
        return known
    try:
        with transaction.atomic():
            return Ingested(How.NEW, _written(mail, raw))
    except IntegrityError:
        # Somebody wrote the same Message-ID since we looked; now it is there to be found.
        known = _known(mail, digest)
        if known is None:
            raise
        return known


def _known(mail: ParsedMail, digest: str) -> Ingested | None:
    before = Message.objects.filter(source=SOURCE, message_id=_fitting(mail.message_id)).first()
    if before is None:
        return None
    if before.raw_sha256 == digest:
        return Ingested(How.KNOWN, before)
    with transaction.atomic():
        before.record("message.conflicted", by=READER, other=digest)
    raise IdTaken(f"{mail.message_id} has the SHA-256 {before.raw_sha256[:12]} in the books.")


def _written(mail: ParsedMail, raw: bytes) -> Message:
    sender = mail.from_[0] if mail.from_ else None
    address = sender.address.lower() if sender else ""
    # The journal is never purged, so it names a person by a digest only.
    by = outside(f"mail:{sha256(address.encode())[:16]}" if address else "mail:unknown")
    contact = Contact.objects.filter(email=address).first() if address else None
    trust = contact.trust if contact else Trust.STRANGER
    conversation = _conversation(mail, contact, by)
    findings = [f"{f.code}:{f.count}" for f in mail.findings]
    if address.rpartition("@")[2] in settings.STUDIO_DOMAINS:
        # A From header proves nothing: a mail that claims to be ours is a stranger's.
        findings.append("claims_to_be_us:1")
        trust = Trust.STRANGER
    message = Message.receive(
        conversation=conversation,
        source=SOURCE,
        message_id=_fitting(mail.message_id),
        in_reply_to=_fitting(mail.in_reply_to),
        sent_at=mail.sent_at,
        from_name=sender.name[:300] if sender else "",
        from_address=address[:320],
        reply_to=mail.reply_to[0].address[:320] if mail.reply_to else "",
        to=[a.address for a in mail.to],
        subject=mail.subject[:1000],
        text=mail.text,
        new_text=mail.new_text,
        attached_text=mail.attached_text,
        bulk=mail.auto.bulk,
        auto="bounce" if mail.auto.bounce else mail.auto.header,
        trust=trust,
        findings=findings,
        raw=raw,
        by=by,
    )
    for attachment in mail.attachments:
        Artifact.store(
            title=attachment.name,
            media_type=attachment.media_type,
            content=attachment.content,
            trust=trust,
            message=message,
            by=by,
        )
    return message


def _conversation(mail: ParsedMail, contact: Contact | None, by: Actor) -> Conversation:
    """Return the conversation that the mail answers in, by its references, or a new one."""
    named = [_fitting(i) for i in (mail.in_reply_to, *reversed(mail.references)) if i]
    before = (
        Message.objects.filter(source=SOURCE, message_id__in=named)
        .select_related("conversation")
        .order_by("-created_at")
        .first()
    )
    if before is None:
        return Conversation.open(channel=SOURCE, subject=mail.subject, contact=contact, by=by)
    conversation = before.conversation
    with conversation.locked() as held:
        if held.state != Conversation.State.OPEN:
            held.reopen(by=by)
    return conversation


def _fitting(message_id: str) -> str:
    """Return the id as the books can hold it: an endless one by its digest."""
    if len(message_id) <= ID_MAX:
        return message_id
    return f"<{sha256(message_id.encode())}@long.invalid>"
