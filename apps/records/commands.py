"""What may leave the house or change a rule, typed: each is judged, decided, then performed."""

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Annotated, ClassVar, Final, Self
from uuid import UUID

from pydantic import AfterValidator, Field

from apps.commits.contracts import CommandType
from apps.commits.registry import command_type
from apps.core import canonical
from apps.core.errors import PilothouseError
from apps.core.money import Currency, Money
from apps.records.models import Artifact, PricingRule
from apps.records.pricing import Rule

ADDRESS_MAX: Final = 254
UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
ADDRESS: Final = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+"
)
MESSAGE_ID: Final = re.compile(r"<[!-;=?-~]{1,990}>")


class AttachmentChanged(PilothouseError):
    """The attachment's bytes are not the ones that the command names."""


class NoTimeZone(PilothouseError):
    """A message's date needs a time zone."""


def is_message_id(text: str) -> bool:
    """Whether a message id may stand in a header as it is; hostile mail carries others."""
    return MESSAGE_ID.fullmatch(text) is not None


def _one_line(text: str) -> str:
    if UNSAFE.search(text):
        raise ValueError("a header may hold no line break, control or direction character")
    return text


def _one_address(text: str) -> str:
    if len(text) > ADDRESS_MAX or not ADDRESS.fullmatch(text):
        raise ValueError("must be exactly one plain address, as in ana@client.example")
    return text


def _message_id(text: str) -> str:
    if text and not is_message_id(text):
        raise ValueError("must be one message id in angle brackets, or empty")
    return text


def _file_name(text: str) -> str:
    if "/" in text or "\\" in text or not text.lower().endswith(".pdf"):
        raise ValueError("must be the plain name of a PDF file")
    return text


def _no_nul(text: str) -> str:
    if "\x00" in text:
        raise ValueError("a text may hold no NUL character")
    return text


HeaderText = Annotated[str, AfterValidator(_one_line), Field(max_length=500)]
EmailAddress = Annotated[str, AfterValidator(_one_address)]
MessageId = Annotated[str, AfterValidator(_message_id)]


@command_type
class SendProposal(CommandType):
    """Send a proposal with its document to one address, as an answer in the client's thread."""

    kind: ClassVar[str] = "send_proposal"
    editable: ClassVar[tuple[str, ...]] = ("subject", "body", "to", "to_name")

    proposal_id: UUID
    number: Annotated[str, Field(pattern=r"^P-\d{4}-\d{4,9}$")]
    to_name: HeaderText = ""
    to: EmailAddress
    from_name: HeaderText = ""
    from_: EmailAddress
    subject: Annotated[HeaderText, Field(min_length=1)]
    body: Annotated[str, AfterValidator(_no_nul)]
    amount_minor: int = Field(ge=0)
    currency: Currency
    attachment_id: UUID
    attachment_name: Annotated[HeaderText, AfterValidator(_file_name)]
    attachment_sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    in_reply_to: MessageId = ""
    references: tuple[MessageId, ...] = Field(default=(), max_length=50)

    def effect(self) -> str:
        """Say what will be sent to whom."""
        return f"Send proposal {self.number} over {self.amount()} to {self.to}"

    def recipients(self) -> tuple[str, ...]:
        """Return the one recipient."""
        return (self.to,)

    def amount(self) -> Money:
        """Return the price that the proposal names."""
        return Money(minor=self.amount_minor, currency=self.currency)

    def compose(self, *, key: UUID, at: datetime) -> bytes:
        """Return the whole message; the same key and time give the same bytes."""
        if at.tzinfo is None:
            raise NoTimeZone
        mail = EmailMessage(policy=SMTP)
        mail["Date"] = at
        mail["From"] = Address(self.from_name, addr_spec=self.from_)
        mail["To"] = Address(self.to_name, addr_spec=self.to)
        mail["Subject"] = self.subject
        mail.set_content(self.body, cte="quoted-printable")
        mail.add_attachment(
            self._document(),
            maintype="application",
            subtype="pdf",
            filename=self.attachment_name,
        )
        mail.set_boundary(f"=_{key.hex}")
        return self._thread(key) + mail.as_bytes()

    def _document(self) -> bytes:
        content = Artifact.objects.get(pk=self.attachment_id).bytes()
        if canonical.sha256(content) != self.attachment_sha256:
            raise AttachmentChanged(
                f"File {self.attachment_id} is not the one of {self.number}."
            )
        return content

    def _thread(self, key: UUID) -> bytes:
        # Written by hand, one id a line: the standard library encodes a long message id as
        # words, and then the client's mail program does not find the thread.
        domain = self.from_.rpartition("@")[2]
        lines = [f"Message-ID: <{key}@{domain}>"]
        if self.in_reply_to:
            lines.append(f"In-Reply-To: {self.in_reply_to}")
        if self.references:
            lines.append("References: " + "\r\n ".join(self.references))
        return "".join(f"{line}\r\n" for line in lines).encode("ascii")


@command_type
class UpdatePricingRule(CommandType):
    """Price by a drafted rule from now on; what it says is bound by the decision."""

    kind: ClassVar[str] = "update_pricing_rule"

    rule_id: UUID
    rule: Rule

    @classmethod
    def of(cls, row: PricingRule) -> Self:
        """Return the command that activates a drafted rule as it stands now."""
        return cls(rule_id=row.id, rule=row.as_rule())

    def effect(self) -> str:
        """Say which rule will hold, and what it charges."""
        rule = self.rule
        base = Money(minor=rule.base_minor, currency=rule.currency)
        unit = Money(minor=rule.unit_minor, currency=rule.currency)
        more = f", {unit} for each {rule.unit} over {rule.included_quantity}"
        return (
            f"Price {rule.service} by {rule.name} v{rule.version}: {base}"
            f"{more if rule.unit_minor else ''}"
        )
