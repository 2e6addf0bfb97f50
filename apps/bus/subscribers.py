"""What the bus does for itself: deliver, fire, seal, replay, and say how it is."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from apps.bus import delivery, registry, relay, seal
from apps.core.health import check

LAG_SECONDS = 60

registry.drains("work", name="bus.1.deliver", waiting=delivery.deliveries_waiting)(
    delivery.deliver
)
registry.drains("work", name="bus.2.fire", waiting=delivery.timers_waiting)(delivery.fire)


def heads_file() -> Path:
    """Return the file outside the database to which the seal's head is exported."""
    return Path(settings.VAR) / "audit" / "heads.jsonl"


@registry.scheduled("bus.seal", every=timedelta(seconds=30))
def seal_journal() -> None:
    """Seal what was written since the last slot."""
    seal.seal()


@registry.scheduled("bus.export_head", every=timedelta(days=1))
def export_head() -> None:
    """Export the head of the chain, so that a rewrite of all of it is noticed."""
    seal.export_head(heads_file())


@registry.replays("delivery")
def replay_delivery(_letter: UUID, payload: bytes) -> str:
    """Deliver again."""
    delivery.redeliver(int(payload))
    return f"delivery:{int(payload)}"


@registry.replays("timer")
def replay_timer(_letter: UUID, payload: bytes) -> str:
    """Fire again."""
    delivery.refire(int(payload))
    return f"timer:{int(payload)}"


@check("journal delivered")
def delivered() -> tuple[bool, str]:
    """Say how long the oldest event waits for a subscriber."""
    lag = delivery.oldest_undelivered_seconds()
    return lag < LAG_SECONDS, f"oldest undelivered event waits {lag:.0f} s"


@check("redis answers")
def redis_answers() -> tuple[bool, str]:
    """Say whether the doorbell can ring."""
    relay.client().ping()
    return True, "the doorbell rings"
