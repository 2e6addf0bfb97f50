from collections.abc import Sequence

import pytest

from apps.memory import embedding


class Broken:
    """An embedder whose model cannot be loaded."""

    def __init__(self) -> None:
        raise FileNotFoundError("weights.npz")


class Other:
    """Another model, for which all texts are alike."""

    name = "other-1"
    alike = 0.99

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        return [[1.0] + [0.0] * 511 for _ in texts]


@pytest.fixture
def no_model(settings):
    """Have no model that loads."""
    settings.MEMORY_EMBEDDER = "tests.memory.conftest.Broken"
    yield
    embedding._load.cache_clear()


@pytest.fixture
def other_model(settings):
    """Have another model from now on."""
    settings.MEMORY_EMBEDDER = "tests.memory.conftest.Other"
