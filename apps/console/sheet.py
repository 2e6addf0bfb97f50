"""One command as the operator reads it before deciding, from the exact bytes and rows."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from apps.bus.models import Event
from apps.bus.registry import NotRegistered
from apps.commits import registry
from apps.commits.contracts import Shown
from apps.commits.models import Command, Decision
from apps.console import letter
from apps.core.canonical import parse, sha256
from apps.core.origin import Origin
from apps.policies.models import Judgment

MESSAGE: Final = "message:"


@dataclass(frozen=True)
class Line:
    """One value of a command, with where it comes from; `link` leads to the words."""

    number: int
    shown: Shown
    link: str

    @property
    def is_inferred(self) -> bool:
        """Whether nobody stated it."""
        return self.shown.origin is Origin.INFERRED


class Sheet:
    """Everything about one command, each part asked for once."""

    def __init__(self, command: Command) -> None:
        self.command = command

    @classmethod
    def of(cls, command_id: UUID) -> "Sheet":
        """Return the sheet of a command; raise Http404."""
        rows = Command.objects.select_related("receipt", "supersedes", "superseded_by")
        return cls(get_object_or_404(rows, id=command_id))

    @cached_property
    def intact(self) -> bool:
        """Whether the stored bytes are the ones that were proposed."""
        return self.command.is_intact()

    @cached_property
    def lines(self) -> list[Line]:
        """The values: inferred and vital first, then inferred, then the others as they came."""
        lines = [
            Line(number, shown, link_to(shown, self.command, number))
            for number, shown in enumerate(self.command.lines(), 1)
        ]
        return sorted(lines, key=lambda line: (not line.is_inferred, not line.shown.vital))

    @cached_property
    def inferred(self) -> list[Line]:
        """The values that nobody stated."""
        return [line for line in self.lines if line.is_inferred]

    @cached_property
    def letter(self) -> letter.Letter | None:
        """The mail that would be sent, read from the exact bytes."""
        return letter.read(bytes(self.command.content))

    @property
    def letter_title(self) -> str:
        """What the mail is by now."""
        if self.command.state == Command.State.PERFORMED:
            return "The mail, as it was sent"
        if self.command.state in Command.FINAL:
            return "The mail, as it was proposed; it was not sent"
        return "The mail, as it will be received"

    @property
    def size(self) -> int:
        """How many bytes would be sent."""
        return len(bytes(self.command.content))

    @property
    def content_digest(self) -> str:
        """The SHA-256 of what would be sent."""
        return sha256(self.command.content)

    @cached_property
    def judgments(self) -> list[Judgment]:
        """What the rules answered, newest first."""
        return list(Judgment.objects.filter(command=self.command.id).order_by("-id"))

    @cached_property
    def decisions(self) -> "QuerySet[Decision]":
        """What people decided."""
        return self.command.decisions.order_by("id")

    @cached_property
    def history(self) -> "QuerySet[Event]":
        """The facts about it."""
        return self.command.history()

    @property
    def payload(self) -> str:
        """All values as they are stored, for whoever wants to read every one."""
        try:
            return json.dumps(parse(self.command.payload), indent=2, ensure_ascii=False)
        except ValueError:
            return bytes(self.command.payload).decode("utf-8", "backslashreplace")

    @property
    def run(self) -> UUID | None:
        """The run that asked for it, if one did."""
        try:
            return UUID(self.command.run)
        except ValueError:
            return None

    @property
    def can_be_edited(self) -> bool:
        """Whether it still waits, is whole, and has values that may be edited."""
        held = self.command.state == Command.State.HELD
        return held and self.intact and bool(self.editable)

    @property
    def editable(self) -> tuple[str, ...]:
        """The names of the values that may be edited."""
        try:
            return registry.type_of(self.command.kind).editable
        except NotRegistered:
            return ()

    @cached_property
    def undo_seconds(self) -> int:
        """How long an approval could be undone."""
        obligations = self.judgments[0].obligations if self.judgments else {}
        default = timedelta(seconds=settings.UNDO_SECONDS)
        try:
            window = self.command.undo_window(obligations.get("undo_seconds"), default)
        except NotRegistered:
            return 0
        return int(window.total_seconds())

    @property
    def consequence(self) -> str:
        """What will happen in the world, from the row alone: `1 email will be sent to ...`."""
        return f"{self._act()} · {self._undo()}"

    def _act(self) -> str:
        command = self.command
        money = f"{command.amount()} will be paid" if command.money_out else ""
        if money:
            return money
        if command.recipients and self.size:
            what = "1 email" if self.letter else "1 message"
            return f"{what} will be sent to {', '.join(command.recipients)}"
        if registry.applier_of(command.kind):
            return "The studio's own books will change; nothing is sent"
        return "It will be performed as described"

    def _undo(self) -> str:
        try:
            reversible = registry.type_of(self.command.kind).reversible
        except NotRegistered:
            reversible = False
        if reversible:
            return "can be reversed later"
        if self.undo_seconds:
            return f"cannot be undone after {self.undo_seconds} s"
        return "cannot be undone"


def link_to(shown: Shown, command: Command, number: int) -> str:
    """Return the address of the words in their message; empty for other sources."""
    if not shown.source.startswith(MESSAGE):
        return ""
    try:
        message = UUID(shown.source.removeprefix(MESSAGE))
    except ValueError:
        return ""
    return f"{reverse('console:message', args=[message])}?command={command.id}#q-{number}"


def citing(command: Command, source: str) -> Iterable[tuple[int, Shown]]:
    """Yield the numbered values of a command that rest on a source."""
    for number, shown in enumerate(command.lines(), 1):
        if shown.source == source:
            yield number, shown
