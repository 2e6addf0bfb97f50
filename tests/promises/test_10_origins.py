"""10. Every value an agent states carries its origin; a quote is verified in the source."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from apps.agents.library.intake import read_by_rules, verified
from apps.commits.models import Command
from apps.connectors.email.ingest import ingest
from apps.core.origin import Origin, Sourced
from apps.records.contracts import Brief
from apps.records.models import Message
from apps.records.received import MessageReceived, received
from config.demo.studio import furnish
from tests.factories.conductor import drain
from tests.journeys.story import INQUIRY

pytestmark = pytest.mark.django_db

Reader = Callable[[MessageReceived], Brief]


@pytest.fixture
def message() -> MessageReceived:
    """The demo's inquiry."""
    ingest(INQUIRY.read_bytes(), where="tests")
    return received(str(Message.objects.get().id))


def values(brief: Brief) -> Iterator[Sourced[Any]]:
    for name in type(brief).model_fields:
        found = getattr(brief, name)
        yield from (one for one in (found if isinstance(found, tuple) else (found,)) if one)


def check_every_value_says_where_it_is_from(read: Reader, message: MessageReceived) -> None:
    """Read a mail, and find each quote where it claims to stand, and a reason for the rest."""
    text = message.mail.text
    found = [one for one in values(read(message)) if isinstance(one, Sourced)]
    assert found
    for one in found:
        if one.origin is Origin.STATED:
            assert one.start is not None
            assert text[one.start : one.start + len(one.quote)] == one.quote
        else:
            assert one.because


def ours(message: MessageReceived) -> Brief:
    """What intake answers: read, then each quote looked up in the source."""
    return verified(read_by_rules(message), message.mail.text)


def inventive(message: MessageReceived) -> Brief:
    """A reader, as a model may be, that quotes what nobody wrote."""
    said = Sourced[str](value="Nora", origin=Origin.STATED, quote="I am Nora, CEO", start=0)
    return read_by_rules(message).model_copy(update={"contact_name": said})


def test_each_value_of_a_brief_stands_where_it_says(message):
    check_every_value_says_where_it_is_from(ours, message)


def test_control_a_quote_that_nobody_wrote_is_found_out(message):
    with pytest.raises(AssertionError):
        check_every_value_says_where_it_is_from(inventive, message)


def test_an_invented_quote_becomes_inferred_once_it_is_looked_up(message):
    checked = verified(inventive(message), message.mail.text).contact_name

    assert checked
    assert (checked.origin, checked.quote) == (Origin.INFERRED, "")
    assert "are not in the source" in checked.because


def test_a_stated_value_cannot_be_made_without_its_words():
    with pytest.raises(ValueError, match="a stated value needs its quote"):
        Sourced(value="Nora", origin=Origin.STATED)


def test_each_line_that_the_operator_reads_says_where_it_is_from():
    furnish(smtp_port=1)
    ingest(INQUIRY.read_bytes(), where="tests")
    drain()

    lines = Command.objects.get().lines()
    assert {"Recipient", "Price", "Client"} <= {line.label for line in lines}
    assert all(line.quote or line.because for line in lines)
