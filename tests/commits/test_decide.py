"""Deciding: a person, under the digest they saw, and the first decision counts."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.db import IntegrityError, connection, transaction

from apps.bus.models import Event
from apps.commits.models import Command, Decision
from apps.commits.services import (
    AccountChanged,
    AlreadyDecided,
    DigestDiffers,
    NotAPerson,
    ReasonMissing,
    withdraw,
)
from apps.core.actor import ActorKind, person, system
from tests.factories.commits import SendLetter, again, approved, decided, forgotten, proposed

pytestmark = pytest.mark.django_db
State = Command.State


@pytest.fixture
def held(account) -> Command:
    return proposed()


def failed(command: Command) -> Command:
    return _moved(command, lambda one: one.fail(by=system("test"), why="refused"))


def lost(command: Command) -> Command:
    return _moved(command, lambda one: one.lose(by=system("test"), why="broke off"))


def _moved(command, end) -> Command:
    with command.locked() as one:
        one.dispatch(by=system("test"), token=1, lease_until=one.expires_at)
    with command.locked() as one:
        end(one)
    return command


def test_what_no_policy_covers_waits(held):
    assert (held.state, held.round, held.why) == ("held", 1, "no policy covers it")


def test_an_approval_is_one_decision_under_the_digest(held, ada):
    command = decided(held, "approve", ada)

    decision = Decision.objects.get()
    assert (command.state, command.why) == ("approved", "")
    assert (decision.verb, decision.digest, decision.round) == ("approve", held.digest, 1)
    assert (decision.actor_kind, decision.actor_id, decision.channel) == (
        "person",
        "ada",
        "tests",
    )
    assert [e.kind for e in command.history()] == [
        "command.proposed",
        "command.held",
        "command.approved",
    ]


def test_an_approval_waits_for_the_undo_window(held, ada, settings):
    settings.UNDO_SECONDS = 60

    command = decided(held, "approve", ada)

    assert 55 < (command.commit_after - command.history().last().at).total_seconds() < 65


def test_a_rejection_keeps_its_reason(held, ada):
    command = decided(held, "reject", ada, reason="too cheap")

    assert (command.state, command.why) == ("rejected", "too cheap")


@pytest.mark.parametrize("reason", ["", "  \n"], ids=["none", "blank"])
def test_a_rejection_without_a_reason_changes_nothing(held, ada, reason):
    with pytest.raises(ReasonMissing):
        decided(held, "reject", ada, reason=reason)

    assert (again(held).state, Decision.objects.count()) == ("held", 0)


def test_an_approval_is_undone_and_needs_another_one(held, ada, settings):
    settings.UNDO_SECONDS = 60
    decided(held, "approve", ada)

    undone = decided(held, "undo", ada)

    assert (undone.state, undone.round, undone.commit_after) == ("held", 2, None)
    assert decided(held, "approve", ada).state == "approved"


@pytest.mark.parametrize("before", ["held", "approved", "failed"])
def test_the_operator_cancels_what_is_not_on_its_way(held, ada, before):
    if before != "held":
        decided(held, "approve", ada)
    if before == "failed":
        failed(held)

    assert decided(held, "cancel", ada, reason="no more").state == "cancelled"


def test_what_failed_is_tried_again_under_the_same_key(held, ada):
    decided(held, "approve", ada)
    failed(held)

    retried = decided(held, "retry", ada)

    assert (retried.state, retried.id, retried.round) == ("approved", held.id, 1)


def test_the_operators_word_settles_what_nobody_knew(held, ada):
    decided(held, "approve", ada)
    lost(held)

    found = decided(held, "found", ada, reason="it is in Sent")

    assert found.state == "performed"
    assert (found.receipt.reference, found.receipt.said) == (
        "confirmed by ada",
        "it is in Sent",
    )


def test_what_the_operator_does_not_find_failed_and_may_be_retried(held, ada):
    decided(held, "approve", ada)
    lost(held)

    assert decided(held, "not_found", ada).state == "failed"
    assert decided(held, "retry", ada).state == "approved"


def test_the_same_form_twice_decides_once(held, ada):
    decided(held, "approve", ada)

    with pytest.raises(AlreadyDecided, match="approved by now"):
        decided(held, "approve", ada)
    assert Decision.objects.count() == 1


WRONG_TIME = [
    *(("held", verb) for verb in ("undo", "retry", "found", "not_found")),
    *(("approved", verb) for verb in ("approve", "reject", "retry", "found", "not_found")),
]


@pytest.mark.parametrize(("state", "verb"), WRONG_TIME)
def test_a_verb_that_does_not_fit_the_state_changes_nothing(held, ada, state, verb):
    if state == "approved":
        decided(held, "approve", ada)
    decisions, events = Decision.objects.count(), Event.objects.count()

    with pytest.raises(AlreadyDecided):
        decided(held, verb, ada, reason="because")

    assert (Decision.objects.count(), Event.objects.count()) == (decisions, events)
    assert again(held).state == state


@pytest.mark.parametrize("verb", ["approve", "reject", "cancel"])
def test_another_digest_decides_nothing(held, ada, verb):
    with pytest.raises(DigestDiffers):
        decided(held, verb, ada, digest="0" * 64, reason="because")

    assert (again(held).state, Decision.objects.count()) == ("held", 0)


def test_who_has_no_login_no_right_or_no_active_account_decides_nothing(held, grace, ada):
    gone = ada
    gone.is_active = False

    for user in (AnonymousUser(), grace, gone):
        with pytest.raises(NotAPerson):
            decided(held, "approve", user)

    assert (again(held).state, Decision.objects.count()) == ("held", 0)


def test_who_is_given_the_right_decides(held, grace, django_user_model):
    grace.user_permissions.add(Permission.objects.get(codename="decide_command"))

    assert decided(held, "approve", django_user_model.objects.get()).state == "approved"


@pytest.mark.parametrize("kind", [k for k in ActorKind if k != ActorKind.PERSON])
def test_the_database_takes_no_decision_of_a_machine(held, kind):
    told = {"round": 1, "digest": held.digest, "actor_id": "x", "channel": "x", "seen": "x"}

    with pytest.raises(IntegrityError, match="decision_is_a_persons"), transaction.atomic():
        Decision.objects.create(command=held, verb="approve", actor_kind=kind, **told)

    Decision.objects.create(command=held, verb="approve", actor_kind="person", **told)


def test_the_database_takes_one_deciding_decision_a_round(held, ada):
    decided(held, "approve", ada)
    told = {"digest": held.digest, "actor_id": "x", "channel": "x", "seen": "x"}

    with pytest.raises(IntegrityError, match="decision_once_per_round"), transaction.atomic():
        Decision.objects.create(command=held, round=1, verb="reject", **told)

    Decision.objects.create(command=held, round=1, verb="undo", **told)


@pytest.mark.parametrize("table", ["commits_decision", "commits_receipt", "commits_command"])
def test_what_was_decided_can_not_be_taken_out_of_the_table(held, ada, table):
    decided(held, "approve", ada)
    lost(held)
    decided(held, "found", ada)

    with (
        pytest.raises(Exception, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"delete from {table}")


def test_a_changed_connection_lets_nothing_be_approved(held, ada, account):
    account.change(by=person("ada"), settings=account.settings)

    with pytest.raises(AccountChanged):
        decided(held, "approve", ada)
    assert decided(held, "reject", ada, reason="old account").state == "rejected"


def test_without_a_connection_a_letter_is_held_and_cannot_be_approved(ada):
    command = proposed()

    assert (command.state, command.account) == ("held", "")
    with pytest.raises(AccountChanged):
        decided(command, "approve", ada)


def test_columns_that_do_not_fit_the_type_are_not_intact(account, ada):
    held = proposed()
    assert held.is_intact()

    held.money_out = True
    held.digest = held.digest_of_bytes()

    assert not held.is_intact()


def test_a_type_that_is_gone_leaves_its_commands_readable(held):
    with forgotten(SendLetter):
        assert again(held).is_intact()


def test_a_run_takes_back_what_is_not_on_its_way(account, ada):
    waiting, allowed, refused, unknown = (proposed(run="r1") for _ in range(4))
    others, of_no_run = proposed(run="r2"), proposed()
    for command in (allowed, refused, unknown):
        decided(command, "approve", ada)
    failed(refused)
    lost(unknown)

    count = withdraw(run="r1", by=system("conductor"), why="cancelled")

    states = [again(c).state for c in (waiting, allowed, refused, unknown, others, of_no_run)]
    assert states == ["withdrawn", "withdrawn", "cancelled", "unknown", "held", "held"]
    assert count == 3


def test_no_run_takes_back_nothing(account):
    held = proposed()

    assert withdraw(run="", by=system("conductor"), why="cancelled") == 0
    assert again(held).state == "held"


def test_a_decision_that_fails_leaves_neither_state_nor_event(held, ada):
    approved(ada)
    events = Event.objects.count()

    with pytest.raises(IntegrityError), transaction.atomic():
        decided(held, "reject", ada, reason="because", channel=None)

    assert (again(held).state, Event.objects.count()) == ("held", events)
