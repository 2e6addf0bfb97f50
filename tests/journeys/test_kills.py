"""SIGKILL of a whole worker between every two steps: each step is done once all the same."""

import pytest
from django.utils import timezone

from apps.bus.models import Event
from apps.commits.models import Command
from apps.conductor.models import Run, Step
from apps.records.models import Artifact, Client, Estimate, Project, Proposal
from tests.journeys.story import STEPS, Story
from tests.workers import Gate

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

BEFORE_APPROVAL = [*STEPS[:7], "commits_command"]
BEHIND_APPROVAL = STEPS[7:]


def done() -> dict[str, object]:
    """Return what each finished step was recorded as."""
    return dict(Step.objects.filter(outcome="done").values_list("name", "id"))


def kill_at(story: Story, gate: Gate, name: str) -> None:
    """Kill the crew that is about to commit this, and have another one in its place."""
    gate.arm(name)
    gate.open()
    gate.close()
    story.workers.until(gate.holds, what=f"a worker is about to commit {name}")
    before = done()
    pid = int(story.run().worker.split(":")[1])
    story.workers.of(pid).kill()
    story.workers.start(concurrency=1)
    assert done() == before


def test_a_kill_between_any_two_steps_loses_nothing_and_repeats_nothing(story):
    started = timezone.localtime()
    for _ in range(2):
        story.workers.start(concurrency=1)
    with Gate() as gate:
        gate.arm(BEFORE_APPROVAL[0])
        story.receive()
        seen: dict[str, object] = {}
        for name in BEFORE_APPROVAL:
            kill_at(story, gate, name)
            assert seen.items() <= done().items()
            seen = done()
        gate.arm(BEHIND_APPROVAL[0])
        gate.open()
        gate.close()
        story.decide(story.held())
        for name in BEHIND_APPROVAL:
            kill_at(story, gate, name)
            assert seen.items() <= done().items()
        gate.arm()
        gate.open()
        story.ends()

    story.assert_told_once()
    in_this_story = {"created_at__gt": started}
    for noun in (Client, Project):
        assert noun.objects.filter(**in_this_story, name__contains="Brightwater").count() == 1
    assert Estimate.objects.count() == Proposal.objects.count() == Command.objects.count() == 1
    assert Artifact.objects.filter(media_type="application/pdf").count() == 1
    kills = len(BEFORE_APPROVAL) + len(BEHIND_APPROVAL)
    assert Event.objects.filter(kind="run.rescued").count() == kills
    assert Run.objects.get().crashes == 0
