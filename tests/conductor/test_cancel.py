"""Cancelling: the run ends, what it asked for is taken back, and the shell says so."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from apps.commits.models import Command
from apps.conductor import engine
from apps.conductor.contracts import Asked
from apps.conductor.flow import commit, record
from apps.conductor.models import Run
from apps.conductor.services import cancel
from apps.core.actor import Actor
from apps.core.fsm import TransitionNotAllowed
from apps.records.commands import UpdatePricingRule
from apps.records.models import PricingRule
from apps.records.pricing import Rule
from tests.factories.conductor import TESTS, Thing, drain, flow_of, queued

pytestmark = pytest.mark.django_db
SEO = Rule(name="seo-eur", service="seo", currency="EUR", base_minor=1_900_00)


def ask(thing: Thing, *, by: Actor) -> Asked[UpdatePricingRule]:
    row = PricingRule.draft(rule=SEO, by=by)
    return Asked[UpdatePricingRule](act=UpdatePricingRule.of(row))


@pytest.fixture
def waiting(db) -> Run:
    """A run that waits for a decision."""
    run = queued(flow_of(record(ask), commit(UpdatePricingRule)))
    engine.work()
    run.refresh_from_db()
    assert run.waiting_for == Run.For.DECISION
    return run


def shell(*arguments: str) -> str:
    out = io.StringIO()
    call_command("runs", *arguments, stdout=out)
    return out.getvalue()


def test_a_cancelled_run_takes_back_what_it_asked_for(waiting):
    assert cancel(waiting, by=TESTS, why="not wanted") == 1
    drain()

    waiting.refresh_from_db()
    command = Command.objects.get()
    assert (waiting.state, command.state) == (Run.State.CANCELLED, Command.State.WITHDRAWN)
    assert command.why == "not wanted"


def test_a_queued_run_is_cancelled_before_it_begins(steps):
    run = queued(flow_of(steps.first))
    cancel(run, by=TESTS, why="")

    assert engine.work() == 0
    assert steps.done == []


def test_a_run_that_is_over_cannot_be_cancelled(steps):
    run = queued(flow_of(steps.first))
    engine.work()

    with pytest.raises(TransitionNotAllowed):
        cancel(run, by=TESTS, why="")


def test_the_shell_lists_what_is_under_way(waiting):
    listed = shell("list")

    assert str(waiting.id)[:8] in listed
    assert "waiting decision" in listed
    assert "Price seo by seo-eur v1" in listed
    assert json.loads(shell("list", "--json"))[0]["waiting_for"] == "decision"


def test_the_shell_shows_a_run_with_its_steps_and_commands(waiting):
    shown = shell("show", str(waiting.id)[:6])

    assert "done    ask" in shown
    assert "held: Price seo" in shown
    assert json.loads(shell("show", str(waiting.id), "--json"))["steps"][0]["name"] == "ask"


def test_the_shell_cancels_a_run_by_the_beginning_of_its_id(waiting):
    said = shell("cancel", str(waiting.id)[:8], "--why", "not wanted")

    waiting.refresh_from_db()
    assert "1 commands taken back" in said
    assert (waiting.state, waiting.why) == (Run.State.CANCELLED, "not wanted")
    assert shell("list").startswith("No runs")
    assert str(waiting.id)[:8] in shell("list", "--all")


def test_the_shell_has_a_waiting_run_look_again(waiting):
    shell("resume", str(waiting.id))
    engine.work()

    waiting.refresh_from_db()
    assert (waiting.waiting_for, waiting.attempt) == (Run.For.DECISION, 2)
    assert Command.objects.count() == 1


def test_the_shell_refuses_what_is_over_and_what_is_not_there(waiting):
    shell("cancel", str(waiting.id))

    with pytest.raises(CommandError, match="It is cancelled by now"):
        shell("cancel", str(waiting.id))
    with pytest.raises(CommandError, match="no run whose id begins"):
        shell("show", "ffffffff")
