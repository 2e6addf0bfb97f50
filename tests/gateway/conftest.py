from collections.abc import Iterator

import pytest

from apps.gateway import registry


@pytest.fixture
def registered() -> Iterator[None]:
    """Let a test register rules and providers, and take them away after it."""
    rules, providers = dict(registry._rules), dict(registry._providers)
    yield
    registry._rules.clear()
    registry._rules.update(rules)
    registry._providers.clear()
    registry._providers.update(providers)
