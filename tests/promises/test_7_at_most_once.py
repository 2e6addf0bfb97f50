"""7. An effect happens at most once, and never silently not at all.

If a crash leaves it unknown whether the other side took it, the command stops and asks.
The same with real mail and a killed worker: tests/journeys/test_decisions.py.
"""

from collections.abc import Callable

import pytest

from apps.commits import registry
from apps.commits.contracts import Unanswered
from apps.commits.executor import execute, rescue
from apps.commits.models import Command
from tests.promises.otherside import OtherSide, approved

pytestmark = pytest.mark.django_db


class PowerCut(BaseException):
    """The executor is gone, and no `except` of its own is run."""


def everything() -> None:
    """Ours: execute and rescue until nothing is left, with every lease over."""
    for _ in range(5):
        try:
            while execute() + rescue():
                pass
        except PowerCut:
            pass
        Command.objects.filter(state="dispatching").update(lease_until="2026-01-01T00:00:00Z")


def resending() -> None:
    """A control: what was not confirmed is sent again, as a task queue's retry does."""
    for command in Command.objects.filter(state=Command.State.APPROVED):
        performer = registry.performer_of(command.kind)
        assert performer
        for _ in range(3):
            try:
                performer.perform(command.act(), bytes(command.content), command.id)
                break
            except (Unanswered, PowerCut):
                continue


def forgetting() -> None:
    """A control: what broke off is given up without a word."""
    for command in Command.objects.filter(state=Command.State.APPROVED):
        performer = registry.performer_of(command.kind)
        assert performer
        try:
            performer.perform(command.act(), bytes(command.content), command.id)
        except (Unanswered, PowerCut):
            Command.objects.filter(id=command.id).update(state=Command.State.CANCELLED)


def check_once_and_never_silently(
    work: Callable[[], None], other_side: OtherSide, command: Command
) -> None:
    """Let the other side take it and break off; see it taken once, and the operator asked."""
    work()

    command.refresh_from_db()
    assert len(other_side.taken) == 1
    assert command.state == Command.State.UNKNOWN


TROUBLES = [Unanswered("the line went dead"), PowerCut(), ValueError("what is this?")]


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda one: type(one).__name__)
def test_what_may_have_been_taken_is_not_sent_again_and_the_operator_is_asked(
    other_side, ada, trouble
):
    command = approved(ada)
    other_side.trouble = trouble

    check_once_and_never_silently(everything, other_side, command)


@pytest.mark.parametrize("careless", [resending, forgetting])
def test_control_an_executor_that_resends_or_forgets_is_found_out(other_side, ada, careless):
    command = approved(ada)
    other_side.trouble = Unanswered("the line went dead")

    with pytest.raises(AssertionError):
        check_once_and_never_silently(careless, other_side, command)
