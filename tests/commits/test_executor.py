"""The executor: exactly the approved bytes, once; in doubt it asks."""

import pytest

from apps.bus import delivery
from apps.bus.models import Timer
from apps.commits import executor
from apps.commits.contracts import Proof, Refused
from apps.commits.executor import claim, execute, rescue
from apps.commits.models import RETRY, Receipt
from apps.core.actor import person
from apps.policies.models import Switch
from tests.factories.commits import (
    again,
    approved,
    decided,
    proposed,
)

pytestmark = pytest.mark.django_db


def pause(scope: str = Switch.ALL) -> None:
    with Switch.of(scope).locked() as switch:
        switch.pause(by=person("ada"))


def events(command) -> list[str]:
    return [event.kind.removeprefix("command.") for event in command.history()]


def dead(ada):
    """A command whose executor died right after the claim."""
    approved(ada)
    return claim()


def test_exactly_the_stored_bytes_arrive_once(account, ada, mailserver):
    command = approved(ada)

    assert [execute(), execute()] == [1, 0]

    mail = mailserver.taken[0]
    assert mail.content == bytes(command.content)
    assert b"\r\n.\r\n..\r\n" in mail.content
    assert (mail.sender, mail.recipients) == ("ada@studio.example", ("ana@client.example",))
    assert mailserver.visits == 1


def test_the_receipt_names_the_message_and_what_the_server_said(account, ada, mailserver):
    mailserver.answers = "250 2.0.0 Ok: queued as 4XyZ"
    command = approved(ada)

    execute()

    receipt = Receipt.objects.get()
    assert receipt.reference == f"<{command.id}@studio.example>"
    assert "queued as 4XyZ" in receipt.said
    assert events(command)[-2:] == ["dispatched", "performed"]


def test_nothing_is_sent_before_the_undo_window_is_over(account, ada, settings, later):
    settings.UNDO_SECONDS = 60
    command = approved(ada)

    assert execute() == 0
    later("61 seconds")
    assert execute() == 1
    assert again(command).state == "performed"


def test_what_nobody_approved_is_not_sent(account, mailserver):
    proposed()

    assert execute() == 0
    assert mailserver.visits == 0


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "DOT"])
def test_a_lasting_refusal_is_a_failure_and_is_not_tried_again(account, ada, mailserver, step):
    mailserver.refuses = {step: "550 5.7.1 Not here"}
    command = approved(ada)

    execute()

    failed = again(command)
    assert (failed.state, failed.why) == ("failed", "Refused: 550 5.7.1 Not here")
    assert not Timer.objects.filter(kind=RETRY).exists()
    assert mailserver.taken == []


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "DOT"])
def test_a_passing_refusal_is_tried_again_under_the_same_key(
    account, ada, mailserver, step, later
):
    mailserver.refuses = {step: "451 4.7.1 Try later"}
    command = approved(ada)
    execute()
    assert again(command).state == "failed"
    assert (execute(), delivery.fire()) == (0, 0)

    mailserver.refuses = {}
    later("31 seconds")
    assert delivery.fire() == 1
    assert again(command).state == "approved"
    execute()

    assert again(command).state == "performed"
    assert [mail.content for mail in mailserver.taken] == [bytes(command.content)]


def test_a_passing_refusal_is_not_tried_for_ever(account, ada, mailserver, later):
    mailserver.refuses = {"RCPT": "451 4.7.1 Try later"}
    command = approved(ada)

    for hour in range(1, 12):
        execute()
        later(f"{hour} hours")
        delivery.fire()

    assert (again(command).state, mailserver.visits) == ("failed", executor.ATTEMPTS)


def test_broken_off_before_the_mail_it_is_tried_again(account, ada, mailserver, later):
    mailserver.drops = "before data"
    command = approved(ada)

    execute()

    assert again(command).state == "failed"
    assert again(command).why.startswith("Broken off before the mail")
    mailserver.drops = ""
    later("1 minute")
    delivery.fire()
    execute()
    assert again(command).state == "performed"
    assert len(mailserver.taken) == 1


