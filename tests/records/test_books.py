"""The books in use: factories, predecessors, what the journal may say."""

import json
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from apps.bus.models import Event
from apps.core.actor import outside, person
from apps.core.origin import Trust
from apps.records.models import (
    Agreement,
    Artifact,
    Client,
    Contact,
    ContentPurged,
    Conversation,
    Deliverable,
    Estimate,
    Invoice,
    Message,
    Payment,
    PricingRule,
    Project,
    Proposal,
    Template,
)  # fmt: skip
from apps.records.pricing import Rule
from apps.records.templating import MalformedTemplate
from tests.factories import records as make

pytestmark = pytest.mark.django_db
ADA = person("ada")
WHEN = datetime(2026, 3, 2, 9, tzinfo=UTC)


def estimate(project, likely=400_000):
    return Estimate.draft(
        project=project,
        currency="EUR",
        low_minor=likely - 1,
        likely_minor=likely,
        high_minor=likely + 1,
        by=ADA,
    )


def proposal(project):
    return Proposal.draft(
        project=project, title="Site", amount_minor=420_000, currency="EUR", by=ADA
    )


def test_the_whole_way_is_told_without_a_persons_words():
    secret = "Zephyrine"
    client = Client.open(name=secret, by=ADA, website=f"https://{secret}.example")
    contact = Contact.add(email=f"{secret}@client.example", name=secret, client=client, by=ADA)
    thread = Conversation.open(subject=secret, contact=contact, by=ADA)
    message = Message.receive(
        conversation=thread,
        message_id="<a@client.example>",
        raw=secret.encode(),
        from_name=secret,
        from_address=contact.email,
        subject=secret,
        text=secret,
        new_text=secret,
        trust=Trust.STRANGER,
        by=ADA,
    )
    project = Project.open(
        client=client, name=secret, summary=secret, conversation=thread, by=ADA
    )
    Artifact.store(
        title=secret,
        media_type="text/plain",
        content=secret.encode(),
        trust=Trust.STRANGER,
        message=message,
        by=ADA,
    )
    Deliverable.plan(project=project, title=secret, by=ADA)
    Agreement.draft(project=project, title=secret, by=ADA)
    estimate(project)
    Proposal.draft(
        project=project, title=secret, body=secret, amount_minor=1, currency="EUR", by=ADA
    )
    Invoice.draft(
        client=client, amount_minor=1, currency="EUR", lines=[{"what": secret}], by=ADA
    )
    Payment.open(
        client=client, amount_minor=1, currency="EUR", idempotency_key="k", by=ADA,
        reference=secret,
    )  # fmt: skip
    Template.draft(name="plain", kind="proposal_mail", subject=secret, body=secret, by=ADA)
    with message.locked():
        message.read(by=ADA, kind="inquiry", brief={"company": secret})

    told = json.dumps([[e.kind, e.values] for e in Event.objects.order_by("id")])
    assert secret.lower() not in told.lower()
    assert Event.objects.count() == 15


def test_a_stranger_becomes_known_with_a_client():
    contact = Contact.add(email="Ana@Client.example", by=ADA)
    client = make.ClientFactory.create()

    with contact.locked():
        contact.know(by=ADA, client=client)

    assert (contact.email, contact.client, contact.trust) == (
        "ana@client.example",
        client,
        Trust.KNOWN,
    )


def test_an_archived_contact_is_a_stranger_again():
    assert make.ContactFactory.create(state="archived").trust is Trust.STRANGER


def test_the_conversation_an_inquiry_came_in_is_about_its_project():
    thread = make.ConversationFactory.create()

    project = Project.open(
        client=make.ClientFactory.create(), name="Site", conversation=thread, by=ADA
    )

    assert Conversation.objects.get(pk=thread.pk).project == project


def test_who_speaks_is_noted_without_changing_the_state():
    thread, client = make.ConversationFactory.create(), make.ClientFactory.create()
    contact = make.ContactFactory.create(client=client)

    with thread.locked():
        thread.identify(contact, by=ADA)

    thread.refresh_from_db()
    assert (thread.contact, thread.client, thread.state) == (contact, client, "open")
    assert [e.kind for e in thread.history()] == ["conversation.identified"]


def test_the_same_message_twice_is_refused_and_told_once():
    def receive():
        return Message.receive(
            conversation=make.ConversationFactory.create(),
            message_id="<same@client.example>",
            raw=b"x",
            trust=Trust.STRANGER,
            by=outside("mail"),
        )

    receive()
    with pytest.raises(IntegrityError), transaction.atomic():
        receive()

    event = Event.objects.get(kind="message.received")
    assert (event.source, event.key) == ("mail", "<same@client.example>")


def test_what_went_out_is_kept_with_its_bytes():
    message = Message.note_sent(
        conversation=make.ConversationFactory.create(),
        message_id="<out@studio.example>",
        raw=b"exactly",
        sent_at=WHEN,
        to=["ana@client.example"],
        by=ADA,
    )

    assert (message.state, message.direction, message.trust) == ("sent", "out", "operator")
    assert bytes(Message.objects.get(pk=message.pk).raw) == b"exactly"


