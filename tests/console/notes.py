"""A command type of the tests' own: a note by mail, with a document."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from typing import ClassVar
from uuid import UUID

from django.db import connection
from fpdf import FPDF

from apps.commits.contracts import CommandType, Performer, Proof, Shown
from apps.commits.models import Command
from apps.commits.registry import command_type, performs
from apps.commits.services import propose
from apps.core.actor import agent
from apps.core.money import Money
from apps.core.origin import Origin


def document() -> bytes:
    """Return a small real PDF, the same bytes each time."""
    pdf = FPDF()
    pdf.set_creation_date(datetime.fromisoformat("2026-11-02T10:00:00+00:00"))
    pdf.add_page()
    pdf.set_font("Helvetica", size=16)
    pdf.cell(text="Proposal P-2026-0007")
    return bytes(pdf.output())


@command_type
class SendNote(CommandType):
    """Send a note with a document to one address."""

    kind: ClassVar[str] = "send_note"
    editable: ClassVar[tuple[str, ...]] = ("subject", "body", "amount_minor")
    undo_window: ClassVar[timedelta | None] = timedelta(seconds=10)

    to: str = "ana@client.example"
    subject: str = "Your new website"
    body: str = "Dear Ana,\n\nhere is our proposal for the new website.\n\nBest, Ada\n"
    amount_minor: int = 480_000

    def effect(self) -> str:
        """Say what will be sent to whom."""
        return f"Send note over {self.amount()} to {self.to}"

    def recipients(self) -> tuple[str, ...]:
        """Return the one recipient."""
        return (self.to,)

    def amount(self) -> Money:
        """Return the price."""
        return Money(minor=self.amount_minor, currency="EUR")

    def compose(self, *, key: UUID, at: datetime) -> bytes:
        """Return the whole message."""
        mail = EmailMessage(policy=SMTP)
        mail["Date"] = at
        mail["From"] = "Ada's Studio <ada@studio.example>"
        mail["To"] = self.to
        mail["Subject"] = self.subject
        mail["Message-ID"] = f"<{key}@studio.example>"
        mail.set_content(self.body)
        mail.add_attachment(
            document(), maintype="application", subtype="pdf", filename="proposal.pdf"
        )
        mail.set_boundary(f"=_{key.hex}")
        return mail.as_bytes()


performs(
    SendNote,
    Performer(
        perform=lambda _act, _content, key: Proof(f"<{key}@studio.example>"),
        reconcile=lambda _act, _key: None,
        account=lambda: "test v1",
    ),
)

SHOWN = (
    Shown(
        label="Recipient", value="ana@client.example", origin=Origin.STATED, vital=True,
        quote="ana@client.example", source="message:none",
    ),
    Shown(
        label="Deadline", value="2027-01-31", origin=Origin.INFERRED, vital=True,
        because="“end of January” without a year",
    ),
    Shown(
        label="Price", value="€4,800.00", origin=Origin.COMPUTED, vital=True,
        because="website-design v3: base €3,600 + 4 pages at €300", field="amount_minor",
    ),
    Shown(
        label="Tone", value="warm, first name", origin=Origin.REMEMBERED,
        because="the last three mails to this client",
    ),
    Shown(label="Body", value="Dear Ana, …", origin=Origin.INFERRED, field="body"),
)  # fmt: skip


def hold_note(shown: tuple[Shown, ...] = SHOWN, **values: object) -> Command:
    """Propose a note, which no policy covers, so that it is held."""
    return propose(SendNote(**values), by=agent("tests.notes"), shown=shown)


def tamper_with(command: Command) -> None:
    """Change the stored bytes as the database's owner could, behind the guard's back."""
    other = SendNote(body="Please send the money elsewhere.")
    content = other.compose(key=command.id, at=command.created_at)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table commits_command disable trigger commits_command_guard")
        Command.objects.filter(id=command.id).update(content=content)
        cursor.execute("alter table commits_command enable trigger commits_command_guard")
