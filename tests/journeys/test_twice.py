"""The same mail twice, at once, is one mail."""

import pytest

from apps.commits.models import Command
from apps.conductor.models import Run
from apps.records.models import Message, Proposal
from tests.journeys.story import INQUIRY
from tests.workers import PATIENCE, manage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_mail_that_two_processes_read_at_once_becomes_one_proposal(story):
    readers = [manage("ingest", str(INQUIRY)) for _ in range(2)]
    said = [reader.communicate(timeout=PATIENCE)[0] for reader in readers]
    assert [reader.returncode for reader in readers] == [0, 0], said
    story.workers.start()
    story.held()

    assert sorted(line.split()[0] for line in said) == ["known", "new"]
    assert Message.objects.count() == Run.objects.count() == 1
    assert Proposal.objects.count() == Command.objects.count() == 1
