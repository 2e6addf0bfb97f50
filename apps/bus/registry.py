"""What the layers above hang on the bus: one decorator each, no list to edit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from apps.core.errors import PilothouseError

Subscriber = Callable[[int], None]
Due = Callable[[str], None]
Replay = Callable[[UUID, bytes], str]
Changed = Callable[[str, str, str], None]


class NotRegistered(PilothouseError):
    """Nothing is registered under that name."""


@dataclass(frozen=True)
class Drain:
    """Work of a queue: `work` does some and says how much, `waiting` if there is any."""

    queue: str
    work: Callable[[], int]
    waiting: Callable[[], bool]


@dataclass(frozen=True)
class Schedule:
    """Something done once per slot of `every`, whoever asks and however often."""

    name: str
    every: timedelta
    work: Callable[[], None]


_subscribers: dict[str, dict[str, Subscriber]] = {}
_due: dict[str, Due] = {}
_replays: dict[str, Replay] = {}
_drains: dict[str, Drain] = {}
_schedules: dict[str, Schedule] = {}
_changed: list[Changed] = []


def subscribe(*kinds: str, name: str) -> Callable[[Subscriber], Subscriber]:
    """Call the function with the id of each event of these kinds, once, in one transaction."""

    def register(function: Subscriber) -> Subscriber:
        for kind in kinds:
            _subscribers.setdefault(kind, {})[name] = function
        return function

    return register


def subscribers(kind: str) -> list[str]:
    """Return the names of who must hear of an event of this kind."""
    return sorted(_subscribers.get(kind, {}))


def subscriber(kind: str, name: str) -> Subscriber:
    """Return the subscriber; raise NotRegistered when its code is gone."""
    try:
        return _subscribers[kind][name]
    except KeyError:
        raise NotRegistered(f"No subscriber {name!r} for {kind!r}.") from None


def due(kind: str) -> Callable[[Due], Due]:
    """Call the function with the subject's id when a timer of this kind is due."""

    def register(function: Due) -> Due:
        _due[kind] = function
        return function

    return register


def when_due(kind: str) -> Due:
    """Return what is done when a timer of this kind is due; raise NotRegistered."""
    try:
        return _due[kind]
    except KeyError:
        raise NotRegistered(f"Nothing is due for timers of kind {kind!r}.") from None


def replays(kind: str) -> Callable[[Replay], Replay]:
    """Call the function with a dead letter's id and payload when the operator replays it."""

    def register(function: Replay) -> Replay:
        _replays[kind] = function
        return function

    return register


def replay(kind: str) -> Replay:
    """Return how dead letters of this kind are replayed; raise NotRegistered."""
    try:
        return _replays[kind]
    except KeyError:
        raise NotRegistered(f"Dead letters of kind {kind!r} cannot be replayed.") from None


def drains(
    queue: str, *, name: str, waiting: Callable[[], bool]
) -> Callable[[Callable[[], int]], Callable[[], int]]:
    """Have the function called by a worker of the queue until it returns 0."""

    def register(work: Callable[[], int]) -> Callable[[], int]:
        _drains[name] = Drain(queue, work, waiting)
        return work

    return register


def drains_of(queue: str) -> list[Drain]:
    """Return what a worker of the queue has to call, in order of name."""
    return [drain for _, drain in sorted(_drains.items()) if drain.queue == queue]


def queues() -> list[str]:
    """Return the queues that somebody drains."""
    return sorted({drain.queue for drain in _drains.values()})


def scheduled(
    name: str, *, every: timedelta
) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Do the work once per slot of `every`."""

    def register(work: Callable[[], None]) -> Callable[[], None]:
        _schedules[name] = Schedule(name, every, work)
        return work

    return register


def schedules() -> dict[str, Schedule]:
    """Return all schedules by name."""
    return dict(_schedules)


def changed(function: Changed) -> Changed:
    """Call the function with (kind, subject type, subject id) after commit; may be lost."""
    _changed.append(function)
    return function


def tell_changed(kind: str, subject_type: str, subject_id: str) -> None:
    """Tell the pages that something changed."""
    for function in _changed:
        function(kind, subject_type, subject_id)
