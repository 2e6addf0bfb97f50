"""The doorbell's other end."""

from celery import shared_task

from apps.bus import schedule
from apps.bus.work import drain


@shared_task(name="bus.work", queue="work")
def work(**_: object) -> None:
    """Drain the queue of flows."""
    drain("work")


@shared_task(name="bus.effects", queue="effects")
def effects(**_: object) -> None:
    """Drain the queue of the executor."""
    drain("effects")


@shared_task(name="bus.tick", queue="work")
def tick(*, name: str, **_: object) -> None:
    """Fire the current slot of a schedule, once."""
    schedule.tick(name)
