"""`manage.py deadletters` and `audit`: what is stuck, and whether the journal is whole."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from apps.bus import registry
from apps.bus.models import DeadLetter, Event, Seal
from apps.bus.seal import exported_heads
from tests.bus.facts import TEST, settle

given: list[bytes] = []


def run(*arguments: str) -> str:
    """Run a command; return what it says."""
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def letter(db) -> DeadLetter:
    """A file that could not be read, whose replays are kept."""
    given.clear()

    @registry.replays("test_file")
    def replay(_letter, payload):
        given.append(payload)
        return "test:1"

    with transaction.atomic():
        return DeadLetter.bury(
            kind="test_file",
            origin="mail\x1b[2J.eml",
            error=ValueError("odd bytes"),
            payload=b"one",
            by=TEST,
        )


def test_no_dead_letters_says_so(db):
    assert "everything proceeds" in run("deadletters", "list")
    assert json.loads(run("deadletters", "list", "--json")) == []


def test_a_dead_letter_is_listed_and_shown_without_obeying_it(letter):
    listed = run("deadletters", "list")
    shown = run("deadletters", "show", str(letter.id)[:6])

    assert "ValueError: odd bytes" in listed
    assert "\x1b" not in listed + shown
    assert shown.endswith("one\n")


def test_a_dead_letter_is_replayed_once(letter, tmp_path):
    (tmp_path / "edited").write_bytes(b"two")

    said = run(
        "deadletters", "replay", str(letter.id), "--payload", str(tmp_path / "edited"), "--json"
    )

    assert given == [b"two"]
    assert json.loads(said)["state"] == "replayed"
    with pytest.raises(CommandError, match="replayed already"):
        run("deadletters", "replay", str(letter.id))


def test_a_dead_letter_is_discarded_with_a_reason(letter):
    run("deadletters", "discard", str(letter.id), "--reason", "spam")

    letter.refresh_from_db()
    assert (letter.state, letter.reason) == ("discarded", "spam")
    assert "everything proceeds" in run("deadletters", "list")
    assert "discarded" in run("deadletters", "list", "--all")


def test_what_nobody_replays_is_said(letter):
    DeadLetter.objects.filter(id=letter.id).update(kind="gone")

    with pytest.raises(CommandError, match="cannot be replayed"):
        run("deadletters", "replay", str(letter.id))


def happened(number: int) -> None:
    """Write some facts."""
    for index in range(number):
        with transaction.atomic():
            Event.append("test.happened", subject=("test", str(index)), by=TEST, payload={})
    settle()


@pytest.mark.django_db(transaction=True)
def test_a_whole_journal_is_sealed_and_verified(tmp_path):
    happened(3)

    heads = tmp_path / "heads.jsonl"
    exported = json.loads(run("audit", "export", "--to", str(heads), "--json"))
    said = run("audit", "verify", "--heads", str(heads))

    assert exported_heads(heads) == [exported["head"]]
    assert "The journal is whole: 3 events sealed" in said
    assert Seal.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_changed_event_is_named(tmp_path):
    happened(3)
    heads = str(tmp_path / "heads.jsonl")
    run("audit", "verify", "--heads", heads)
    second = Event.objects.order_by("id")[1].id
    with connection.cursor() as cursor:
        cursor.execute("alter table bus_event disable trigger user")
        cursor.execute("update bus_event set actor_id = 'eve' where id = %s", [second])
        cursor.execute("alter table bus_event enable trigger user")

    with pytest.raises(CommandError, match=f"event {second} was changed"):
        run("audit", "verify", "--heads", heads)


@pytest.mark.django_db(transaction=True)
def test_an_exported_head_that_is_gone_is_named(tmp_path):
    happened(1)
    heads = tmp_path / "heads.jsonl"
    heads.write_text(json.dumps({"hash": "f" * 64}) + "\n")

    with pytest.raises(CommandError, match="exported head ffffffffffff is gone"):
        run("audit", "verify", "--heads", str(heads))
