import pytest
from django.db import transaction

from apps.bus import delivery
from apps.bus.models import DeadLetter, Delivery
from apps.core import clock
from apps.core.actor import outside, person
from apps.core.origin import Trust
from apps.memory.models import Passage
from apps.records.models import Conversation, Message, Project
from tests.factories.records import (
    ClientFactory,
    ContactFactory,
    MessageFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db

ADA = person("ada")
ANNA = outside("ana@client.example")


def receive(conversation: Conversation, **said) -> Message:
    return Message.receive(
        conversation=conversation,
        message_id=f"<{said['new_text'][:20]}@client.example>",
        raw=b"the bytes",
        by=ANNA,
        **{"trust": Trust.STRANGER, "from_name": "Ana Weber", **said},
    )


def deliver_all() -> None:
    while delivery.deliver():
        pass
    assert not DeadLetter.objects.exists()
    assert not Delivery.objects.exclude(error="").exists()


@pytest.fixture
def conversation() -> Conversation:
    """A thread with somebody nobody knows yet."""
    return Conversation.open(by=ANNA, subject="A new website")


def test_what_a_person_newly_wrote_is_remembered(conversation):
    message = receive(conversation, new_text="We need a website.", text="We... > old words")

    deliver_all()

    passage = Passage.objects.get()
    assert (passage.source_type, passage.source_id) == ("message", str(message.id))
    assert (passage.body, passage.who) == ("We need a website.", "Ana Weber")
    assert passage.trust == "stranger"
    assert passage.thread == f"conversation:{conversation.id}"


def test_an_answer_of_the_studio_is_remembered_in_the_same_thread(conversation):
    receive(conversation, new_text="We need a website.")
    Message.note_sent(
        conversation=conversation, message_id="<a@studio>", raw=b"x", by=ADA,
        sent_at=MessageFactory().created_at, from_name="Ada", text="It is 3,000 euros.",
    )  # fmt: skip

    deliver_all()

    told = [(p.seq, p.who, p.trust) for p in Passage.objects.order_by("seq")]
    assert told == [(0, "Ana Weber", "stranger"), (1, "Ada", "operator")]


@pytest.mark.parametrize("machine", [{"bulk": True}, {"auto": "Auto-Submitted"}], ids=str)
def test_what_a_machine_sent_is_not_remembered(conversation, machine):
    receive(conversation, new_text="Ten tips for your website!", **machine)

    deliver_all()

    assert not Passage.objects.exists()


def test_a_thread_gets_its_client_once_it_is_known_who_writes(conversation):
    receive(conversation, new_text="We need a website.")
    receive(conversation, new_text="And a logo.")
    deliver_all()
    assert set(Passage.objects.values_list("client_id", flat=True)) == {None}
    client = ClientFactory()

    with conversation.locked():
        conversation.identify(ContactFactory(client=client), by=ADA)
    deliver_all()

    rows = Passage.objects.order_by("seq").values_list("body", "client_id")
    assert list(rows) == [("We need a website.", client.id), ("And a logo.", client.id)]


def test_a_finished_project_is_remembered_with_its_services(conversation):
    receive(conversation, new_text="We need a website.")
    project = Project.open(
        client=ClientFactory(), name="Bakery website", by=ADA, conversation=conversation,
        services=["website-design", "seo"], summary="A website with an online menu.",
    )  # fmt: skip
    finish(project)

    deliver_all()

    passage = Passage.objects.get(source_type="project")
    assert passage.body == "website design, seo.\nA website with an online menu."
    assert (passage.who, passage.client_id) == ("Bakery website", project.client_id)
    assert passage.head == f"{clock.now():%-d %B %Y} Bakery website"
    assert passage.trust == "stranger"


def test_a_project_is_remembered_once_though_delivered_and_closed():
    project = ProjectFactory(summary="")
    finish(project)
    with project.locked():
        project.close(by=ADA)

    deliver_all()

    passage = Passage.objects.get()
    assert (passage.body, passage.trust) == ("A new website", "operator")


def finish(project: Project) -> None:
    with transaction.atomic(), project.locked():
        project.scope(by=ADA)
        project.propose(by=ADA)
        project.activate(by=ADA, price_minor=300_000, currency="EUR")
        project.deliver(by=ADA)
