"""What a worker does when a doorbell rings: everything that waits, then it sleeps again."""

from apps.bus import registry, relay
from apps.core import clock

SHIFT_SECONDS = 120.0


def drain(queue: str) -> int:
    """Do the queue's work until none waits or the shift is over; return how much was done."""
    relay.answered(queue)
    started, done = clock.monotonic(), 0
    while clock.monotonic() - started < SHIFT_SECONDS:
        some = sum(one.work() for one in registry.drains_of(queue))
        if not some:
            return done
        done += some
    relay.ring(queue)
    return done


def sweep() -> list[str]:
    """Ring every queue in which something waits; return their names."""
    waiting = [
        queue
        for queue in registry.queues()
        if any(drain.waiting() for drain in registry.drains_of(queue))
    ]
    for queue in waiting:
        relay.ring(queue)
    return waiting
