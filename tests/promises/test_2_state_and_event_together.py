"""2. State and event commit together: one transaction, or neither happens."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import DataError

from apps.core.actor import Actor, person
from apps.records.models import Client

pytestmark = pytest.mark.django_db(transaction=True)

ADA = person("ada")
# An actor whom the journal cannot hold: whoever writes an event in this name breaks off there.
UNSPEAKABLE = person("x" * 300)

Change = Callable[[Client, Actor, Callable[[], None]], None]


class Crash(Exception):
    """The process is gone."""


def crash() -> None:
    raise Crash


def check_both_or_neither(change: Change) -> None:
    """Break off a change at either half, and see that state and event agree."""
    for by, behind in ((ADA, crash), (UNSPEAKABLE, lambda: None), (ADA, lambda: None)):
        client = Client.open(name="Brightwater", by=ADA)
        with suppress(Crash, DataError):
            change(client, by, behind)
        client.refresh_from_db()
        is_told = client.history().filter(kind="client.activated").exists()
        assert (client.state == Client.State.ACTIVE) == is_told
    assert is_told, "undisturbed, both must happen"


def transition(client: Client, by: Actor, behind: Callable[[], None]) -> None:
    """Ours: a transition under the row's lock."""
    with client.locked():
        client.activate(by=by)
        behind()


def state_first(client: Client, by: Actor, behind: Callable[[], None]) -> None:
    """A control: the state is saved and committed, then the event is written."""
    Client.objects.filter(id=client.id).update(state=Client.State.ACTIVE)
    behind()
    with client.locked():
        client.record("client.activated", by=by)


def event_first(client: Client, by: Actor, behind: Callable[[], None]) -> None:
    """A control: the event is published and committed, then the state is saved."""
    with client.locked():
        client.record("client.activated", by=by)
    behind()
    Client.objects.filter(id=client.id).update(state=Client.State.ACTIVE)


def test_a_change_and_its_event_are_both_there_or_neither_is():
    check_both_or_neither(transition)


@pytest.mark.parametrize("change", [state_first, event_first])
def test_control_written_one_after_the_other_a_crash_parts_them(change):
    with pytest.raises(AssertionError):
        check_both_or_neither(change)
