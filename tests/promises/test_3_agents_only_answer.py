"""3. Agents only answer: they return typed values, and write nothing.

What is kept is written by record steps; what needs an allowance is a command.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from apps.agents.context import HouseContext
from apps.agents.contracts import Context, NotAllowed
from apps.agents.registry import Agent, agents, signature
from apps.conductor.flow import flows
from apps.conductor.models import Run, Step
from apps.connectors.email.ingest import ingest
from apps.core.actor import person
from apps.records.contracts import Brief
from apps.records.models import Client
from apps.records.received import MessageReceived
from config.demo.studio import furnish
from tests.factories.conductor import drain
from tests.journeys.story import INQUIRY

pytestmark = pytest.mark.django_db

# What is written about an agent's questions, never by the agent: model calls and look-ups.
NOTED = {"gateway.ModelCall", "memory.Retrieval"}


def rows() -> dict[str, list[Any]]:
    """Return the keys of every row of the house."""
    return {
        model._meta.label: sorted(map(str, model._base_manager.values_list("pk", flat=True)))
        for model in apps.get_models()
        if model._meta.label not in NOTED
    }


def check_it_only_answers(agent: Agent, inputs: list[Any]) -> None:
    """Have the agent answer, and see that the house is as it was."""
    before = rows()

    answer = agent.function(HouseContext(agent), *inputs)

    assert isinstance(answer, agent.gives)
    assert rows() == before


@pytest.fixture
def told() -> dict[type, Any]:
    """What the steps of the first story gave, by type."""
    furnish(smtp_port=1)
    ingest(INQUIRY.read_bytes(), where="tests")
    drain()
    run = Run.objects.get()
    flow = flows()[run.flow]
    outputs = dict(Step.objects.values_list("name", "output"))
    given: dict[type, Any] = {MessageReceived: flow.load(run.subject_id)}
    for step in flow.steps:
        if step.name in outputs:
            given[step.gives] = step.gives.model_validate(outputs[step.name])
    return given


@pytest.mark.parametrize("name", ["proposals.intake", "proposals.estimate", "proposals.draft"])
def test_an_agent_answers_and_writes_nothing(told, name):
    agent = agents()[name]

    check_it_only_answers(agent, [told[wanted] for wanted in agent.takes])


def test_control_an_agent_that_writes_the_books_itself_is_found_out(told):
    def overeager(ctx: Context, message: MessageReceived, brief: Brief) -> Brief:
        Client.open(name="Brightwater", by=person("nobody"))
        return brief

    takes, gives = signature(overeager, skip=1)
    agent = Agent("tests.overeager", overeager, (), "batch", "normal", takes, gives)

    with pytest.raises(AssertionError):
        check_it_only_answers(agent, [told[wanted] for wanted in takes])


@pytest.mark.parametrize(
    "ask",
    [
        lambda ctx: ctx.rules(),
        lambda ctx: ctx.recall("a website"),
        lambda ctx: ctx.services("1"),
        lambda ctx: ctx.template("proposal"),
        lambda ctx: ctx.ask(Brief, Brief(kind="other")),
    ],
    ids=["rules", "recall", "services", "template", "ask"],
)
def test_an_agent_may_ask_only_for_what_its_first_line_names(ask: Callable[[Context], object]):
    modest = Agent("tests.modest", ask, (), "batch", "normal", (), Brief)

    with pytest.raises(NotAllowed, match=r"tests\.modest may not"):
        ask(HouseContext(modest))
