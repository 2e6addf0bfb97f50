"""Many decide at once: exactly one wins, the others are told so."""

import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection

from apps.commits import executor
from apps.commits.models import Command, Decision
from apps.commits.services import AlreadyDecided, edit
from tests.factories.commits import again, approved, decided, proposed

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> Counter[str]:
    """Do all of them at the same moment; return what became of them."""
    ready, ends = threading.Barrier(len(acts)), Counter()

    def run(act: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            ready.wait(10)
            said = act()
            ends["nothing" if said is None else "done"] += 1
        except Exception as error:  # noqa: BLE001 - counted
            ends[type(error).__name__] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return ends


@pytest.mark.parametrize("attempt", range(3))
def test_of_an_approval_and_a_rejection_at_once_one_counts(account, ada, attempt):
    held = proposed()

    ends = at_once(
        lambda: decided(held, "approve", ada), lambda: decided(held, "reject", ada, reason="no")
    )

    assert ends == {"done": 1, AlreadyDecided.__name__: 1}
    decision = Decision.objects.get()
    ended = {"approve": "approved", "reject": "rejected"}
    assert again(held).state == ended[decision.verb]


def test_of_eight_approvals_at_once_one_counts(account, ada):
    held = proposed()

    ends = at_once(*[lambda: decided(held, "approve", ada)] * 8)

    assert ends == {"done": 1, AlreadyDecided.__name__: 7}
    assert held.history().filter(kind="command.approved").count() == 1


def test_of_an_edit_and_an_approval_at_once_one_counts(account, ada):
    held = proposed()
    asked = {"digest": held.digest, "user": ada, "channel": "tests"}

    ends = at_once(
        lambda: decided(held, "approve", ada),
        lambda: edit(command_id=held.id, changes={"subject": "x"}, **asked),
    )

    assert ends == {"done": 1, AlreadyDecided.__name__: 1}
    assert Command.objects.count() == (2 if again(held).state == "superseded" else 1)


@pytest.mark.parametrize("attempt", range(4))
def test_of_an_undo_and_the_executors_claim_at_once_one_counts(account, ada, attempt):
    command = approved(ada)

    ends = at_once(lambda: decided(command, "undo", ada), executor.claim)

    if again(command).state == "held":
        assert ends == {"done": 1, "nothing": 1}
    else:
        assert again(command).state == "dispatching"
        assert ends == {"done": 1, AlreadyDecided.__name__: 1}


def test_of_eight_executors_at_once_one_sends(account, ada, mailserver):
    command = approved(ada)

    at_once(*[executor.execute] * 8)

    assert again(command).state == "performed"
    assert len(mailserver.taken) == 1


def test_eight_executors_send_eight_letters_once_each(account, ada, mailserver):
    commands = [approved(ada) for _ in range(8)]

    at_once(*[lambda: [executor.execute() for _ in range(8)]] * 4)

    assert {again(c).state for c in commands} == {"performed"}
    assert len({mail.content for mail in mailserver.taken}) == len(mailserver.taken) == 8
