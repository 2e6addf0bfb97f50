"""Makes modules of the examples that the documents print, and registers them while they run."""

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from apps.agents import registry as agents
from apps.commits import registry as commits
from apps.policies import registry as policies
from tests.docs.documents import Block, blocks

REGISTRIES: list[dict[Any, Any]] = [
    agents._agents,
    commits._types,
    commits._performers,
    policies._facts,
    policies._invariants,
]
RUNS = [block for block in blocks() if block.mark == "runs"]


def printed(*paths: str) -> dict[str, Any]:
    """Return what the last of the printed files defines, for pytest to collect.

    What the files register is in force during their own tests only.
    """
    before = [dict(registry) for registry in REGISTRIES]
    for path in paths:
        module = _loaded(next(block for block in RUNS if block.path == path))
    added = [
        {key: value for key, value in registry.items() if key not in kept}
        for registry, kept in zip(REGISTRIES, before, strict=True)
    ]
    _take(added)

    @pytest.fixture(autouse=True)
    def _registered() -> Iterator[None]:
        for registry, one in zip(REGISTRIES, added, strict=True):
            registry.update(one)
        yield
        _take(added)

    own = {name: value for name, value in vars(module).items() if not name.startswith("__")}
    return own | {"_registered": _registered}


def run(block: Block) -> None:
    """Run a printed script."""
    exec(compile(block.text, str(block), "exec"), {"__name__": "__main__"})


def _loaded(block: Block) -> ModuleType:
    name = block.path.removesuffix(".py").replace("/", ".")
    module = sys.modules[name] = ModuleType(name)
    exec(compile(block.text, str(block), "exec"), vars(module))
    return module


def _take(added: list[dict[Any, Any]]) -> None:
    for registry, one in zip(REGISTRIES, added, strict=True):
        for key in one:
            registry.pop(key, None)
