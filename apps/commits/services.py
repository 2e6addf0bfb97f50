"""Proposing and deciding: one door in, one function that decides, whoever asks."""

from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db import transaction
from pydantic import ValidationError

from apps.bus.models import Timer
from apps.commits.contracts import CommandType, Shown
from apps.commits.models import EXPIRE, Command, Decision, Receipt
from apps.core import clock
from apps.core.actor import Actor, person, system
from apps.core.canonical import NotCanonical, canonical
from apps.core.errors import PilothouseError
from apps.core.origin import Origin, Trust
from apps.policies.contracts import Ruling, Verdict
from apps.policies.models import Judgment
from apps.policies.services import judge

POLICY = system("policies")
Verb = Decision.Verb


class AlreadyDecided(PilothouseError):
    """Somebody has decided it already, or it no longer waits for a decision."""


class DigestDiffers(PilothouseError):
    """What you saw is not what it is now. Read it again, then decide."""


class NotAPerson(PilothouseError):
    """Only a person with a login and the right to decide may decide."""


class NotIntact(PilothouseError):
    """The stored bytes are not the ones that were proposed. Reject it."""


class AccountChanged(PilothouseError):
    """The connection is not the one it was proposed for. Renew it, then decide."""


class ReasonMissing(PilothouseError):
    """Say why: the reason goes back to whoever proposed it."""


class NotEditable(PilothouseError):
    """That cannot be edited, or not to that."""


class Person(Protocol):
    """A Django user: what deciding needs of it."""

    @property
    def is_authenticated(self) -> Any: ...
    @property
    def is_active(self) -> Any: ...

    def get_username(self) -> str: ...
    def has_perm(self, perm: str) -> bool: ...


def propose(
    act: CommandType,
    *,
    by: Actor,
    shown: tuple[Shown, ...] = (),
    trust: Trust = Trust.STRANGER,
    flow: str = "",
    run: str = "",
    supersedes: Command | None = None,
) -> Command:
    """Propose an act; policy denies, holds or approves it at once. An edit always waits."""
    with transaction.atomic():
        command = Command.propose(
            act,
            by=by,
            at=clock.now(),
            shown=shown,
            trust=trust,
            flow=flow,
            run=run,
            supersedes=supersedes,
        )
        ruling = judge(command=command.id, kind=command.kind, known=command.known())
        why = "; ".join(ruling.reasons)
        with command.kept():
            if ruling.verdict is Verdict.DENY:
                command.deny(by=POLICY, why=why)
            elif ruling.verdict is Verdict.HOLD or supersedes is not None:
                command.hold(by=POLICY, why=why)
            else:
                command.approve(by=POLICY, commit_after=_commit_after(command, ruling))
    return command


def decide(
    *,
    command_id: UUID,
    digest: str,
    verb: str,
    user: Person,
    channel: str,
    reason: str = "",
) -> Command:
    """Decide a command as a person who saw it under this digest; the first decision counts.

    Raise NotAPerson, AlreadyDecided, DigestDiffers, NotIntact, AccountChanged or ReasonMissing,
    and change nothing then.
    """
    by = _decider(user)
    with transaction.atomic():
        command = Command.objects.select_for_update().get(id=command_id)
        if command.state not in _decidable[verb]:
            raise AlreadyDecided(f"It is {command.state} by now: {command.effect}")
        if command.digest != digest:
            raise DigestDiffers
        if verb in (Verb.APPROVE, Verb.RETRY) and not command.is_intact():
            raise NotIntact
        if verb in (Verb.APPROVE, Verb.RETRY) and not command.is_current():
            raise AccountChanged
        if verb == Verb.REJECT and not reason.strip():
            raise ReasonMissing
        Decision.note(command, verb=verb, by=by, channel=channel, reason=reason)
        with command.kept():
            _verbs[verb](command, by, reason)
    return command


def edit(
    *, command_id: UUID, digest: str, changes: dict[str, Any], user: Person, channel: str
) -> Command:
    """Supersede a held command by one with other values, which needs its own decision.

    Without changes it is renewed: proposed again for the connection as it is now. Raise
    NotAPerson, AlreadyDecided, DigestDiffers, NotIntact or NotEditable; change nothing then.
    """
    by = _decider(user)
    with transaction.atomic():
        command = Command.objects.select_for_update().get(id=command_id)
        if command.state != Command.State.HELD:
            raise AlreadyDecided(f"It is {command.state} by now: {command.effect}")
        if command.digest != digest:
            raise DigestDiffers
        if not command.is_intact():
            raise NotIntact
        before = command.act()
        unknown = set(changes) - set(before.editable)
        if unknown:
            raise NotEditable(f"Not editable here: {', '.join(sorted(unknown))}.")
        try:
            after = type(before).model_validate({**before.model_dump(), **changes})
            canonical(after)
        except ValidationError as error:
            first = error.errors()[0]
            named = ".".join(str(part) for part in first["loc"])
            raise NotEditable(f"{named}: {first['msg']}".lstrip(": ")) from error
        except NotCanonical as error:
            raise NotEditable(f"It holds characters that cannot be kept: {error}") from error
        if after == before and command.is_current():
            raise NotEditable("Nothing is different.")
        Decision.note(command, verb=Verb.EDIT, by=by, channel=channel)
        with command.kept():
            command.supersede(by=by)
        return propose(
            after,
            by=by,
            shown=_edited(command, before, after),
            trust=Trust(command.trust),
            flow=command.flow,
            run=command.run,
            supersedes=command,
        )


