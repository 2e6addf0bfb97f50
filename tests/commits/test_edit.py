"""Editing: another command in its place, which needs its own decision."""

import pytest

from apps.commits.models import Command, Decision
from apps.commits.services import (
    AlreadyDecided,
    DigestDiffers,
    NotAPerson,
    NotEditable,
    edit,
)
from apps.core.actor import person
from apps.core.origin import Origin, Trust
from tests.factories.commits import again, decided, proposed
from tests.factories.policies import policy_in_force

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(account) -> Command:
    return proposed(flow="proposals", run="r1", trust=Trust.KNOWN)


def edited(command: Command, user, **changes) -> Command:
    return edit(
        command_id=command.id,
        digest=command.digest,
        changes=changes,
        user=user,
        channel="tests",
    )


def test_an_edit_supersedes_and_waits_under_a_new_digest(held, ada):
    new = edited(held, ada, subject="Your shop", to="eva@client.example")

    assert (again(held).state, new.state) == ("superseded", "held")
    assert new.supersedes_id == held.id
    assert new.id != held.id
    assert new.digest != held.digest
    assert (new.act().subject, new.recipients) == ("Your shop", ["eva@client.example"])
    assert b"Subject: Your shop" in bytes(new.content)
    assert (new.run, new.flow, new.trust) == ("r1", "proposals", "known")


def test_an_edit_shows_what_the_operator_typed_and_what_it_was(held, ada):
    first = edited(held, ada, subject="Your shop").lines()[0]

    assert (first.field, first.value, first.origin) == ("subject", "Your shop", Origin.OPERATOR)
    assert first.because == "before: Your new website"


def test_an_edit_waits_even_where_a_policy_would_allow_it(held, ada):
    policy_in_force()
    assert proposed().state == "approved"

    assert edited(held, ada, subject="Your shop").state == "held"


def test_an_edit_counts_once(held, ada):
    edited(held, ada, subject="Your shop")

    with pytest.raises(AlreadyDecided):
        edited(held, ada, subject="Your other shop")
    with pytest.raises(AlreadyDecided):
        decided(held, "approve", ada)
    assert Command.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"price_minor": 1}, "Not editable here: price_minor"),
        ({"nonsense": 1}, "Not editable here: nonsense"),
        ({"to": "ana@client.example, eve@x.example"}, "to: .*exactly one plain address"),
        ({"to": "not an address"}, "to: .*exactly one plain address"),
        ({"to": "ana@client.example\r\nBcc: eve@x.example"}, "to: .*plain address"),
        ({"subject": "Hello\r\nBcc: eve@x.example"}, "subject: .*no line break"),
        ({"subject": "x" * 501}, "subject: .*at most 500"),
        ({"body": None}, "body: "),
        ({}, "Nothing is different"),
        ({"subject": "Your new website"}, "Nothing is different"),
    ],
)
def test_an_edit_that_makes_no_sense_is_told_and_changes_nothing(held, ada, changes, says):
    with pytest.raises(NotEditable, match=says):
        edited(held, ada, **changes)

    assert (again(held).state, Command.objects.count()) == ("held", 1)
    assert Decision.objects.count() == 0


@pytest.mark.parametrize("body", ["zero \x00 byte", "half \ud800 pair"], ids=["nul", "half"])
def test_an_edit_that_cannot_be_written_is_told_and_changes_nothing(held, ada, body):
    with pytest.raises(NotEditable, match="cannot be kept"):
        edited(held, ada, body=body)

    assert (again(held).state, Command.objects.count()) == ("held", 1)


def test_who_may_not_decide_may_not_edit(held, grace):
    with pytest.raises(NotAPerson):
        edited(held, grace, subject="Your shop")


def test_an_edit_of_something_else_than_was_seen_changes_nothing(held, ada):
    held.digest = "0" * 64

    with pytest.raises(DigestDiffers):
        edited(held, ada, subject="Your shop")


def test_after_a_change_of_the_connection_it_is_renewed_without_changes(held, ada, account):
    account.change(by=person("ada"), settings=account.settings)

    renewed = edited(held, ada)

    assert renewed.act() == held.act()
    assert renewed.account == account.account
    assert decided(renewed, "approve", ada).state == "approved"
