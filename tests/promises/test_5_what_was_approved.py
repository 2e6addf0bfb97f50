"""5. What was approved is what is performed: a decision is bound to the bytes and an expiry."""

from collections.abc import Callable

import pytest

from apps.commits import registry
from apps.commits.executor import execute
from apps.commits.models import Command
from tests.promises.otherside import OtherSide, approved, unguarded

pytestmark = pytest.mark.django_db


def change_the_bytes(command: Command) -> None:
    """As the database's owner could, behind every guard."""
    unguarded("commits_command_guard")
    Command.objects.filter(id=command.id).update(content=b"Send the money elsewhere")


def let_it_expire(command: Command) -> None:
    Command.objects.filter(id=command.id).update(expires_at="2026-01-01T00:00:00Z")


def check_only_what_was_approved_leaves(
    execute: Callable[[], int], other_side: OtherSide, command: Command
) -> None:
    """Have the executor do what it finds, and see that nothing else arrived."""
    while execute():
        pass

    assert other_side.taken == []


def careless() -> int:
    """The control: an executor that trusts the row."""
    command = Command.objects.filter(state=Command.State.APPROVED).first()
    if command is None:
        return 0
    performer = registry.performer_of(command.kind)
    assert performer
    performer.perform(command.act(), bytes(command.content), command.id)
    Command.objects.filter(id=command.id).update(state=Command.State.CANCELLED)
    return 1


@pytest.mark.parametrize("happens", [change_the_bytes, let_it_expire])
def test_what_changed_or_lapsed_behind_the_approval_does_not_leave(other_side, ada, happens):
    command = approved(ada)
    happens(command)

    check_only_what_was_approved_leaves(execute, other_side, command)


@pytest.mark.parametrize("happens", [change_the_bytes, let_it_expire])
def test_control_an_executor_that_does_not_look_again_sends_it(other_side, ada, happens):
    command = approved(ada)
    happens(command)

    with pytest.raises(AssertionError):
        check_only_what_was_approved_leaves(careless, other_side, command)


def test_changed_bytes_go_back_to_the_operator_and_say_why(other_side, ada):
    command = approved(ada)
    change_the_bytes(command)
    execute()

    command.refresh_from_db()
    assert command.state == Command.State.HELD
    assert command.why == "its bytes were changed after the approval"
