from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, models, transaction

from apps.bus.models import DeadLetter, Event
from apps.core.actor import system
from apps.core.fsm import TransitionNotAllowed, edges, initial_states, machines, states

TEST = system("test")
FIELD: Any = DeadLetter._meta.get_field("state")


class Watching(models.QuerySet):
    """Rows that note whether the state was protected while they were read."""

    seen: list[bool] = []

    def get(self, *args, **kwargs):
        self.seen.append(FIELD.protected)
        return super().get(*args, **kwargs)


def letter() -> DeadLetter:
    """Return an open dead letter."""
    return DeadLetter.bury(kind="test", origin="a file", error="odd", payload=b"1", by=TEST)


@pytest.mark.django_db(transaction=True)
def test_exactly_one_of_eight_threads_wins_a_transition():
    found, start = letter(), Barrier(8)

    def discard(number: int) -> str:
        mine = DeadLetter.objects.get(pk=found.pk)
        start.wait()
        try:
            with mine.locked():
                mine.discard(by=TEST, reason=f"thread {number}")
        except TransitionNotAllowed:
            return "too late"
        finally:
            connection.close()
        return f"thread {number}"

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(discard, range(8)))

    found.refresh_from_db()
    assert outcomes.count("too late") == 7
    assert found.reason in outcomes
    assert Event.objects.filter(kind="dead_letter.discarded").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_failed_block_leaves_neither_state_nor_event():
    found = letter()

    with pytest.raises(RuntimeError), found.locked():
        found.discard(by=TEST, reason="spam")
        raise RuntimeError

    kept = DeadLetter.objects.get(pk=found.pk)
    assert (kept.state, kept.reason) == ("open", "")
    assert not Event.objects.filter(kind="dead_letter.discarded").exists()


@pytest.mark.django_db
def test_a_lock_reads_the_row_again():
    mine = letter()
    stale = DeadLetter.objects.get(pk=mine.pk)
    with mine.locked():
        mine.discard(by=TEST, reason="spam")

    with pytest.raises(TransitionNotAllowed), stale.locked():
        stale.discard(by=TEST, reason="again")
    assert stale.reason == "spam"


@pytest.mark.django_db
def test_a_lock_keeps_what_was_not_loaded_unloaded():
    found = DeadLetter.objects.defer("payload").get(pk=letter().pk)

    with transaction.atomic(), found.locked():
        pass

    assert "payload" in found.get_deferred_fields()
    assert bytes(DeadLetter.objects.get(pk=found.pk).payload) == b"1"


@pytest.mark.django_db
def test_a_refresh_never_unprotects_the_state_for_others():
    found = letter()
    Watching.seen.clear()

    found.refresh_from_db(from_queryset=Watching(DeadLetter))

    assert Watching.seen == [True]
    with pytest.raises(AttributeError):
        found.state = "discarded"


@pytest.mark.django_db
def test_a_refresh_is_one_query_and_reads_the_state(django_assert_num_queries):
    found = letter()
    with DeadLetter.objects.get(pk=found.pk).locked() as other:
        other.discard(by=TEST, reason="spam")

    with django_assert_num_queries(1):
        found.refresh_from_db()
        assert (found.state, found.reason) == ("discarded", "spam")


@pytest.mark.django_db
def test_a_refresh_of_a_row_that_is_gone_keeps_the_state_known():
    found = DeadLetter(id=uuid4(), kind="test", origin="x", error="y", payload=b"")

    with pytest.raises(DeadLetter.DoesNotExist):
        found.refresh_from_db()

    assert found.state == "open"


def test_a_state_is_not_assigned_by_hand():
    with pytest.raises(AttributeError):
        DeadLetter().state = "discarded"


def test_the_machines_of_the_house_are_listed_with_states_and_edges():
    assert DeadLetter in machines()
    assert machines() == sorted(machines(), key=lambda model: model._meta.label)
    assert states(DeadLetter) == ["open", "replayed", "discarded"]
    assert initial_states(DeadLetter) == ("open",)
    assert edges(DeadLetter) == [
        ("open", "discard", "discarded"),
        ("open", "replay", "replayed"),
    ]
