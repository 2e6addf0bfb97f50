"""The executor: the only door out. Claim, commit, perform, record; in doubt, ask."""

import logging
from datetime import timedelta

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import QuerySet

from apps.bus.models import Timer
from apps.commits import registry
from apps.commits.contracts import CommandType, Performer, Proof, Refused
from apps.commits.models import RETRY, Command, Decision
from apps.commits.services import legible, settle
from apps.core import clock
from apps.core.actor import system
from apps.core.clock import DatabaseNow
from apps.policies.contracts import Verdict
from apps.policies.models import Switch
from apps.policies.services import judge

logger = logging.getLogger(__name__)

EXECUTOR = system("executor")
LEASE = timedelta(seconds=120)
ATTEMPTS = 5
State = Command.State


def execute() -> int:
    """Perform one approved command whose undo window is over; return 0 when none is due."""
    command = claim()
    if command is None:
        return 0
    performer = registry.performer_of(command.kind)
    if command.state != State.DISPATCHING or performer is None:
        return 1
    try:
        proof = performer.perform(_act(command), bytes(command.content), command.id)
    except Refused as refused:
        _finish(command, failed=refused)
    except Exception as error:  # whatever broke off may have broken off too late
        logger.exception("command %s broke off", command.id)
        _finish(command, lost=_told(error))
    else:
        _finish(command, proof=proof)
    return 1


def claim() -> Command | None:
    """Take the next approved command through the last checks; commit before anything is done.

    What is applied inside is done here, in the same transaction; what leaves the house is left
    `dispatching`, with a lease and a fence token. What cannot be checked is held, saying why.
    """
    with transaction.atomic():
        paused = Switch.paused()
        due = Command.objects.filter(state=State.APPROVED, commit_after__lte=DatabaseNow())
        command = (
            due.exclude(flow__in=paused)
            .exclude(kind__in=paused)
            .order_by("commit_after", "created_at")
            .select_for_update(skip_locked=True, of=("self",))
            .first()
        )
        if command is None or Switch.ALL in paused:
            return None
        try:
            with transaction.atomic():
                _begin(command)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:  # left approved, it would be tried for ever, before the rest
            logger.exception("command %s could not be begun", command.id)
            command.refresh_from_db()
            with command.kept():
                command.hold(by=EXECUTOR, why=f"it could not be begun: {_told(error)}")
    return command


def rescue() -> int:
    """Settle one command whose executor died on the way; it is found, or stops as unknown."""
    with transaction.atomic():
        command = _stale().select_for_update(skip_locked=True, of=("self",)).first()
        if command is None:
            return 0
        # Postpone the lease first: looking takes time, and no transaction stays open meanwhile.
        with command.kept():
            command.lease_until = clock.now() + LEASE
    performer = registry.performer_of(command.kind)
    proof = _reconciled(performer, command) if performer else None
    if proof:
        _finish(command, proof=proof)
    else:
        _finish(
            command, lost="the executor died on the way; whether it was received is unknown"
        )
    return 1


def waiting() -> bool:
    """Return whether there is something to perform or to rescue."""
    if Switch.ALL in Switch.paused():
        return _stale().exists()
    due = Command.objects.filter(state=State.APPROVED, commit_after__lte=DatabaseNow())
    return due.exists() or _stale().exists()


def retry(command_id: str) -> None:
    """Approve again what was refused for the moment: same key, nobody received it."""
    with Command.objects.get(id=command_id).locked() as command:
        if command.state == State.FAILED:
            command.approve(by=EXECUTOR, commit_after=clock.now())


def _begin(command: Command) -> None:
    with command.kept():
        if _stopped(command):
            return
        with connection.cursor() as cursor:
            cursor.execute("select nextval('commits_fence')")
            token = cursor.fetchone()[0]
        # Saved at once, because the database checks the way from approved to dispatching.
        with command.kept():
            command.dispatch(by=EXECUTOR, token=token, lease_until=clock.now() + LEASE)
        _apply(command)


def _stopped(command: Command) -> bool:
    """Stop a command that may no longer be performed; return whether it was stopped."""
    if command.expires_at <= clock.now():
        command.expire(by=EXECUTOR)
        return True
    if not command.is_intact():
        command.hold(by=EXECUTOR, why="its bytes were changed after the approval")
        return True
    if not command.is_current():
        command.hold(by=EXECUTOR, why="the connection was changed after the approval")
        return True
    ruling = judge(command=command.id, kind=command.kind, known=command.known())
    why = "; ".join(ruling.reasons)
    if ruling.verdict is Verdict.DENY:
        command.deny(by=EXECUTOR, why=why)
        return True
    if ruling.verdict is Verdict.HOLD and not _decided(command):
        command.hold(by=EXECUTOR, why=why)
        return True
    return False


def _decided(command: Command) -> bool:
    """Return whether a person approved exactly this, in this round."""
    return command.decisions.filter(
        verb=Decision.Verb.APPROVE, round=command.round, digest=command.digest
    ).exists()


def _apply(command: Command) -> None:
    apply = registry.applier_of(command.kind)
    if apply:
        try:
            with transaction.atomic():
                proof = apply(command.act(), command.proposed_by)
        except Refused as refused:
            _fail(command, refused)
            return
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:  # it was undone whole: nothing was applied
            logger.exception("command %s could not be applied", command.id)
            command.fail(by=EXECUTOR, why=_told(error))
            return
        settle(command, by=EXECUTOR, reference=proof.reference, said=proof.said)
    elif registry.performer_of(command.kind) is None:
        command.fail(by=EXECUTOR, why="nobody performs commands of this kind")


def _act(command: Command) -> CommandType:
    try:
        return command.act()
    except Exception as error:
        logger.exception("command %s cannot be read", command.id)
        raise Refused(f"Its values cannot be read by now: {_told(error)}") from error


def _fail(command: Command, refused: Refused) -> None:
    command.fail(by=EXECUTOR, why=legible(str(refused)))
    if not refused.permanent and command.attempts < ATTEMPTS:
        pause = timedelta(seconds=10 * 3**command.attempts)
        Timer.set(RETRY, str(command.id), clock.now() + pause)


def _finish(
    taken: Command,
    *,
    proof: Proof | None = None,
    failed: Refused | None = None,
    lost: str = "",
) -> None:
    """Record the outcome, unless it is another executor's by now; proof counts even late."""
    open_states = (State.DISPATCHING, State.UNKNOWN) if proof else (State.DISPATCHING,)
    token = taken.token  # read now: locking reads the row again, into the same object
    with taken.locked() as command:
        is_mine = bool(proof) or command.token == token
        if command.state not in open_states or not is_mine:
            logger.warning("command %s: a stale executor's outcome was dropped", command.id)
            return
        if proof:
            settle(command, by=EXECUTOR, reference=proof.reference, said=proof.said)
        elif failed:
            _fail(command, failed)
        else:
            command.lose(by=EXECUTOR, why=legible(lost))


def _told(error: Exception) -> str:
    return legible(f"{type(error).__name__}: {error}")


def _reconciled(performer: Performer, command: Command) -> Proof | None:
    try:
        return performer.reconcile(command.act(), command.id)
    except Exception:  # not finding out is not finding: the operator is asked
        logger.exception("command %s could not be reconciled", command.id)
        return None


def _stale() -> QuerySet[Command]:
    return Command.objects.filter(state=State.DISPATCHING, lease_until__lte=DatabaseNow())
