"""Rules as rows, what they answered, and the switches."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from apps.core.actor import agent, person
from apps.core.fsm import TransitionNotAllowed
from apps.policies.contracts import Verdict
from apps.policies.models import Judgment, NotARule, Policy, Switch
from apps.policies.services import judge
from tests.factories.policies import condition, policy_in_force

pytestmark = pytest.mark.django_db
ADA = person("ada")
KEY = "00000000-0000-4000-8000-000000000000"


def draft(*conditions, name="small", verdict=Verdict.ALLOW, **more) -> Policy:
    return Policy.draft(name=name, conditions=list(conditions), verdict=verdict, by=ADA, **more)


def test_a_new_house_has_no_rule_and_everything_waits():
    assert Policy.objects.count() == 0
    assert judge(command=KEY, kind="x", known={"kind": "x"}).verdict is Verdict.HOLD


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ([condition("amount_minor", "over", "lots")], "0.*whole number, not 'lots'"),
        ([condition("kind", "is like", "x")], "0.is.*'equal'"),
        ([{"fact": "kind"}], "0.is.*required"),
        ([condition("kind", "equal", None)], "0.value"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_with_its_place(written, says):
    with pytest.raises(NotARule, match=says):
        draft(*written)

    assert Policy.objects.count() == 0


@pytest.mark.parametrize("asked", [{"undo_seconds": -1}, {"rate": 3}, {"undo_seconds": 10**6}])
def test_an_obligation_that_makes_no_sense_is_refused(asked):
    with pytest.raises(NotARule, match=next(iter(asked))):
        draft(obligations=asked)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_rule_has_a_name(name):
    with pytest.raises(NotARule, match="name"):
        draft(name=name)


def test_a_draft_is_not_in_force():
    draft()

    assert judge(command=KEY, kind="x", known={"kind": "x"}).verdict is Verdict.HOLD


def test_a_new_version_takes_the_place_of_the_one_before():
    first = policy_in_force(name="small")
    second = policy_in_force(Verdict.DENY, name="small")

    first.refresh_from_db()
    assert (first.state, second.state, second.version) == ("retired", "active", 2)
    assert judge(command=KEY, kind="x", known={"kind": "x"}).verdict is Verdict.DENY
    assert [e.kind for e in first.history()] == [
        "policy.drafted",
        "policy.activated",
        "policy.retired",
    ]


def test_the_database_takes_one_active_version_of_a_name():
    policy_in_force(name="small")
    second = draft(name="small")

    with pytest.raises(IntegrityError, match="policy_active_once"), transaction.atomic():
        Policy.objects.filter(id=second.id).update(state="active")
    with pytest.raises(IntegrityError, match="policy_version_once"), transaction.atomic():
        Policy.objects.filter(id=second.id).update(version=F("version") - 1)


def test_a_retired_rule_does_not_come_back():
    rule = policy_in_force()
    with rule.locked():
        rule.retire(by=ADA)

    with pytest.raises(TransitionNotAllowed), rule.locked():
        rule.activate(by=ADA)


def test_a_stored_rule_that_cannot_be_read_any_more_allows_nothing():
    rule = policy_in_force(name="old")
    Policy.objects.filter(id=rule.id).update(conditions=[{"fact": "kind", "matches": "x"}])

    ruling = judge(command=KEY, kind="x", known={"kind": "x"})

    assert (ruling.verdict, ruling.reasons) == (Verdict.HOLD, ("old (cannot be read) v1",))


def test_a_judgment_keeps_the_rules_and_everything_they_were_told():
    policy_in_force(Verdict.ALLOW, name="all", obligations={"undo_seconds": 7})

    judge(command=KEY, kind="send", known={"kind": "send", "recipients": ["a@x"]})

    kept = Judgment.objects.get()
    assert (str(kept.command), kept.kind, kept.verdict) == (KEY, "send", "allow")
    assert (kept.reasons, kept.obligations) == (["all v1"], {"undo_seconds": 7})
    assert kept.inputs == {"kind": "send", "recipients": ["a@x"]}


@pytest.mark.parametrize(
    "statement",
    ["update policies_judgment set verdict = 'allow'", "delete from policies_judgment"],
)
def test_a_judgment_is_never_changed(statement):
    judge(command=KEY, kind="x", known={"kind": "x"})

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_switch_is_paused_and_resumed_with_its_reason():
    with Switch.of("proposals").locked() as switch:
        switch.pause(by=ADA, why="holiday")
    assert (Switch.paused(), switch.why) == ({"proposals"}, "holiday")

    with pytest.raises(TransitionNotAllowed), switch.locked():
        switch.pause(by=agent("anyone"))
    with switch.locked():
        switch.resume(by=ADA)

    assert (Switch.paused(), switch.why) == (set(), "")
    assert [e.kind for e in switch.history()] == ["switch.paused", "switch.resumed"]


def test_the_same_switch_is_made_once():
    assert Switch.of("all").id == Switch.of("all").id
