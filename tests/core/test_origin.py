import pytest
from pydantic import ValidationError

from apps.core.origin import Origin, Sourced, Trust

MAIL = "We need a logo by Friday.\nOur budget is 2000 EUR."


def stated(quote: str) -> Sourced[int]:
    """Return a value that claims these words."""
    return Sourced[int](value=2000, origin=Origin.STATED, quote=quote, source="message:1")


def test_a_quote_that_is_in_the_source_gets_its_place():
    found = stated("2000 EUR").verified(MAIL)

    assert found.origin is Origin.STATED
    assert MAIL[found.start :].startswith("2000 EUR")


@pytest.mark.parametrize("quote", ["3000 EUR", "2000 eur", "Friday. Our"])
def test_a_quote_that_is_not_in_the_source_makes_the_value_inferred(quote):
    found = stated(quote).verified(MAIL)

    assert (found.origin, found.quote, found.start) == (Origin.INFERRED, "", None)
    assert quote in found.because
    assert found.value == 2000


def test_a_place_that_an_agent_claims_does_not_survive_verifying():
    claimed = stated("9999 EUR").model_copy(update={"start": 7})

    assert claimed.verified(MAIL).start is None


def test_what_was_not_stated_is_not_looked_for():
    guessed = Sourced[int](value=1, origin=Origin.INFERRED, because="the tone")

    assert guessed.verified(MAIL) is guessed


@pytest.mark.parametrize("origin", [Origin.STATED, Origin.COMPUTED, Origin.REMEMBERED])
def test_an_origin_without_its_reason_is_refused(origin):
    with pytest.raises(ValidationError):
        Sourced[int](value=1, origin=origin)


@pytest.mark.parametrize("origin", [Origin.INFERRED, Origin.OPERATOR])
def test_an_inferred_value_or_the_operators_needs_no_more(origin):
    assert Sourced[int](value=1, origin=origin).value == 1


@pytest.mark.parametrize(
    ("sources", "least"),
    [
        ([Trust.OPERATOR], Trust.OPERATOR),
        ([Trust.KNOWN, Trust.STRANGER, Trust.OPERATOR], Trust.STRANGER),
        ([Trust.WEB, Trust.KNOWN], Trust.WEB),
        ([Trust.OPERATOR, Trust.KNOWN], Trust.KNOWN),
    ],
)
def test_what_is_derived_is_trusted_as_its_least_trusted_source(sources, least):
    assert Trust.least(*sources) is least
