"""The stream from an inquiry to a sent proposal, in one process: what the books say then."""

from collections.abc import Callable
from uuid import UUID

import pytest

from apps.bus.registry import drains_of
from apps.commits.contracts import CommandType, Performer, Proof
from apps.commits.models import Command
from apps.commits.registry import performer_of, performs
from apps.commits.services import decide
from apps.conductor.models import Run
from apps.connectors.email.ingest import ingest
from apps.core.actor import person
from apps.policies.contracts import Verdict
from apps.policies.models import Policy
from apps.records.commands import SendProposal
from apps.records.models import (
    Client,
    Contact,
    Conversation,
    Deliverable,
    Message,
    Project,
    Proposal,
)
from config.demo.studio import furnish
from tests.journeys.story import INQUIRY, NEWSLETTER

pytestmark = pytest.mark.django_db
ADA = person("ada")


@pytest.fixture
def studio(settings):
    """The demo studio's books, and mail that is taken by whoever stands beside the world."""
    settings.UNDO_SECONDS = 0
    furnish(smtp_port=1)
    before = performer_of(SendProposal.kind)
    assert before

    def take(_act: CommandType, content: bytes, key: UUID) -> Proof:
        return Proof(reference="taken")

    performs(SendProposal, Performer(take, lambda _act, _key: None, before.account))
    yield
    performs(SendProposal, before)


def work() -> None:
    """Do all work of both queues."""
    while sum(one.work() for queue in ("work", "effects") for one in drains_of(queue)):
        pass


@pytest.fixture
def receive(studio) -> Callable[..., None]:
    """Have the demo's inquiry arrive, perhaps with something else in it."""

    def arrive(*changes: tuple[bytes, bytes]) -> None:
        raw = INQUIRY.read_bytes()
        for old, new in changes:
            assert old in raw
            raw = raw.replace(old, new)
        ingest(raw, where="tests")
        work()

    return arrive


def decided(ada: object, verb: str, reason: str = "") -> None:
    held = Command.objects.get(state=Command.State.HELD)
    decide(
        command_id=held.id,
        digest=held.digest,
        verb=verb,
        user=ada,  # type: ignore[arg-type]
        channel="test",
        reason=reason,
    )
    work()


def ours() -> Project:
    return Project.objects.get(conversation__isnull=False)


def test_an_inquiry_opens_client_contact_and_project_and_drafts_a_proposal(receive):
    receive()

    client = Client.objects.get(name="Brightwater Kayaks")
    assert Contact.objects.get(email="nora@brightwater.example").client == client
    assert (ours().client, ours().state) == (client, Project.State.INQUIRY)
    assert Proposal.objects.get().state == Proposal.State.DRAFT
    assert Conversation.objects.get().project == ours()


def test_a_sent_proposal_is_noted_with_its_mail_and_what_is_to_be_made(receive, ada):
    receive()
    decided(ada, "approve")

    sent = Message.objects.get(direction="out")
    asked = Message.objects.get(direction="in")
    assert (Proposal.objects.get().state, ours().state) == ("sent", "proposed")
    assert str(Command.objects.get().id) in sent.message_id
    assert sent.in_reply_to == asked.message_id
    assert Conversation.objects.get().state == Conversation.State.WAITING
    assert Deliverable.objects.filter(project=ours()).exists()


def test_a_proposal_that_a_policy_denies_is_withdrawn_and_the_run_ends(receive):
    policy = Policy.draft(name="no mail", conditions=[], verdict=Verdict.DENY, by=ADA)
    with policy.locked():
        policy.activate(by=ADA)
    receive()

    run = Run.objects.get()
    assert (run.state, Proposal.objects.get().state) == ("succeeded", "withdrawn")
    assert run.steps.get(name="commit_send_proposal").output["state"] == "denied"


def test_a_second_inquiry_of_a_known_contact_is_a_second_project_of_the_same_client(receive):
    receive()
    receive((b"4711.20261120", b"4712.20261121"))

    assert Client.objects.filter(name="Brightwater Kayaks").count() == 1
    assert Contact.objects.filter(email="nora@brightwater.example").count() == 1
    assert Project.objects.filter(conversation__isnull=False).count() == 2
    assert Proposal.objects.values("number").distinct().count() == 2


def test_a_message_id_that_could_break_a_header_is_not_answered_to(receive, ada):
    receive((b"Message-ID: <4711.20261120@brightwater.example>\n", b""))
    decided(ada, "approve")

    assert Message.objects.get(direction="out").in_reply_to == ""


def test_what_nobody_asked_for_is_set_aside_before_anything_is_opened(studio):
    clients = Client.objects.count()
    ingest(NEWSLETTER.read_bytes(), where="tests")
    work()

    assert Message.objects.get().state == Message.State.SET_ASIDE
    assert (Run.objects.get().state, Client.objects.count()) == ("succeeded", clients)
