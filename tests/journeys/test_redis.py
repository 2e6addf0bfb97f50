"""Redis may be emptied, or be away: only latency changes."""

import pytest

from apps.bus import relay
from apps.conductor.models import Run, Step
from tests.journeys.story import INQUIRY
from tests.workers import NOWHERE_URL, Gate, managed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_story_ends_though_redis_is_emptied_before_during_and_behind_it(story):
    story.workers.start()
    story.receive()
    relay.client().flushdb()
    with Gate() as gate:
        gate.arm("keep_estimate")
        story.workers.until(gate.holds, what="a worker keeps the estimate")
        relay.client().flushdb()
        gate.open()
        held = story.held()
    relay.client().flushdb()
    story.decide(held)
    relay.client().flushdb()
    story.ends()

    story.assert_told_once()


def test_a_mail_that_came_while_redis_was_away_is_found_by_the_sweeper(story):
    said = managed("ingest", str(INQUIRY), REDIS_URL=NOWHERE_URL)
    assert "doorbell work failed" in said
    assert not Run.objects.exists()

    story.workers.start()
    story.decide(story.held())
    story.ends()

    story.assert_told_once()
    assert not Step.objects.filter(outcome=Step.Outcome.FAILED).exists()
