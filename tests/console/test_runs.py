"""Runs: what the house is doing, and one run step by step."""

from datetime import timedelta

import pytest
from django.db import transaction

from apps.bus.models import Event
from apps.conductor.models import Run, Step
from apps.core import clock
from apps.core.actor import agent, system
from tests.console.notes import SendNote, propose

pytestmark = pytest.mark.django_db
TEST = system("test")


@pytest.fixture
def run(db) -> Run:
    """A run that failed once, went on, and waits for the operator."""
    with transaction.atomic():
        event = Event.append("test.happened", subject=("test", "1"), by=TEST, payload={})
        run = Run.queue(flow="tests.flow", version="v1", retry_policy={}, event=event, by=TEST)
    _keep(run, "intake", Step.Outcome.FAILED, error="Timeout: <b>no</b> answer")
    _keep(run, "intake", Step.Outcome.DONE, output={"company": "<script>alert(1)</script>"})
    soon = clock.now() + timedelta(seconds=60)
    with run.locked():
        run.start(by=TEST, worker="w", token=1, lease_until=soon, deadline_at=soon)
        run.save()
        run.wait(by=TEST, for_="decision", on="c", why="the operator decides")
    return run


def _keep(run: Run, name: str, outcome: str, **fields: object) -> None:
    with transaction.atomic():
        Step.keep(
            run, by=TEST, name=name, outcome=outcome, input_digest="0" * 64,
            started_at=clock.now(), **fields,
        )  # fmt: skip


def test_no_runs_says_how_one_begins(as_ada):
    assert "Nothing has run yet" in as_ada.get("/runs/").content.decode()


def test_the_list_says_the_state_the_reason_and_the_steps(as_ada, run):
    page = as_ada.get("/runs/").content.decode()

    assert "tests.flow" in page
    assert "for decision" in page
    assert "the operator decides" in page
    assert '<td data-label="Steps done">1</td>' in page


def test_a_run_shows_its_steps_its_failure_and_its_command(as_ada, run):
    held = propose(SendNote(), by=agent("tests"), run=str(run.id), flow="tests.flow")

    page = as_ada.get(f"/runs/{run.id}/").content.decode()
    command = as_ada.get(f"/decide/{held.id}/").content.decode()

    assert "Timeout: &lt;b&gt;no&lt;/b&gt; answer" in page
    assert "<script>alert" not in page
    assert held.effect in page
    assert f"/runs/{run.id}/" in command


def test_the_queries_do_not_grow_with_the_runs_and_steps(
    as_ada, run, django_assert_max_num_queries
):
    for number in range(8):
        _keep(run, f"step {number}", Step.Outcome.DONE)

    with django_assert_max_num_queries(7):
        as_ada.get("/runs/")
    with django_assert_max_num_queries(8):
        as_ada.get(f"/runs/{run.id}/")
