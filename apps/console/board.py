"""The Decide page's rows: what waits, what is on its way, what is done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Case, IntegerField, Max, QuerySet, Value, When

from apps.bus.models import DeadLetter, Event
from apps.commits.models import Command
from apps.conductor.models import Run
from apps.core import clock
from apps.core.origin import Origin

SOON: Final = timedelta(days=1)
SLOW: Final = timedelta(seconds=15)
MOST: Final = 100
LATELY: Final = 10
LOOK_BACK: Final = 20_000
ENDED: Final = tuple(
    f"command.{verb}"
    for verb in ("performed", "rejected", "denied", "expired", "withdrawn", "cancelled")
)
State = Command.State
ON_ITS_WAY: Final = (State.APPROVED, State.UNKNOWN, State.FAILED, State.DISPATCHING)


@dataclass(frozen=True)
class Row:
    """One command in one line, all of it written by our own code."""

    command: Command
    now: datetime

    @property
    def inferred(self) -> list[str]:
        """The labels of what nobody stated."""
        return [line.label for line in self.command.lines() if line.origin is Origin.INFERRED]

    @property
    def recipients(self) -> str:
        """Who would receive something."""
        return ", ".join(self.command.recipients)

    @property
    def expires_soon(self) -> bool:
        """Whether it lapses within a day."""
        return self.command.expires_at <= self.now + SOON

    @property
    def can_be_undone(self) -> bool:
        """Whether its undo window is still open."""
        after = self.command.commit_after
        return self.command.state == State.APPROVED and after is not None and after > self.now

    @property
    def is_stuck(self) -> bool:
        """Whether it should have been performed a while ago."""
        after = self.command.commit_after
        overdue = after is not None and after + SLOW < self.now
        return self.command.state == State.APPROVED and overdue


@dataclass(frozen=True)
class Board:
    """Everything on the Decide page."""

    held: list[Row]
    on_its_way: list[Row]
    done: list[Row]
    stuck: list[Run]
    letters: list[DeadLetter]

    @property
    def is_empty(self) -> bool:
        """Whether nothing has ever happened, as far as the page shows."""
        return not (self.held or self.on_its_way or self.done or self.stuck or self.letters)


def board() -> Board:
    """Return the page's rows, in the order in which they need the operator."""
    now = clock.now()
    return Board(
        held=_rows(_held(now)[:MOST], now),
        on_its_way=_rows(_on_its_way()[:MOST], now),
        done=_rows(_done_lately(), now),
        stuck=list(_stuck()[:MOST]),
        letters=list(_letters()[:MOST]),
    )


def _rows(commands: "QuerySet[Command] | list[Command]", now: datetime) -> list[Row]:
    return [Row(command, now) for command in commands]


def _commands() -> QuerySet[Command]:
    return Command.objects.defer("payload", "content")


def _held(now: datetime) -> QuerySet[Command]:
    """Return what waits: expiring soon, then money, then the oldest."""
    soon = Case(
        When(expires_at__lte=now + SOON, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return _commands().filter(state=State.HELD).order_by(soon, "-money_out", "created_at")


def _on_its_way() -> QuerySet[Command]:
    """Return what is neither waiting nor over: what can be undone, what asks, the rest."""
    place = Case(
        *(When(state=state, then=Value(place)) for place, state in enumerate(ON_ITS_WAY)),
        output_field=IntegerField(),
    )
    return _commands().filter(state__in=ON_ITS_WAY).order_by(place, "-commit_after")


def _stuck() -> QuerySet[Run]:
    """Return the runs that wait for something only the operator can bring about."""
    waiting = Run.objects.filter(state=Run.State.WAITING)
    return waiting.exclude(waiting_for=Run.For.DECISION).order_by("created_at")


def _letters() -> QuerySet[DeadLetter]:
    """Return what cannot proceed without a person."""
    opened = DeadLetter.objects.filter(state=DeadLetter.State.OPEN)
    return opened.defer("payload").order_by("created_at")


def _done_lately() -> list[Command]:
    """Return what ended last, newest first."""
    # No index serves "the last commands' ends", so only the journal's newest facts are read:
    # a backward scan of the primary key that stops after LOOK_BACK rows.
    newest = Event.objects.aggregate(Max("id"))["id__max"] or 0
    ended = Event.objects.filter(
        id__gt=newest - LOOK_BACK, subject_type=Command.noun(), kind__in=ENDED
    )
    ids = list(ended.order_by("-id").values_list("subject_id", flat=True)[:LATELY])
    found = {str(c.id): c for c in _commands().select_related("receipt").filter(id__in=ids)}
    return [found[ident] for ident in dict.fromkeys(ids) if ident in found]
