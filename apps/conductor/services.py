"""What an operator does with runs: cancel one, or have one look again."""

from apps.commits.services import withdraw
from apps.conductor.models import Run
from apps.core import clock
from apps.core.actor import Actor


def cancel(run: Run, *, by: Actor, why: str) -> int:
    """Stop a run for good and take back what it asked for; return how many commands."""
    with run.locked() as held:
        held.cancel(by=by, at=clock.now(), why=why)
        return withdraw(run=str(held.id), by=by, why=why)


def resume(run: Run, *, by: Actor) -> None:
    """Have a waiting run look again, as after its flow or the books were changed."""
    with run.locked() as held:
        held.wake(by=by)
