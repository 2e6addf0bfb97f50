"""The other side: it takes letters and payments, and remembers everything it was given."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.db import connection

from apps.commits.contracts import CommandType, Performer, Proof
from apps.commits.models import Command
from apps.commits.registry import command_type, performs
from apps.commits.services import decide, propose
from apps.core.actor import agent


@dataclass
class OtherSide:
    """A post office or a bank."""

    taken: list[bytes] = field(default_factory=list)
    trouble: Exception | None = None

    def take(self, _act: CommandType, content: bytes, key: UUID) -> Proof:
        """Take it; then, in trouble, break off before answering."""
        self.taken.append(content)
        if self.trouble:
            raise self.trouble
        return Proof(reference=str(key))


OTHER_SIDE = OtherSide()


@command_type
class SendLetter(CommandType):
    """Send a letter."""

    kind: ClassVar[str] = "tests_send_letter"
    undo_window: ClassVar[timedelta | None] = timedelta(0)

    text: str = "Dear Ana"

    def effect(self) -> str:
        """Say what will be sent."""
        return f"Send a letter: {self.text}"

    def compose(self, *, key: UUID, at: datetime) -> bytes:
        """Return the letter."""
        return self.text.encode()


@command_type
class PayBill(SendLetter):
    """Pay a bill."""

    kind: ClassVar[str] = "tests_pay_bill"
    money_out: ClassVar[bool] = True


def _take(act: CommandType, content: bytes, key: UUID) -> Proof:
    return OTHER_SIDE.take(act, content, key)


for act in (SendLetter, PayBill):
    performs(
        act,
        Performer(perform=_take, reconcile=lambda _act, _key: None, account=lambda: "tests:1"),
    )


def held(act: CommandType | None = None) -> Command:
    """Propose an act that no policy covers."""
    return propose(act or SendLetter(), by=agent("tests.writer"))


def approved(user: object, act: CommandType | None = None) -> Command:
    """Propose an act, and have somebody approve it."""
    command = held(act)
    return decide(
        command_id=command.id,
        digest=command.digest,
        verb="approve",
        user=user,  # type: ignore[arg-type]
        channel="test",
    )


def unguarded(*triggers: str) -> None:
    """Switch triggers of the commands' table off, as nobody but its owner could."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for trigger in triggers:
            cursor.execute(f"alter table commits_command disable trigger {trigger}")
