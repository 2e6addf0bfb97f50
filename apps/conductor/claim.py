"""Claiming runs: a lease, a fence token, and a heartbeat that keeps the lease."""

import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from apps.conductor.models import Run
from apps.core import clock
from apps.core.actor import Actor, system
from apps.core.clock import DatabaseNow
from apps.core.errors import PilothouseError
from apps.policies.models import Switch

logger = logging.getLogger(__name__)

CONDUCTOR = system("conductor")
DEADLINE = timedelta(minutes=10)
CRASHES = 5


class Stale(PilothouseError):
    """Another worker has the run by now; what this one did is rolled back."""


class CrashesWorkers(PilothouseError):
    """The run's workers died again and again; it is quarantined."""


def actor_of(run: Run) -> Actor:
    """Return the actor in whose name a run's flow acts, with the run as its cause."""
    return system(run.flow).because(f"run:{run.id}", run.correlation)


def claim() -> Run | None:
    """Take the run that has been due the longest, unless its flow is paused."""
    with transaction.atomic():
        paused = Switch.paused()
        if Switch.ALL in paused:
            return None
        run = (
            _due()
            .exclude(flow__in=paused)
            .order_by("due_at", "created_at")
            .select_for_update(skip_locked=True, of=("self",))
            .first()
        )
        if run is None:
            return None
        with connection.cursor() as cursor:
            cursor.execute("select nextval('conductor_fence'), pilothouse_now()")
            token, now = cursor.fetchone()
        with run.kept():
            run.start(
                by=CONDUCTOR,
                worker=f"{socket.gethostname()}:{os.getpid()}",
                token=token,
                lease_until=now + lease(),
                deadline_at=now + DEADLINE,
            )
    return run


@contextmanager
def fenced(run: Run) -> Iterator[Run]:
    """Lock the run and save it if the block succeeds; raise Stale unless we still hold it."""
    with transaction.atomic():
        rows = Run.objects.select_for_update(of=("self",))
        held = rows.filter(id=run.id, state=Run.State.RUNNING, token=run.token).first()
        if held is None:
            raise Stale(f"{run}: token {run.token} is stale.")
        with held.kept():
            yield held


def keep_lease(run: Run) -> bool:
    """Prolong the lease; return whether the run is still ours."""
    mine = Run.objects.filter(id=run.id, state=Run.State.RUNNING, token=run.token)
    return bool(mine.update(lease_until=clock.now() + lease()))


@contextmanager
def heartbeat(run: Run) -> Iterator[None]:
    """Keep the run's lease from a thread with a connection of its own."""
    over = threading.Event()
    thread = threading.Thread(target=_beat, args=(run, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def rescue() -> int:
    """Take back one run whose worker is dead or hangs; return 1, or 0 when there is none."""
    with transaction.atomic():
        run = _lost().select_for_update(skip_locked=True, of=("self",)).first()
        if run is None:
            return 0
        with run.kept():
            if run.crashes + 1 >= CRASHES:
                run.die(by=CONDUCTOR, at=clock.now(), error=CrashesWorkers())
            else:
                run.rescue(by=CONDUCTOR)
    return 1


def runs_due() -> bool:
    """Return whether a run could be claimed."""
    paused = Switch.paused()
    return Switch.ALL not in paused and _due().exclude(flow__in=paused).exists()


def runs_lost() -> bool:
    """Return whether a run must be rescued."""
    return _lost().exists()


def oldest_due_seconds() -> float:
    """Return how long the run that is due the longest has waited; 0 when none is due."""
    oldest = _due().order_by("due_at").values_list("due_at", flat=True).first()
    return (clock.now() - oldest).total_seconds() if oldest else 0.0


def lease() -> timedelta:
    """Return how long a claim lasts without a heartbeat."""
    return timedelta(seconds=settings.RUN_LEASE_SECONDS)


def _due() -> QuerySet[Run]:
    return Run.objects.filter(state=Run.State.QUEUED, due_at__lte=DatabaseNow())


def _lost() -> QuerySet[Run]:
    late = Q(lease_until__lte=DatabaseNow()) | Q(deadline_at__lte=DatabaseNow())
    return Run.objects.filter(late, state=Run.State.RUNNING)


def _beat(run: Run, over: threading.Event) -> None:
    # Two thirds of a lease may be lost to a slow beat before the run is taken back.
    while not over.wait(lease().total_seconds() / 3):
        try:
            if not keep_lease(run):
                break
        except Exception as error:  # noqa: BLE001 - the next beat may get through
            logger.warning("heartbeat of %s: %s", run, error)
            connection.close()
    connection.close()
