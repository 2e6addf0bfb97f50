"""Ada rejects, edits, or nobody knows: each has its end in the books."""

import pytest

from apps.commits.models import Command
from apps.commits.services import edit
from apps.conductor.models import Run
from apps.records.models import Message, Proposal
from tests.workers import Gate

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def held(story) -> Command:
    """The proposal that waits for Ada."""
    story.workers.start()
    story.receive()
    return story.held()


def test_a_rejected_proposal_is_withdrawn_and_no_mail_leaves(story, held):
    story.decide(held, "reject", reason="too cheap")
    run = story.ends()

    assert Proposal.objects.get().state == Proposal.State.WITHDRAWN
    assert story.postbox.taken == []
    outcome = run.steps.get(name="commit_send_proposal").output
    assert (outcome["state"], outcome["why"]) == ("rejected", "too cheap")


def test_an_edited_proposal_needs_its_own_decision_and_arrives_as_edited(story, held, ada):
    body = "Dear Nora,\n\nas agreed on the phone.\n\nAda\n"
    edited = edit(
        command_id=held.id,
        digest=held.digest,
        changes={"body": body},
        user=ada,
        channel="test",
    )
    held.refresh_from_db()
    assert (held.state, edited.state) == (Command.State.SUPERSEDED, Command.State.HELD)

    story.decide(edited)
    story.ends()

    assert story.postbox.taken == [bytes(edited.content)]
    assert b"as agreed on the phone" in story.postbox.taken[0]
    assert Message.objects.get(direction="out").text == body


def test_a_mail_of_unknown_fate_is_noted_under_its_own_id_when_ada_says_it_went(story, held):
    story.workers.kill()
    with Gate() as gate:
        gate.arm("commits_receipt")
        story.workers.start()
        story.decide(held)
        story.workers.until(gate.holds, what="the mail went, and nobody has noted it")
        story.workers.kill()
    assert len(story.postbox.taken) == 1
    give_up_the_lease(held)
    story.workers.start()
    lost = story.workers.until(
        lambda: Command.objects.filter(state=Command.State.UNKNOWN).first(),
        what="the command is unknown",
    )

    story.decide(lost, "found")
    story.ends(Run.State.SUCCEEDED)

    sent = Message.objects.get(direction="out")
    assert str(held.id) in sent.message_id
    assert len(story.postbox.taken) == 1


def give_up_the_lease(command: Command) -> None:
    """Have the executor's two minutes be over."""
    Command.objects.filter(id=command.id).update(lease_until="2026-01-01T00:00:00Z")
