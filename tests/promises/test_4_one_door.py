"""4. A command passes one door: proposed, judged, decided, then performed by one executor.

What no policy covers waits for the operator, and the database lets nothing around the door.
"""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from apps.commits.executor import execute
from apps.commits.models import Command
from tests.promises.otherside import approved, held, unguarded

pytestmark = pytest.mark.django_db


def check_no_other_way_out(command: Command, way: Callable[[Command], None]) -> None:
    """Try a way around the decision, and see the command held, word for word."""
    try:
        with transaction.atomic():
            way(command)
    except DatabaseError:
        pass
    while execute():
        pass
    row = Command.objects.get(id=command.id)
    assert (row.state, bytes(row.content)) == (Command.State.HELD, b"Dear Ana")


def straight_to_dispatching(command: Command) -> None:
    Command.objects.filter(id=command.id).update(
        state="dispatching", token=1, lease_until=command.expires_at
    )


def other_words(command: Command) -> None:
    Command.objects.filter(id=command.id).update(content=b"Send the money elsewhere")


def approved_by_nobody(command: Command) -> None:
    Command.objects.filter(id=command.id).update(
        state="approved", commit_after=command.created_at
    )


WAYS = [straight_to_dispatching, other_words]


def test_what_no_policy_covers_waits_for_the_operator(other_side):
    command = held()
    while execute():
        pass

    assert command.state == Command.State.HELD
    assert command.why == "no policy covers it"
    assert other_side.taken == []


def test_what_the_operator_approved_is_performed(other_side, ada):
    command = approved(ada)
    while execute():
        pass

    command.refresh_from_db()
    assert (command.state, other_side.taken) == (Command.State.PERFORMED, [b"Dear Ana"])


@pytest.mark.parametrize("way", [*WAYS, approved_by_nobody])
def test_nothing_gets_around_the_door(other_side, way):
    check_no_other_way_out(held(), way)

    assert other_side.taken == []


@pytest.mark.parametrize("way", WAYS)
def test_control_without_its_guard_the_database_lets_anything_out(way):
    command = held()
    unguarded("commits_command_guard")

    with pytest.raises(AssertionError):
        check_no_other_way_out(command, way)
