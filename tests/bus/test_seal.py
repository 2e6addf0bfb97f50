"""The seal: whoever changes the journal behind its guards is noticed, and the place named."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal

import pytest
from django.db import connection, transaction

from apps.bus import seal
from apps.bus.models import Event, Seal
from apps.core import clock
from tests.bus.facts import WAITS_SECONDS, happen, seal_all

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def events() -> list[Event]:
    """Six facts under three seals."""
    found = []
    for _ in range(3):
        found += [happen(), happen()]
        seal_all()
    assert seal.verify() == seal.Verdict(6, 0)
    return found


def change(intruder, table: str, ident: int, column: str, value: object) -> None:
    """Change one value behind the triggers."""
    done = intruder.execute(f"update {table} set {column} = %s where id = %s", [value, ident])
    assert done.rowcount == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("payload", b'{"a":2}'),
        ("kind", "test.undone"),
        ("actor_id", "eve"),
        ("subject_id", "2"),
        ("cause", "event:1"),
        ("key", "k"),
        ("at", "2020-01-01T00:00:00Z"),
    ],
)
def test_a_changed_event_is_named(events, intruder, column, value):
    change(intruder, "bus_event", events[2].id, column, value)

    found = seal.verify()

    assert found.broken == f"event {events[2].id} was changed"
    assert found.sealed == 2


def test_a_deleted_event_is_named(events, intruder):
    intruder.execute("delete from bus_event where id = %s", [events[3].id])

    assert seal.verify().broken == f"event {events[3].id} is missing"


def test_an_added_event_is_named(events, intruder):
    columns = (
        "txid, kind, subject_type, subject_id, actor_kind, actor_id, cause, correlation,"
        " source, key, payload"
    )
    intruder.execute(
        f"insert into bus_event ({columns}) select {columns} from bus_event where id = %s",
        [events[0].id],
    )

    assert seal.verify().broken == f"event {Event.objects.latest('id').id} was added"


def test_an_event_moved_behind_the_seals_is_missed(events, intruder):
    change(intruder, "bus_event", events[0].id, "txid", 2**40)

    assert seal.verify().broken == f"event {events[0].id} is missing"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("count", 7),
        ("leaves", b"\0" * 80),
        ("root", "0" * 64),
        ("horizon", 1),
        ("hash", "f" * 64),
    ],
)
def test_a_changed_seal_is_named(events, intruder, column, value):
    second = Seal.objects.order_by("id")[1]
    change(intruder, "bus_seal", second.id, column, value)

    assert seal.verify().broken == f"seal {second.id}"


def test_a_seal_taken_out_of_the_chain_is_noticed(events, intruder):
    _, second, third = Seal.objects.order_by("id")[:3]
    intruder.execute("delete from bus_seal where id = %s", [second.id])

    assert seal.verify().broken == f"seal {third.id}"


def test_only_an_exported_head_betrays_a_chain_that_was_rewritten(events, intruder, tmp_path):
    head = seal.export_head(tmp_path / "heads.jsonl")
    change(intruder, "bus_event", events[0].id, "payload", b"{}")
    change(intruder, "bus_event", events[0].id, "actor_id", "eve")
    intruder.execute("delete from bus_seal")
    seal_all()

    assert seal.verify().broken == ""
    heads = seal.exported_heads(tmp_path / "heads.jsonl")
    assert seal.verify(heads).broken == f"exported head {head[:12]} is gone"


def test_only_an_exported_head_betrays_seals_cut_off_the_end(events, intruder, tmp_path):
    seal.export_head(tmp_path / "heads.jsonl")
    last = Seal.objects.latest()
    cut = [ident for ident, _ in seal.LEAF.iter_unpack(bytes(last.leaves))]
    gone = intruder.execute("delete from bus_event where id = any(%s)", [cut])
    intruder.execute("delete from bus_seal where id = %s", [last.id])

    assert gone.rowcount == len(cut) > 0
    assert seal.verify().broken == ""
    assert "is gone" in seal.verify(seal.exported_heads(tmp_path / "heads.jsonl")).broken


def test_heads_of_all_times_stay_in_a_whole_chain(tmp_path):
    file = tmp_path / "audit" / "heads.jsonl"
    for _ in range(3):
        happen()
        seal_all()
        seal.export_head(file)

    heads = seal.exported_heads(file)

    assert len(set(heads)) == 3
    assert seal.verify(heads) == seal.Verdict(3, 0)
    assert json.loads(file.read_text().splitlines()[-1])["seal"] == Seal.objects.latest().id


def test_an_empty_journal_is_whole_and_has_no_head(tmp_path):
    assert seal.seal() is None
    assert seal.verify() == seal.Verdict(0, 0)
    assert seal.export_head(tmp_path / "heads.jsonl") == ""
    assert seal.exported_heads(tmp_path / "heads.jsonl") == []


def test_an_event_still_in_flight_is_sealed_later_though_its_id_is_lower():
    written, go_on = Signal(), Signal()

    def slow() -> int:
        try:
            with transaction.atomic():
                ident = happen().id
                written.set()
                go_on.wait(2 * WAITS_SECONDS)
            return ident
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        # Our transaction gets its number first, and the slow one the lower event.
        with connection.cursor() as cursor:
            cursor.execute("select pg_current_xact_id()")
        other = pool.submit(slow)
        assert written.wait(30)
        mine = happen().id
        transaction.on_commit(lambda: _seal_until_there_is_one(go_on))
    theirs = other.result()

    first = seal.LEAF.iter_unpack(bytes(Seal.objects.get().leaves))
    assert [ident for ident, _ in first] == [mine]
    assert theirs < mine
    seal_all()
    assert seal.verify() == seal.Verdict(2, 0)


def _seal_until_there_is_one(go_on: Signal) -> None:
    until = clock.monotonic() + WAITS_SECONDS
    try:
        while seal.seal() is None and clock.monotonic() < until:
            Signal().wait(0.05)
    finally:
        go_on.set()


def test_nothing_is_sealed_twice_by_two_at_once():
    for _ in range(10):
        happen()

    def work(_number: int) -> None:
        try:
            seal.seal()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))

    seal_all()
    assert seal.verify() == seal.Verdict(10, 0)


@pytest.mark.parametrize("number", range(1, 9))
def test_every_leaf_moves_the_root(number):
    leaves = [bytes([n]) * 32 for n in range(number)]
    root = seal.merkle_root(leaves)

    for place in range(number):
        changed = [*leaves[:place], b"\xff" * 32, *leaves[place + 1 :]]
        assert seal.merkle_root(changed) != root
    assert seal.merkle_root([*leaves, leaves[-1]]) != root
