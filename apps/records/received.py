"""A received message as a flow is started with it: plain values, nothing to look up."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from apps.core.origin import Trust
from apps.records.contracts import MailText
from apps.records.models import Message
from apps.records.studio import studio


class MessageReceived(BaseModel):
    """A mail to the studio: its words, its day, its trust, and which domains are our own."""

    model_config = ConfigDict(frozen=True)

    message_id: str
    conversation_id: str
    mail: MailText
    sent_on: date
    trust: Trust
    own: tuple[str, ...]


def received(subject_id: str) -> MessageReceived:
    """Return the message behind a `message.received` event."""
    row = Message.objects.get(id=subject_id)
    mail = MailText(
        message=str(row.id),
        from_name=row.from_name,
        from_address=row.from_address,
        reply_to=row.reply_to,
        subject=row.subject,
        text=row.text,
        new_text=row.new_text,
        attached_text=row.attached_text,
        bulk=row.bulk,
        auto=row.auto,
        has_references=bool(row.in_reply_to),
        findings=tuple(finding.split(":")[0] for finding in row.findings),
    )
    return MessageReceived(
        message_id=str(row.id),
        conversation_id=str(row.conversation_id),
        mail=mail,
        sent_on=(row.sent_at or row.created_at).date(),
        trust=Trust(row.trust),
        own=studio().domains,
    )
