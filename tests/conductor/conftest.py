"""Steps that tell what they did."""

from collections.abc import Callable

import pytest

from apps.conductor.flow import StepDef, record
from apps.core.actor import Actor
from tests.factories.conductor import Thing


class First(Thing):
    """What the first step gives."""


class Second(Thing):
    """What the second step gives."""


class Steps:
    """Two record steps that count how often they are done, and may be given something to do."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.meanwhile: Callable[[], object] = lambda: None

    @property
    def first(self) -> StepDef:
        def first(thing: Thing, *, by: Actor) -> First:
            self.done.append("first")
            return First(id=thing.id)

        return record(first)

    @property
    def second(self) -> StepDef:
        def second(thing: First, *, by: Actor) -> Second:
            self.done.append("second")
            self.meanwhile()
            return Second(id=thing.id)

        return record(second)


@pytest.fixture
def steps() -> Steps:
    return Steps()
