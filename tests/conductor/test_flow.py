"""A flow's types are checked when the process starts, not when a mail arrives."""

import pytest

from apps.agents.registry import NotAnAgent
from apps.conductor.flow import DoesNotFit, Flow, commit, record
from apps.core.actor import Actor
from apps.records.commands import UpdatePricingRule
from tests.conductor.conftest import First, Second
from tests.factories.conductor import Thing, flow_of, load


def test_steps_in_the_order_in_which_they_give_and_take_fit(steps):
    flow = flow_of(steps.first, steps.second)

    assert [step.name for step in flow.steps] == ["first", "second"]


def test_a_step_that_takes_what_only_a_later_one_gives_is_refused(steps):
    with pytest.raises(DoesNotFit, match=r"second takes .*First"):
        flow_of(steps.second, steps.first)


def test_a_commit_step_needs_the_asked_act_of_its_type(steps):
    with pytest.raises(DoesNotFit, match="commit_update_pricing_rule takes"):
        flow_of(steps.first, commit(UpdatePricingRule))


def test_two_steps_of_one_name_are_refused(steps):
    with pytest.raises(DoesNotFit, match="same name"):
        flow_of(steps.first, steps.first)


def test_a_function_that_is_no_agent_must_say_what_it_is():
    def alone(thing: Thing) -> First:
        return First(id=thing.id)

    with pytest.raises(DoesNotFit, match="neither an agent nor"):
        flow_of(alone)


def test_a_step_without_types_is_refused():
    def untyped(thing, *, by: Actor) -> First:
        return First(id=thing.id)

    with pytest.raises(NotAnAgent, match="not typed"):
        record(untyped)


def test_a_step_that_may_give_two_types_is_refused():
    def either(thing: Thing, *, by: Actor) -> First | Second:
        return First(id=thing.id)

    with pytest.raises(NotAnAgent, match="more than one type"):
        record(either)


def test_other_steps_are_another_version(steps):
    shorter, longer = flow_of(steps.first), flow_of(steps.first, steps.second)

    assert shorter.version != longer.version
    assert shorter.version == flow_of(steps.first).version


def test_the_trigger_gives_the_first_type(steps):
    flow = Flow("tests.trigger", on="thing.happened", load=load, steps=[steps.first])

    assert flow.steps[0].takes == (Thing,)
