"""A command moves along the edges of the design, and along no other."""

import pytest

from apps.commits.models import Command
from apps.core.fsm import TransitionNotAllowed, edges
from tests.factories.commits import proposed

TABLE = {
    ("proposed", "deny", "denied"),
    ("proposed", "hold", "held"),
    ("proposed", "approve", "approved"),
    ("held", "approve", "approved"),
    ("held", "reject", "rejected"),
    ("held", "supersede", "superseded"),
    ("held", "expire", "expired"),
    ("held", "withdraw", "withdrawn"),
    ("held", "cancel", "cancelled"),
    ("approved", "expire", "expired"),
    ("approved", "withdraw", "withdrawn"),
    ("approved", "cancel", "cancelled"),
    ("approved", "hold", "held"),
    ("approved", "deny", "denied"),
    ("approved", "dispatch", "dispatching"),
    ("dispatching", "perform", "performed"),
    ("dispatching", "fail", "failed"),
    ("dispatching", "lose", "unknown"),
    ("failed", "approve", "approved"),
    ("failed", "cancel", "cancelled"),
    ("unknown", "perform", "performed"),
    ("unknown", "fail", "failed"),
}


def test_the_edges_are_those_of_the_design_and_no_others():
    assert set(edges(Command)) == TABLE


def test_a_final_state_has_no_way_out_and_every_other_has_one():
    with_a_way_out = {source for source, _, _ in TABLE}

    assert set(Command.State.values) - with_a_way_out == set(Command.FINAL)


def test_the_state_cannot_be_set_past_its_transitions(account):
    command = proposed()

    with pytest.raises(AttributeError):
        command.state = "performed"
    with pytest.raises(TransitionNotAllowed):
        command.perform(by=None, reference="")