def test_reading_a_message_does_not_touch_its_raw_bytes():
    message = Message.objects.get(pk=make.MessageFactory.create(raw=b"large").pk)

    with CaptureQueriesContext(connection) as queries, message.locked():
        message.read(by=ADA, kind="inquiry")

    assert not [q for q in queries if '"raw"' in q["sql"]]
    assert bytes(message.raw) == b"large"


def test_purged_raw_bytes_leave_their_digest():
    message = Message.objects.get(pk=make.MessageFactory.create().pk)
    digest = message.raw_sha256

    with message.locked():
        message.purge(by=ADA)

    message = Message.objects.get(pk=message.pk)
    assert (message.raw, message.raw_sha256) == (None, digest)


def test_a_purged_file_says_so():
    artifact = Artifact.objects.get(pk=make.ArtifactFactory.create().pk)

    with artifact.locked():
        artifact.purge(by=ADA)

    with pytest.raises(ContentPurged):
        Artifact.objects.get(pk=artifact.pk).bytes()


def test_a_hostile_title_names_nothing_on_a_disk():
    artifact = Artifact.store(
        title="../../etc/passwd\x00\r\n\u202efdp.exe",
        media_type="application/x-evil/../..",
        content=b"",
        trust=Trust.WEB,
        by=ADA,
    )

    assert artifact.storage_name == f"{artifact.id}.bin"
    assert artifact.title == "../../etc/passwd fdp.exe"


def test_an_adopted_estimate_supersedes_the_one_before():
    project = make.ProjectFactory.create()
    first, second = estimate(project), estimate(project, likely=500_000)

    for one in (first, second):
        with one.locked():
            one.adopt(by=ADA)

    first.refresh_from_db()
    assert (first.version, first.state) == (1, "superseded")
    assert (second.version, second.state) == (2, "current")


def test_a_sent_proposal_supersedes_the_one_the_client_has():
    project = make.ProjectFactory.create()
    first, second = proposal(project), proposal(project)

    for one in (first, second):
        with one.locked():
            one.send(by=ADA)

    first.refresh_from_db()
    assert (first.version, first.state) == (1, "superseded")
    assert (second.version, second.state) == (2, "sent")
    assert second.sent_at is not None


@pytest.mark.parametrize(
    "change", [{"amount_minor": 1}, {"number": "P-1"}, {"currency": "USD"}], ids=str
)
def test_the_database_refuses_to_change_a_sent_proposal(change):
    sent = make.ProposalFactory.create(state="sent", sent_at=WHEN)

    with pytest.raises(IntegrityError, match="was sent"), transaction.atomic():
        Proposal.objects.filter(pk=sent.pk).update(**change)


def test_a_drafted_proposal_takes_the_next_number_of_the_year():
    project = make.ProjectFactory.create()

    numbers = [proposal(project).number for _ in range(2)]

    assert numbers[0].startswith("P-20")
    assert [number[-5:] for number in numbers] == ["-0001", "-0002"]


def test_an_activated_rule_retires_the_one_before():
    rule = Rule(name="design", service="website-design", currency="EUR", base_minor=120_000)
    first = PricingRule.draft(rule=rule, by=ADA)
    second = PricingRule.draft(rule=rule.model_copy(update={"base_minor": 1}), by=ADA)

    for one in (first, second):
        with one.locked():
            one.activate(by=ADA)

    first.refresh_from_db()
    assert (first.state, second.state, second.version) == ("retired", "active", 2)
    assert PricingRule.active_rules() == [second.as_rule()]


def test_a_copied_rule_is_the_next_draft():
    row = make.PricingRuleFactory.create(state="active", name="design", unit_minor=7)

    copied = row.copy(by=ADA)

    assert (copied.state, copied.version, copied.unit_minor) == ("draft", 2, 7)


def test_a_published_template_retires_the_one_before():
    first, second = (
        Template.draft(name="plain", kind="proposal_mail", body=body, by=ADA) for body in "ab"
    )

    for one in (first, second):
        with one.locked():
            one.publish(by=ADA)

    first.refresh_from_db()
    assert first.state == "retired"
    assert Template.published("plain").filled({}) == ("", "b")


def test_a_template_with_a_stray_brace_is_not_drafted():
    with pytest.raises(MalformedTemplate, match="Line 2"):
        Template.draft(name="plain", kind="proposal_mail", body="Dear\n{Name}", by=ADA)

    assert not Template.objects.exists()


def test_what_a_project_is_about_can_be_said_again():
    project = make.ProjectFactory.create(services=["logo"])

    with project.locked():
        project.rescope(["logo", "print"], by=ADA)

    assert Project.objects.get(pk=project.pk).services == ["logo", "print"]
    assert project.history().get().kind == "project.rescoped"


def test_a_file_lies_under_its_id():
    artifact = make.ArtifactFactory.create()

    assert artifact.storage_name == f"{artifact.id}.pdf"
