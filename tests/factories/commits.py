"""Command types of the tests' own, and commands: a letter, a payment, a change inside."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any, ClassVar
from uuid import UUID

from apps.commits import registry
from apps.commits.contracts import CommandType, Performer, Proof, Refused, Shown
from apps.commits.models import Command
from apps.commits.registry import applies, command_type, performs
from apps.commits.services import decide, propose
from apps.connectors.email import smtp
from apps.core.actor import agent
from apps.core.money import Money
from apps.core.origin import Origin
from apps.policies.models import Switch
from apps.records.commands import EmailAddress, HeaderText

AGENT = agent("tests.letters")
PRICE = Shown(
    label="Price", value="€4,200.00", origin=Origin.COMPUTED, because="rule v1", vital=True
)


@command_type
class SendLetter(CommandType):
    """Send a letter to one address, by real SMTP."""

    kind: ClassVar[str] = "send_letter"
    editable: ClassVar[tuple[str, ...]] = ("to", "subject", "body")

    to: EmailAddress = "ana@client.example"
    subject: HeaderText = "Your new website"
    body: str = "Dear Ana,\n.\n..\nthis is €4,200.\n"
    price_minor: int = 420_000

    def effect(self) -> str:
        """Say what will be sent to whom."""
        return f"Send a letter to {self.to}"

    def recipients(self) -> tuple[str, ...]:
        """Return the one recipient."""
        return (self.to,)

    def amount(self) -> Money:
        """Return the price that the letter names."""
        return Money(minor=self.price_minor, currency="EUR")

    def compose(self, *, key: UUID, at: datetime) -> bytes:
        """Return the whole message."""
        mail = EmailMessage(policy=SMTP)
        mail["Date"] = at
        mail["From"] = "Ada's Studio <ada@studio.example>"
        mail["To"] = self.to
        mail["Subject"] = self.subject
        mail["Message-ID"] = f"<{key}@studio.example>"
        mail.set_content(self.body, cte="8bit")
        return mail.as_bytes()


performs(SendLetter, Performer(perform=smtp.send, reconcile=smtp.find, account=smtp.account))


class Paydesk:
    """A bank that keeps its word, and remembers whom it paid."""

    def __init__(self) -> None:
        self.paid: list[UUID] = []

    def perform(self, _act: CommandType, _content: bytes, key: UUID) -> Proof:
        """Pay."""
        self.paid.append(key)
        return Proof(f"payment {key}")

    def reconcile(self, _act: CommandType, key: UUID) -> Proof | None:
        """Return the proof of a payment that was made."""
        return Proof(f"payment {key}") if key in self.paid else None


PAYDESK = Paydesk()


@command_type
class PayInvoice(CommandType):
    """Pay somebody: money leaves."""

    kind: ClassVar[str] = "pay_invoice_in_tests"
    money_out: ClassVar[bool] = True

    amount_minor: int = 5_000

    def effect(self) -> str:
        """Say what is paid."""
        return f"Pay {self.amount()}"

    def amount(self) -> Money:
        """Return what is paid."""
        return Money(minor=self.amount_minor, currency="EUR")


performs(
    PayInvoice,
    Performer(
        perform=PAYDESK.perform, reconcile=PAYDESK.reconcile, account=lambda: "paydesk v1"
    ),
)


@command_type
class FlipSwitch(CommandType):
    """Make a switch inside; then end as `ends` says."""

    kind: ClassVar[str] = "flip_switch_in_tests"

    scope: str = "half-done"
    ends: str = "well"

    def effect(self) -> str:
        """Say which switch is made."""
        return f"Make the switch {self.scope}"


@applies(FlipSwitch)
def flip(command: CommandType, actor: str) -> Proof:
    """Make the switch, then end well, refuse, break off, or claim an impossible reference."""
    assert isinstance(command, FlipSwitch)
    Switch.of(command.scope)
    if command.ends == "refused":
        raise Refused("The switch is not yours.")
    if command.ends == "broken":
        raise RuntimeError(f"short \x00 circuit, asked by {actor}")
    if command.ends == "doubled":
        Switch.objects.create(scope=command.scope)
    return Proof(f"switch:{command.scope}", said="made\x00")


@command_type
class Orphan(CommandType):
    """Something that nobody performs or applies."""

    kind: ClassVar[str] = "orphan_in_tests"

    def effect(self) -> str:
        """Say what nobody does."""
        return "Do what nobody does"


class forgotten:  # noqa: N801 - reads as `with forgotten(SendLetter)`
    """Within the block the house does not know a command type, as after a change of code."""

    def __init__(self, cls: type[CommandType]) -> None:
        self.cls = cls

    def __enter__(self) -> None:
        del registry._types[self.cls.kind]

    def __exit__(self, *_: object) -> None:
        command_type(self.cls)


def proposed(act: CommandType | None = None, **given: Any) -> Command:
    """Propose an act; what no policy covers is held."""
    return propose(act or SendLetter(), by=AGENT, **{"shown": (PRICE,), **given})


def decided(command: Command, verb: str, user: Any, **given: Any) -> Command:
    """Decide a command under its own digest."""
    known = {"command_id": command.id, "digest": command.digest, "channel": "tests"}
    return decide(**{**known, "verb": verb, "user": user, **given})


def approved(user: Any, act: CommandType | None = None, **given: Any) -> Command:
    """Propose an act and approve it."""
    return decided(proposed(act, **given), "approve", user)


def again(command: Command) -> Command:
    """Return the command as it is stored now."""
    return Command.objects.get(id=command.id)
