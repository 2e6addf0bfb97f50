import pytest

from apps.core.errors import PilothouseError, is_permanent, said, storable


class TillEmpty(PilothouseError):
    """The till is empty."""


def test_the_docstring_is_the_message_unless_there_is_a_better_one():
    assert str(TillEmpty()) == "The till is empty."
    assert str(TillEmpty("Till 3 is empty.")) == "Till 3 is empty."


@pytest.mark.parametrize(
    ("error", "permanent"),
    [(TillEmpty(), True), (TillEmpty(permanent=False), False), (OSError(), False)],
    ids=["known", "known-but-passing", "unknown"],
)
def test_only_what_we_know_to_be_permanent_is_not_tried_again(error, permanent):
    assert is_permanent(error) is permanent


def test_an_error_is_said_by_name_and_message():
    assert said(TillEmpty()) == "TillEmpty: The till is empty."


def test_what_postgres_refuses_is_made_storable():
    stored = storable("a\0b\udcffc" + "x" * 9999)

    assert stored.startswith("a\u2400b\\udcffc")
    assert stored.encode().count(0) == 0
    assert len(stored) < 5000
