from datetime import date
from uuid import uuid4

import factory

from apps.memory.contracts import Source


class SourceFactory(factory.Factory):
    """A message of Anna's in a conversation of its own, with no client yet."""

    class Meta:
        model = Source

    type = "message"
    id = factory.LazyFunction(lambda: str(uuid4()))
    who = "Anna Weber"
    on = date(2026, 5, 8)
    thread = factory.LazyFunction(lambda: f"conversation:{uuid4()}")
