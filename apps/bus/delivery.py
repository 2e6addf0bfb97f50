"""Deliveries and timers: each in one transaction with what it makes happen."""

import logging

from django.db import connection, transaction
from django.db.models import QuerySet

from apps.bus import registry, relay
from apps.bus.models import Delivery, Timer
from apps.core.clock import DatabaseNow

logger = logging.getLogger(__name__)


def deliver() -> int:
    """Deliver one pending event to one subscriber; return 1, or 0 when none is due."""
    with transaction.atomic():
        delivery = (
            _pending()
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("event")
            .order_by("event_id", "id")
            .first()
        )
        if delivery is None:
            return 0
        try:
            with transaction.atomic():
                act = registry.subscriber(delivery.event.kind, delivery.subscriber)
                act(delivery.event_id)
        except Exception as error:  # kept: as the delivery's error, or as a dead letter
            logger.exception("delivery %s failed", delivery)
            delivery.set_back(error)
        else:
            delivery.finish()
    return 1


def deliveries_waiting() -> bool:
    """Return whether a delivery is due."""
    return _pending().exists()


def fire() -> int:
    """Fire one due timer; return 1, or 0 when none is due."""
    with transaction.atomic():
        timer = (
            _due_timers().select_for_update(skip_locked=True).order_by("due_at", "id").first()
        )
        if timer is None:
            return 0
        try:
            with transaction.atomic():
                registry.when_due(timer.kind)(timer.subject_id)
        except Exception as error:  # kept: as a later try, or as a dead letter
            logger.exception("timer %s failed", timer)
            timer.set_back(error)
        else:
            timer.finish()
    return 1


def timers_waiting() -> bool:
    """Return whether a timer is due."""
    return _due_timers().exists()


def redeliver(delivery_id: int) -> None:
    """Make a dead delivery pending again."""
    Delivery.objects.filter(id=delivery_id).update(
        dead_at=None, attempts=0, due_at=DatabaseNow()
    )
    relay.ring_after_commit("work")


def refire(timer_id: int) -> None:
    """Make a dead timer pending again, unless its subject has another one by now."""
    timer = Timer.objects.get(id=timer_id)
    others = Timer.objects.filter(kind=timer.kind, subject_id=timer.subject_id, fired_at=None)
    if not others.exists():
        Timer.objects.filter(id=timer_id).update(fired_at=None, attempts=0)
    relay.ring_after_commit("work")


def oldest_undelivered_seconds() -> float:
    """Return how long the oldest due delivery has waited; 0 when none does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(extract(epoch from pilothouse_now() - min(due_at)), 0)"
            " from bus_delivery where done_at is null and dead_at is null"
            " and due_at <= pilothouse_now()"
        )
        return float(cursor.fetchone()[0])


def _pending() -> QuerySet[Delivery]:
    return Delivery.objects.filter(done_at=None, dead_at=None, due_at__lte=DatabaseNow())


def _due_timers() -> QuerySet[Timer]:
    return Timer.objects.filter(fired_at=None, due_at__lte=DatabaseNow())
