import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.memory.pieces import LONGEST, MAX_TEXT, clean, pieces


def test_a_text_is_cut_into_one_to_three_sentences():
    text = " ".join(f"This is sentence number {n}." for n in range(1, 8))

    found = pieces(text)

    assert [piece.count(".") for piece in found] == [3, 3, 1]
    assert " ".join(found) == text


def test_long_sentences_stand_alone():
    first = "The first " + "very " * 45 + "long one."
    second = "The second " + "so " * 60 + "too."

    assert pieces(f"{first} {second}") == [first, second]


def test_a_greeting_and_bullets_are_joined_to_what_stands_by_them():
    assert pieces("Hi Ada,\n\nwe need:\n- a logo\n- a website\n") == [
        "Hi Ada,\nwe need:\n- a logo\n- a website"
    ]


@pytest.mark.parametrize("empty", ["", "  \n\t\r\n ", "\x00"])
def test_nothing_makes_no_passage(empty):
    assert pieces(empty) == []


def test_a_million_letters_without_a_space_are_cut_all_the_same():
    found = pieces("x" * (MAX_TEXT + 50_000))

    assert "".join(found) == "x" * MAX_TEXT
    assert max(map(len, found)) == LONGEST


@given(st.text(alphabet=st.characters() | st.sampled_from("\x00\ud800. \n!?"), max_size=400))
def test_no_letter_is_lost_and_every_piece_can_be_stored(text):
    found = pieces(text)

    assert "".join("".join(found).split()) == "".join(clean(text).split())
    assert all(piece.strip() and "\x00" not in piece and piece.encode() for piece in found)
