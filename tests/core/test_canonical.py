import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from apps.core.canonical import NotCanonical, canonical, parse, sha256

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
exact = st.integers(-(2**53) + 1, 2**53 - 1)
numbers = exact | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


class Offer(BaseModel):
    zone: str = "west"
    amount: int = 3


def test_one_value_has_one_spelling_however_its_keys_are_ordered():
    assert canonical({"b": 1, "a": {"d": 2, "c": 3}}) == b'{"a":{"c":3,"d":2},"b":1}'
    assert canonical({"a": {"c": 3, "d": 2}, "b": 1}) == b'{"a":{"c":3,"d":2},"b":1}'


def test_keys_are_ordered_by_utf_16_and_not_by_code_point():
    astral, high = "\U0001f600", "\ufb33"

    assert astral > high
    assert list(parse(canonical({high: 1, astral: 2}))) == [astral, high]


def test_a_model_is_written_like_the_mapping_of_its_fields():
    assert canonical(Offer()) == canonical({"amount": 3, "zone": "west"})


@pytest.mark.parametrize(
    "value",
    [
        {"a": "x\0y"},
        {"a\0": 1},
        {"a": ["\\\0"]},
        {"a": float("nan")},
        {"a": float("inf")},
        {"a": 2**53},
        {"a": -(2**53)},
        {"a": b"bytes"},
        {"a": "\ud800"},
        {"\udfff": 1},
        {1: "a"},
    ],
    ids=[
        "nul", "nul-in-a-key", "nul-behind-a-backslash", "nan", "infinity", "large", "small",
        "bytes", "half-a-character", "half-a-key", "number-as-key",
    ],
)  # fmt: skip
def test_what_has_no_canonical_spelling_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical(value)


@pytest.mark.parametrize("written", [r"\u0000", r"\\u0000", "a\\", "\x01"])
def test_words_that_only_look_like_nul_are_accepted(written):
    assert parse(canonical({"a": written})) == {"a": written}


@pytest.mark.parametrize("number", [2.0**53, 2.0**60, -(2.0**64), 1e16, 1e300])
def test_a_float_beyond_the_exact_integers_can_be_read_and_written_again(number):
    encoded = canonical({"a": number})

    assert parse(encoded)["a"] == number
    assert canonical(parse(encoded)) == encoded


@given(st.dictionaries(words, values, max_size=4))
def test_what_was_read_back_is_written_as_the_same_bytes(value):
    encoded = canonical(value)

    assert canonical(parse(encoded)) == encoded


def test_the_digest_is_that_of_the_bytes_whatever_holds_them():
    assert sha256(memoryview(b"abc")) == sha256(b"abc")
    assert sha256(b"abc").startswith("ba7816bf8f01cfea")
