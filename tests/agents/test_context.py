"""One set of expectations for the real context and for the fake: what agents rely on."""

import pytest

from apps.agents.context import HouseContext
from apps.agents.contracts import Context, NotAllowed, Recalled, Wording
from apps.agents.registry import Agent
from apps.core.actor import person
from apps.core.origin import Trust
from apps.records.contracts import Brief, Kind, MailText
from apps.records.models import Client, PricingRule, Project, Template
from apps.records.pricing import Rule
from apps.records.received import MessageReceived
from tests.factories.conductor import drain
from tests.fakes import FakeContext

pytestmark = pytest.mark.django_db

ADA = person("ada")
ALL = ("ask", "recall", "rules", "services", "template")
RULE = Rule(name="logo-eur", service="logo", currency="EUR", base_minor=1_400_00)
TEXT = "Weekly news. Unsubscribe at any time."
MAIL = MessageReceived(
    message_id="m", conversation_id="c", sent_on="2026-11-20", trust=Trust.STRANGER, own=(),
    mail=MailText(message="m", subject="News", text=TEXT, new_text=TEXT, bulk=True),
)  # fmt: skip
TITLE, SUMMARY = "Website for a bakery", "A website design for a small bakery."


def house(may: tuple) -> tuple[Context, str]:
    """Return the real context over real books, and the project in them."""
    with PricingRule.draft(rule=RULE, by=ADA).locked() as rule:
        rule.activate(by=ADA)
    words = {"name": "proposal", "kind": Template.Kind.PROPOSAL_MAIL, "subject": "{project}"}
    with Template.draft(**words, body="Hello {name}", by=ADA).locked() as template:
        template.publish(by=ADA)
    client = Client.open(name="Linden Bakery", by=ADA)
    project = Project.open(
        client=client, name=TITLE, services=["website-design"], summary=SUMMARY, by=ADA
    )
    with project.locked():
        project.scope(by=ADA)
        project.propose(by=ADA)
        project.activate(price_minor=2_200_00, currency="EUR", by=ADA)
        project.deliver(by=ADA)
    drain()
    agent = Agent("tests.any", house, may, "batch", "normal", (), Brief)
    return HouseContext(agent), str(project.id)


def fake(may: tuple) -> tuple[Context, str]:
    """Return the fake context over the same books."""
    past = Recalled(
        project="p", title=TITLE, score=0.9, price_minor=2_200_00, currency="EUR", line=SUMMARY
    )
    return FakeContext(
        may=may,
        answers=(Brief(kind=Kind.NEWSLETTER),),
        past=(past,),
        pricing=(RULE,),
        projects={"p": ("website-design",)},
        templates=(
            Wording(name="proposal", version=1, subject="{project}", body="Hello {name}"),
        ),
    ), "p"


@pytest.fixture(params=[house, fake], ids=["house", "fake"])
def make(request):
    return request.param


def test_it_answers_with_the_type_that_was_asked_for(make):
    ctx, _ = make(ALL)

    assert ctx.ask(Brief, MAIL).kind is Kind.NEWSLETTER


def test_it_recalls_past_projects_with_what_they_were_sold_for(make):
    ctx, project = make(ALL)
    found = ctx.recall("website design for a bakery")

    assert [(one.project, one.title, one.price_minor, one.currency) for one in found] == [
        (project, TITLE, 2_200_00, "EUR")
    ]
    assert found[0].score > 0
    assert found[0].line


def test_it_knows_the_rules_in_force(make):
    ctx, _ = make(ALL)

    assert ctx.rules() == (RULE,)


def test_it_knows_the_services_of_a_project(make):
    ctx, project = make(ALL)

    assert ctx.services(project) == ("website-design",)


def test_it_has_the_published_template_or_none(make):
    ctx, _ = make(ALL)

    assert ctx.template("proposal") == Wording(
        name="proposal", version=1, subject="{project}", body="Hello {name}"
    )
    assert ctx.template("nothing") is None


@pytest.mark.parametrize("what", ALL)
def test_it_refuses_what_the_agent_does_not_say_it_may(make, what):
    ctx, project = make(tuple(one for one in ALL if one != what))
    given = {
        "ask": (Brief, MAIL), "recall": ("a website",), "services": (project,),
        "template": ("proposal",),
    }  # fmt: skip

    with pytest.raises(NotAllowed, match=f"may not {what}"):
        getattr(ctx, what)(*given.get(what, ()))
