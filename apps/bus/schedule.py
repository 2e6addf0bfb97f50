"""Schedules: a slot fires once, with any number of beats."""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from apps.bus import registry
from apps.bus.models import Slot
from apps.core import clock


def tick(name: str) -> bool:
    """Do a schedule's work unless its current slot has fired; return whether it did now."""
    schedule = registry.schedules().get(name)
    if schedule is None:
        raise registry.NotRegistered(f"No schedule {name!r}.")
    with transaction.atomic():
        slot = slot_of(clock.now(), schedule.every)
        fresh = Slot.fire(name, slot)
        if fresh:
            schedule.work()
    return fresh


def slot_of(now: datetime, every: timedelta) -> datetime:
    """Return the beginning of the slot in which `now` lies, counted from 1970 UTC."""
    seconds = int(now.timestamp() // every.total_seconds() * every.total_seconds())
    return datetime.fromtimestamp(seconds, UTC)
