"""A run that lacks something says what, waits, and goes on when it is there."""

import pytest
from django.core.management import call_command

from apps.commits.models import Command
from apps.commits.services import propose
from apps.conductor.models import Run
from apps.core.actor import system
from apps.records.commands import UpdatePricingRule
from apps.records.models import Conversation, PricingRule, Project
from apps.records.pricing import Rule
from tests.journeys.story import NO_RULE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

TESTS = system("tests")
SEO = Rule(name="seo-eur", service="seo", currency="EUR", base_minor=1_900_00)
FROM = b"From: Tomas Havel <tomas@kestrel-bikes.example>\r\n"


def mail(body: str, *, sender: bytes = FROM) -> bytes:
    head = b"Message-ID: <1@kestrel-bikes.example>\r\nDate: Sat, 21 Nov 2026 16:40:02 +0100\r\n"
    rest = b"To: hello@studio.example\r\nSubject: An inquiry\r\n\r\n"
    return head + sender + rest + body.replace("\n", "\r\n").encode()


def drafted(rule: Rule) -> PricingRule:
    return PricingRule.draft(rule=rule, by=TESTS)


def activate(rule: Rule) -> None:
    with drafted(rule).locked() as row:
        row.activate(by=TESTS)


@pytest.fixture
def waiting(story) -> Run:
    """A run that waits for a price of SEO."""
    story.workers.start()
    story.receive(NO_RULE)
    return story.waits(for_=Run.For.EVENT, on="pricing_rule.activated")


def test_a_missing_price_is_named_and_its_rule_lets_the_run_go_on(story, waiting):
    assert "No active pricing rule in EUR for seo." in waiting.why

    activate(SEO)

    assert story.held().amount_minor == 1_900_00


def test_a_rule_that_ada_approves_lets_the_run_go_on(story, waiting):
    asked = propose(UpdatePricingRule.of(drafted(SEO)), by=TESTS)
    assert asked.state == Command.State.HELD
    story.decide(asked)

    proposal = story.workers.until(
        lambda: Command.objects.filter(kind="send_proposal").first(), what="it is priced"
    )
    assert proposal.amount_minor == 1_900_00


def test_a_rule_for_something_else_leaves_the_run_waiting(story, waiting):
    activate(SEO.model_copy(update={"name": "video-eur", "service": "video"}))
    story.workers.until(lambda: story.run().attempt > waiting.attempt, what="it looks again")

    again = story.waits(for_=Run.For.EVENT, on="pricing_rule.activated")
    assert "for seo" in again.why


def test_a_currency_without_prices_waits_and_a_rule_in_it_lets_the_run_go_on(story):
    story.workers.start()
    story.receive(mail("Hello,\n\nwe need a new logo. Our budget is 3,000 CHF.\n\nTomas\n"))
    run = story.waits(for_=Run.For.EVENT, on="pricing_rule.activated")
    assert "in CHF for logo" in run.why

    francs = {"name": "logo-chf", "service": "logo", "currency": "CHF"}
    activate(SEO.model_copy(update=francs))

    assert (story.held().currency, story.held().amount_minor) == ("CHF", 1_900_00)


def test_a_mail_without_an_address_waits_until_somebody_is_named(story):
    story.workers.start()
    story.receive(mail("Hello,\n\nwe need a new logo. Can you send us a quote?\n", sender=b""))
    run = story.waits(for_=Run.For.EVENT, on="conversation.identified")
    conversation = str(Conversation.objects.get().id)
    assert f"manage.py identify {conversation} ADDRESS" in run.why

    call_command("identify", conversation, "zoe@client.example", "--name", "Zoe")

    assert story.held().recipients == ["zoe@client.example"]


def test_a_mail_that_names_no_service_waits_until_its_project_is_rescoped(story):
    story.workers.start()
    story.receive(mail("Hello,\n\nI have a project for you. Could you make an offer?\n\nTom\n"))
    story.waits(for_=Run.For.EVENT, on="project.rescoped")
    project = Project.objects.get(conversation__isnull=False)

    call_command("rescope", str(project.id), "photography")

    assert story.held().amount_minor == 850_00
