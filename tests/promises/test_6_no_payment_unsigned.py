"""6. No payment without a human signature.

No policy can relax this, and the database refuses it.
"""

import pytest
from django.db import DatabaseError, transaction

from apps.commits.executor import execute
from apps.commits.models import Command
from apps.core.actor import person
from apps.policies.contracts import Verdict
from apps.policies.models import Policy
from tests.promises.otherside import PayBill, SendLetter, approved, held, unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture
def anything_goes() -> None:
    """A policy that allows everything."""
    policy = Policy.draft(
        name="anything goes", conditions=[], verdict=Verdict.ALLOW, by=person("ada")
    )
    with policy.locked():
        policy.activate(by=person("ada"))


def check_no_signature_no_payment(command: Command) -> None:
    """Push an unsigned payment through the table itself, and see the database refuse."""
    rows = Command.objects.filter(id=command.id)
    try:
        with transaction.atomic():
            rows.update(state="approved", commit_after=command.created_at)
            rows.update(state="dispatching", token=1, lease_until=command.expires_at)
    except DatabaseError as refused:
        assert "no payment without a human signature" in str(refused)  # noqa: PT017 - the check
    assert rows.get().state == Command.State.HELD


def test_a_policy_that_allows_everything_allows_no_payment(other_side, anything_goes):
    letter, payment = held(SendLetter()), held(PayBill())
    while execute():
        pass

    letter.refresh_from_db()
    assert letter.state == Command.State.PERFORMED
    assert (payment.state, len(other_side.taken)) == (Command.State.HELD, 1)


def test_the_database_refuses_an_unsigned_payment_whoever_asks(other_side):
    check_no_signature_no_payment(held(PayBill()))


def test_control_without_its_trigger_the_database_lets_it_go(other_side):
    payment = held(PayBill())
    unguarded("commits_command_guard")

    with pytest.raises(AssertionError):
        check_no_signature_no_payment(payment)


def test_a_signed_payment_is_made(other_side, ada):
    payment = approved(ada, PayBill())
    while execute():
        pass

    payment.refresh_from_db()
    assert (payment.state, len(other_side.taken)) == (Command.State.PERFORMED, 1)
