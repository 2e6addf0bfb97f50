"""Pages as Ada, Grace and Mallory see them."""

import pytest

from apps.commits.models import Command
from apps.commits.services import decide
from tests.console.notes import hold_note


@pytest.fixture
def as_ada(client, ada):
    """Ada's browser, logged in."""
    client.force_login(ada)
    return client


@pytest.fixture
def held(db) -> Command:
    """A note that waits for the operator."""
    return hold_note()


@pytest.fixture
def answer(as_ada):
    """Post a decision as the page's forms do."""

    def post(command: Command, verb: str, *, digest: str = "", **fields: str):
        fields |= {"verb": verb, "digest": digest or command.digest}
        return as_ada.post(f"/decide/{command.id}/", fields)

    return post


@pytest.fixture
def approved(held, ada) -> Command:
    """A note that Ada approved."""
    return decide(
        command_id=held.id, digest=held.digest, verb="approve", user=ada, channel="console"
    )
