"""The judge: strictest wins, and what cannot be asked never allows."""

import pytest
from pydantic import ValidationError

from apps.policies import registry
from apps.policies.contracts import Condition, NotComparable, Rule, Verdict
from apps.policies.judge import rule_on
from tests.factories.policies import condition

ALLOW, HOLD, DENY = Verdict
FACTS = {"kind": "send_letter", "amount_minor": 500, "money_out": False, "recipients": ["a@x"]}


def one(verdict: Verdict, *conditions: dict, name: str = "rule", **obligations) -> Rule:
    return Rule(
        name=name,
        version=1,
        conditions=tuple(Condition.model_validate(c) for c in conditions),
        verdict=verdict,
        obligations=obligations,
    )


@pytest.fixture
def registered():
    """Whatever a test registers is gone behind it."""
    facts, invariants = dict(registry._facts), dict(registry._invariants)
    yield
    registry._facts.clear()
    registry._facts.update(facts)
    registry._invariants.clear()
    registry._invariants.update(invariants)


def test_what_no_rule_covers_waits():
    ruling = rule_on(FACTS, [])

    assert (ruling.verdict, ruling.reasons) == (HOLD, ("no policy covers it",))
    assert rule_on(FACTS, [one(ALLOW, condition("kind", "equal", "x"))]).verdict is HOLD


def test_control_a_rule_that_applies_allows():
    ruling = rule_on(FACTS, [one(ALLOW, condition("kind", "equal", "send_letter"))])

    assert (ruling.verdict, ruling.reasons) == (ALLOW, ("rule v1",))


@pytest.mark.parametrize(
    ("verdicts", "wins"),
    [
        ([ALLOW, HOLD], HOLD),
        ([HOLD, ALLOW, DENY], DENY),
        ([DENY, ALLOW], DENY),
        ([ALLOW, ALLOW], ALLOW),
    ],
)
def test_the_strictest_wins_and_names_itself(verdicts, wins):
    rules = [one(verdict, name=f"r{n}") for n, verdict in enumerate(verdicts)]

    ruling = rule_on(FACTS, rules)

    assert ruling.verdict is wins
    assert ruling.reasons == tuple(r.label for r in rules if r.verdict is wins)


def test_all_conditions_must_hold():
    both = [condition("kind", "equal", "send_letter"), condition("amount_minor", "over", 500)]

    assert rule_on(FACTS, [one(ALLOW, *both)]).verdict is HOLD


UNASKABLE = {
    "missing": condition("recipient_known", "equal", True),
    "number as text": condition("amount_minor", "equal", "500"),
    "number is not text": condition("amount_minor", "not_equal", "x"),
    "text over a number": condition("kind", "over", 1),
    "list is not text": condition("recipients", "not_equal", "eve@x"),
    "list among texts": condition("recipients", "one_of", ["a@x"]),
    "yes is no number": condition("money_out", "equal", 0),
    "yes at most one": condition("money_out", "at_most", 1),
}


@pytest.mark.parametrize("asked", UNASKABLE.values(), ids=UNASKABLE.keys())
def test_what_cannot_be_asked_never_allows_and_says_so(asked):
    ruling = rule_on(FACTS, [one(ALLOW, asked)])

    assert ruling.verdict is HOLD
    assert "rule v1 could not be asked" in ruling.reasons[0]


@pytest.mark.parametrize("asked", UNASKABLE.values(), ids=UNASKABLE.keys())
def test_a_denial_that_cannot_be_asked_denies(asked):
    assert rule_on(FACTS, [one(DENY, asked), one(ALLOW)]).verdict is DENY


@pytest.mark.parametrize("turned", [False, True])
def test_a_condition_that_fails_rules_it_out_in_any_order(turned):
    asked = [UNASKABLE["missing"], condition("kind", "equal", "pay")]

    rule = one(DENY, *(reversed(asked) if turned else asked))

    assert rule_on(FACTS, [rule, one(ALLOW)]).verdict is ALLOW


@pytest.mark.parametrize(
    ("question", "value", "holds"),
    [
        ("equal", 500, True), ("equal", 501, False), ("not_equal", 501, True),
        ("over", 499, True), ("over", 500, False), ("at_most", 500, True),
        ("at_most", 499, False),
    ],
)  # fmt: skip
def test_each_question_means_what_it_says(question, value, holds):
    asked = Condition.model_validate(condition("amount_minor", question, value))

    assert asked.holds(FACTS) is holds


def test_one_of_asks_for_a_text_among_texts():
    asked = Condition.model_validate(condition("kind", "one_of", ["send_letter", "pay"]))

    assert asked.holds(FACTS)
    assert not asked.holds({"kind": "other"})
    with pytest.raises(NotComparable):
        asked.holds({"kind": 1})


@pytest.mark.parametrize(
    "written",
    [
        condition("amount_minor", "over", "500"),
        condition("amount_minor", "at_most", True),
        condition("kind", "one_of", "send_letter"),
        condition("kind", "like", "send%"),
        condition("Kind!", "equal", "x"),
        condition("amount_minor", "over", 1.5),
        {**condition("kind", "equal", "x"), "or": 1},
        {"fact": "kind", "is": "equal"},
    ],
)
def test_a_condition_that_makes_no_sense_is_refused(written):
    with pytest.raises(ValidationError):
        Condition.model_validate(written)


@pytest.mark.parametrize("facts", [{"money_out": True}, {"inferred_vitals": ["Price"]}])
def test_no_rule_relaxes_an_invariant(facts):
    assert rule_on({**FACTS, **facts}, [one(ALLOW)]).verdict is HOLD
    assert rule_on({**FACTS, **facts}, [one(DENY)]).verdict is DENY


def test_the_longest_undo_window_counts():
    rules = [one(ALLOW, name="a", undo_seconds=5), one(ALLOW, name="b", undo_seconds=60)]

    assert rule_on(FACTS, rules).obligations.undo_seconds == 60


def test_an_invariant_that_breaks_allows_nothing(registered):
    @registry.policy("always answers")
    def broken(facts):
        raise ZeroDivisionError("it did not")

    ruling = rule_on(FACTS, [one(ALLOW)])

    assert ruling.verdict is HOLD
    assert ruling.reasons == ("always answers: could not be asked: it did not",)


@pytest.mark.django_db
def test_a_fact_that_fails_is_left_out_and_breaks_nothing_else(registered):
    @registry.fact("a_division")
    def division(known):
        return 1 // 0

    @registry.fact("b_query")
    def query(known):
        from django.db import connection  # noqa: PLC0415

        with connection.cursor() as cursor:
            cursor.execute("select nonsense")

    @registry.fact("c_fine")
    def fine(known):
        from apps.policies.models import Policy  # noqa: PLC0415

        return Policy.objects.count()

    assert registry.gather(FACTS) == {**FACTS, "c_fine": 0}


@pytest.mark.django_db
def test_a_registered_fact_does_not_replace_what_is_known(registered):
    registry.fact("money_out")(lambda known: False)

    assert registry.gather({"money_out": True}) == {"money_out": True}
