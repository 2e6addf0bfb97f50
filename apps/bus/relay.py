"""The doorbell: after commit, tell a queue that it has work. A lost ring costs latency."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from typing import cast

import redis
from celery import current_app
from django.conf import settings
from django.db import connection, transaction

from apps.core import clock

logger = logging.getLogger(__name__)

RINGING_SECONDS = 2
AWAY_SECONDS = 1.0


class Line:
    """The line to Redis. It is left alone after a failure, so that a commit waits only once."""

    away_until = 0.0

    @classmethod
    def ask(cls, what: str, question: Callable[[], object]) -> None:
        """Ask it something that may be lost; never raise."""
        if clock.monotonic() < cls.away_until:
            return
        try:
            question()
        except Exception as error:  # noqa: BLE001 - Postgres holds the truth and is swept
            cls.away_until = clock.monotonic() + AWAY_SECONDS
            logger.warning("%s failed: %s", what, error)


@cache
def client() -> "redis.Redis":
    """Return the connection to Redis, bounded to two seconds in whatever it does."""
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2, health_check_interval=30
    )


def ring_after_commit(queue: str) -> None:
    """Ring the queue once after the transaction, however often it is asked to within it."""
    bell = _bell(queue)
    if not any(waiting is bell for _, waiting, *_ in connection.run_on_commit):
        transaction.on_commit(bell, robust=True)


def alarm_after_commit(queue: str, due_at: datetime) -> None:
    """Have the alarm clock ring the queue at `due_at`."""
    transaction.on_commit(partial(set_alarm, queue, due_at), robust=True)


@cache
def _bell(queue: str) -> Callable[[], None]:
    return partial(ring, queue)


def ring(queue: str) -> None:
    """Tell the queue that it has work, unless it is being told already; never raise."""
    Line.ask(f"doorbell {queue}", partial(_ring, queue))


def answered(queue: str) -> None:
    """Note that a worker looks after the queue from now on."""
    Line.ask(f"clearing doorbell {queue}", lambda: client().delete(_ringing(queue)))


def set_alarm(queue: str, due_at: datetime) -> None:
    """Set the alarm clock; never raise, because Postgres holds the truth and is swept."""
    alarm = {f"{queue}:{due_at.timestamp():.3f}": due_at.timestamp()}
    Line.ask(f"alarm {queue}", lambda: client().zadd(_alarms(), alarm))


def ring_due_alarms() -> int:
    """Ring the queues whose alarms are due; return how many alarms that were."""
    due = cast("list[bytes]", client().zrangebyscore(_alarms(), 0, clock.epoch()))
    taken = [member for member in due if client().zrem(_alarms(), member)]
    for queue in {member.decode().split(":")[0] for member in taken}:
        ring(queue)
    return len(taken)


def _ring(queue: str) -> None:
    # Rings coalesce: the worker deletes the key before it looks, so a commit after that look
    # rings again, and one before it is seen.
    if client().set(_ringing(queue), 1, nx=True, ex=RINGING_SECONDS):
        current_app.send_task(f"bus.{queue}", queue=queue, ignore_result=True)


def _ringing(queue: str) -> str:
    return f"{settings.REDIS_PREFIX}ringing:{queue}"


def _alarms() -> str:
    return f"{settings.REDIS_PREFIX}alarms"
