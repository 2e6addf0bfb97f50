"""Dead letters: each thing that is done with one is a fact."""

from uuid import UUID

import pytest

from apps.bus import registry
from apps.bus.models import DeadLetter
from apps.core.actor import person
from apps.core.fsm import TransitionNotAllowed
from tests.bus.facts import TEST

pytestmark = pytest.mark.django_db
ADA = person("ada")


@pytest.fixture
def given() -> list[tuple[UUID, bytes]]:
    """What was given back to the reader of files."""
    got: list[tuple[UUID, bytes]] = []

    @registry.replays("test_file")
    def replay(letter: UUID, payload: bytes) -> str:
        got.append((letter, payload))
        return "test:1"

    return got


def bury(*, kind: str = "test_file", error: BaseException | str = "odd", origin: str = "a"):
    """Bury a file."""
    return DeadLetter.bury(kind=kind, origin=origin, error=error, payload=b"kept", by=TEST)


def facts(letter: DeadLetter) -> list[tuple[str, str]]:
    """Return what the journal says of it, and who did it."""
    return [(event.kind, event.actor_id) for event in letter.history()]


def test_what_is_buried_keeps_its_bytes_and_is_a_fact():
    letter = DeadLetter.objects.get(pk=bury(error=ValueError("odd")).pk)

    assert (letter.state, bytes(letter.payload)) == ("open", b"kept")
    assert letter.error == "ValueError: odd"
    assert facts(letter) == [("dead_letter.opened", "test")]


def test_a_replay_gives_the_payload_back_and_is_a_fact(given):
    with bury().locked() as letter:
        letter.replay(by=ADA)

    assert given == [(letter.id, b"kept")]
    assert facts(letter)[1:] == [("dead_letter.replayed", "ada")]
    assert letter.history().last().values == {"became": "test:1", "edited": False}


@pytest.mark.parametrize("edited", [b"mended", b""], ids=["mended", "emptied"])
def test_an_edited_payload_is_what_is_given_back_and_the_old_one_stays(given, edited):
    with bury().locked() as letter:
        letter.replay(by=ADA, payload=edited)

    assert given == [(letter.id, edited)]
    assert letter.history().last().values["edited"] is True
    assert bytes(DeadLetter.objects.get(pk=letter.pk).payload) == b"kept"


def test_a_discard_keeps_its_reason_and_is_a_fact():
    with bury().locked() as letter:
        letter.discard(by=ADA, reason="spam")

    assert DeadLetter.objects.get(pk=letter.pk).reason == "spam"
    assert facts(letter)[1:] == [("dead_letter.discarded", "ada")]


def test_what_was_settled_is_not_settled_again(given):
    with bury().locked() as letter:
        letter.discard(by=ADA, reason="spam")

    with pytest.raises(TransitionNotAllowed), letter.locked():
        letter.replay(by=ADA)
    assert given == []


def test_a_kind_that_nobody_replays_stays_open():
    letter = bury(kind="unknown_kind")

    with pytest.raises(registry.NotRegistered, match="unknown_kind"), letter.locked():
        letter.replay(by=ADA)

    assert DeadLetter.objects.get(pk=letter.pk).state == "open"
    assert len(facts(letter)) == 1


def test_a_replay_that_fails_leaves_it_open():
    @registry.replays("test_file")
    def replay(_letter: UUID, _payload: bytes) -> str:
        raise OSError("still odd")

    letter = bury()

    with pytest.raises(OSError, match="still odd"), letter.locked():
        letter.replay(by=ADA)

    assert DeadLetter.objects.get(pk=letter.pk).state == "open"


def test_what_failed_alike_has_the_same_fingerprint():
    one, same = bury(error=ValueError("odd"), origin="a"), bury(error=ValueError("odd"))
    others = [bury(error=OSError("odd")), bury(error=ValueError("even")), bury(kind="test_b")]

    assert one.fingerprint == same.fingerprint
    assert one.fingerprint not in {other.fingerprint for other in others}


@pytest.mark.parametrize("words", ["a\0b", "a\udcffb"], ids=["nul", "half-a-character"])
def test_nothing_is_too_odd_to_be_buried(words):
    letter = bury(error=ValueError(words), origin=words)

    assert DeadLetter.objects.filter(pk=letter.pk, error__contains="ValueError: a").exists()
