"""The last checks before anything leaves: paused, expired, forbidden, changed, forgotten."""

from typing import ClassVar

import pytest

from apps.bus import delivery
from apps.bus.models import Timer
from apps.commits import executor
from apps.commits.contracts import Performer, Refused
from apps.commits.executor import claim, execute
from apps.commits.models import EXPIRE, Command
from apps.commits.registry import command_type, performs
from apps.commits.services import expire
from apps.connectors.email import smtp
from apps.core.actor import person
from apps.core.clock import DatabaseNow
from apps.policies.contracts import Verdict
from apps.policies.models import Switch
from tests.factories.commits import (
    Orphan,
    SendLetter,
    again,
    approved,
    decided,
    forgotten,
    proposed,
)
from tests.factories.policies import condition, policy_in_force

pytestmark = pytest.mark.django_db


@command_type
class Balky(SendLetter):
    """A letter whose account cannot be asked, once it balks."""

    kind: ClassVar[str] = "balky_in_tests"
    balks: ClassVar[bool] = False

    @classmethod
    def account(cls) -> str:
        """Return the account, or break."""
        if cls.balks:
            raise RuntimeError("the check broke")
        return "box:v1"


performs(Balky, Performer(smtp.send, smtp.find, Balky.account))


@pytest.fixture(autouse=True)
def _nothing_balks_yet():
    Balky.balks = False


def pause(scope: str = Switch.ALL) -> None:
    with Switch.of(scope).locked() as switch:
        switch.pause(by=person("ada"))


def events(command) -> list[str]:
    return [event.kind.removeprefix("command.") for event in command.history()]


def dead(ada):
    """A command whose executor died right after the claim."""
    approved(ada)
    return claim()


@pytest.mark.parametrize("scope", [Switch.ALL, "proposals", SendLetter.kind])
def test_a_pause_of_all_of_its_flow_or_of_its_kind_stops_it(account, ada, mailserver, scope):
    command = approved(ada, flow="proposals")
    pause(scope)

    assert execute() == 0
    assert (again(command).state, mailserver.visits) == ("approved", 0)

    with Switch.of(scope).locked() as switch:
        switch.resume(by=person("ada"))
    assert execute() == 1
    assert again(command).state == "performed"


def test_control_a_pause_of_another_flow_stops_nothing(account, ada):
    command = approved(ada, flow="proposals")
    pause("invoices")

    execute()

    assert again(command).state == "performed"


def test_what_expired_is_not_sent(account, ada, later, mailserver):
    command = approved(ada)
    later("15 days")

    execute()

    assert (again(command).state, mailserver.visits) == ("expired", 0)


def test_what_nobody_decides_in_time_expires_by_its_timer(account, later):
    command = proposed()
    assert (delivery.fire(), again(command).state) == (0, "held")

    later("15 days")

    assert delivery.fire() == 1
    assert again(command).state == "expired"
    assert events(command)[-1] == "expired"


def test_an_expiry_that_is_not_due_or_comes_late_changes_nothing(account, ada, later):
    held, done = proposed(), approved(ada)
    execute()
    expire(str(held.id))
    later("15 days")
    expire(str(done.id))

    assert (again(held).state, again(done).state) == ("held", "performed")


def test_a_policy_that_denies_by_now_stops_what_was_approved(account, ada, mailserver):
    command = approved(ada)
    policy_in_force(
        Verdict.DENY, condition("kind", "equal", SendLetter.kind), name="no letters"
    )

    execute()

    assert (again(command).state, mailserver.visits) == ("denied", 0)
    assert "no letters v1" in again(command).why


def test_what_a_policy_allowed_is_sent_without_a_person(account, mailserver):
    policy_in_force()
    command = proposed()

    execute()

    assert (again(command).state, len(mailserver.taken)) == ("performed", 1)
    assert command.decisions.count() == 0


def test_what_a_policy_allowed_and_would_hold_by_now_is_held(account, mailserver):
    rule = policy_in_force()
    command = proposed()
    with rule.locked():
        rule.retire(by=person("ada"))

    execute()

    assert (again(command).state, mailserver.visits) == ("held", 0)


def test_a_hold_that_comes_later_does_not_void_a_persons_approval(account, ada):
    command = approved(ada)
    policy_in_force(Verdict.HOLD)

    execute()

    assert again(command).state == "performed"


def test_a_connection_that_was_changed_after_the_approval_holds_it(account, ada, mailserver):
    command = approved(ada)
    account.change(by=person("ada"), settings=account.settings)

    execute()

    assert (again(command).state, mailserver.visits) == ("held", 0)
    assert "connection was changed" in again(command).why


def test_a_connection_that_was_changed_after_the_claim_sends_nothing(account, ada, mailserver):
    taken = dead(ada)
    account.change(by=person("ada"), settings=account.settings)

    with pytest.raises(Refused, match="changed on the way"):
        performer = executor.registry.performer_of(taken.kind)
        performer.perform(taken.act(), bytes(taken.content), taken.id)

    assert mailserver.visits == 0


def test_a_type_that_the_code_forgot_fails_and_nothing_leaves(account, ada, mailserver):
    command = approved(ada)

    with forgotten(SendLetter):
        execute()

    assert (again(command).state, mailserver.visits) == ("failed", 0)
    assert "cannot be read" in again(command).why


def test_what_nobody_performs_fails_visibly(ada, settings):
    settings.UNDO_SECONDS = 0
    command = approved(ada, Orphan())

    execute()

    assert (again(command).state, again(command).why) == (
        "failed",
        "nobody performs commands of this kind",
    )


def test_a_claim_that_breaks_off_is_held_and_the_next_one_is_sent(account, ada, mailserver):
    broken, fine = approved(ada, Balky()), approved(ada)

    Balky.balks = True
    assert [execute(), execute(), execute()] == [1, 1, 0]

    assert again(broken).state == "held"
    assert "the check broke" in again(broken).why
    assert again(fine).state == "performed"


def test_a_cancelled_failure_is_not_retried_by_its_timer(account, ada, mailserver, later):
    mailserver.refuses = {"RCPT": "451 later"}
    command = approved(ada)
    execute()
    decided(again(command), "cancel", ada)

    later("1 hour")
    delivery.fire()

    assert (execute(), again(command).state) == (0, "cancelled")


def test_an_approved_command_keeps_one_timer_for_its_expiry(account, ada):
    command = approved(ada)

    assert Timer.objects.filter(kind=EXPIRE, subject_id=str(command.id)).count() == 1


def test_there_is_something_to_do_exactly_while_something_is_due(account, ada, later):
    assert not executor.waiting()
    taken = dead(ada)
    assert not executor.waiting()
    approved(ada)
    assert executor.waiting()
    pause()
    assert not executor.waiting()
    later("121 seconds")
    assert executor.waiting()
    assert again(taken).state == "dispatching"


def test_an_approval_that_was_undone_counts_no_more(account, ada, mailserver):
    command = approved(ada)
    decided(command, "undo", ada)
    Command.objects.filter(id=command.id).update(state="approved", commit_after=DatabaseNow())

    execute()

    assert (again(command).state, mailserver.visits) == ("held", 0)
