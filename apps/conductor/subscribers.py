"""What the conductor hangs on the bus: it starts, wakes, claims, rescues and replays runs."""

from uuid import UUID

from apps.bus.models import Event
from apps.bus.registry import drains, replays, subscribe
from apps.conductor import claim, engine
from apps.conductor.claim import CONDUCTOR
from apps.conductor.flow import Flow, register
from apps.conductor.models import Run
from apps.core.health import check

OLDEST_SECONDS = 120

drains("work", name="conductor.1.work", waiting=claim.runs_due)(engine.work)
drains("work", name="conductor.2.rescue", waiting=claim.runs_lost)(claim.rescue)


def wire(flow: Flow) -> Flow:
    """Register a flow, and subscribe it to its trigger and to what wakes its runs."""
    register(flow)

    @subscribe(flow.on, name=f"start {flow.name}")
    def start(event_id: int) -> None:
        event = Event.objects.get(id=event_id)
        Run.queue(
            flow=flow.name,
            version=flow.version,
            retry_policy=flow.retry.model_dump(),
            event=event,
            by=CONDUCTOR.because(f"event:{event.id}", event.correlation),
        )

    if flow.wakes_on:

        @subscribe(*flow.wakes_on, name=f"wake {flow.name}")
        def wake(event_id: int) -> None:
            engine.wake_for(flow.name, Event.objects.get(id=event_id).kind)

    return flow


@subscribe(
    "command.performed",
    "command.rejected",
    "command.denied",
    "command.expired",
    "command.withdrawn",
    "command.cancelled",
    name="conductor.decided",
)
def decided(event_id: int) -> None:
    """Wake the run whose command has come to its end."""
    run_id = Event.objects.get(id=event_id).values.get("run")
    run = Run.objects.filter(id=run_id).first() if run_id else None
    if run and run.state == Run.State.WAITING and run.waiting_for == Run.For.DECISION:
        engine.wake(run)


@replays("run")
def replay_run(_letter: UUID, payload: bytes) -> str:
    """Let a dead run go on behind its last recorded step."""
    run = Run.objects.get(id=payload.decode())
    with run.locked():
        run.revive(by=CONDUCTOR)
    return f"run:{run.id}"


@check("runs progress")
def runs_progress() -> tuple[bool, str]:
    """Say how long the oldest run that is due has waited for a worker."""
    oldest = claim.oldest_due_seconds()
    return oldest < OLDEST_SECONDS, f"the oldest due run has waited {oldest:.0f} s for a worker"
