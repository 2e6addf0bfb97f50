"""`manage.py agents`: what there is, and one of them tried by itself."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from apps.records.models import Client
from tests.agents.test_proposals import message

pytestmark = pytest.mark.django_db


def shell(*arguments: str) -> str:
    out = io.StringIO()
    call_command("agents", *arguments, stdout=out)
    return out.getvalue()


def test_the_list_says_what_each_takes_gives_and_may_do():
    listed = shell("list")

    assert "proposals.intake: (MessageReceived) -> Brief\n    may ask" in listed
    assert "may recall, rules, services" in listed
    named = {one["name"]: one for one in json.loads(shell("list", "--json"))}
    assert named["proposals.draft"]["gives"] == "ProposalDraft"


def test_an_agent_is_tried_on_its_one_value():
    answer = json.loads(shell("try", "proposals.intake", message().model_dump_json()))

    assert answer["Brief"]["services"][0]["origin"] == "stated"
    assert not Client.objects.exists()


def test_an_agent_of_several_values_takes_them_by_type():
    brief = {"kind": "inquiry", "services": []}
    contact = {"value": "nora@client.example", "origin": "operator"}
    project = {
        "project_id": "p", "client_id": "k", "title": "A logo", "client_name": contact,
        "contact_name": None, "contact_email": contact,
    }  # fmt: skip
    line = {
        "service": "logo", "description": "Logo", "quantity": None, "low_minor": 1,
        "likely_minor": 1, "high_minor": 1, "rule": "logo", "rule_version": 1, "computed": "b",
    }  # fmt: skip
    whole = {
        "currency": "EUR",
        "lines": [line],
        "low_minor": 1,
        "likely_minor": 1,
        "high_minor": 1,
    }
    euros = {"value": "EUR", "origin": "operator"}
    values = {
        "MessageReceived": message().model_dump(mode="json"),
        "Brief": brief,
        "ProjectOpened": project,
        "EstimateDraft": {"priced": whole, "currency": euros},
    }

    answer = json.loads(shell("try", "proposals.draft", json.dumps(values)))
    assert answer["Wait"]["event"] == "template.published"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nobody", "{}"), "No agent 'nobody'. There are: proposals.draft"),
        (("proposals.intake", "{"), "That is not JSON"),
        (("proposals.intake", "{}"), "Not a MessageReceived: message_id: Field required"),
        (("proposals.draft", "{}"), "takes a JSON object with: MessageReceived, Brief"),
    ],
    ids=["unknown", "not JSON", "incomplete", "several"],
)
def test_a_mistake_is_named(arguments, said):
    with pytest.raises(CommandError, match=said.replace(".", r"\.")):
        shell("try", *arguments)
