"""The journal: written with the change it tells of, and never changed."""

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from apps.bus.models import (
    MAX_PAYLOAD_BYTES,
    Event,
    NotInTransaction,
    PayloadTooLarge,
)
from apps.core.actor import person
from apps.core.canonical import NotCanonical
from tests.bus.facts import TEST, happen, seal_all

GUARDED = ["bus_event", "bus_seal"]
CHANGES = ["update {} set id = id + 1000", "delete from {}"]


@pytest.fixture
def sealed(transactional_db) -> None:
    """A sealed fact."""
    happen()
    seal_all()


@pytest.mark.django_db(transaction=True)
def test_a_fact_outside_a_transaction_is_refused():
    with pytest.raises(NotInTransaction):
        Event.append("test.happened", subject=("test", "1"), by=TEST, payload={})

    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_fact_keeps_who_what_and_why():
    by = person("ada").because("event:7", "event:3")

    event = Event.append(
        "test.happened", subject=("test", "1"), by=by, payload={"b": 1, "a": [2.5, "é"]}
    )

    kept = Event.objects.get(pk=event.pk)
    assert kept.actor == by
    assert kept.values == {"a": [2.5, "é"], "b": 1}
    assert bytes(kept.payload) == '{"a":[2.5,"é"],"b":1}'.encode()


@pytest.mark.django_db
def test_a_payload_may_be_as_large_as_allowed_and_not_a_byte_larger():
    room = MAX_PAYLOAD_BYTES - len(b'{"a":""}')

    happen(a="x" * room)

    with pytest.raises(PayloadTooLarge, match=str(MAX_PAYLOAD_BYTES + 1)):
        happen(a="x" * (room + 1))


@pytest.mark.django_db
def test_a_nul_in_a_payload_is_refused():
    with pytest.raises(NotCanonical):
        happen(a="\0")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["happened", "Test.Happened", "test happened", "test.", ""])
def test_a_kind_that_is_not_noun_verbed_is_refused(kind):
    with pytest.raises(IntegrityError, match="event_kind_is_noun_verbed"), transaction.atomic():
        Event.append(kind, subject=("test", "1"), by=TEST, payload={})


@pytest.mark.django_db
def test_a_fact_with_the_same_key_from_the_same_source_is_refused():
    def tell(source: str, key: str) -> None:
        with transaction.atomic():
            Event.append(
                "test.happened",
                subject=("test", "1"),
                by=TEST,
                payload={},
                source=source,
                key=key,
            )

    for source, key in [("mail", "1"), ("mail", "2"), ("bank", "1"), ("", ""), ("", "")]:
        tell(source, key)

    with pytest.raises(IntegrityError, match="event_once_per_key"):
        tell("mail", "1")


@pytest.mark.django_db(transaction=True)
def test_a_failed_block_leaves_no_fact_and_no_delivery():
    with pytest.raises(RuntimeError), transaction.atomic():
        happen()
        raise RuntimeError

    assert not Event.objects.exists()


@pytest.mark.parametrize("change", CHANGES, ids=["update", "delete"])
@pytest.mark.parametrize("table", GUARDED)
def test_the_owner_is_refused_a_change_by_the_trigger(sealed, table, change):
    with pytest.raises(ProgrammingError, match="is append-only"), connection.cursor() as cursor:
        cursor.execute(change.format(table))


@pytest.mark.parametrize("change", [*CHANGES, "truncate {}"], ids=["update", "delete", "empty"])
@pytest.mark.parametrize("table", GUARDED)
def test_the_applications_role_has_no_right_to_a_change(sealed, application, table, change):
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"):
        application.execute(change.format(table))


def test_the_applications_role_may_add_and_read(application):
    application.execute(
        "insert into bus_event (kind, subject_type, subject_id, actor_kind, actor_id, cause,"
        " correlation, source, key, payload)"
        " values ('test.happened', 'test', '1', 'system', 'test', '', '', '', '', '{}')"
    )

    assert Event.objects.get().values == {}


def test_the_applications_role_cannot_take_the_trigger_off(application):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute("alter table bus_event disable trigger user")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute("set session_replication_role = replica")
