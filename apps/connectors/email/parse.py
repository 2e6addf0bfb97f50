"""One mail from its bytes: decoded, cleaned and bounded, or refused with a reason."""

from collections import Counter

from apps.connectors.email import headers
from apps.connectors.email.attachments import attached
from apps.connectors.email.body import Body
from apps.connectors.email.contracts import Finding, ParsedMail
from apps.connectors.email.opening import opened
from apps.connectors.email.replies import new_text
from apps.connectors.email.text import clean, shortened
from apps.core.canonical import sha256
from apps.records.contracts import MailText


def parse(raw: bytes) -> ParsedMail:
    """Return the mail behind the bytes; raise UnreadableMail where there is none."""
    message = opened(raw)
    found: Counter[str] = Counter()
    body = Body(found)
    body.read(message)
    sender = headers.addresses(message, "From", found)
    message_id = next(iter(headers.ids(message, "Message-ID")), "")
    if not message_id:
        found["missing_message_id"] += 1
        message_id = f"<{sha256(raw)}@missing.invalid>"
    written = shortened(clean("\n\n".join(body.texts), found), found).strip("\n")
    nested = shortened(clean("\n\n".join(body.nested), found), found).strip("\n")
    return ParsedMail(
        message_id=message_id,
        subject=headers.text_of(message, "Subject", found),
        sent_at=headers.sent_at(message),
        from_=sender,
        reply_to=headers.addresses(message, "Reply-To", found),
        to=headers.addresses(message, "To", found),
        cc=headers.addresses(message, "Cc", found),
        in_reply_to=next(iter(headers.ids(message, "In-Reply-To")), ""),
        references=headers.ids(message, "References"),
        text="\n\n".join(piece for piece in (written, nested) if piece),
        new_text=new_text(written, sender[0].name if sender else ""),
        attached_text=nested,
        attachments=tuple(attached(part, found) for part in body.files),
        auto=headers.automation(message, sender),
        findings=tuple(Finding(code, count) for code, count in sorted(found.items())),
    )


def mail_text(mail: ParsedMail, *, message: str = "") -> MailText:
    """Return the mail as its reader is handed it; `message` is the id it is quoted by."""
    sender = mail.from_[0] if mail.from_ else None
    return MailText(
        message=message or mail.message_id,
        from_name=sender.name if sender else "",
        from_address=sender.address if sender else "",
        reply_to=mail.reply_to[0].address if mail.reply_to else "",
        subject=mail.subject,
        text=mail.text,
        new_text=mail.new_text,
        attached_text=mail.attached_text,
        bulk=mail.auto.bulk,
        auto="bounce" if mail.auto.bounce else mail.auto.header,
        has_references=bool(mail.references or mail.in_reply_to),
        findings=tuple(finding.code for finding in mail.findings),
    )
