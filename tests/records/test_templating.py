"""Templating: strict, once, without expressions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.records.templating import (
    MalformedTemplate,
    PlaceholderMissing,
    PlaceholderUnknown,
    check,
    fill,
    placeholders,
)


def test_values_fill_their_places():
    assert fill("Dear {name}, {{really}} {name}", {"name": "Zoë"}) == "Dear Zoë, {really} Zoë"


@given(st.text())
def test_a_value_is_never_expanded_again(value):
    assert fill("<{a}|{b}>", {"a": value, "b": "{a}"}) == f"<{value}|{{a}}>"


@pytest.mark.parametrize(
    "text",
    [
        "{a.__class__}",
        "{a[0]}",
        "{0}",
        "{}",
        "{A}",
        "{a!r}",
        "{a:>9}",
        "{ a }",
        "{",
        "a}",
        "{{}",
    ],
)
def test_whatever_is_not_a_plain_name_is_malformed(text):
    with pytest.raises(MalformedTemplate):
        fill(text, {"a": "x"})


def test_an_unknown_placeholder_is_named_with_those_there_are():
    with pytest.raises(
        PlaceholderUnknown, match=r"\{clent\}; there are \{amount\}, \{client\}"
    ):
        fill("{clent}", {"client": "x", "amount": "y"})


def test_a_required_placeholder_must_be_used():
    with pytest.raises(PlaceholderMissing, match=r"\{number\}"):
        check("Dear {name}", allowed={"name", "number"}, required={"number"})


def test_the_names_a_template_asks_for_are_known():
    assert placeholders("{a} {{b}} {c_1}") == {"a", "c_1"}
