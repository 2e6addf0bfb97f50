"""No payment without a human signature: not by policy, not by raw SQL, not by the owner."""

import psycopg
import pytest
from django.db import connection

from apps.commits.executor import execute
from apps.commits.models import Decision
from apps.policies.contracts import Verdict
from tests import embedded
from tests.factories.commits import PayInvoice, SendLetter, again, decided, proposed
from tests.factories.policies import condition, policy_in_force

pytestmark = pytest.mark.django_db(transaction=True)

DISPATCH = (
    "update commits_command set state = 'dispatching', token = 1, lease_until = now()"
    " where id = %s"
)
APPROVE = "update commits_command set state = 'approved', commit_after = now() where id = %s"
REFUSED = pytest.raises(psycopg.errors.InsufficientPrivilege, match="human signature")


@pytest.fixture
def payment(paid):
    return proposed(PayInvoice())


@pytest.fixture
def owner(transactional_db):
    url = embedded.owner_url(connection.settings_dict["NAME"])
    with psycopg.connect(url, autocommit=True) as found:
        yield found


def test_a_policy_that_allows_everything_does_not_allow_a_payment(account, paid):
    policy_in_force()

    payment = proposed(PayInvoice())
    letter = proposed(SendLetter())

    assert (payment.state, letter.state) == ("held", "approved")
    assert "money never leaves without a human signature" in payment.why


def test_a_policy_that_names_the_payment_does_not_allow_it(paid):
    policy_in_force(
        Verdict.ALLOW,
        condition("kind", "equal", PayInvoice.kind),
        condition("amount_minor", "at_most", 10_000),
        condition("money_out", "equal", True),
    )

    assert proposed(PayInvoice()).state == "held"


def test_raw_sql_of_the_owner_does_not_dispatch_an_unsigned_payment(payment, owner, paid):
    owner.execute(APPROVE, [payment.id])

    with REFUSED:
        owner.execute(DISPATCH, [payment.id])

    assert execute() == 1
    assert (again(payment).state, paid) == ("held", [])


@pytest.mark.parametrize("state", ["performed", "unknown"])
def test_raw_sql_of_the_owner_does_not_perform_an_unsigned_payment(payment, owner, state):
    if state == "unknown":
        owner.execute(
            "update commits_command set state = 'unknown' where id = %s", [payment.id]
        )

    with REFUSED:
        owner.execute(
            "update commits_command set state = 'performed' where id = %s", [payment.id]
        )


def test_control_a_letter_is_dispatched_by_the_same_sql(account, owner):
    letter = proposed()
    owner.execute(APPROVE, [letter.id])

    assert owner.execute(DISPATCH, [letter.id]).rowcount == 1


def test_a_payment_can_not_be_made_a_letter(payment, owner):
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="propose another one"):
        owner.execute(
            "update commits_command set money_out = false where id = %s", [payment.id]
        )


def test_a_payment_entered_as_if_no_money_left_is_not_intact(payment, owner, paid):
    policy_in_force()
    payment.money_out = False
    columns = [
        field.column
        for field in payment._meta.concrete_fields
        if field.column not in ("id", "digest", "money_out", "state", "commit_after", "round")
    ]
    listed = ", ".join(columns)
    forged = again(payment)
    forged.id, forged.money_out = "00000000-0000-4000-8000-000000000000", False
    owner.execute(
        f"insert into commits_command (id, digest, money_out, state, round, {listed})"
        f" select %s, %s, false, 'proposed', 0, {listed} from commits_command",
        [forged.id, forged.digest_of_bytes()],
    )
    owner.execute(APPROVE, [forged.id])

    execute()

    assert (again(forged).state, paid) == ("held", [])


def test_a_signature_on_another_digest_or_round_is_none(payment, owner, ada):
    owner.execute(APPROVE, [payment.id])
    sign = (
        "insert into commits_decision (command_id, round, verb, digest, actor_kind, actor_id,"
        " channel, seen, reason) values (%s, %s, %s, %s, 'person', 'ada', 'x', 'x', '')"
    )
    owner.execute(sign, [payment.id, 1, "approve", "0" * 64])
    with REFUSED:
        owner.execute(DISPATCH, [payment.id])
    owner.execute(sign, [payment.id, 2, "approve", payment.digest])
    with REFUSED:
        owner.execute(DISPATCH, [payment.id])
    owner.execute(sign, [payment.id, 1, "undo", payment.digest])
    with REFUSED:
        owner.execute(DISPATCH, [payment.id])


def test_a_signature_of_a_machine_is_refused_by_the_table(payment, owner):
    with pytest.raises(psycopg.errors.CheckViolation, match="decision_is_a_persons"):
        owner.execute(
            "insert into commits_decision (command_id, round, verb, digest, actor_kind,"
            " actor_id, channel, seen, reason) values"
            " (%s, 1, 'approve', %s, 'agent', 'payer', 'x', 'x', '')",
            [payment.id, payment.digest],
        )


def test_a_signed_payment_is_made_once(payment, ada, paid):
    decided(payment, "approve", ada)

    assert [execute(), execute()] == [1, 0]

    assert again(payment).state == "performed"
    assert paid == [payment.id]
    assert Decision.objects.get().digest == payment.digest


def test_an_undone_signature_counts_no_more(payment, owner, ada, paid):
    decided(payment, "approve", ada)
    decided(payment, "undo", ada)
    owner.execute(APPROVE, [payment.id])

    with REFUSED:
        owner.execute(DISPATCH, [payment.id])
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="round"):
        owner.execute("update commits_command set round = 1 where id = %s", [payment.id])

    assert execute() == 1
    assert paid == []