def expire(command_id: str) -> None:
    """Let a command lapse that nobody decided in time."""
    with Command.objects.get(id=command_id).locked() as command:
        due = command.expires_at <= clock.now()
        if due and command.state in (Command.State.HELD, Command.State.APPROVED):
            command.expire(by=system("commits"))


def withdraw(*, run: str, by: Actor, why: str) -> int:
    """Take back what a run asked for and what is not yet on its way; return how many."""
    if not run:
        return 0
    taken_back = 0
    for row in Command.objects.filter(run=run).exclude(state__in=Command.FINAL):
        with row.locked() as command:
            if command.state in (Command.State.HELD, Command.State.APPROVED):
                command.withdraw(by=by, why=why)
            elif command.state == Command.State.FAILED:
                command.cancel(by=by, why=why)
            else:
                continue
            taken_back += 1
    return taken_back


def settle(command: Command, *, by: Actor, reference: str, said: str = "") -> None:
    """Note a command as performed, with its receipt."""
    reference = legible(reference)[:998]
    Receipt.keep(command, reference=reference, said=legible(said)[:4000])
    command.perform(by=by, reference=reference)


def legible(said: str) -> str:
    """Return what somebody outside said as the database can keep it."""
    told = said.replace("\x00", "\N{SYMBOL FOR NULL}")
    return told.encode("utf-8", "replace").decode()


def _decider(user: Person) -> Actor:
    allowed = (
        user.is_authenticated and user.is_active and user.has_perm("commits.decide_command")
    )
    if not allowed:
        raise NotAPerson
    return person(user.get_username())


def _approve(command: Command, by: Actor, _: str) -> None:
    Timer.clear(EXPIRE, str(command.id))
    Timer.set(EXPIRE, str(command.id), command.expires_at)
    judged = Judgment.objects.filter(command=command.id).latest("id")
    ruling = Ruling(
        verdict=Verdict(judged.verdict),
        reasons=tuple(judged.reasons),
        obligations=judged.obligations,
    )
    command.approve(by=by, commit_after=_commit_after(command, ruling))


def _found(command: Command, by: Actor, reason: str) -> None:
    settle(command, by=by, reference=f"confirmed by {by.id}", said=reason)


_verbs: dict[str, Any] = {
    Verb.APPROVE: _approve,
    Verb.REJECT: lambda command, by, why: command.reject(by=by, why=why),
    Verb.UNDO: lambda command, by, _: command.hold(by=by, why="approval undone"),
    Verb.CANCEL: lambda command, by, why: command.cancel(by=by, why=why),
    Verb.RETRY: lambda command, by, _: command.approve(by=by, commit_after=clock.now()),
    Verb.FOUND: _found,
    Verb.NOT_FOUND: lambda command, by, why: command.fail(by=by, why=why or "not received"),
}
_decidable: dict[str, frozenset[str]] = {
    Verb.APPROVE: frozenset({Command.State.HELD}),
    Verb.REJECT: frozenset({Command.State.HELD}),
    Verb.UNDO: frozenset({Command.State.APPROVED}),
    Verb.CANCEL: frozenset({Command.State.HELD, Command.State.APPROVED, Command.State.FAILED}),
    Verb.RETRY: frozenset({Command.State.FAILED}),
    Verb.FOUND: frozenset({Command.State.UNKNOWN}),
    Verb.NOT_FOUND: frozenset({Command.State.UNKNOWN}),
}


def _commit_after(command: Command, ruling: Ruling) -> Any:
    default = timedelta(seconds=settings.UNDO_SECONDS)
    return clock.now() + command.undo_window(ruling.obligations.undo_seconds, default)


def _edited(command: Command, before: CommandType, after: CommandType) -> tuple[Shown, ...]:
    """Return the lines with the operator's values in place of the agent's, which are kept."""
    changed = {
        name: (getattr(before, name), getattr(after, name))
        for name in before.editable
        if getattr(before, name) != getattr(after, name)
    }
    kept = tuple(line for line in command.lines() if line.field not in changed)
    typed = tuple(
        Shown(
            label=name.replace("_", " ").capitalize(),
            field=name,
            value=str(new),
            origin=Origin.OPERATOR,
            because=f"before: {old}",
        )
        for name, (old, new) in changed.items()
    )
    return typed + kept