def test_broken_off_when_all_of_it_was_on_its_way_nobody_knows(account, ada, mailserver):
    mailserver.drops = "in the mail"
    command = approved(ada)

    execute()

    assert again(command).state in ("failed", "unknown")
    assert mailserver.taken == []


def test_broken_off_after_the_final_dot_nobody_knows_and_it_is_not_sent_again(
    account, ada, mailserver, later
):
    mailserver.drops = "after the dot"
    command = approved(ada)

    execute()
    mailserver.drops = ""
    for hours in (1, 20, 300):
        later(f"{hours} hours")
        executor.rescue()
        delivery.fire()
        execute()

    assert again(command).state == "unknown"
    assert "Broken off after the mail" in again(command).why
    assert mailserver.visits == 1


@pytest.mark.parametrize("answer", ["+OK taken", "354 go on", "999 what"])
def test_an_answer_that_means_nothing_leaves_it_unknown(account, ada, mailserver, answer):
    mailserver.answers = answer
    command = approved(ada)

    execute()

    assert again(command).state == "unknown"


def test_a_server_that_is_not_there_is_a_passing_failure(account, ada):
    command = approved(ada)
    account.settings["port"] = 1
    account.save()

    execute()

    assert again(command).state == "failed"
    assert "cannot be reached" in again(command).why
    assert Timer.objects.filter(kind=RETRY, subject_id=str(command.id)).exists()


def test_a_recipient_who_is_forwarded_is_no_refusal(account, ada, mailserver):
    mailserver.refuses = {"RCPT": "251 User not local; will forward"}
    command = approved(ada)

    execute()

    assert again(command).state == "performed"


def test_what_a_server_says_is_kept_however_odd_it_is(account, ada, mailserver):
    mailserver.answers = "250 taken \x00 and \x1b[2J gone"
    command = approved(ada)

    execute()

    assert again(command).state == "performed"
    assert "taken ␀ and" in again(command).receipt.said


def test_an_executor_that_died_leaves_it_unknown(account, ada, later, mailserver):
    command = dead(ada)
    assert (again(command).state, rescue()) == ("dispatching", 0)

    later("121 seconds")
    assert rescue() == 1

    assert again(command).state == "unknown"
    assert "died on the way" in again(command).why
    assert (execute(), rescue(), mailserver.visits) == (0, 0, 0)


def test_a_proof_that_comes_after_the_rescue_still_counts(account, ada, later):
    taken = dead(ada)
    later("121 seconds")
    rescue()

    executor._finish(taken, proof=Proof("<late@studio.example>"))

    assert again(taken).state == "performed"
    assert Receipt.objects.get().reference == "<late@studio.example>"


@pytest.mark.parametrize("late", [{"failed": Refused("no")}, {"lost": "gone"}])
def test_other_news_that_come_after_the_rescue_change_nothing(account, ada, later, late):
    taken = dead(ada)
    later("121 seconds")
    rescue()

    executor._finish(taken, **late)

    assert again(taken).state == "unknown"
    assert "died on the way" in again(taken).why


@pytest.mark.parametrize("late", [{"failed": Refused("no")}, {"lost": "gone"}])
def test_a_stale_executor_does_not_speak_for_the_next_one(account, ada, later, late):
    stale = dead(ada)
    later("121 seconds")
    rescue()
    decided(again(stale), "not_found", ada)
    decided(again(stale), "retry", ada)
    fresh = claim()
    assert fresh.token > stale.token

    executor._finish(stale, **late)
    assert again(fresh).state == "dispatching"

    executor._finish(fresh, **late)
    assert again(fresh).state in ("failed", "unknown")


def test_a_second_proof_is_not_a_second_receipt(account, ada):
    taken = dead(ada)

    for reference in ("<one@studio.example>", "<two@studio.example>"):
        executor._finish(taken, proof=Proof(reference))

    assert Receipt.objects.get().reference == "<one@studio.example>"
